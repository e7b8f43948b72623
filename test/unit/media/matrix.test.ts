import assert from "node:assert/strict";
import { after, test } from "node:test";
import { MEDIA_LIMITS } from "../../../src/assemblyai/limits.ts";
import { FileProblem } from "../../../src/media/check.ts";
import type { MediaFacts } from "../../../src/media/inspection.ts";
import { MediaReader } from "../../../src/media/mediaReader.ts";
import { kind, type Probed, probedKinds, WORKER_SOURCE } from "./kinds.ts";

/** Files that are not as they should be have tests of their own. */
const BAD = new Set([
	"empty.mp3",
	"text.mp3",
	"video-only.mp4",
	"video-only.mkv",
	"unfinished.mp4",
	"protected.mp4",
	"short.wav",
]);

const media = new MediaReader({ worker: WORKER_SOURCE, limits: MEDIA_LIMITS });
const rows: string[][] = [];

for (const [name, probed] of await probedKinds()) {
	if (BAD.has(name)) {
		continue;
	}
	test(`What is detected in ${name} is what ffprobe says of it`, async () => {
		const { media: facts } = await media.examine(
			kind(name),
			{ extractAudio: true },
			new AbortController().signal,
		);
		rows.push([name, detected(facts), said(probed)]);
		assert.notEqual(facts.reading, "damaged");
		assert.notEqual(facts.reading, "gaveUp");
		if (facts.reading === "whole") {
			compare(facts, probed);
		}
	});
}

test("A recording whose ending says nothing is known by its content", async () => {
	const { media: facts } = await media.examine(
		kind("mp3-inside.recording"),
		{ extractAudio: true },
		new AbortController().signal,
	);
	assert.equal(facts.container, "MP3");
});

test("A file of another kind than its name says is taken for what it is", async () => {
	const { media: facts } = await media.examine(
		kind("mp4-inside.mp3"),
		{ extractAudio: true },
		new AbortController().signal,
	);
	assert.equal(facts.container, "MP4");
	assert.equal(facts.isMisnamed, true);
});

after(() => {
	const table = [
		["file", "detected", "ffprobe"],
		["---", "---", "---"],
		...rows,
	];
	console.log(table.map((cells) => `| ${cells.join(" | ")} |`).join("\n"));
});

test("Only files that are refused with a reason are left out of the table", async () => {
	for (const name of BAD) {
		await assert.rejects(
			media.examine(
				kind(name),
				{ extractAudio: true },
				new AbortController().signal,
			),
			FileProblem,
		);
	}
});

/** Names of codecs that ffprobe has others for. */
const CODEC_NAMES: Readonly<Record<string, string>> = {
	"pcm-u8": "pcm_u8",
	"pcm-s16": "pcm_s16le",
	"pcm-s16be": "pcm_s16be",
	"pcm-s24": "pcm_s24le",
	"pcm-s32": "pcm_s32le",
	"pcm-f32": "pcm_f32le",
	"pcm-f64": "pcm_f64le",
	alaw: "pcm_alaw",
	ulaw: "pcm_mulaw",
};

function compare(facts: MediaFacts, { ffprobe }: Probed): void {
	const streams = ffprobe?.streams ?? [];
	const audio = streams.filter((stream) => stream.codec_type === "audio");
	assert.equal(
		facts.hasVideo,
		streams.some((stream) => stream.codec_type === "video"),
	);
	assert.equal(facts.audio.length, audio.length);
	for (const [index, track] of facts.audio.entries()) {
		const stream = audio[index];
		const codec = CODEC_NAMES[track.codec] ?? track.codec;
		// mediabunny calls MP2 MP3, and means its frames.
		assert.equal(codec, stream?.codec_name?.replace("mp2", "mp3"));
		// Of MP3 in MP4 the container says two channels, the frames one.
		if (track.codec !== "mp3") {
			assert.equal(track.channels, stream?.channels);
		}
		assert.equal(track.sampleRate, Number(stream?.sample_rate));
		const language = stream?.tags?.language;
		assert.equal(track.language ?? "und", language ?? "und");
		assert.equal(track.title, stream?.tags?.title);
	}
	// To a tenth of a second, or a fragment's last frame; with or without priming.
	const difference = (facts.durationS ?? 0) - Number(ffprobe?.format?.duration);
	assert.ok(Math.abs(difference) <= 0.45, `${difference} s`);
}

function detected(facts: MediaFacts): string {
	const tracks = facts.audio.map(
		({ codec, channels, sampleRate, language }) =>
			`${codec} ${channels} ch ${sampleRate} Hz${language ? ` ${language}` : ""}`,
	);
	return [
		facts.container,
		facts.hasVideo ? "video" : "",
		...tracks,
		facts.durationS === undefined ? "" : `${facts.durationS.toFixed(2)} s`,
		facts.reading === "whole" ? "" : "by its first bytes",
		facts.isMisnamed ? "misnamed" : "",
		facts.isCutShort ? "cut short" : "",
		facts.sound === "notChecked" ? "" : facts.sound,
	]
		.filter((text) => text !== "")
		.join(", ");
}

function said({ ffprobe }: Probed): string {
	const streams = (ffprobe?.streams ?? []).map((stream) =>
		stream.codec_type === "video"
			? "video"
			: `${stream.codec_name} ${stream.channels} ch ${stream.sample_rate} Hz${stream.tags?.language ? ` ${stream.tags.language}` : ""}`,
	);
	const { format_name: name, duration } = ffprobe?.format ?? {};
	return [name, ...streams, `${Number(duration).toFixed(2)} s`].join(", ");
}
