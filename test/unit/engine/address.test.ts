import assert from "node:assert/strict";
import { readdir, readFile, stat } from "node:fs/promises";
import * as path from "node:path";
import { test } from "node:test";
import type { NewJob } from "../../../src/engine/engine.ts";
import { MediaServer } from "../../fixtures/mediaServer.ts";
import { recordingOf } from "../../fixtures/wave.ts";
import { SIMULATOR_KEY } from "../../simulator/simulator.ts";
import { Rig, serviceOf } from "./rig.ts";

const TALK = recordingOf("talk", 4000);

/** Signs the addresses of these tests; must be found nowhere. */
const SECRET = "0f5c7d2e9b8a4c61";

async function startRig(...[options]: Parameters<typeof Rig.start>) {
	const stack = new AsyncDisposableStack();
	const server = stack.use(
		await MediaServer.start({
			"/talk.mp3": TALK,
			"/page": (_, response) => {
				response.end("<!doctype html><title>Talk</title>");
			},
		}),
	);
	const rig = stack.use(await Rig.start(options));
	const address = `${server.at("/talk.mp3")}?sig=${SECRET}`;
	return {
		rig,
		server,
		address,
		[Symbol.asyncDispose]: () => stack.disposeAsync(),
	};
}

/** Submits an address as another program with the same key does. */
async function submitElsewhere(rig: Rig, address: string): Promise<void> {
	await fetch(`${rig.simulator.url}/v2/transcript`, {
		method: "POST",
		headers: {
			authorization: SIMULATOR_KEY,
			"content-type": "application/json",
		},
		body: JSON.stringify({ audio_url: address }),
	});
}

test("An address is fetched by the service, and nothing of it passes through this machine", async () => {
	await using start = await startRig();
	const { rig, server, address } = start;
	const [outcome] = await rig.transcribe(address);
	assert(outcome?.state.step === "done");
	assert.deepEqual(outcome.state.outputs, [path.join(rig.folder, "talk.txt")]);
	assert.match(
		await readFile(path.join(rig.folder, "talk.txt"), "utf8"),
		/has 4000 bytes/,
	);
	assert.equal(rig.simulator.jobs[0]?.audioUrl, address);
	assert.equal(rig.simulator.count("upload"), 0);
	assert.deepEqual(server.requests, ["GET /talk.mp3"], "the service's own");
});

test("What signs an address is in no file, log line or failure", async () => {
	await using start = await startRig();
	const { rig, server, address } = start;
	const output: NewJob["output"] = {
		stem: path.join(rig.folder, "talk"),
		formats: ["txt", "json"],
		ifExists: "keepBoth",
	};
	const seen = { size: 4000 };
	const [id = ""] = await rig.engine.start([
		rig.job(address, { output, seen }),
	]);
	await rig.engine.ended(id);
	const json = await readFile(
		path.join(rig.folder, "talk.transcript.json"),
		"utf8",
	);
	const { sidescribe, audio_url } = JSON.parse(json);
	assert.deepEqual(sidescribe.source, {
		name: server.at("/talk.mp3"),
		size: 4000,
	});
	assert.equal(audio_url, server.at("/talk.mp3"));

	const [failed] = await rig.transcribe(
		`${server.at("/gone.mp3")}?sig=${SECRET}`,
	);
	assert(failed?.state.step === "failed");
	assert.match(
		failed.state.failure.message,
		/^Download error, unable to download http.*\/gone\.mp3\. Please/,
	);
	for (const name of await readdir(rig.folder, { recursive: true })) {
		assert.doesNotMatch(name, /sig/);
	}
	assert.doesNotMatch(json + rig.output, new RegExp(SECRET));
});

test("The journal has an address as it is, for no other user of the machine, and forgets it with the job", {
	skip: process.platform === "win32",
}, async () => {
	await using start = await startRig();
	const { rig, address } = start;
	rig.simulator.hold();
	const [id = ""] = await rig.engine.start([rig.job(address)]);
	await rig.event("stage", ({ job }) => job.state.step === "waiting");
	const [owner = ""] = await readdir(rig.journal);
	const folder = path.join(rig.journal, owner);
	const entry = path.join(folder, `${id}.json`);
	assert.match(await readFile(entry, "utf8"), new RegExp(SECRET));
	assert.equal((await stat(folder)).mode & 0o077, 0);
	rig.simulator.release();
	await rig.engine.ended(id);
	await rig.event("stage", ({ job }) => job.state.step === "done");
	await rig.restart();
	assert.deepEqual(
		(await readdir(rig.journal, { recursive: true })).filter((name) =>
			name.endsWith(".json"),
		),
		[],
	);
});

