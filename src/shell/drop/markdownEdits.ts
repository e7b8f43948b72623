import * as path from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Engine } from "../../engine/engine.ts";
import { filesOf, targetsOf } from "../../engine/outputPlan.ts";
import {
	readTranscriptOf,
	transcriptsBeside,
} from "../../engine/transcriptsBeside.ts";
import { NoTranscript } from "../../transcript/json.ts";
import { markdownLink, markdownText } from "../../transcript/markdownText.ts";
import type { ReadText } from "../../transcript/readText.ts";
import { outputFormats } from "../settings.ts";
import { claimedBy } from "../transcribe/prepare.ts";
import {
	type DropEdit,
	type DropEdits,
	TRANSCRIPT_KIND,
	TRANSCRIPTION_KIND,
} from "./dropProvider.ts";

/** Markdown is inserted as it is; JSON has all that Markdown is made of. */
const INSERTED = ["md", "json", "txt"] as const;

const { Empty, Text } = vscode.DocumentDropOrPasteEditKind;

/** What Markdown's own provider and VS Code itself insert; it comes first where ours costs money. */
const OTHERS = [Empty.append("markdown", "link"), Empty.append("uri"), Text];

/** What a recording is to give to a document. */
interface Dropped {
	readonly recording: vscode.Uri;
	/** Its transcript as Markdown; absent where there is none. */
	readonly transcript?: string;
	/** The file with its transcript, now or when it is done. */
	readonly file: string;
}

/** Makes the edits that insert transcripts, or links to those that are made then. */
export class MarkdownEdits implements DropEdits {
	readonly #engine: Engine;

	constructor(engine: Engine) {
		this.#engine = engine;
	}

	async provide(
		recordings: readonly vscode.Uri[],
		document: vscode.TextDocument,
	): Promise<DropEdit> {
		const dropped = await Promise.all(
			recordings.map((recording) => this.#look(recording)),
		);
		const missing = dropped
			.filter(({ transcript }) => transcript === undefined)
			.map(({ recording }) => recording);
		return missing.length === 0
			? transcription(dropped.flatMap(({ transcript }) => transcript ?? []))
			: links(
					dropped.map(({ file }) => linkTo(file, document)),
					missing,
				);
	}

	async #look(recording: vscode.Uri): Promise<Dropped> {
		const transcript = await transcriptOf(recording);
		const [there] = await transcriptsBeside(recording.fsPath);
		return {
			recording,
			...(transcript !== undefined && { transcript }),
			file: there?.file ?? (await this.#plannedFile(recording)),
		};
	}

	/** Where the transcript of a recording will be, in the format that reads best. */
	async #plannedFile(recording: vscode.Uri): Promise<string> {
		const source = recording.fsPath;
		const formats = outputFormats(recording);
		const claimed = claimedBy(this.#engine, new Set([source]));
		const [target] = await targetsOf([{ source, formats }], claimed);
		const stem = target?.stem ?? source;
		const best = formats.includes("md") ? "md" : (formats[0] ?? "txt");
		return filesOf({ stem, formats: [best] })[0] ?? source;
	}
}

function transcription(texts: readonly string[]): DropEdit {
	const text = texts.join("\n");
	const title =
		texts.length === 1
			? l10n.t("Insert Transcript")
			: l10n.t("Insert Transcripts");
	const edit = new vscode.DocumentDropEdit(text, title, TRANSCRIPT_KIND);
	return { text, edit, toTranscribe: [] };
}

function links(
	each: readonly string[],
	toTranscribe: readonly vscode.Uri[],
): DropEdit {
	const text = each.join("\n");
	const title =
		each.length === 1
			? l10n.t("Transcribe, and Insert Link to Transcript")
			: l10n.t("Transcribe, and Insert Links to Transcripts");
	const edit = new vscode.DocumentDropEdit(text, title, TRANSCRIPTION_KIND);
	edit.yieldTo = OTHERS;
	return { text, edit, toTranscribe };
}

/** A recording's transcript as Markdown; absent where there is none that can be read. */
async function transcriptOf(
	recording: vscode.Uri,
): Promise<string | undefined> {
	try {
		const found = await readTranscriptOf(recording.fsPath, INSERTED);
		return found && (found.format === "md" ? found.content : asMarkdown(found));
	} catch (error) {
		if (error instanceof NoTranscript) {
			return undefined;
		}
		throw error;
	}
}

function asMarkdown({ paragraphs }: ReadText): string {
	const texts = paragraphs.map(({ speaker, text }) => {
		const name = speaker === undefined ? "" : `**${markdownText(speaker)}:** `;
		return name + asParagraph(markdownText(text));
	});
	return `${texts.join("\n\n")}\n`;
}

/** What begins a line as a heading, a list or a quotation does not begin one here. */
function asParagraph(text: string): string {
	return text.replace(/^(\s*)([#>+-]|\d+[.)])/gm, (_, space, mark: string) =>
		/^\d/.test(mark)
			? `${space}${mark.slice(0, -1)}\\${mark.slice(-1)}`
			: `${space}\\${mark}`,
	);
}

/** A link relative to the document, or absolute where that lies nowhere yet. */
function linkTo(file: string, document: vscode.TextDocument): string {
	const { scheme, fsPath } = document.uri;
	const target =
		scheme === "file"
			? path
					.relative(path.dirname(fsPath), file)
					.split(path.sep)
					.map(encodeURIComponent)
					.join("/")
			: vscode.Uri.file(file).toString();
	return markdownLink(
		path.basename(file),
		target.replace(
			/[()]/g,
			(mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
		),
	);
}
