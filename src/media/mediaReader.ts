import { Readable } from "node:stream";
import {
	checkFile,
	expectUnchanged,
	type FileFacts,
	FileProblem,
} from "./check.ts";
import { hasMediaExtension } from "./extensions.ts";
import type { AudioTrack, MediaFacts } from "./inspection.ts";
import { Inspector } from "./inspector.ts";
import {
	ParserFailed,
	ParserGaveUp,
	runTask,
	WORKER_LIMITS,
	type WorkerLimits,
} from "./mediaWorker.ts";
import { sniff } from "./sniff.ts";
import {
	type MediaChoices,
	type MediaLimits,
	refusalOf,
} from "./uploadPlan.ts";
import type { Finding, SampleResult } from "./worker/protocol.ts";

/** What a reader works with. */
export interface MediaReaderOptions {
	/** The worker's code: a bundle, or its source in a Node that strips types. */
	readonly worker: string | URL;
	/** What the service takes. */
	readonly limits: MediaLimits;
	readonly workerLimits?: WorkerLimits;
}

/** A file that may be sent, and what is in it. */
export interface ExaminedFile {
	readonly file: FileFacts;
	readonly media: MediaFacts;
}

/** An audio track on its way out of a file. */
export interface ExtractedAudio {
	readonly stream: Readable;
	/** How far into the recording it is, in seconds. */
	readonly mediaS: () => number;
}

/** A track cannot be copied into a file of its own after all; the whole file can be sent instead. */
export class TrackNotCopied extends Error {
	override readonly name = "TrackNotCopied";
}

/** The engine examines again what the shell has examined just before: all files of a big command. */
const REMEMBERED_FILES = 10_000;

/**
 * The one way into a recording. All that is parsed is parsed in a worker
 * thread with limits, which crashes, hangs or runs out of memory alone.
 */
export class MediaReader {
	readonly #options: MediaReaderOptions;
	readonly #inspector: Inspector;
	readonly #known = new Map<string, ExaminedFile>();

	constructor(options: MediaReaderOptions) {
		this.#options = options;
		const { worker, workerLimits = WORKER_LIMITS } = options;
		this.#inspector = new Inspector(worker, workerLimits);
	}

	/**
	 * Looks into a file before anything is sent. Where the parser gives up,
	 * that is a fact as well: a person decides.
	 *
	 * @throws FileProblem where it must not be sent; the signal's reason.
	 */
	async examine(
		path: string,
		choices: MediaChoices,
		signal: AbortSignal,
	): Promise<ExaminedFile> {
		const file = await checkFile(path);
		const media = choices.asItIs
			? await this.#factsFromOutside(path, file)
			: await this.#factsFromWithin(path, file, signal);
		const refusal = refusalOf(media, choices, this.#options.limits);
		if (refusal !== undefined) {
			throw new FileProblem(refusal, path);
		}
		return { file, media };
	}

	/**
	 * Takes an audio track out of a file while it is being sent, at the pace of
	 * who reads the stream, and closes all when `send` has ended.
	 *
	 * @throws TrackNotCopied; FileProblem; what `send` throws.
	 */
	async sendTrack<T>(
		path: string,
		file: FileFacts,
		track: AudioTrack,
		send: (audio: ExtractedAudio) => Promise<T>,
	): Promise<T> {
		await expectUnchanged(path, file);
		const closed = new AbortController();
		const progress = { mediaS: 0 };
		const stream = Readable.from(
			this.#chunks(path, track.index, progress, closed.signal),
			{ objectMode: false },
		);
		stream.once("close", () => closed.abort());
		try {
			return await send({ stream, mediaS: () => progress.mediaS });
		} catch (error) {
			throw stream.errored ? problemWith(stream.errored, path) : error;
		} finally {
			// At once: the stream closes only when its worker has ended.
			closed.abort();
			stream.destroy();
			await expectUnchanged(path, file);
		}
	}

	/**
	 * Copies a part of a recording's audio.
	 *
	 * @param from - in seconds from the start.
	 * @param length - in seconds.
	 * @throws FileProblem; ParserFailed where the file is damaged.
	 */
	async cutSample(
		path: string,
		from: number,
		length: number,
		signal: AbortSignal,
	): Promise<SampleResult> {
		await checkFile(path);
		const task = { do: "sample", file: path, from, length } as const;
		try {
			for await (const result of this.#run(task, signal)) {
				if (result.type === "sampled") {
					return result.result;
				}
			}
		} catch (error) {
			throw error instanceof ParserGaveUp
				? new FileProblem("gaveUp", path, error)
				: error;
		}
		throw new ParserFailed("The parser gave no result");
	}

	async *#chunks(
		file: string,
		track: number,
		progress: { mediaS: number },
		signal: AbortSignal,
	): AsyncGenerator<Uint8Array> {
		let bytes = 0;
		const task = { do: "extract", file, track } as const;
		for await (const result of this.#run(task, signal)) {
			if (result.type !== "chunk") {
				continue;
			}
			bytes += result.bytes.length;
			if (bytes > this.#options.limits.maxBytes) {
				throw new FileProblem("audioTooLarge", file);
			}
			progress.mediaS = result.mediaS;
			yield result.bytes;
		}
	}

	async #factsFromWithin(
		path: string,
		file: FileFacts,
		signal: AbortSignal,
	): Promise<MediaFacts> {
		const known = this.#known.get(path);
		if (
			known?.file.size === file.size &&
			known.file.modifiedMs === file.modifiedMs
		) {
			return known.media;
		}
		const finding = await this.#find(path, signal);
		if (finding === undefined) {
			return this.#factsFromOutside(path, file);
		}
		if ("problem" in finding) {
			const { problem } = finding;
			throw new FileProblem(
				problem === "notMedia" && !hasMediaExtension(path)
					? "unsupported"
					: problem,
				path,
			);
		}
		this.#remember(path, { file, media: finding.facts });
		return finding.facts;
	}

	/** Absent where the parser gave up. */
	async #find(file: string, signal: AbortSignal): Promise<Finding | undefined> {
		try {
			return await this.#inspector.inspect(file, signal);
		} catch (error) {
			if (error instanceof ParserGaveUp || error instanceof ParserFailed) {
				return undefined;
			}
			throw error;
		}
	}

	/** By a look at the first bytes. @throws FileProblem `unsupported` */
	async #factsFromOutside(
		path: string,
		{ size }: FileFacts,
	): Promise<MediaFacts> {
		const { container, isMisnamed } = await sniff(path);
		return {
			size,
			container,
			isMisnamed,
			reading: "gaveUp",
			hasVideo: false,
			audio: [],
			sound: "notChecked",
			isCutShort: false,
		};
	}

	#run(task: Parameters<typeof runTask>[1], signal: AbortSignal) {
		const { worker, workerLimits = WORKER_LIMITS } = this.#options;
		return runTask(worker, task, workerLimits, signal);
	}

	#remember(path: string, examined: ExaminedFile): void {
		this.#known.delete(path);
		this.#known.set(path, examined);
		const [oldest] = this.#known.keys();
		if (this.#known.size > REMEMBERED_FILES && oldest !== undefined) {
			this.#known.delete(oldest);
		}
	}
}

function problemWith(error: Error, path: string): Error {
	if (error instanceof ParserFailed) {
		return new TrackNotCopied(error.message, { cause: error });
	}
	return error instanceof ParserGaveUp
		? new FileProblem("audioGaveUp", path, error)
		: error;
}
