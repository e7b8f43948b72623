/**
 * `npm run soak:window`: a folder of 60 recordings in a real VS Code, whose
 * server and extension host are killed again and again. Prints what came of
 * it, and fails where a promise was not kept. `--kills N`, `--seed N`.
 */
import { readdir } from "node:fs/promises";
import * as path from "node:path";
import { setTimeout } from "node:timers/promises";
import { parseArgs } from "node:util";
import { seededRandom } from "../simulator/random.ts";
import { Host, type Window } from "../ui/host.ts";
import { befall } from "./faults.ts";
import { brokenPromises, entriesOf, hasTranscript } from "./promises.ts";

const { values } = parseArgs({
	options: {
		kills: { type: "string", default: "12" },
		seed: { type: "string", default: "1" },
	},
});
const RECORDINGS = 60;
/** VS Code is killed after so many requests at most. */
const MAX_REQUESTS = 20;

const random = seededRandom(Number(values.seed));
const started = Date.now();
await using host = await Host.start({
	settings: {
		"sidescribe.retry.batchInitialDelaySeconds": 0.05,
		"sidescribe.circuitBreaker.recoverySeconds": 1,
		"sidescribe.maxConcurrent": 2,
	},
	simulator: {
		queuedMs: () => Math.floor(200 * random()),
		processingMs: () => Math.floor(5000 * random()),
		concurrency: 4,
	},
});
const { simulator } = host;
const files = Array.from({ length: RECORDINGS }, (_, index) => [
	`interviews/talk ${index + 1}.mp3`,
	20_000 + 100 * index,
]);
await using window = await host.open(Object.fromEntries(files));
befall(simulator);
await begin(window);
let kills = 0;
while (kills < Number(values.kills) && (await left()) > 0) {
	const goal = simulator.requests.length + Math.ceil(MAX_REQUESTS * random());
	await until(
		async () => simulator.requests.length >= goal || (await left()) === 0,
		"work to break off",
	);
	await host.server.crashAndRestart();
	kills++;
	await window.workbench.load(window.folder);
}
simulator.clearFaults();
await until(async () => (await left()) === 0, "the end of all jobs");
const reasons = new Map<string, string>();
for (const { spec, state } of await entriesOf(journal())) {
	const source = spec.source.replace(/^~/, host.secrets.home);
	reasons.set(source, state.failure?.type ?? state.step);
}
const folder = path.join(window.folder, "interviews");
const sources = (await readdir(folder))
	.filter((name) => name.endsWith(".mp3"))
	.map((name) => path.join(folder, name));
const broken = await brokenPromises({
	folder: window.folder,
	journal: journal(),
	sources,
	simulator,
	reasons,
});
let done = 0;
for (const source of sources) {
	done += (await hasTranscript(source)) ? 1 : 0;
}
console.table({
	recordings: sources.length,
	done,
	failed: reasons.size,
	kills,
	requests: simulator.requests.length,
	faults: simulator.requests.filter(({ fault }) => fault).length,
	jobs: simulator.jobs.length,
	seconds: Math.round((Date.now() - started) / 1000),
});
console.log("Without a transcript, by reason:", [...reasons.values()]);
console.log(
	broken.length === 0 ? "Every promise was kept." : broken.join("\n"),
);
process.exitCode = broken.length === 0 ? 0 : 1;

function journal(): string {
	return path.join(path.dirname(host.history), "jobs");
}

/** How many jobs have not ended, in the eyes of who looks into the journal. */
async function left(): Promise<number> {
	const entries = await entriesOf(journal());
	return entries.filter(({ state }) => state.step !== "failed").length;
}

/** Longer than a window's own patience: VS Code starts in between, on a machine that may have much to do. */
async function until(
	condition: () => Promise<boolean>,
	what: string,
): Promise<void> {
	const end = performance.now() + 300_000;
	while (!(await condition())) {
		if (performance.now() > end) {
			throw new Error(`Waited in vain for: ${what}`);
		}
		await setTimeout(100);
	}
}

async function begin({ workbench }: Window): Promise<void> {
	await workbench.choose(workbench.row("interviews"), "Transcribe Folder");
	const arrived = simulator.next("request");
	await workbench.dialog
		.filter({ hasText: `Transcribe ${RECORDINGS} recordings` })
		.getByRole("button", { name: "Transcribe", exact: true })
		.click();
	await arrived;
}
