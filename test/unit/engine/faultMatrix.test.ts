import assert from "node:assert/strict";
import { access } from "node:fs/promises";
import * as path from "node:path";
import { after, suite, test } from "node:test";
import { MediaServer } from "../../fixtures/mediaServer.ts";
import type { Fault, FaultKind, RequestKind } from "../../simulator/faults.ts";
import { QUICK, Rig } from "./rig.ts";

/** What a request is for; the key check, the note of what is there before an address, and the lookup ask for the list. */
type Step =
	| "key check"
	| "upload"
	| "note"
	| "submit"
	| "poll"
	| "lookup"
	| "delete";

/** What came of one job. */
interface Result {
	/** `done`, `failed: <type>`, or for a cancelled job what became of its transcript. */
	readonly state: string;
	/** Requests: list, upload, submit, get, delete. */
	readonly requests: string;
	/** Jobs at the service. */
	readonly jobs: number;
	readonly file: boolean;
}

const RETRY = { maxAttempts: 3, initialDelayMs: 5, maxDelayMs: 20 };

/** Long enough that a busy machine does not look like a stalled service. */
const TIMEOUTS = { connectMs: 5000, stallMs: 1500, answerMs: 1500 };

/** More often than there are attempts: `429` counts for none. */
const LIMITED = RETRY.maxAttempts + 1;

const RECORDING_BYTES = 300_000;

const FAULTS = {
	"503 twice": { kind: "status", status: 503, times: 2 },
	"503 four times": { kind: "status", status: 503, times: LIMITED },
	"503 for ever": { kind: "status", status: 503, times: 99 },
	"422 twice": { kind: "status", status: 422, times: 2 },
	"429, Retry-After": {
		kind: "status",
		status: 429,
		headers: { "retry-after": "1" },
		times: LIMITED,
	},
	"429 alone": { kind: "status", status: 429, times: LIMITED },
	"401": { kind: "status", status: 401 },
	"401 for ever": { kind: "status", status: 401, times: 99 },
	"400": { kind: "status", status: 400 },
	"400 for ever": { kind: "status", status: 400, times: 99 },
	"404": { kind: "status", status: 404 },
	"reset before": { kind: "resetBefore" },
	"reset in request": { kind: "resetInRequest", afterBytes: 1 },
	"reset in answer": { kind: "resetInAnswer" },
	"stall in request": { kind: "stall", where: "request" },
	"stall, no answer": { kind: "stall", where: "answer" },
	"stall in answer": { kind: "stall", where: "midAnswer" },
	"answer lost": { kind: "answerLost" },
	// The answer is given up, the list asked in vain, and only then is the work done.
	late: { kind: "late", afterMs: 2500 },
	"malformed JSON": { kind: "malformed" },
	"wrong shape": { kind: "wrongShape" },
	"slow link": { kind: "slow", bytesPerSecond: 1e6 },
} as const satisfies Record<string, FaultKind & { times?: number }>;

type FaultName = keyof typeof FAULTS;

/** Step, fault; state, requests (list upload submit get delete), jobs at the service, file. */
type Row = readonly [Step, FaultName, string, string, 0 | 1, boolean];

