import assert from "node:assert/strict";
import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { access, mkdir, readdir, readFile } from "node:fs/promises";
import * as path from "node:path";
import { createInterface } from "node:readline";
import { after, test } from "node:test";
import type { NewJob } from "../../../src/engine/engine.ts";
import { leftAtService } from "../../../src/engine/job.ts";
import { MediaServer } from "../../fixtures/mediaServer.ts";
import { SIMULATOR_KEY } from "../../simulator/simulator.ts";
import { Rig, txtAt } from "./rig.ts";
import type { WindowLine, WindowTask } from "./windowProcess.ts";

/** A job's life in a process that is killed on its way. */
interface Story {
	readonly name: string;
	/** Kills only after this step has begun: up to it the story is that of another. */
	readonly since?: string;
	/** Sets the service up, before the process and again when the next one goes on. */
	readonly before?: (rig: Rig) => void;
	readonly job?: (rig: Rig) => Partial<NewJob>;
	/** Whether it is of an address, and not of a file. */
	readonly isOfAddress?: true;
	readonly task?: Pick<
		WindowTask,
		"cancelAt" | "retryDelayMs" | "deletesWhenSaved"
	>;
	/** What a person does after the next start. */
	readonly afterwards?: (rig: Rig) => Promise<void>;
	readonly mayBeCancelled?: boolean;
}

const STORIES: readonly Story[] = [
	{ name: "a job" },
	{ name: "a job of an address", isOfAddress: true },
	{
		name: "a job of an address whose submit's answer was lost",
		since: "submitting",
		before: (rig) => rig.simulator.fault({ on: "submit", kind: "answerLost" }),
		isOfAddress: true,
	},
	{
		name: "a job of an address that is cancelled while the service works on it",
		since: "waiting",
		before: (rig) => rig.simulator.hold(),
		task: { cancelAt: "waiting" },
		isOfAddress: true,
		mayBeCancelled: true,
	},
	{
		name: "a job whose transcript is deleted at the service once it is saved",
		since: "writing",
		task: { deletesWhenSaved: true },
	},
	{
		name: "a job that is cancelled before it is uploaded",
		since: "preparing",
		task: { cancelAt: "preparing" },
		mayBeCancelled: true,
	},
	{
		name: "a job that is cancelled while the service works on it",
		since: "waiting",
		before: (rig) => rig.simulator.hold(),
		task: { cancelAt: "waiting" },
		mayBeCancelled: true,
	},
	{
		name: "a job that is cancelled when its submit's answer was lost",
		since: "submitting",
		before: (rig) => rig.simulator.fault({ on: "submit", kind: "answerLost" }),
		task: { cancelAt: "retry", retryDelayMs: 600_000 },
		mayBeCancelled: true,
	},
	{
		name: "a job whose folder has vanished",
		since: "writing",
		job: (rig) => ({
			output: txtAt(path.join(rig.folder, "gone", "talk.txt")),
		}),
		afterwards: async (rig) => {
			await mkdir(path.join(rig.folder, "gone"));
			await rig.engine.retry(failedOf(rig));
		},
	},
];

const server = await MediaServer.start({ "/talk.mp3": Buffer.from("talk") });
after(() => server[Symbol.asyncDispose]());

for (const story of STORIES) {
	test(`Killed at any change to the disk, ${story.name} goes on at the next start`, async (t) => {
		const points = await pointsOf(story);
		const rows = await inParallel(points, 4, async (point) => {
			const said = await killAndResume(story, point);
			return `${point.step}, ${point.when} ${point.what}: ${said}`;
		});
		t.diagnostic(`${rows.length} kills:\n${rows.join("\n")}`);
	});
}

/**
 * Where to kill it, from a run that nobody kills: after each change, and before
 * the first of a step, when the service has done its work already. (Before the
 * others is the same as after the one before.)
 */
