import { fork } from "node:child_process";
import { once } from "node:events";
import { createHistogram, monitorEventLoopDelay } from "node:perf_hooks";
import { rounded } from "./results.ts";

/** How long an event loop did not turn, in milliseconds. */
export type Delays = {
	/** By the clock: also where another process had the processor meanwhile. */
	readonly p99Ms: number;
	readonly longestMs: number;
	/** Of the thread's own time on the processor, between two looks a millisecond apart. */
	readonly ownP99Ms: number;
	readonly ownLongestMs: number;
};

/** Looks at this thread's event loop from now on; the function ends that, and says what was seen. */
export function watchEventLoop(): () => Delays {
	// A turn that is on time counts as one millisecond.
	const byClock = monitorEventLoopDelay({ resolution: 1 });
	const own = createHistogram();
	let last = process.threadCpuUsage();
	const timer = setInterval(() => {
		const now = process.threadCpuUsage();
		const spentUs = now.user - last.user + now.system - last.system;
		own.record(Math.max(1, Math.round(spentUs)));
		last = now;
	}, 1);
	byClock.enable();
	return () => {
		byClock.disable();
		clearInterval(timer);
		return {
			p99Ms: rounded(byClock.percentile(99) / 1e6),
			longestMs: rounded(byClock.max / 1e6),
			ownP99Ms: rounded(own.percentile(99) / 1000),
			ownLongestMs: rounded(own.max / 1000),
		};
	};
}

/** The same for a process that does nothing: what the machine alone makes of it. */
export async function watchIdleProcess(): Promise<() => Promise<Delays>> {
	const idle = fork(import.meta.filename);
	await once(idle, "message");
	return async () => {
		const answer = once(idle, "message");
		idle.send("report");
		const [delays] = (await answer) as [Delays];
		idle.disconnect();
		return delays;
	};
}

if (process.argv[1] === import.meta.filename) {
	const report = watchEventLoop();
	process.once("message", () => process.send?.(report()));
	process.send?.("ready");
}
