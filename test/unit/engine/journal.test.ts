import assert from "node:assert/strict";
import { readdir, readFile, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { test } from "node:test";
import type { Job, JobState } from "../../../src/engine/job.ts";
import { hasEntries, Journal } from "../../../src/engine/journal.ts";
import { temporaryFolder } from "../temporaryFolder.ts";

test("A job is read back as it was written last", async () => {
	await using folder = await temporaryFolder();
	const journal = await opened(folder.path, "one");
	await journal.write(job("a", { step: "checking" }));
	const last = job("a", {
		step: "preparing",
		file: { size: 5, modifiedMs: 1.5 },
	});
	await journal.write(last);
	const other = await opened(folder.path, "two");
	assert.deepEqual(await other.otherOwners(), ["one"]);
	assert.deepEqual(await other.takeOver("one"), {
		jobs: [last],
		unreadable: [],
	});
	assert.deepEqual(await other.otherOwners(), []);
});

test("Writes of a job that are asked for at once are done in order, and leave one whole file", async () => {
	await using folder = await temporaryFolder();
	const journal = await opened(folder.path, "one");
	await Promise.all(
		[1, 2, 3, 4, 5].map((size) =>
			journal.write(
				job("a", { step: "preparing", file: { size, modifiedMs: 0 } }),
			),
		),
	);
	assert.deepEqual(await readdir(path.join(folder.path, "one")), ["a.json"]);
	const entry = await readFile(path.join(folder.path, "one/a.json"), "utf8");
	assert.match(entry, /^\{"version":\d+,.*"size":5/);
});

test("Of two that take over the same owner each job goes to one", async () => {
	await using folder = await temporaryFolder();
	const dead = await opened(folder.path, "dead");
	const ids = Array.from({ length: 30 }, (_, index) => `job-${index}`);
	for (const id of ids) {
		await dead.write(job(id, { step: "checking" }));
	}
	const [one, two] = await Promise.all([
		opened(folder.path, "one"),
		opened(folder.path, "two"),
	]);
	const taken = await Promise.all([one.takeOver("dead"), two.takeOver("dead")]);
	const all = taken.flatMap(({ jobs }) => jobs.map(({ spec }) => spec.id));
	assert.deepEqual(all.sort(), ids.sort());
	assert.deepEqual(
		taken.flatMap(({ unreadable }) => unreadable),
		[],
	);
});

test("A job that changes hands while others look is seen by them, at its old or its new owner", async () => {
	await using folder = await temporaryFolder();
	const one = await opened(folder.path, "one");
	const two = await opened(folder.path, "two");
	const three = await opened(folder.path, "three");
	const looker = await opened(folder.path, "zero");
	await one.write(job("a", { step: "checking" }));
	// Now sooner, now later in the look.
	let from = "one";
	const movers = { one, two, three };
	const order = ["two", "three", "one"] as const;
	for (let round = 0; round < 200; round++) {
		const to = order[round % 3] ?? "one";
		const [jobs] = await Promise.all([
			looker.others(),
			turnsOf(round % 8).then(() => movers[to].takeOver(from)),
		]);
		await movers[to].open();
		assert.deepEqual(
			jobs.map(({ spec }) => spec.id),
			["a"],
			`round ${round}`,
		);
		from = to;
	}
});

test("An owner that died while it took over loses nothing: the next one takes from it", async () => {
	await using folder = await temporaryFolder();
	const first = await opened(folder.path, "first");
	await first.write(job("a", { step: "checking" }));
	const second = await opened(folder.path, "second");
	await second.takeOver("first");
	const third = await opened(folder.path, "third");
	const { jobs } = await third.takeOver("second");
	assert.deepEqual(
		jobs.map(({ spec }) => spec.id),
		["a"],
	);
});

test("Entries that cannot be read are put aside with the reason, and temporary files are removed", async () => {
	await using folder = await temporaryFolder();
	const dead = await opened(folder.path, "dead");
	await dead.write(job("good", { step: "checking" }));
	const entries: Record<string, string> = {
		"cut.json": '{"version":2,"spec":{"id":"cu',
		"later.json": JSON.stringify({ version: 2 }),
		"null.json": "null",
		"misnamed.json": JSON.stringify({
			version: 1,
			...job("other", { step: "checking" }),
		}),
		"step.json": JSON.stringify({
			version: 1,
			...job("step", { step: "dancing" } as unknown as JobState),
		}),
		".good.sidescribe-tmp": "half of a",
	};
	for (const [name, text] of Object.entries(entries)) {
		await writeFile(path.join(folder.path, "dead", name), text);
	}
	const journal = await opened(folder.path, "mine");
	const { jobs, unreadable } = await journal.takeOver("dead");
	assert.deepEqual(
		jobs.map(({ spec }) => spec.id),
		["good"],
	);
	assert.deepEqual(
		(await readdir(path.join(folder.path, "unreadable"))).sort(),
		["cut.json", "later.json", "misnamed.json", "null.json", "step.json"],
	);
	assert.equal(unreadable.length, 5);
	assert(unreadable.every(({ reason }) => reason !== ""));
	assert.deepEqual((await readdir(folder.path)).sort(), ["mine", "unreadable"]);
});

test("A journal without jobs has nothing to be looked at, and neither has one that is not there", async () => {
	await using folder = await temporaryFolder();
	assert.equal(await hasEntries(path.join(folder.path, "missing")), false);
	const journal = await opened(folder.path, "one");
	assert.equal(await hasEntries(folder.path), false, "its owner has none");
	await journal.write(job("a", { step: "checking" }));
	assert.equal(await hasEntries(folder.path), true);
	await journal.remove("a");
	await journal.close();
	assert.equal(await hasEntries(folder.path), false);
});

/** Gives what is under way so many turns. */
async function turnsOf(count: number): Promise<void> {
	for (let turn = 0; turn < count; turn++) {
		await new Promise(setImmediate);
	}
}

async function opened(root: string, owner: string): Promise<Journal> {
	const journal = new Journal(root, owner);
	await journal.open();
	return journal;
}

function job(id: string, state: JobState): Job {
	return {
		spec: {
			id,
			command: { id: "command", files: 1 },
			source: "/recordings/talk.mp3",
			output: {
				stem: "/recordings/talk",
				formats: ["txt"],
				ifExists: "keepBoth",
			},
			params: {},
			media: { extractAudio: true },
			baseUrl: "https://api.assemblyai.com",
			createdAt: "2026-11-24T00:00:00.000Z",
		},
		state,
		attempts: [],
	};
}
