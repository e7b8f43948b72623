import assert from "node:assert/strict";
import { test } from "node:test";
import {
	failureOfConnection,
	type ServiceFailure,
} from "../../../src/assemblyai/failure.ts";
import { QUICK, Rig, serviceOf } from "./rig.ts";

test("An outage in the middle of 20 jobs fails none of them, and the output tells of it", async (t) => {
	await using rig = await Rig.start();
	const sources = await recordings(rig, 20);
	const tenth = rig.simulator.next(
		"ended",
		() => rig.simulator.uploads.length >= 10,
	);
	const run = rig.transcribe(...sources);
	await tenth;
	await rig.simulator.outage();
	await opened(rig, 3);
	await rig.simulator.recover();
	const outcomes = await run;
	assert.deepEqual(
		outcomes.map(({ state }) => state.step),
		Array(20).fill("done"),
	);
	assert.equal(rig.simulator.jobs.length, 20);
	assert.match(rig.output, /AssemblyAI is not answering; trying again in 1 s/);
	assert.match(rig.output, /One request goes out to see/);
	assert.match(rig.output, /AssemblyAI answers again/);
	assert.equal(rig.engine.breakerState.state, "closed");
	t.diagnostic(breakerLines(rig));
});

test("“Try now” asks at once instead of when it is due", async () => {
	await using rig = await Rig.start({
		settings: { breaker: { failureThreshold: 5, recoveryMs: 3_600_000 } },
	});
	await rig.simulator.outage();
	const run = rig.transcribe(...(await recordings(rig, 8)));
	await opened(rig, 1);
	await rig.simulator.recover();
	rig.engine.tryNow();
	const outcomes = await run;
	assert.deepEqual(
		outcomes.map(({ state }) => state.step),
		Array(8).fill("done"),
	);
});

test("One probe goes out to a service in trouble, whoever waits", async () => {
	await using rig = await Rig.start({
		settings: { breaker: { failureThreshold: 5, recoveryMs: 300 } },
	});
	rig.simulator.fault({ on: "upload", kind: "status", status: 503, times: 99 });
	const run = rig.transcribe(...(await recordings(rig, 20)));
	await opened(rig, 1);
	await rig.event("breaker", ({ state }) => state.state === "probing");
	const before = rig.simulator.count("upload");
	await opened(rig, 2);
	assert.equal(rig.simulator.count("upload"), before + 1);
	rig.simulator.clearFaults();
	const outcomes = await run;
	assert(outcomes.every(({ state }) => state.step === "done"));
});

test("Files that are refused for good do not stop the others", async () => {
	await using rig = await Rig.start();
	rig.simulator.fault({ on: "submit", kind: "status", status: 400, times: 8 });
	const outcomes = await rig.transcribe(...(await recordings(rig, 10)));
	const done = outcomes.filter(({ state }) => state.step === "done");
	assert.equal(done.length, 2);
	assert.equal(
		rig.events.some(({ type }) => type === "breaker"),
		false,
	);
});

test("A job that is cancelled while the service does not answer ends at once", async () => {
	await using rig = await Rig.start({
		settings: {
			retry: { ...QUICK.retry, maxAttempts: 10 },
			breaker: { failureThreshold: 2, recoveryMs: 3_600_000 },
		},
	});
	await rig.simulator.outage();
	const [source = ""] = await recordings(rig, 1);
	const [id = ""] = await rig.engine.start([rig.job(source)]);
	await opened(rig, 1);
	rig.engine.cancel([id]);
	assert.equal((await rig.engine.ended(id)).state.step, "cancelled");
	await rig.simulator.recover();
});

function recordings(rig: Rig, count: number): Promise<string[]> {
	return Promise.all(
		Array.from({ length: count }, (_, index) =>
			rig.recording(`talk ${index}.mp3`),
		),
	);
}

test("While the machine is offline a job waits for the network, and no attempt is used up", async () => {
	let isOffline = true;
	await using rig = await Rig.start({
		settings: {
			retry: { maxAttempts: 2, initialDelayMs: 1, maxDelayMs: 1 },
			breaker: { failureThreshold: 2, recoveryMs: 3_600_000 },
		},
		between: (service) => ({
			...serviceOf(service),
			upload: (source, options) =>
				isOffline
					? Promise.reject(noNetwork())
					: service.upload(source, options),
		}),
	});
	const run = rig.transcribe(...(await recordings(rig, 1)));
	const failures = () =>
		rig.events.filter(({ type }) => type === "attemptFailed");
	await rig.event("attemptFailed", () => failures().length >= 4);
	isOffline = false;
	const [outcome] = await run;
	assert.equal(outcome?.state.step, "done");
	assert.deepEqual(
		outcome?.attempts.map(({ attempt, type }) => `${type} ${attempt}`),
		Array(failures().length).fill("offline 1"),
	);
	assert.equal(
		rig.events.some(({ type }) => type === "breaker"),
		false,
		"it says nothing of the service",
	);
});

function noNetwork(): ServiceFailure {
	const cause = Object.assign(new Error("no such host"), { code: "ENOTFOUND" });
	return failureOfConnection(cause, "upload");
}

/** Waits until the breaker has opened so many times. */
async function opened(rig: Rig, times: number): Promise<void> {
	const isOpening = (event: (typeof rig.events)[number]) =>
		event.type === "breaker" && event.state.state === "open";
	await rig.event(
		"breaker",
		() => rig.events.filter(isOpening).length >= times,
	);
}

function breakerLines(rig: Rig): string {
	const lines = rig.output.split("\n");
	return lines.filter((line) => line.includes('"event":"breaker"')).join("\n");
}
