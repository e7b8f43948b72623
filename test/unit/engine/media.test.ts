import assert from "node:assert/strict";
import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import type { NewJob } from "../../../src/engine/engine.ts";
import type { Outcome } from "../../../src/engine/events.ts";
import { report } from "../../../src/support/report.ts";
import { kind } from "../media/kinds.ts";
import { someContext } from "../support/someContext.ts";
import { Rig } from "./rig.ts";

test("Of a video only the audio is uploaded, in an unknown length, and the output says how much was saved", async () => {
	await using rig = await Rig.start();
	const outcome = await run(rig, "aac-front.mp4");
	assert.equal(outcome.state.step, "done");
	const [upload] = rig.simulator.uploads;
	assert.ok(upload && upload.bytes < 6319);
	const request = rig.simulator.requests.find(({ kind }) => kind === "upload");
	assert.equal(request?.contentLength, undefined);
	assert.match(
		rig.output,
		/aac-front\.mp4 was sent without its pictures: 7 KB → \d KB\. /,
	);
	const event = rig.events.find(({ type }) => type === "audioOnly");
	assert(event?.type === "audioOnly");
	assert.deepEqual([event.fileBytes, event.sentBytes], [6319, upload.bytes]);
	assert.equal(event.requestId, request?.requestId);
});

test("Progress follows the time in the recording", async () => {
	await using rig = await Rig.start();
	await run(rig, "aac-front.mp4");
	const fractions = rig.events.flatMap((event) =>
		event.type === "uploaded" ? [event.fraction ?? -1] : [],
	);
	assert.ok(fractions.length > 0);
	assert.deepEqual(
		fractions,
		fractions.toSorted((a, b) => a - b),
	);
	assert.ok(Math.min(...fractions) >= 0 && Math.max(...fractions) <= 1);
});

test("An upload that is tried again takes the audio out anew, and sends as much", async () => {
	await using rig = await Rig.start();
	await run(rig, "opus.webm");
	rig.simulator.fault({ on: "upload", kind: "status", status: 422, times: 2 });
	await run(rig, "opus.webm");
	const [first, second] = rig.simulator.uploads;
	assert.equal(rig.simulator.count("upload"), 4);
	assert.equal(second?.bytes, first?.bytes);
});

test("The track that was chosen is the one that is sent", async () => {
	await using rig = await Rig.start();
	const sizes = new Set<number>();
	for (const track of [0, 1]) {
		await run(rig, "two-tracks.mp4", { media: { extractAudio: true, track } });
		sizes.add(rig.simulator.uploads.at(-1)?.bytes ?? 0);
	}
	assert.equal(sizes.size, 2);
	// Without a choice the one that the file marks as its default.
	await run(rig, "two-tracks.mp4");
	assert.equal(rig.simulator.uploads[2]?.bytes, [...sizes][1]);
});

for (const name of ["mp3.mp3", "alac.mov", "mp3.avi", "s16le.wav"]) {
	test(`${name} is sent whole`, async () => {
		await using rig = await Rig.start();
		const outcome = await run(rig, name);
		assert.equal(outcome.state.step, "done");
		const bytes = await readFile(kind(name));
		const sha256 = createHash("sha256").update(bytes).digest("hex");
		assert.equal(rig.simulator.uploads[0]?.sha256, sha256);
		assert.doesNotMatch(rig.output, /without its pictures/);
	});
}

test("A video is sent whole where the setting says so", async () => {
	await using rig = await Rig.start();
	await run(rig, "aac-front.mp4", { media: { extractAudio: false } });
	assert.equal(rig.simulator.uploads[0]?.bytes, 6319);
});

test("A file that must not be sent fails by its name before anything is asked of the service", async () => {
	await using rig = await Rig.start();
	const outcome = await run(rig, "unfinished.mp4");
	assert(outcome.state.step === "failed");
	assert.equal(outcome.state.failure.type, "file.unfinished");
	assert.match(
		rig.output,
		/unfinished\.mp4 has no index: the recording seems to be unfinished/,
	);
	assert.equal(rig.simulator.requests.length, 0);
});

test("A name that belongs to another format is mentioned, and the file is sent", async () => {
	await using rig = await Rig.start();
	const outcome = await run(rig, "mp4-inside.mp3");
	assert.equal(outcome.state.step, "done");
	assert.match(rig.output, /It is MP4, not what its name says/);
});

