import { writeFile } from "node:fs/promises";
import * as path from "node:path";
import { isAddress } from "../../../src/address/address.ts";
import { Client } from "../../../src/assemblyai/client.ts";
import { MEDIA_LIMITS } from "../../../src/assemblyai/limits.ts";
import type { Timeouts } from "../../../src/assemblyai/transport.ts";
import { Engine, type NewJob } from "../../../src/engine/engine.ts";
import type { EngineEvent, Outcome } from "../../../src/engine/events.ts";
import type { GatewaySettings } from "../../../src/engine/gateway.ts";
import { History } from "../../../src/engine/history/history.ts";
import type { HistoryRecord } from "../../../src/engine/history/record.ts";
import type { Service } from "../../../src/engine/service.ts";
import { sourceName } from "../../../src/engine/source.ts";
import { MediaReader } from "../../../src/media/mediaReader.ts";

import { formatLine } from "../../../src/support/jobLine.ts";
import { logLineOf } from "../../../src/support/logLine.ts";
import {
	SIMULATOR_KEY,
	type Simulator,
	type SimulatorOptions,
	startSimulator,
} from "../../simulator/simulator.ts";
import { WORKER_SOURCE } from "../media/kinds.ts";
import { temporaryFolder } from "../temporaryFolder.ts";

/** What differs from a plain run. */
export interface RigOptions {
	readonly simulator?: SimulatorOptions;
	readonly key?: string;
	readonly timeouts?: Timeouts;
	readonly settings?: Partial<GatewaySettings>;
	/** Deletes transcripts at the service once they are on disk. */
	readonly deletesWhenSaved?: boolean;
	/** In place of the one that parses recordings. */
	readonly worker?: URL;
	/** Stands between the engine and the service. */
	readonly between?: (service: Service) => Service;
}

/** Delays short enough to be waited for. */
export const QUICK: GatewaySettings = {
	maxConcurrent: 4,
	retry: { maxAttempts: 5, initialDelayMs: 10, maxDelayMs: 60 },
	batchInitialDelayMs: 10,
	breaker: { failureThreshold: 5, recoveryMs: 200 },
};

/** A plan for one text file. @param file - its absolute path, with `.txt` at its end. */
export function txtAt(file: string): NewJob["output"] {
	const stem = file.slice(0, -".txt".length);
	return { stem, formats: ["txt"], ifExists: "keepBoth" };
}

/** A service's calls as plain functions, to put others in place of some. */
export function serviceOf(service: Service): Service {
	return {
		checkKey: (options) => service.checkKey(options),
		upload: (source, options) => service.upload(source, options),
		submit: (params, options) => service.submit(params, options),
		get: (id, options) => service.get(id, options),
		list: (...args) => service.list(...args),
		newest: (options) => service.newest(options),
		findByAudio: (...args) => service.findByAudio(...args),
		delete: (id, options) => service.delete(id, options),
	};
}

/** An engine with a simulator to talk to, and a folder of recordings. */
export class Rig implements AsyncDisposable {
	readonly simulator: Simulator;
	readonly folder: string;
	/** Everything that the engines told, oldest first. */
	readonly events: EngineEvent[] = [];
	readonly #lines: string[] = [];
	engine: Engine;
	readonly #options: RigOptions;
	readonly #listeners = new Set<(event: EngineEvent) => void>();
	readonly #disposables: AsyncDisposableStack;

	private constructor(
		simulator: Simulator,
		folder: string,
		options: RigOptions,
		disposables: AsyncDisposableStack,
	) {
		this.simulator = simulator;
		this.folder = folder;
		this.#options = options;
		this.#disposables = disposables;
		this.engine = undefined as never;
	}

	static async start(options: RigOptions = {}): Promise<Rig> {
		const disposables = new AsyncDisposableStack();
		const folder = disposables.use(await temporaryFolder());
		const simulator = disposables.use(
			await startSimulator({
				queuedMs: 0,
				processingMs: 0,
				...options.simulator,
			}),
		);
		const rig = new Rig(simulator, folder.path, options, disposables);
		rig.engine = await rig.startEngine();
		return rig;
	}