// biome-ignore format: a table
const EXPECTED: readonly Row[] = [
	// The key check is a courtesy: only a refusal ends the job, all else is left to the upload.
	["key check", "503 twice",        "done",                  "1 1 1 1 0", 1, true],
	["key check", "429, Retry-After", "done",                  "1 1 1 1 0", 1, true],
	["key check", "429 alone",        "done",                  "1 1 1 1 0", 1, true],
	["key check", "401",              "failed: keyRefused",    "1 0 0 0 0", 0, false],
	["key check", "400",              "done",                  "1 1 1 1 0", 1, true],
	["key check", "reset before",     "done",                  "1 1 1 1 0", 1, true],
	["key check", "reset in answer",  "done",                  "1 1 1 1 0", 1, true],
	["key check", "stall, no answer", "done",                  "1 1 1 1 0", 1, true],
	["key check", "stall in answer",  "done",                  "1 1 1 1 0", 1, true],
	["key check", "answer lost",      "done",                  "1 1 1 1 0", 1, true],
	["key check", "malformed JSON",   "done",                  "1 1 1 1 0", 1, true],
	["key check", "wrong shape",      "done",                  "1 1 1 1 0", 1, true],
	["key check", "slow link",        "done",                  "1 1 1 1 0", 1, true],

	["upload",    "503 twice",        "done",                  "1 3 1 1 0", 1, true],
	["upload",    "503 for ever",     "failed: serviceError",  "1 3 0 0 0", 0, false],
	["upload",    "422 twice",        "done",                  "1 3 1 1 0", 1, true],
	["upload",    "429, Retry-After", "done",                  "1 5 1 1 0", 1, true],
	["upload",    "429 alone",        "done",                  "1 5 1 1 0", 1, true],
	["upload",    "401",              "failed: keyRefused",    "1 1 0 0 0", 0, false],
	["upload",    "400",              "failed: badRequest",    "1 1 0 0 0", 0, false],
	["upload",    "reset before",     "done",                  "1 2 1 1 0", 1, true],
	["upload",    "reset in request", "done",                  "1 2 1 1 0", 1, true],
	["upload",    "reset in answer",  "done",                  "1 2 1 1 0", 1, true],
	["upload",    "stall in request", "done",                  "1 2 1 1 0", 1, true],
	["upload",    "stall, no answer", "done",                  "1 2 1 1 0", 1, true],
	["upload",    "stall in answer",  "done",                  "1 2 1 1 0", 1, true],
	["upload",    "answer lost",      "done",                  "1 2 1 1 0", 1, true],
	["upload",    "malformed JSON",   "done",                  "1 2 1 1 0", 1, true],
	["upload",    "wrong shape",      "done",                  "1 2 1 1 0", 1, true],
	["upload",    "slow link",        "done",                  "1 1 1 1 0", 1, true],

	// Each answer that may have been lost is looked up on the list before the next submit,
	// and where the request may still be worked on, a second time after a while.
	["submit",    "503 twice",        "done",                  "3 1 3 1 0", 1, true],
	["submit",    "503 for ever",     "failed: serviceError",  "3 1 3 0 0", 0, false],
	["submit",    "429, Retry-After", "done",                  "1 1 5 1 0", 1, true],
	["submit",    "429 alone",        "done",                  "1 1 5 1 0", 1, true],
	["submit",    "401",              "failed: keyRefused",    "1 1 1 0 0", 0, false],
	["submit",    "400",              "failed: badRequest",    "1 1 1 0 0", 0, false],
	["submit",    "reset before",     "done",                  "3 1 2 1 0", 1, true],
	["submit",    "reset in request", "done",                  "3 1 2 1 0", 1, true],
	["submit",    "reset in answer",  "done",                  "2 1 1 1 0", 1, true],
	["submit",    "stall in request", "done",                  "3 1 2 1 0", 1, true],
	["submit",    "stall, no answer", "done",                  "3 1 2 1 0", 1, true],
	["submit",    "stall in answer",  "done",                  "2 1 1 1 0", 1, true],
	["submit",    "answer lost",      "done",                  "2 1 1 1 0", 1, true],
	["submit",    "late",             "done",                  "3 1 1 1 0", 1, true],
	["submit",    "malformed JSON",   "done",                  "2 1 2 1 0", 1, true],
	["submit",    "wrong shape",      "done",                  "2 1 2 1 0", 1, true],
	["submit",    "slow link",        "done",                  "1 1 1 1 0", 1, true],

	// The job is at the service: a poll is repeated for as long as it takes.
	["poll",      "503 twice",        "done",                  "1 1 1 3 0", 1, true],
	["poll",      "503 four times",   "done",                  "1 1 1 5 0", 1, true],
	["poll",      "429, Retry-After", "done",                  "1 1 1 5 0", 1, true],
	["poll",      "429 alone",        "done",                  "1 1 1 5 0", 1, true],
	["poll",      "401",              "done",                  "1 1 1 2 0", 1, true],
	["poll",      "401 for ever",     "failed: keyRefused",    "1 1 1 2 0", 1, false],
	["poll",      "400",              "done",                  "1 1 1 2 0", 1, true],
	["poll",      "400 for ever",     "failed: badRequest",    "1 1 1 2 0", 1, false],
	["poll",      "404",              "done",                  "1 1 1 2 0", 1, true],
	["poll",      "reset before",     "done",                  "1 1 1 2 0", 1, true],
	["poll",      "reset in answer",  "done",                  "1 1 1 2 0", 1, true],
	["poll",      "stall, no answer", "done",                  "1 1 1 2 0", 1, true],
	["poll",      "stall in answer",  "done",                  "1 1 1 2 0", 1, true],
	["poll",      "answer lost",      "done",                  "1 1 1 2 0", 1, true],
	["poll",      "malformed JSON",   "done",                  "1 1 1 2 0", 1, true],
	["poll",      "wrong shape",      "done",                  "1 1 1 2 0", 1, true],
	["poll",      "slow link",        "done",                  "1 1 1 1 0", 1, true],

	// The submit's answer was lost, and now the lookup fails, too: that counts for no
	// attempt, and the submit is never sent again unseen.
	["lookup",    "503 twice",        "done",                  "4 1 1 1 0", 1, true],
	["lookup",    "503 four times",   "done",                  "6 1 1 1 0", 1, true],
	["lookup",    "429, Retry-After", "done",                  "6 1 1 1 0", 1, true],
	["lookup",    "429 alone",        "done",                  "6 1 1 1 0", 1, true],
	["lookup",    "401",              "done",                  "3 1 1 1 0", 1, true],
	["lookup",    "401 for ever",     "failed: keyRefused",    "3 1 1 0 0", 1, false],
	["lookup",    "400",              "done",                  "3 1 1 1 0", 1, true],
	["lookup",    "400 for ever",     "failed: badRequest",    "3 1 1 0 0", 1, false],
	["lookup",    "reset before",     "done",                  "3 1 1 1 0", 1, true],
	["lookup",    "reset in answer",  "done",                  "3 1 1 1 0", 1, true],
	["lookup",    "stall, no answer", "done",                  "3 1 1 1 0", 1, true],
	["lookup",    "stall in answer",  "done",                  "3 1 1 1 0", 1, true],
	["lookup",    "answer lost",      "done",                  "3 1 1 1 0", 1, true],
	["lookup",    "malformed JSON",   "done",                  "3 1 1 1 0", 1, true],
	["lookup",    "wrong shape",      "done",                  "3 1 1 1 0", 1, true],
	["lookup",    "slow link",        "done",                  "2 1 1 1 0", 1, true],

	// A person cancelled while the service worked.
	["delete",    "503 twice",        "deleted",               "1 1 1 0 3", 1, false],
	["delete",    "503 for ever",     "left: serviceError",    "1 1 1 0 3", 1, false],
	["delete",    "429, Retry-After", "deleted",               "1 1 1 0 5", 1, false],
	["delete",    "429 alone",        "deleted",               "1 1 1 0 5", 1, false],
	["delete",    "401",              "left: keyRefused",      "1 1 1 0 1", 1, false],
	["delete",    "400",              "left: badRequest",      "1 1 1 0 1", 1, false],
	["delete",    "404",              "deleted",               "1 1 1 0 1", 1, false],
	["delete",    "reset before",     "deleted",               "1 1 1 0 2", 1, false],
	["delete",    "reset in answer",  "deleted",               "1 1 1 0 2", 1, false],
	["delete",    "stall, no answer", "deleted",               "1 1 1 0 2", 1, false],
	["delete",    "stall in answer",  "deleted",               "1 1 1 0 2", 1, false],
	["delete",    "answer lost",      "deleted",               "1 1 1 0 2", 1, false],
	["delete",    "malformed JSON",   "deleted",               "1 1 1 0 2", 1, false],
	["delete",    "wrong shape",      "deleted",               "1 1 1 0 2", 1, false],
	["delete",    "slow link",        "deleted",               "1 1 1 0 1", 1, false],
];

