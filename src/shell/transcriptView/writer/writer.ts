import { once } from "node:events";
import { Worker } from "node:worker_threads";
import { type WritingTask, type Written, written } from "./writing.ts";

/** Up to so long a transcript, in characters, its texts take less time than a thread to start: some 3,000 words. */
const MAX_HERE = 200_000;

/** Makes the texts of transcripts; of long ones in a thread, as VS Code's other extensions wait meanwhile. */
export class TranscriptWriter {
	readonly #thread: string | URL;

	/** @param thread - the code of the thread: a bundle, or its source in a Node that strips types. */
	constructor(thread: string | URL) {
		this.#thread = thread;
	}

	/** @throws where the thread cannot do it */
	async write(task: WritingTask): Promise<Written> {
		if (task.base.length <= MAX_HERE) {
			return written(task);
		}
		const worker = new Worker(this.#thread, {
			workerData: task,
			execArgv: [],
			env: {},
		});
		try {
			// An error of the thread rejects it.
			const [result] = await once(worker, "message");
			return result as Written;
		} finally {
			await worker.terminate();
		}
	}
}