	/** Where the journal is. */
	get journal(): string {
		return path.join(this.folder, "journal");
	}

	/** What is done. */
	get history(): History {
		return new History(path.join(this.folder, "history"));
	}

	/** Everything in the history, latest first. */
	async records(): Promise<HistoryRecord[]> {
		const records: HistoryRecord[] = [];
		for await (const record of this.history.all()) {
			records.push(record);
		}
		return records;
	}

	/** Ends the engine as a window's end does, and starts another in its place. */
	async restart(): Promise<void> {
		await this.engine[Symbol.asyncDispose]();
		this.engine = await this.startEngine();
		await this.engine.resume();
	}

	/** Makes a recording. @param content - its bytes, or how many. */
	async recording(
		name: string,
		content: string | Buffer | number = name,
	): Promise<string> {
		const file = path.join(this.folder, name);
		await writeFile(
			file,
			typeof content === "number" ? Buffer.alloc(content, name) : content,
		);
		return file;
	}

	/**
	 * A job for a recording, its transcript beside it, or in the folder for one at an address. What the engine's tests
	 * send is mostly no recording: it goes as it is, unless `more` says else.
	 */
	job(source: string, more: Partial<NewJob> = {}): NewJob {
		const { dir, name } = path.parse(
			isAddress(source) ? path.join(this.folder, sourceName(source)) : source,
		);
		return {
			source,
			output: txtAt(path.join(dir, `${name}.txt`)),
			params: { language_detection: true },
			media: { extractAudio: true, asItIs: true },
			baseUrl: this.simulator.url,
			...more,
		};
	}

	/** Runs one command to its end. */
	async transcribe(...sources: string[]): Promise<Outcome[]> {
		const ids = await this.engine.start(
			sources.map((source) => this.job(source)),
		);
		return Promise.all(ids.map((id) => this.engine.ended(id)));
	}

	/** The first event that fits, of the past or to come. */
	async event<T extends EngineEvent["type"]>(
		type: T,
		fits: (event: Extract<EngineEvent, { type: T }>) => boolean = () => true,
	): Promise<Extract<EngineEvent, { type: T }>> {
		const matches = (
			event: EngineEvent,
		): event is Extract<EngineEvent, { type: T }> =>
			event.type === type && fits(event as Extract<EngineEvent, { type: T }>);
		const past = this.events.find(matches);
		if (past !== undefined) {
			return past;
		}
		return new Promise((resolve) => {
			const listener = (event: EngineEvent) => {
				if (matches(event)) {
					this.#listeners.delete(listener);
					resolve(event);
				}
			};
			this.#listeners.add(listener);
		});
	}

	/** The output channel as a person would see it. */
	get output(): string {
		return this.#lines.join("\n");
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.engine[Symbol.asyncDispose]();
		await this.#disposables.disposeAsync();
	}

	/** Another window over the same journal. @param other - settings than those of the rig. */
	startEngine(
		other: Pick<RigOptions, "deletesWhenSaved"> = {},
	): Promise<Engine> {
		const deletesWhenSaved =
			other.deletesWhenSaved ?? this.#options.deletesWhenSaved === true;
		const {
			key = SIMULATOR_KEY,
			timeouts,
			settings,
			worker = WORKER_SOURCE,
		} = this.#options;
		const client = new Client({
			baseUrl: this.simulator.url,
			apiKey: key,
			userAgent: "sidescribe/test",
			...(timeouts && { timeouts }),
		});
		// The same object for as long as the key stays.
		const service = this.#options.between?.(client) ?? client;
		return Engine.start({
			journalFolder: this.journal,
			history: this.history,
			deletesWhenSaved: () => deletesWhenSaved,
			settings: () => ({ ...QUICK, ...settings }),
			media: new MediaReader({ worker, limits: MEDIA_LIMITS }),
			connect: async () => service,
			emit: (event) => {
				this.events.push(event);
				const line = logLineOf(event);
				if (line !== undefined) {
					this.#lines.push(`[${line.level}] ${formatLine(line)}`);
				}
				for (const listener of [...this.#listeners]) {
					listener(event);
				}
			},
		});
	}
}