/** The same for an address, which is not uploaded; the faults that a file's rows show already are left out. */
// biome-ignore format: a table
const EXPECTED_OF_ADDRESSES: readonly Row[] = [
	["key check", "401",              "failed: keyRefused",    "1 0 0 0 0", 0, false],
	["key check", "503 twice",        "done",                  "3 0 1 1 0", 1, true],

	// What is at the service already is noted before the first submit.
	["note",      "503 twice",        "done",                  "4 0 1 1 0", 1, true],
	["note",      "503 for ever",     "failed: serviceError",  "4 0 0 0 0", 0, false],
	["note",      "429, Retry-After", "done",                  "6 0 1 1 0", 1, true],
	["note",      "401",              "failed: keyRefused",    "2 0 0 0 0", 0, false],
	["note",      "reset before",     "done",                  "3 0 1 1 0", 1, true],
	["note",      "stall in answer",  "done",                  "3 0 1 1 0", 1, true],
	["note",      "malformed JSON",   "done",                  "3 0 1 1 0", 1, true],
	["note",      "wrong shape",      "done",                  "3 0 1 1 0", 1, true],

	["submit",    "503 twice",        "done",                  "4 0 3 1 0", 1, true],
	["submit",    "503 for ever",     "failed: serviceError",  "4 0 3 0 0", 0, false],
	["submit",    "429, Retry-After", "done",                  "2 0 5 1 0", 1, true],
	["submit",    "401",              "failed: keyRefused",    "2 0 1 0 0", 0, false],
	["submit",    "400",              "failed: badRequest",    "2 0 1 0 0", 0, false],
	["submit",    "reset before",     "done",                  "4 0 2 1 0", 1, true],
	["submit",    "reset in request", "done",                  "4 0 2 1 0", 1, true],
	["submit",    "reset in answer",  "done",                  "3 0 1 1 0", 1, true],
	["submit",    "stall in request", "done",                  "4 0 2 1 0", 1, true],
	["submit",    "stall, no answer", "done",                  "4 0 2 1 0", 1, true],
	["submit",    "stall in answer",  "done",                  "3 0 1 1 0", 1, true],
	["submit",    "answer lost",      "done",                  "3 0 1 1 0", 1, true],
	["submit",    "late",             "done",                  "4 0 1 1 0", 1, true],
	["submit",    "malformed JSON",   "done",                  "3 0 2 1 0", 1, true],
	["submit",    "wrong shape",      "done",                  "3 0 2 1 0", 1, true],

	["poll",      "503 four times",   "done",                  "2 0 1 5 0", 1, true],
	["poll",      "404",              "done",                  "2 0 1 2 0", 1, true],
	["poll",      "answer lost",      "done",                  "2 0 1 2 0", 1, true],

	["lookup",    "503 four times",   "done",                  "7 0 1 1 0", 1, true],
	["lookup",    "429, Retry-After", "done",                  "7 0 1 1 0", 1, true],
	["lookup",    "401",              "done",                  "4 0 1 1 0", 1, true],
	["lookup",    "401 for ever",     "failed: keyRefused",    "4 0 1 0 0", 1, false],
	["lookup",    "reset before",     "done",                  "4 0 1 1 0", 1, true],
	["lookup",    "stall in answer",  "done",                  "4 0 1 1 0", 1, true],
	["lookup",    "malformed JSON",   "done",                  "4 0 1 1 0", 1, true],

	["delete",    "503 twice",        "deleted",               "2 0 1 0 3", 1, false],
	["delete",    "503 for ever",     "left: serviceError",    "2 0 1 0 3", 1, false],
	["delete",    "404",              "deleted",               "2 0 1 0 1", 1, false],
	["delete",    "answer lost",      "deleted",               "2 0 1 0 2", 1, false],
];

