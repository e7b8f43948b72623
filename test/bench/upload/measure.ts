import { fork } from "node:child_process";
import { once } from "node:events";
import { truncate, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { temporaryFolder } from "../../unit/temporaryFolder.ts";
import { run } from "../recordings.ts";

/** What an upload took. */
export interface UploadCost {
	/** By the clock. */
	readonly seconds: number;
	/** Of the processor, by all threads and the system in their name. */
	readonly processorSeconds: number;
}

/** What it took of a process of ours. */
export interface ProcessCost extends UploadCost {
	/** By how much the resident memory grew at most, in bytes. */
	readonly grownBytes: number;
}

/** A file of so many bytes, of which none are on the disk, and a service that swallows it. */
export class Uploads implements AsyncDisposable {
	readonly #file: string;
	readonly #url: string;
	readonly #disposables: AsyncDisposableStack;

	private constructor(
		file: string,
		url: string,
		disposables: AsyncDisposableStack,
	) {
		this.#file = file;
		this.#url = url;
		this.#disposables = disposables;
	}

	static async start(bytes: number): Promise<Uploads> {
		await using disposables = new AsyncDisposableStack();
		const folder = disposables.use(await temporaryFolder());
		const file = path.join(folder.path, "talk.wav");
		await writeFile(file, "");
		await truncate(file, bytes);
		const sink = fork(path.join(import.meta.dirname, "sink.ts"));
		disposables.defer(() => sink.disconnect());
		const [{ url }] = (await once(sink, "message")) as [{ url: string }];
		return new Uploads(file, url, disposables.move());
	}

	/** Uploads it in a process of its own. */
	async by(who: "sidescribe" | "sdk"): Promise<ProcessCost> {
		const { stdout } = await run(process.execPath, [
			path.join(import.meta.dirname, "process.ts"),
			...[who, this.#file, this.#url],
		]);
		return JSON.parse(stdout) as ProcessCost;
	}

	async byCurl(): Promise<UploadCost> {
		const command = `curl -sSf -o /dev/null -X POST -H expect: -T '${this.#file}' ${this.#url}/v2/upload`;
		const begun = performance.now();
		const { stdout } = await run("bash", ["-c", `${command} && times`]);
		const seconds = (performance.now() - begun) / 1000;
		// The second line is of what the shell has started: 0m1.234s 0m0.567s.
		const spent = [...stdout.matchAll(/(\d+)m([\d.]+)s/g)]
			.slice(2)
			.map(([, minutes, rest]) => Number(minutes) * 60 + Number(rest));
		const processorSeconds = spent.reduce((sum, each) => sum + each, 0);
		return { seconds, processorSeconds };
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.#disposables.disposeAsync();
	}
}
