import { clock } from "./clock.ts";
import {
	beginsRightToLeft,
	isRightToLeft,
	RIGHT_TO_LEFT_MARK,
} from "./direction.ts";
import { languageName } from "./language.ts";
import { markdownLink, markdownText } from "./markdownText.ts";
import { currentScript, type SavedTranscript } from "./savedTranscript.ts";
import {
	isEmpty,
	nameOf,
	type Paragraph,
	type Script,
	saidParagraphs,
	textOf,
	wholeText,
} from "./script.ts";
import { type SourceLink, sourceLink } from "./sourceLink.ts";
import { believable } from "./times.ts";
import { NO_SPEECH } from "./txt.ts";

/**
 * A transcript as Markdown: a title, a table of what is known of the
 * recording, and paragraphs, each with a link to its time in the recording
 * beside it (a media fragment: `talk.mp4#t=65`).
 */
export function toMd(saved: SavedTranscript): string {
	const script = currentScript(saved);
	const source = sourceLink(saved.source.name);
	const title = source.name.replace(/(?<=.)\.[^.\s]{1,5}$/, "");
	const blocks = [
		`# ${markdownText(title).replaceAll("#", "\\#")}`,
		table(rowsOf(saved, source)),
		isEmpty(script) ? NO_SPEECH : body(script, source),
	];
	return `${blocks.join("\n\n")}\n`;
}

/** Names and values as Markdown. */
function rowsOf(
	{ transcript, transcribedAt }: SavedTranscript,
	source: SourceLink,
): [string, string][] {
	const { audio_duration, language_code, id } = transcript;
	const { audio_start_from, audio_end_at } = transcript;
	return [
		["File", markdownLink(source.name, source.target)],
		...row("Length", believable((audio_duration ?? Number.NaN) * 1000), clock),
		...row("Part", partText(audio_start_from, audio_end_at), String),
		...row("Language", language_code, languageName),
		...row("Date", transcribedAt, minuteOf),
		...row("Transcript ID", id === "" ? undefined : id, String),
	];
}

/** Absent for the whole recording. @param start - and end, in milliseconds as the service says them. */
function partText(
	start: number | null | undefined,
	end: number | null | undefined,
): string | undefined {
	const from = believable(start ?? Number.NaN);
	const to = believable(end ?? Number.NaN);
	if (to !== undefined && to > (from ?? 0)) {
		return `${clock(from ?? 0)} to ${clock(to)}`;
	}
	return from ? `From ${clock(from)}` : undefined;
}

function row<T>(
	name: string,
	value: T | null | undefined,
	text: (value: T) => string,
): [string, string][] {
	return value == null ? [] : [[name, markdownText(text(value))]];
}

/** In UTC, so that the same job gives the same file wherever it is written. @param time - ISO 8601. */
function minuteOf(time: string): string {
	const [date, minute] = new Date(time).toISOString().split(/[T.]/);
	return `${date} ${minute?.slice(0, 5)} UTC`;
}

function table([first, ...rest]: readonly [string, string][]): string {
	const line = (cells: readonly string[]) => `| ${cells.join(" | ")} |`;
	return [line(first ?? []), line(["---", "---"]), ...rest.map(line)].join(
		"\n",
	);
}

function body(script: Script, source: SourceLink): string {
	const said = saidParagraphs(script);
	const isFromRight = isRightToLeft(wholeText(script));
	const paragraphs = said.map((paragraph, index) => {
		const link = timeLink(paragraph, source);
		const text = spokenText(paragraph, said[index - 1], script);
		// GitHub goes by a paragraph's first letter, which may be a Latin name's.
		const mark =
			isFromRight && !beginsRightToLeft(text) ? RIGHT_TO_LEFT_MARK : "";
		return `${link} ${mark}${text}`;
	});
	const text = paragraphs.join("\n\n");
	return isFromRight ? `<div dir="rtl">\n\n${text}\n\n</div>` : text;
}

function timeLink({ words }: Paragraph, { target }: SourceLink): string {
	const start = words[0]?.start ?? 0;
	const fragment = `#t=${Math.floor(start / 1000)}`;
	return markdownLink(clock(start), target + fragment);
}

/** What was said, after the speaker's name where another spoke before. */
function spokenText(
	{ speaker, words }: Paragraph,
	before: Paragraph | undefined,
	{ names }: Script,
): string {
	const name = markdownText(nameOf(speaker ?? "", names));
	const label =
		name === "" || speaker === before?.speaker ? "" : `**${name}:** `;
	return label + markdownText(textOf(words));
}