const printed: Record<string, string | number>[] = [];

const ROWS = [
	...EXPECTED.map((row) => ["file", ...row] as const),
	...EXPECTED_OF_ADDRESSES.map((row) => ["address", ...row] as const),
];

suite("Every fault at every step ends as the table says", {
	concurrency: 12,
}, () => {
	for (const [source, step, fault, state, requests, jobs, file] of ROWS) {
		test(`${source}, ${step}: ${fault}`, async () => {
			const result = await run(source, step, fault);
			printed.push({
				source,
				step,
				fault,
				"final state": result.state,
				"list upload submit get delete": result.requests,
				jobs: result.jobs,
				file: result.file ? "written" : "none",
			});
			assert.deepEqual(result, { state, requests, jobs, file });
		});
	}
	after(() => {
		const order = ROWS.map((row) => row.slice(0, 3).join(" "));
		const position = ({ source, step, fault }: (typeof printed)[number]) =>
			order.indexOf(`${source} ${step} ${fault}`);
		printed.sort((one, other) => position(one) - position(other));
		console.log(markdown(printed));
	});
});

async function run(
	kind: "file" | "address",
	step: Step,
	name: FaultName,
): Promise<Result> {
	await using rig = await Rig.start({
		timeouts: TIMEOUTS,
		settings: {
			retry: RETRY,
			breaker: { ...QUICK.breaker, failureThreshold: 99 },
		},
	});
	const { simulator } = rig;
	const where = kind === "file" ? WHERE : WHERE_OF_ADDRESSES;
	simulator.fault({ ...FAULTS[name], ...where[step] } as Fault);
	if (step === "lookup") {
		simulator.fault({ kind: "answerLost", on: "submit" });
	}
	await using server = await MediaServer.start({
		"/talk.mp3": Buffer.alloc(RECORDING_BYTES, "talk"),
	});
	const source =
		kind === "file"
			? await rig.recording("talk.mp3", RECORDING_BYTES)
			: server.at("/talk.mp3");
	const state =
		step === "delete"
			? await cancelledState(rig, source)
			: await endState(rig, source);
	const kinds = ["list", "upload", "submit", "get", "delete"] as const;
	return {
		state,
		requests: kinds.map((kind) => simulator.count(kind)).join(" "),
		jobs: simulator.jobs.length,
		file: await isThere(path.join(rig.folder, "talk.txt")),
	};
}