async function pointsOf(story: Story) {
	await using rig = await rigOf(story);
	const lines = await readLines(await startWindow(rig, story));
	const points: {
		readonly step: string;
		readonly call: number;
		readonly what: string;
		readonly when: "before" | "after";
	}[] = [];
	let step = "start";
	let isFirst = true;
	let isSince = story.since === undefined;
	for (const line of lines) {
		if (line.type === "event") {
			step = line.step || step;
			isFirst = true;
			isSince ||= step === story.since;
		} else if (isSince) {
			if (isFirst) {
				points.push({ ...line, step, when: "before" });
			}
			points.push({ ...line, step, when: "after" });
			isFirst = false;
		}
	}
	assert(points.length > 2);
	return points;
}

async function killAndResume(
	story: Story,
	killAt: NonNullable<WindowTask["killAt"]>,
): Promise<string> {
	await using rig = await rigOf(story);
	const window = await startWindow(rig, story, killAt);
	await readLines(window);
	assert.equal(window.signalCode, "SIGKILL");
	const kept = await entriesOf(rig.journal);
	const hadUpload = kept.some((entry) =>
		/"(upload|transcript)":\{/.test(entry),
	);

	await rig.engine.resume();
	rig.simulator.release();
	await allEnded(rig);
	await story.afterwards?.(rig);
	await allEnded(rig);
	await rig.engine[Symbol.asyncDispose]();
	const { uploads, jobs } = rig.simulator;
	assert.deepEqual(await leftovers(rig), []);
	assert(uploads.length <= (hadUpload ? 1 : 2), "sent once, once known");
	assert(jobs.length <= 1, "paid for once");
	const said = `${uploads.length} uploads, ${jobs.length} jobs`;
	const isWritten = await isThere(rig, story);
	if (kept.length === 0 && !isWritten) {
		// Nothing was promised yet, or all was undone already.
		assert.deepEqual(
			jobs.filter(({ deleted }) => !deleted),
			[],
		);
		return `${said}, nothing left to do`;
	}
	if (isWritten) {
		assert.equal(jobs.length, 1);
		const deletes = story.task?.deletesWhenSaved === true;
		assert.equal(jobs[0]?.deleted, deletes);
		const records = await rig.records();
		assert.deepEqual(
			records.map(({ deletedAt }) => deletedAt !== undefined),
			[deletes],
		);
		return `${said}, written and kept${deletes ? ", deleted there" : ""}`;
	}
	assert.equal(story.mayBeCancelled, true);
	assert.deepEqual(
		jobs.filter(({ deleted }) => !deleted),
		[],
	);
	return `${said}, cancelled`;
}

test("Killed between the service's work and its answer, a job is not sent again", async () => {
	for (const [on, uploads] of [
		["upload", 2],
		["submit", 1],
	] as const) {
		await using rig = await Rig.start();
		rig.simulator.fault({ on, kind: "stall", where: "midAnswer" });
		const worked = rig.simulator.next("request", ({ kind }) => kind === on);
		const window = await startWindow(rig, { name: "a job" });
		const request = await worked;
		while (request.status === undefined) {
			await new Promise(setImmediate);
		}
		window.kill("SIGKILL");
		await readLines(window);
		await rig.engine.resume();
		await allEnded(rig);
		assert.equal(rig.simulator.uploads.length, uploads);
		assert.equal(rig.simulator.jobs.length, 1);
		assert.equal(await isThere(rig), true);
	}
});

test("Of two windows one owns a job, and the other takes it over when that is killed", async () => {
	await using rig = await Rig.start();
	rig.simulator.hold();
	const first = await startWindow(rig, { name: "a job" });
	await lineOf(first, "stage", "waiting");
	const second = await startWindow(rig, { name: "none" }, undefined, []);
	const resumed = lineOf(second, "resumed", "waiting");
	const done = lineOf(second, "stage", "done");
	assert.equal(rig.simulator.count("submit"), 1);
	first.kill("SIGKILL");
	await resumed;
	rig.simulator.release();
	await done;
	second.kill("SIGKILL");
	await once(second, "close");
	assert.equal(rig.simulator.uploads.length, 1);
	assert.equal(rig.simulator.jobs.length, 1);
	assert.equal(await isThere(rig), true);
});

function rigOf({ task }: Story): Promise<Rig> {
	return Rig.start({ deletesWhenSaved: task?.deletesWhenSaved === true });
}

async function startWindow(
	rig: Rig,
	story: Story,
	killAt?: WindowTask["killAt"],
	jobs?: readonly NewJob[],
): Promise<ChildProcess> {
	story.before?.(rig);
	const source = story.isOfAddress
		? server.at("/talk.mp3")
		: await rig.recording("talk.mp3");
	const task: WindowTask = {
		journal: rig.journal,
		history: path.join(rig.folder, "history"),
		baseUrl: rig.simulator.url,
		key: SIMULATOR_KEY,
		jobs: jobs ?? [rig.job(source, story.job?.(rig))],
		...story.task,
		...(killAt && { killAt }),
	};
	return spawn(
		process.execPath,
		[path.join(import.meta.dirname, "windowProcess.ts"), JSON.stringify(task)],
		{ stdio: ["ignore", "pipe", "inherit"] },
	);
}

/** Everything that the process tells until its end. */
async function readLines(window: ChildProcess): Promise<WindowLine[]> {
	const closed = once(window, "close");
	const lines: WindowLine[] = [];
	assert(window.stdout);
	for await (const line of createInterface({ input: window.stdout })) {
		lines.push(JSON.parse(line));
	}
	await closed;
	return lines;
}

/** Resolves when the process tells of this event. */
function lineOf(
	window: ChildProcess,
	event: string,
	step: string,
): Promise<void> {
	const { stdout } = window;
	assert(stdout);
	return new Promise((resolve, reject) => {
		createInterface({ input: stdout })
			.on("line", (text) => {
				const line = JSON.parse(text) as WindowLine;
				if (
					line.type === "event" &&
					line.event === event &&
					line.step === step
				) {
					resolve();
				}
			})
			.once("close", () => reject(new Error(`It ended before ${event}`)));
	});
}

/** The contents of the journal's entries. */
async function entriesOf(journal: string): Promise<string[]> {
	const names = await readdir(journal, { recursive: true });
	const entries = names.filter((name) => name.endsWith(".json"));
	return Promise.all(
		entries.map((name) => readFile(path.join(journal, name), "utf8")),
	);
}

/** Temporary files anywhere, and entries of jobs that have ended. */
async function leftovers(rig: Rig): Promise<string[]> {
	const names = await readdir(rig.folder, { recursive: true });
	return names.filter((name) => /tmp$|^journal.*\.json$/.test(name));
}

/** Waits for all jobs, and for what ended ones have left at the service. */
async function allEnded(rig: Rig): Promise<void> {
	for (const { job } of rig.engine.jobs) {
		const { state } = await rig.engine.ended(job.spec.id);
		if (leftAtService(state) !== undefined) {
			await rig.event("cleanedUp");
		}
	}
}

function failedOf(rig: Rig): string[] {
	return rig.engine.jobs
		.filter(({ job }) => job.state.step === "failed")
		.map(({ job }) => job.spec.id);
}

async function isThere(rig: Rig, story?: Story): Promise<boolean> {
	const planned = story?.job?.(rig).output?.stem;
	return access(`${planned ?? path.join(rig.folder, "talk")}.txt`).then(
		() => true,
		() => false,
	);
}

/** Does work for each item, so many at a time. */
async function inParallel<T, R>(
	items: readonly T[],
	atOnce: number,
	work: (item: T) => Promise<R>,
): Promise<R[]> {
	const results: R[] = [];
	const left = [...items.entries()];
	const worker = async () => {
		for (let next = left.shift(); next; next = left.shift()) {
			results[next[0]] = await work(next[1]);
		}
	};
	await Promise.all(Array.from({ length: atOnce }, worker));
	return results;
}
