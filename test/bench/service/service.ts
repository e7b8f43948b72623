import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import * as path from "node:path";
import type { RequestKind } from "../../simulator/faults.ts";

/** How the simulated service is set up. */
export interface ServiceOptions {
	/** The speed of the link to it. @default as fast as it goes */
	readonly bitsPerSecond?: number;
	/** How long every job takes. @default as its recording's length has it, see `recordings.ts` */
	readonly processingMs?: number;
	/** Jobs worked on at once. @default 200 */
	readonly concurrency?: number;
	/** Whether a tenth of all requests fails, in ways that pass. @default false */
	readonly isFaulty?: boolean;
}

/** What the service saw; times in epoch milliseconds. */
export interface Report {
	readonly requests: readonly {
		readonly kind: RequestKind | "unknown";
		readonly time: number;
		readonly isFaulty: boolean;
	}[];
	readonly jobs: readonly {
		readonly id: string;
		readonly created: number;
		readonly completed?: number;
		/** Of the recording. */
		readonly bytes: number;
	}[];
}

/** The simulated service in a process of its own. */
export class Service implements AsyncDisposable {
	readonly #child: ChildProcess;
	readonly url: string;

	private constructor(child: ChildProcess, url: string) {
		this.#child = child;
		this.url = url;
	}

	static async start(options: ServiceOptions): Promise<Service> {
		const child = fork(path.join(import.meta.dirname, "process.ts"), [
			JSON.stringify(options),
		]);
		const [{ url }] = (await once(child, "message")) as [{ url: string }];
		return new Service(child, url);
	}

	async report(): Promise<Report> {
		const answer = once(this.#child, "message");
		this.#child.send("report");
		const [report] = (await answer) as [Report];
		return report;
	}

	async [Symbol.asyncDispose](): Promise<void> {
		const exit = once(this.#child, "exit");
		this.#child.kill();
		await exit;
	}
}