const WHERE: Record<Step, { on: RequestKind; skip?: number }> = {
	"key check": { on: "list" },
	upload: { on: "upload" },
	note: { on: "list", skip: 1 },
	submit: { on: "submit" },
	poll: { on: "get" },
	lookup: { on: "list", skip: 1 },
	delete: { on: "delete" },
};

const WHERE_OF_ADDRESSES: typeof WHERE = {
	...WHERE,
	lookup: { on: "list", skip: 2 },
};

async function endState(rig: Rig, source: string): Promise<string> {
	const [outcome] = await rig.transcribe(source);
	assert(outcome !== undefined);
	const { state } = outcome;
	if (state.step !== "failed") {
		return state.step;
	}
	assert.notEqual(state.failure.message, "");
	return `failed: ${state.failure.type}`;
}

async function cancelledState(rig: Rig, source: string): Promise<string> {
	rig.simulator.hold();
	const [id = ""] = await rig.engine.start([rig.job(source)]);
	await rig.event("stage", ({ job }) => job.state.step === "waiting");
	rig.engine.cancel([id]);
	assert.equal((await rig.engine.ended(id)).state.step, "cancelled");
	const { error } = await rig.event("cleanedUp");
	return error === undefined
		? "deleted"
		: `left: ${"kind" in error ? error.kind : error.name}`;
}

async function isThere(file: string): Promise<boolean> {
	return access(file).then(
		() => true,
		() => false,
	);
}

function markdown(rows: readonly Record<string, string | number>[]): string {
	const line = (cells: readonly (string | number)[]) =>
		`| ${cells.join(" | ")} |`;
	const [first = {}] = rows;
	return [
		line(Object.keys(first)),
		line(Object.keys(first).map(() => "---")),
		...rows.map((row) => line(Object.values(row))),
	].join("\n");
}