test("An address whose submit's answer was lost is not submitted again, and older transcripts of it are not taken for its own", async () => {
	await using start = await startRig();
	const { rig, address } = start;
	await submitElsewhere(rig, address);
	rig.simulator.fault({ on: "submit", kind: "answerLost" });
	const params = { language_code: "de" };
	const [id = ""] = await rig.engine.start([rig.job(address, { params })]);
	const { state } = await rig.engine.ended(id);
	assert(state.step === "done");
	assert.equal(rig.simulator.jobs.length, 2);
	assert.equal(state.transcriptId, rig.simulator.jobs[1]?.id);
});

test("A second job of an address waits until the first one's transcript is known, and others do not", async () => {
	const submitted = Promise.withResolvers<void>();
	const goOn = Promise.withResolvers<void>();
	await using start = await startRig({
		between: (service) => ({
			...serviceOf(service),
			submit: async (params, options) => {
				if (params.language_code === "de") {
					submitted.resolve();
					await goOn.promise;
				}
				return service.submit(params, options);
			},
		}),
	});
	const { rig, address } = start;
	const job = (language_code: string) =>
		rig.job(address, { params: { language_code } });
	const [german = ""] = await rig.engine.start([job("de")]);
	await submitted.promise;
	const [french = "", other = ""] = await rig.engine.start([
		job("fr"),
		rig.job(`${address}&other=1`),
	]);
	assert.equal((await rig.engine.ended(other)).state.step, "done");
	assert.equal(rig.simulator.jobs.length, 1);
	goOn.resolve();
	await rig.engine.ended(german);
	await rig.engine.ended(french);
	assert.deepEqual(
		rig.simulator.jobs.map(({ params }) => params.language_code),
		[undefined, "de", "fr"],
	);
});

test("A transcript of the address that another window has got since is not taken for one's own", async () => {
	let isLost = true;
	const lost = Promise.withResolvers<void>();
	const goOn = Promise.withResolvers<void>();
	await using start = await startRig({
		between: (service) => ({
			...serviceOf(service),
			submit: async (params, options) => {
				if (isLost && params.language_code === "de") {
					isLost = false;
					lost.resolve();
					await goOn.promise;
					throw new Error("The connection was lost");
				}
				return service.submit(params, options);
			},
		}),
	});
	const { rig, address } = start;
	const [german = ""] = await rig.engine.start([
		rig.job(address, { params: { language_code: "de" } }),
	]);
	await lost.promise;
	await using other = await rig.startEngine();
	rig.simulator.hold();
	const [french = ""] = await other.start([
		rig.job(address, { params: { language_code: "fr" } }),
	]);
	await rig.event(
		"stage",
		({ job }) => job.spec.id === french && job.state.step === "waiting",
	);
	goOn.resolve();
	await rig.event(
		"stage",
		({ job }) => job.spec.id === german && job.state.step === "failed",
	);
	await rig.engine.retry([german]);
	await rig.event(
		"stage",
		({ job }) => job.spec.id === german && job.state.step === "waiting",
	);
	rig.simulator.release();
	const { state } = await rig.engine.ended(german);
	assert(state.step === "done");
	await other.ended(french);
	const own = rig.simulator.jobs.find(({ id }) => id === state.transcriptId);
	assert.equal(own?.params.language_code, "de");
	assert.equal(rig.simulator.jobs.length, 2);
});

test("A transcript of the address that an earlier job has got is not taken for one's own", async () => {
	let isLost = false;
	let between = async () => {};
	await using start = await startRig({
		between: (service) => ({
			...serviceOf(service),
			submit: async (params, options) => {
				if (isLost) {
					isLost = false;
					await between();
					throw new Error("The connection was lost");
				}
				return service.submit(params, options);
			},
		}),
	});
	const { rig, address } = start;
	const job = (language_code: string) =>
		rig.job(address, { params: { language_code } });
	await using other = await rig.startEngine();
	// It is done, and with no job any more, by the time the look comes.
	between = async () => {
		const [french = ""] = await other.start([job("fr")]);
		await other.ended(french);
	};
	isLost = true;
	const [german = ""] = await rig.engine.start([job("de")]);
	await rig.event(
		"stage",
		({ job: { spec, state } }) => spec.id === german && state.step === "failed",
	);
	await rig.engine.retry([german]);
	const { state } = await rig.engine.ended(german);
	assert(state.step === "done");
	assert.deepEqual(
		rig.simulator.jobs.map(({ params }) => params.language_code),
		["fr", "de"],
	);
	assert.equal(state.transcriptId, rig.simulator.jobs[1]?.id);
});

