/**
 * A window of VS Code as a process of its own, to be killed at any moment:
 * an engine that its parent talks to ({@link ToWindow}, {@link FromWindow}).
 */
import { Client } from "../../src/assemblyai/client.ts";
import { MEDIA_LIMITS } from "../../src/assemblyai/limits.ts";
import { Engine, type NewJob } from "../../src/engine/engine.ts";
import { History } from "../../src/engine/history/history.ts";
import { MediaReader } from "../../src/media/mediaReader.ts";
import { WORKER_SOURCE } from "../unit/media/kinds.ts";

/** What its parent gives it on its command line, as JSON. */
export interface WindowSetup {
	readonly journal: string;
	readonly history: string;
	readonly baseUrl: string;
	readonly key: string;
	readonly maxConcurrent: number;
}

/** What its parent tells it. */
export type ToWindow =
	| { readonly type: "start"; readonly jobs: readonly NewJob[] }
	/** The clock jumps by so many milliseconds. */
	| { readonly type: "jump"; readonly ms: number }
	/** Ends as a window that is closed. */
	| { readonly type: "close" };

/** What it tells its parent. */
export type FromWindow =
	| { readonly type: "ready" }
	/** The files of a command are in the journal. */
	| { readonly type: "started" }
	/** Something happened to a job. */
	| { readonly type: "progress" }
	| {
			readonly type: "ended";
			readonly source: string;
			readonly step: "done" | "failed" | "cancelled";
			/** The kind of failure. */
			readonly reason?: string;
	  }
	| { readonly type: "internal"; readonly message: string }
	/** What is still open, at the end. */
	| { readonly type: "closed"; readonly resources: readonly string[] };

const setup = JSON.parse(process.argv[2] ?? "") as WindowSetup;
const client = new Client({
	baseUrl: setup.baseUrl,
	apiKey: setup.key,
	userAgent: "sidescribe/soak",
	timeouts: { connectMs: 5000, stallMs: 5000, answerMs: 5000 },
});
const engine = await Engine.start({
	journalFolder: setup.journal,
	settings: () => ({
		maxConcurrent: setup.maxConcurrent,
		retry: { maxAttempts: 5, initialDelayMs: 10, maxDelayMs: 100 },
		batchInitialDelayMs: 20,
		breaker: { failureThreshold: 5, recoveryMs: 200 },
	}),
	connect: async () => client,
	history: new History(setup.history),
	deletesWhenSaved: () => false,
	media: new MediaReader({ worker: WORKER_SOURCE, limits: MEDIA_LIMITS }),
	emit: (event) => {
		if (event.type === "internal") {
			tell({ type: "internal", message: String(event.error.stack) });
			return;
		}
		if (event.type !== "stage") {
			tell({ type: "progress" });
			return;
		}
		const { spec, state } = event.job;
		switch (state.step) {
			case "done":
			case "cancelled":
				tell({ type: "ended", source: spec.source, step: state.step });
				break;
			case "failed": {
				const { type: reason } = state.failure;
				tell({ type: "ended", source: spec.source, step: "failed", reason });
				break;
			}
			default:
				tell({ type: "progress" });
		}
	},
});
await engine.resume();
// As in VS Code, where a timer looks for the jobs of windows that crashed.
const look = setInterval(() => void engine.resume(), 1000);
process.on("message", (message: ToWindow) => void obey(message));
tell({ type: "ready" });

async function obey(message: ToWindow): Promise<void> {
	switch (message.type) {
		case "start":
			await engine.start(message.jobs);
			tell({ type: "started" });
			break;
		case "jump":
			jump(message.ms);
			break;
		case "close": {
			clearInterval(look);
			await engine[Symbol.asyncDispose]();
			// A file request that has just ended counts as open until the next turn.
			await new Promise(setImmediate);
			const resources = process.getActiveResourcesInfo();
			process.send?.({ type: "closed", resources }, () => process.disconnect());
			break;
		}
		default:
			message satisfies never;
	}
}

/** The system's clock is set, or the machine slept. */
function jump(ms: number): void {
	const TrueDate = globalThis.Date;
	globalThis.Date = class extends TrueDate {
		constructor(value: string | number | Date = TrueDate.now() + ms) {
			super(value);
		}
		static override now(): number {
			return TrueDate.now() + ms;
		}
	} as DateConstructor;
}

function tell(message: FromWindow): void {
	if (process.connected) {
		process.send?.(message);
	}
}
