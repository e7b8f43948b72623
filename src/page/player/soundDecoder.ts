import type { FromWorker, ToWorker } from "../sound/messages.ts";
import { OpeningWatch } from "./openingWatch.ts";
import type { RangedFile } from "./rangedFile.ts";
import { startSoundWorker } from "./soundWorker.ts";

/** What the worker tells, but for what it reads. */
export type Decoded = Exclude<FromWorker, { type: "read" }>;

/** The worker that decodes a recording, and what it reads through the page. */
export class SoundDecoder {
	readonly #worker: Worker;
	readonly #file: RangedFile;
	readonly #tell: (decoded: Decoded) => void;
	readonly #watch: OpeningWatch;

	private constructor(
		worker: Worker,
		file: RangedFile,
		tell: (decoded: Decoded) => void,
	) {
		this.#worker = worker;
		this.#file = file;
		this.#tell = tell;
		this.#watch = new OpeningWatch(() => this.#end("It is not opened"));
		worker.addEventListener("message", (event) => this.#take(event));
		worker.addEventListener("error", ({ message }) => this.#end(message));
	}

	/**
	 * @param signal - ends it; nothing is told afterwards.
	 * @throws where the worker or the recording cannot be reached.
	 */
	static async start(
		file: RangedFile,
		wantsPicture: boolean,
		tell: (decoded: Decoded) => void,
		signal: AbortSignal,
	): Promise<SoundDecoder> {
		const size = await file.size();
		const decoder = new SoundDecoder(
			await startSoundWorker(signal),
			file,
			(decoded) => signal.aborted || tell(decoded),
		);
		signal.addEventListener("abort", () => decoder.#stop());
		decoder.send({ type: "open", size, wantsPicture });
		decoder.#watch.thinks();
		return decoder;
	}

	send(message: ToWorker, transfer: Transferable[] = []): void {
		this.#worker.postMessage(message, transfer);
	}

	#take({ data }: MessageEvent<FromWorker>): void {
		this.#watch.hears(data);
		if (data.type === "read") {
			void this.#read(data.request, data.start, data.end);
		} else {
			this.#tell(data);
		}
	}

	async #read(request: number, start: number, end: number): Promise<void> {
		try {
			const bytes = await this.#file.read(start, end);
			this.send({ type: "bytes", request, bytes }, [bytes.buffer]);
		} catch {
			this.send({ type: "bytes", request });
		}
		this.#watch.thinks();
	}

	#end(message: string): void {
		this.#stop();
		this.#tell({ type: "failed", failure: "unreadable", message });
	}

	#stop(): void {
		this.#watch.dispose();
		this.#worker.terminate();
	}
}
