import * as path from "node:path";
import { Client } from "../../src/assemblyai/client.ts";
import { MEDIA_LIMITS } from "../../src/assemblyai/limits.ts";
import { Engine, type NewJob } from "../../src/engine/engine.ts";
import type { GatewaySettings } from "../../src/engine/gateway.ts";
import { History } from "../../src/engine/history/history.ts";
import { MediaReader } from "../../src/media/mediaReader.ts";
import { WORKER_LIMITS } from "../../src/media/mediaWorker.ts";
import { SIMULATOR_KEY } from "../simulator/simulator.ts";

/** What people have who change no setting. */
const DEFAULTS: GatewaySettings = {
	maxConcurrent: 4,
	retry: { maxAttempts: 5, initialDelayMs: 1000, maxDelayMs: 60_000 },
	batchInitialDelayMs: 30_000,
	breaker: { failureThreshold: 5, recoveryMs: 60_000 },
};

/** The extension's engine as the shell sets it up, for a service at this address. */
export class OurEngine implements AsyncDisposable {
	readonly engine: Engine;
	readonly #baseUrl: string;

	private constructor(engine: Engine, baseUrl: string) {
		this.engine = engine;
		this.#baseUrl = baseUrl;
	}

	/**
	 * @param folder - for its journal and history.
	 * @param settings - what is other than by default.
	 */
	static async start(
		folder: string,
		baseUrl: string,
		settings: Partial<GatewaySettings> = {},
	): Promise<OurEngine> {
		const client = new Client({
			baseUrl,
			apiKey: SIMULATOR_KEY,
			userAgent: "sidescribe/bench",
		});
		const worker = new URL("../../dist/media/worker.cjs", import.meta.url);
		const engine = await Engine.start({
			journalFolder: path.join(folder, "jobs"),
			history: new History(path.join(folder, "history")),
			deletesWhenSaved: () => false,
			settings: () => ({ ...DEFAULTS, ...settings }),
			media: new MediaReader({
				worker,
				limits: MEDIA_LIMITS,
				// By the clock, not by the processor's time: on a machine that others
				// use as well it would end what is in order.
				workerLimits: { ...WORKER_LIMITS, busyMs: WORKER_LIMITS.totalMs },
			}),
			connect: async () => client,
			emit: () => {},
		});
		return new OurEngine(engine, baseUrl);
	}

	/**
	 * Transcribes these as one command; the text of each is beside it.
	 *
	 * @param asItIs - where they are no real recordings.
	 * @param onDone - called when a text is there.
	 */
	async transcribe(
		sources: readonly string[],
		{ asItIs = false }: { readonly asItIs?: boolean } = {},
		onDone: (transcriptId: string) => void = () => {},
	): Promise<void> {
		const ids = await this.engine.start(
			sources.map((source) => this.#job(source, asItIs)),
		);
		await Promise.all(
			ids.map(async (id) => {
				const { spec, state } = await this.engine.ended(id);
				if (state.step !== "done") {
					throw new Error(`${spec.source} ended as ${JSON.stringify(state)}`);
				}
				onDone(state.transcriptId);
			}),
		);
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.engine[Symbol.asyncDispose]();
	}

	#job(source: string, asItIs: boolean): NewJob {
		const { dir, name } = path.parse(source);
		return {
			source,
			output: {
				stem: path.join(dir, name),
				formats: ["txt"],
				ifExists: "replace",
			},
			params: { language_detection: true },
			media: { extractAudio: true, ...(asItIs && { asItIs: true }) },
			baseUrl: this.#baseUrl,
		};
	}
}
