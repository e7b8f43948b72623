/**
 * Starts an engine over a journal, and prints in one line of JSON what that
 * took. The journal's jobs have failed, and wait for a person to retry them.
 *
 * node --expose-gc process.ts <folder>
 */
import * as path from "node:path";
import { hasEntries } from "../../../src/engine/journal.ts";
import { OurEngine } from "../ourEngine.ts";
import { rounded, seconds } from "../results.ts";

/** What a journal costs the window that opens with it. */
export type JournalCost = {
	/** The look that VS Code's start waits for. */
	readonly lookMs: number;
	/** Until the engine has all jobs; nobody waits for it. */
	readonly resumeMs: number;
	/** Of the processor. */
	readonly processorMs: number;
	readonly memoryMb: number;
	readonly jobs: number;
};

const [folder = ""] = process.argv.slice(2);
const collect = () => {
	global.gc?.();
	return process.memoryUsage().heapUsed;
};
const look = await seconds(() => hasEntries(path.join(folder, "jobs")));
const heap = collect();
const processor = process.cpuUsage();
await using ours = await OurEngine.start(folder, "http://127.0.0.1:9");
const resume = await seconds(() => ours.engine.resume());
const { user, system } = process.cpuUsage(processor);
const cost: JournalCost = {
	lookMs: rounded(look * 1000),
	resumeMs: rounded(resume * 1000),
	processorMs: rounded((user + system) / 1000),
	memoryMb: rounded((collect() - heap) / 1_000_000),
	jobs: ours.engine.jobs.length,
};
console.log(JSON.stringify(cost));
