/**
 * A window of VS Code as a process of its own: an engine that can be killed.
 * Takes a {@link WindowTask} as JSON in its only argument, and tells each
 * event in a line of JSON on its standard output.
 */
import { writeSync } from "node:fs";
import fs from "node:fs/promises";
import { syncBuiltinESMExports } from "node:module";
import { Client } from "../../../src/assemblyai/client.ts";
import { MEDIA_LIMITS } from "../../../src/assemblyai/limits.ts";
import { Engine, type NewJob } from "../../../src/engine/engine.ts";
import { History } from "../../../src/engine/history/history.ts";
import { leftAtService, type RunningState } from "../../../src/engine/job.ts";
import { MediaReader } from "../../../src/media/mediaReader.ts";
import { WORKER_SOURCE } from "../media/kinds.ts";
import { QUICK } from "./rig.ts";

/** What such a process is to do. */
export interface WindowTask {
	readonly journal: string;
	/** Folder of what is done. */
	readonly history: string;
	readonly baseUrl: string;
	readonly key: string;
	/** To be started; none where it only goes on with those of others. */
	readonly jobs: readonly NewJob[];
	/** Cancels all as soon as one gets here; `retry`: as soon as an attempt failed. */
	readonly cancelAt?: RunningState["step"] | "retry";
	readonly retryDelayMs?: number;
	/** Deletes transcripts at the service once they are on disk. */
	readonly deletesWhenSaved?: boolean;
	/** Kills itself, as `kill -9` does, at this change to the file system. */
	readonly killAt?: {
		readonly call: number;
		readonly when: "before" | "after";
	};
}

/** A line that the process tells. */
export type WindowLine =
	| { readonly type: "call"; readonly call: number; readonly what: string }
	| { readonly type: "event"; readonly event: string; readonly step: string };

if (process.argv[2] !== undefined) {
	const task = JSON.parse(process.argv[2]) as WindowTask;
	interceptChanges(task);
	await run(task);
}

async function run(task: WindowTask): Promise<void> {
	const client = new Client({
		baseUrl: task.baseUrl,
		apiKey: task.key,
		userAgent: "sidescribe/test",
	});
	let cancel = () => {};
	const cleanedUp = Promise.withResolvers<void>();
	const delay = task.retryDelayMs ?? QUICK.retry.initialDelayMs;
	const engine = await Engine.start({
		journalFolder: task.journal,
		history: new History(task.history),
		deletesWhenSaved: () => task.deletesWhenSaved === true,
		settings: () => ({
			...QUICK,
			retry: { ...QUICK.retry, initialDelayMs: delay, maxDelayMs: delay },
		}),
		connect: async () => client,
		media: new MediaReader({ worker: WORKER_SOURCE, limits: MEDIA_LIMITS }),
		emit: (event) => {
			const step = "job" in event ? event.job.state.step : "";
			tell({ type: "event", event: event.type, step });
			if (event.type === "cleanedUp") {
				cleanedUp.resolve();
			}
			if (
				event.type === "stage"
					? step === task.cancelAt
					: event.type === "attemptFailed" && task.cancelAt === "retry"
			) {
				setImmediate(() => cancel());
			}
		},
	});
	await engine.resume();
	cancel = () => engine.cancel(engine.jobs.map(({ job }) => job.spec.id));
	const ids = await engine.start(task.jobs);
	if (ids.length === 0) {
		// Its owner's socket alone would not keep the process.
		setInterval(() => {}, 1000);
		return;
	}
	for (const { state } of await Promise.all(
		ids.map((id) => engine.ended(id)),
	)) {
		if (leftAtService(state) !== undefined) {
			await cleanedUp.promise;
		}
	}
	await engine[Symbol.asyncDispose]();
}

/** Counts each change to the file system, and dies at the one that it is told to. */
function interceptChanges({ killAt }: WindowTask): void {
	let calls = 0;
	const changes = ["open", "rename", "link", "rm", "rmdir", "mkdir"] as const;
	for (const name of changes) {
		const original = fs[name] as (...args: unknown[]) => Promise<unknown>;
		const replacement = async (...args: unknown[]) => {
			if (name === "open" && !/w/.test(String(args[1]))) {
				return original(...args);
			}
			const call = ++calls;
			dieIf(killAt?.call === call && killAt.when === "before");
			const result = await original(...args);
			tell({ type: "call", call, what: `${name} ${kindOf(args)}` });
			dieIf(killAt?.call === call && killAt.when === "after");
			return result;
		};
		Object.assign(fs, { [name]: replacement });
	}
	syncBuiltinESMExports();
}

function dieIf(isDue: boolean): void {
	if (isDue) {
		process.kill(process.pid, "SIGKILL");
	}
}

/** The ending of the last path among a call's arguments. */
function kindOf(args: readonly unknown[]): string {
	const paths = args.filter((arg) => typeof arg === "string");
	const last = paths.findLast((arg) => arg.includes("/") || arg.includes("\\"));
	return /\.[\w-]+$/.exec(String(last))?.[0] ?? "folder";
}

function tell(line: WindowLine): void {
	writeSync(1, `${JSON.stringify(line)}\n`);
}
