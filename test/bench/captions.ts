/**
 * Measures the captions of the talks in `test/fixtures/transcripts`: ours, and
 * what the service makes of the same words, as the simulator has it; and how
 * long each format takes for 100,000 words. Fails where ours break a limit of
 * Netflix's guide:
 * npm run bench:captions
 */
import assert from "node:assert/strict";
import { parse } from "@plussub/srt-vtt-parser";
import { legibilityOf } from "../../src/transcript/captions/limits.ts";
import { FORMATS, render } from "../../src/transcript/formats.ts";
import {
	jobOfTalk,
	savedTalk,
	TALKS,
	type Talk,
} from "../fixtures/transcripts/talks.ts";
import { captionsOf } from "../simulator/captions.ts";
import { type CaptionFigures, measure, type Shown } from "./captionMeasure.ts";
import { keep } from "./results.ts";

const captions: Record<string, Record<string, CaptionFigures>> = {};
for (const talk of TALKS) {
	const figures = figuresOf(talk);
	captions[`${talk.name} (${talk.language})`] = figures;
	console.log(`\n${talk.name}, ${talk.language}\n`);
	console.log(tableOf(figures));
	for (const name of ["ours, vtt", "ours, srt"]) {
		const ours = figures[name];
		assert(ours, name);
		assert.equal(ours.tooWide + ours.moreThanTwoLines, 0, "lines");
		assert.equal(ours.shorterThanFiveSixths + ours.longerThan7s, 0, "times");
		assert.equal(ours.gapsBelowTwoFrames + ours.flickers, 0, "gaps");
		assert.equal(ours.tooFastWithoutNeed, 0, "speed");
	}
}
const msFor100000Words = Object.fromEntries(
	TALKS.map((talk) => [talk.name, msOf(talk)]),
);
console.table(msFor100000Words);
await keep("captions", { ...captions, msFor100000Words });

function figuresOf(talk: Talk): Record<string, CaptionFigures> {
	const saved = savedTalk(talk);
	const job = jobOfTalk(talk);
	const allowed = legibilityOf(saved.transcript.text ?? "");
	const files = {
		"ours, vtt": render("vtt", saved),
		"ours, srt": render("srt", saved),
		"service's, vtt": captionsOf(job, "vtt"),
		"service's, srt": captionsOf(job, "srt"),
		"service's, 42": captionsOf(job, "srt", 42),
		"service's, 84": captionsOf(job, "srt", 84),
	};
	return Object.fromEntries(
		Object.entries(files).map(([name, text]) => [
			name,
			measure(shownIn(text), allowed, talk.language),
		]),
	);
}

/** How long a talk takes to write that is repeated until it has 100,000 words, in milliseconds by format. */
function msOf(talk: Talk): Record<string, number> {
	const saved = savedTalk(talk);
	const { words, utterances, audio_duration } = saved.transcript;
	const times = Math.ceil(100_000 / (words?.length ?? 1));
	const lengthMs = (audio_duration ?? 0) * 1000;
	const repeated = <T extends { start: number; end: number }>(
		spans: readonly T[] | null | undefined,
		moved: (span: T, ms: number) => T,
	) =>
		Array.from({ length: times }, (_, index) =>
			(spans ?? []).map((span) => moved(span, index * lengthMs)),
		).flat();
	const later = <T extends { start: number; end: number }>(
		span: T,
		ms: number,
	) => ({ ...span, start: span.start + ms, end: span.end + ms });
	const transcript = {
		...saved.transcript,
		words: repeated(words, later),
		utterances: repeated(utterances, (utterance, ms) => ({
			...later(utterance, ms),
			words: utterance.words.map((word) => later(word, ms)),
		})),
	};
	const entries = FORMATS.map((format): [string, number] => {
		const began = performance.now();
		render(format, { ...saved, transcript });
		return [format, Math.round(performance.now() - began)];
	});
	return Object.fromEntries(entries);
}

/** Captions as somebody else's parser reads them, without tags and marks of direction. */
function shownIn(text: string): Shown[] {
	const { entries } = parse(text) as { entries: Shown[] };
	return entries.map((entry) => ({
		...entry,
		text: entry.text
			.replace(/<v [^>]*>/g, "")
			.replace(/[\u202B\u202C\u200F]/g, ""),
	}));
}

function tableOf(figures: Readonly<Record<string, CaptionFigures>>): string {
	const names = Object.keys(figures);
	const [first] = Object.values(figures);
	const row = (cells: readonly (string | number)[]) =>
		`| ${cells.join(" | ")} |`;
	return [
		row(["", ...names]),
		row(["---", ...names.map(() => "---:")]),
		...Object.keys(first ?? {}).map((key) =>
			row([
				key,
				...Object.values(figures).map(
					(each) => each[key as keyof CaptionFigures],
				),
			]),
		),
	].join("\n");
}