test("The same address again joins the job that is at work on it", async () => {
	await using start = await startRig();
	const { rig, address } = start;
	rig.simulator.hold();
	const [first] = await rig.engine.start([rig.job(address)]);
	const [second] = await rig.engine.start([rig.job(address)]);
	assert.equal(first, second);
	rig.simulator.release();
	await rig.engine.ended(first ?? "");
	assert.equal(rig.simulator.jobs.length, 1);
});

test("An address that another window works on is not submitted a second time", async () => {
	await using start = await startRig();
	const { rig, address } = start;
	rig.simulator.hold();
	const [id = ""] = await rig.engine.start([rig.job(address)]);
	await rig.event("stage", ({ job }) => job.state.step === "waiting");
	await using other = await rig.startEngine();
	const [second = ""] = await other.start([rig.job(address)]);
	const { state } = await other.ended(second);
	assert(state.step === "failed");
	assert.equal(state.failure.type, "elsewhere");
	rig.simulator.release();
	assert.equal((await rig.engine.ended(id)).state.step, "done");
});

test("An address that the service cannot fetch can be retried once it is there", async () => {
	await using start = await startRig();
	const { rig, server } = start;
	let isThere = false;
	await using late = await MediaServer.start({
		"/late.mp3": (_, response) => {
			response.statusCode = isThere ? 200 : 403;
			response.end(TALK);
		},
	});
	const [failed] = await rig.transcribe(late.at("/late.mp3"));
	assert(failed?.state.step === "failed");
	assert.equal(failed.state.failure.type, "transcriptError");
	isThere = true;
	await rig.engine.retry([failed.spec.id]);
	assert.equal((await rig.engine.ended(failed.spec.id)).state.step, "done");

	const [page] = await rig.transcribe(server.at("/page"));
	assert(page?.state.step === "failed");
	assert.match(page.state.failure.message, /File type is text\/html/);
});

test("A submit that was refused is retried without a look at what was made since", async () => {
	await using start = await startRig();
	const { rig, address } = start;
	rig.simulator.fault({ on: "submit", kind: "status", status: 400 });
	const [failed] = await rig.transcribe(address);
	assert(failed?.state.step === "failed");
	assert.equal(failed.state.resume.step, "preparing");
	// Somebody else's, made in the meantime.
	await submitElsewhere(rig, address);
	await rig.engine.retry([failed.spec.id]);
	const { state } = await rig.engine.ended(failed.spec.id);
	assert(state.step === "done");
	assert.notEqual(state.transcriptId, rig.simulator.jobs[0]?.id);
});

test("Cancelling an address deletes its transcript at the service, and no other of the same address", async () => {
	await using start = await startRig();
	const { rig, address } = start;
	await submitElsewhere(rig, address);
	rig.simulator.fault({ on: "submit", kind: "late", afterMs: 300 });
	const submit = rig.simulator.next("request", ({ kind }) => kind === "submit");
	const params = { language_code: "de" };
	const [id = ""] = await rig.engine.start([rig.job(address, { params })]);
	await submit;
	rig.engine.cancel([id]);
	assert.equal((await rig.engine.ended(id)).state.step, "cancelled");
	const { transcriptId } = await rig.event("cleanedUp");
	assert.deepEqual(
		rig.simulator.jobs.map(({ deleted }) => deleted),
		[false, true],
	);
	assert.equal(transcriptId, rig.simulator.jobs[1]?.id);
});

test("What a later start finds of a cancelled address may be somebody else's, and stays", async () => {
	await using start = await startRig({
		settings: {
			retry: { maxAttempts: 5, initialDelayMs: 600_000, maxDelayMs: 600_000 },
		},
	});
	const { rig, address } = start;
	rig.simulator.fault({ on: "submit", kind: "answerLost" });
	rig.simulator.fault({
		on: "list",
		kind: "status",
		status: 503,
		skip: 2,
		times: 99,
	});
	const [id = ""] = await rig.engine.start([rig.job(address)]);
	await rig.event("attemptFailed");
	rig.engine.cancel([id]);
	await rig.engine.ended(id);
	await rig.restart();
	const { error } = await rig.event("cleanedUp");
	assert.match(error?.message ?? "", /can no longer be told from others/);
	assert.match(
		rig.output,
		/whether AssemblyAI has a transcript of it is not known/,
	);
	assert.deepEqual(
		rig.simulator.jobs.map(({ deleted }) => deleted),
		[false],
	);
});
