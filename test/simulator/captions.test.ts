import assert from "node:assert/strict";
import { test } from "node:test";
import type { Transcript, UploadedFile } from "assemblyai";
import { SIMULATOR_KEY, type Simulator, startSimulator } from "./simulator.ts";

const headers = { authorization: SIMULATOR_KEY };

test("Captions are a line each, cut at sentence ends, and as short as asked for", async () => {
	await using simulator = await startSimulator({
		queuedMs: 0,
		processingMs: 0,
	});
	const { id } = await transcribe(simulator, {});
	const captions = (query: string) =>
		fetch(`${simulator.url}/v2/transcript/${id}/${query}`, { headers });
	const srt = await (await captions("srt")).text();
	assert.match(
		srt,
		/^1\n00:00:00,000 --> 00:00:01,520\nThis transcript is simulated\.\n\n2\n/,
	);
	const vtt = await (await captions("vtt?chars_per_caption=20")).text();
	assert.match(
		vtt,
		/^WEBVTT\n\n00:00\.000 --> 00:01\.120\nThis transcript is\n/,
	);
	assert((await captions("srt?chars_per_caption=5")).status === 400);
});

test("Channels are told apart where that was asked for", async () => {
	await using simulator = await startSimulator({
		queuedMs: 0,
		processingMs: 0,
	});
	const transcript = await transcribe(simulator, { multichannel: true });
	assert.equal(transcript.audio_channels, 2);
	assert.deepEqual(
		transcript.utterances?.map(({ speaker, channel }) => [speaker, channel]),
		[["1", "1"]],
	);
});

/** The transcript once it is finished. */
async function transcribe(
	simulator: Simulator,
	params: object,
): Promise<Transcript> {
	const finished = simulator.next(
		"jobChanged",
		({ status }) => status === "completed",
	);
	const upload = await fetch(`${simulator.url}/v2/upload`, {
		method: "POST",
		headers: { ...headers, "content-type": "application/octet-stream" },
		body: "some sound",
	});
	const { upload_url: audio_url } = (await upload.json()) as UploadedFile;
	await fetch(`${simulator.url}/v2/transcript`, {
		method: "POST",
		headers: { ...headers, "content-type": "application/json" },
		body: JSON.stringify({ audio_url, ...params }),
	});
	const { id } = await finished;
	const answer = await fetch(`${simulator.url}/v2/transcript/${id}`, {
		headers,
	});
	return (await answer.json()) as Transcript;
}