test("A file that could not be examined goes only with a person's word", async () => {
	const options = {
		worker: new URL("../media/workers/crash.ts", import.meta.url),
	};
	await using rig = await Rig.start(options);
	const refused = await run(rig, "aac-front.mp4");
	assert(refused.state.step === "failed");
	assert.equal(refused.state.failure.type, "file.gaveUp");
	await rig.engine.retry([refused.spec.id], { asItIs: true });
	const retried = await rig.engine.ended(refused.spec.id);
	assert.equal(retried.state.step, "done");
	const sent = await run(rig, "aac-front.mp4", {
		media: { extractAudio: true, asItIs: true },
	});
	assert.equal(sent.state.step, "done");
	assert.equal(rig.simulator.uploads[0]?.bytes, 6319);
});

test("What was found in a file is in the journal and in the report", async () => {
	await using rig = await Rig.start();
	rig.simulator.failJobs({ error: "Transcoding failed." });
	const outcome = await run(rig, "two-tracks.mkv");
	assert.equal(outcome.media?.audio.length, 2);
	const text = report([outcome], someContext(), new Date(0));
	assert.match(
		text,
		/\| Content \| `Matroska, video, 2 audio tracks, opus, 1 channel, 48 kHz, 1\.21 s` \|/,
	);
	assert.match(text, /\| Audio tracks \| `opus \(eng\), opus \(ger\)` \|/);
	assert.match(text, /\| File \| \.mkv, 7257 bytes \|/);
	assert.match(text, /\| Sound \| not checked \|/);
});

test("A job goes on after a restart with what was found before", async () => {
	await using rig = await Rig.start();
	rig.simulator.fault({ on: "upload", kind: "stall", where: "answer" });
	const started = rig.simulator.next("progress");
	await rig.engine.start([await jobFor(rig, "aac-behind.mp4")]);
	await started;
	await rig.restart();
	const [view] = rig.engine.jobs;
	assert(view);
	assert.equal(view.job.media?.container, "MP4");
	const outcome = await rig.engine.ended(view.job.spec.id);
	assert.equal(outcome.state.step, "done");
	assert.equal(rig.simulator.uploads.at(-1)?.bytes === 6319, false);
});

test("An upload of audio that is cancelled ends its worker and sends no more", async () => {
	await using rig = await Rig.start();
	rig.simulator.fault({ on: "upload", kind: "stall", where: "answer" });
	const started = rig.simulator.next("progress");
	const [id] = await rig.engine.start([await jobFor(rig, "aac-front.mp4")]);
	assert(id);
	await started;
	rig.engine.cancel([id]);
	const { state } = await rig.engine.ended(id);
	assert.equal(state.step, "cancelled");
});

test("A video whose audio cannot be taken out to its end is sent whole, and the output says so", async () => {
	const worker = new URL("../media/workers/breaksOff.ts", import.meta.url);
	await using rig = await Rig.start({ worker });
	const outcome = await run(rig, "aac-front.mp4");
	assert.equal(outcome.state.step, "done");
	assert.deepEqual(
		rig.simulator.uploads.map(({ bytes }) => bytes),
		[6319],
	);
	assert.match(rig.output, /aac-front\.mp4 is sent whole, as its audio/);
});

test("A parser that hangs while audio is taken out fails the job with a way out, and nothing is submitted", async () => {
	const worker = new URL("../media/workers/hangsLater.ts", import.meta.url);
	await using rig = await Rig.start({ worker });
	const outcome = await run(rig, "aac-front.mp4");
	assert(outcome.state.step === "failed");
	assert.equal(outcome.state.failure.type, "file.audioGaveUp");
	assert.match(outcome.state.failure.message, /can be sent as it is/);
	assert.equal(rig.simulator.count("submit"), 0);

	await rig.engine.retry([outcome.spec.id], { asItIs: true });
	const { state } = await rig.engine.ended(outcome.spec.id);
	assert.equal(state.step, "done");
	assert.equal(rig.simulator.uploads.at(-1)?.bytes, 6319);
});

async function run(
	rig: Rig,
	name: string,
	more: Partial<NewJob> = {},
): Promise<Outcome> {
	const [id] = await rig.engine.start([await jobFor(rig, name, more)]);
	assert(id);
	return rig.engine.ended(id);
}

async function jobFor(
	rig: Rig,
	name: string,
	more: Partial<NewJob> = {},
): Promise<NewJob> {
	const source = await rig.recording(name, await readFile(kind(name)));
	return rig.job(source, { media: { extractAudio: true }, ...more });
}
