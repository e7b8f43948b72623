import { mkdir, writeFile } from "node:fs/promises";
import * as path from "node:path";
import type { NewJob } from "../../src/engine/engine.ts";
import { recordingOf } from "../fixtures/wave.ts";
import { seededRandom } from "../simulator/random.ts";
import {
	SIMULATOR_KEY,
	type Simulator,
	startSimulator,
} from "../simulator/simulator.ts";
import { befall } from "./faults.ts";
import { OpenWindow } from "./openWindow.ts";
import { brokenPromises, hasTranscript } from "./promises.ts";
import type { FromWindow } from "./window.ts";

/** How hard a day is. */
export interface DayOptions {
	/** Where recordings and the journal go; must be empty. */
	readonly folder: string;
	readonly recordings: number;
	/** Windows that are open at once. */
	readonly windows: number;
	/** A window is killed after so many events at most. */
	readonly eventsPerKill: number;
	readonly seed: number;
}

/** What came of a day. */
export interface Day {
	/** Promises that were not kept, in words; none on a good day. */
	readonly broken: readonly string[];
	readonly done: number;
	/** Recordings without a transcript, by the kind of failure. */
	readonly failed: Readonly<Record<string, number>>;
	readonly kills: number;
	readonly requests: number;
	readonly faults: number;
	readonly uploads: number;
	/** Transcripts made at the service, those that ended in an error too. */
	readonly jobs: number;
}

/** How many files a command may have. */
const COMMAND_FILES = [1, 1, 2, 3, 12, 30];

/** Every so many recordings one is empty. */
const EMPTY_EVERY = 25;

/**
 * A clock is set by one of these, in milliseconds, before some commands. Not
 * far ahead: a job that seems to be hours old is asked for twice a minute.
 */
const JUMPS = [-3600_000, -60_000, 5_000, 20_000];

/**
 * A day of faults: several windows work through commands, while requests fail
 * in every way, windows are killed, and clocks jump. In its evening nothing
 * fails any more, one more window goes on with what is left, and all is
 * counted.
 */
export async function simulateDay(options: DayOptions): Promise<Day> {
	const random = seededRandom(options.seed);
	await using simulator = await startSimulator({
		seed: options.seed,
		queuedMs: () => Math.floor(40 * random()),
		processingMs: () => Math.floor(200 * random()),
		concurrency: 50,
	});
	befall(simulator);
	const sources = await makeRecordings(options);
	const day = new Course(options, simulator, random);
	const commands = cutIntoCommands(sources, random);
	await Promise.all(
		Array.from({ length: options.windows }, (_, window) =>
			day.work(commands.filter((_, at) => at % options.windows === window)),
		),
	);
	simulator.clearFaults();
	const resources = await day.finish(sources);
	const { reasons } = day;
	const failed: Record<string, number> = {};
	let done = 0;
	for (const source of sources) {
		if (await hasTranscript(source)) {
			done++;
			continue;
		}
		const reason = reasons.get(source) ?? "unknown";
		failed[reason] = (failed[reason] ?? 0) + 1;
	}
	const { folder } = options;
	return {
		broken: [
			...day.internal.map((message) => `An error inside: ${message}`),
			...resources.map((each) => `Still open at the end: ${each}`),
			...(await brokenPromises({
				folder,
				journal: path.join(folder, "journal"),
				sources,
				simulator,
				reasons,
			})),
		],
		done,
		failed,
		kills: day.kills,
		requests: simulator.requests.length,
		faults: simulator.requests.filter(({ fault }) => fault).length,
		uploads: simulator.uploads.length,
		jobs: simulator.jobs.length,
	};
}

/** The windows of a day, and what they tell. */
class Course {
	/** Why recordings failed, the latest reason each. */
	readonly reasons = new Map<string, string>();
	readonly internal: string[] = [];
	kills = 0;
	readonly #options: DayOptions;
	readonly #simulator: Simulator;
	readonly #random: () => number;

	constructor(options: DayOptions, simulator: Simulator, random: () => number) {
		this.#options = options;
		this.#simulator = simulator;
		this.#random = random;
	}

	/** A window that is opened again and again, until its commands have ended. */
	async work(commands: readonly (readonly string[])[]): Promise<void> {
		let window = await this.#open();
		for (const command of commands) {
			let left = await this.#leftOf(command);
			while (left.length > 0) {
				this.#jump(window);
				const events = this.#options.eventsPerKill * this.#random();
				if (await this.#run(window, left, events)) {
					break;
				}
				await window.kill();
				this.kills++;
				window = await this.#open();
				left = await this.#leftOf(command);
			}
		}
		// Others' jobs may be with it: the next window takes them over.
		await window.kill();
	}

	/** One more window, in peace; resolves to what it had open at its end. */
	async finish(sources: readonly string[]): Promise<readonly string[]> {
		const window = await this.#open();
		const left = await withoutTranscript(sources);
		for (const source of left) {
			this.reasons.delete(source);
		}
		await this.#run(window, left, Number.POSITIVE_INFINITY);
		return (await window.close()).filter((each) => !OWN.has(each));
	}

	/**
	 * Runs a command to its end.
	 * @returns false where so many events came before that.
	 */
	async #run(
		window: OpenWindow,
		files: readonly string[],
		events: number,
	): Promise<boolean> {
		const left = new Set(files);
		let isStarted = false;
		let count = 0;
		const ended = window.until((message) => {
			isStarted ||= message.type === "started";
			if (message.type === "ended") {
				left.delete(message.source);
			}
			return ++count > events || (isStarted && left.size === 0);
		});
		window.tell({ type: "start", jobs: files.map((file) => this.#job(file)) });
		return (await ended) && isStarted && left.size === 0;
	}

	async #leftOf(command: readonly string[]): Promise<string[]> {
		const left = await withoutTranscript(command);
		return left.filter((source) => !this.reasons.has(source));
	}

	#open(): Promise<OpenWindow> {
		const setup = {
			journal: path.join(this.#options.folder, "journal"),
			history: path.join(this.#options.folder, "history"),
			baseUrl: this.#simulator.url,
			key: SIMULATOR_KEY,
			maxConcurrent: 4,
		};
		return OpenWindow.open(setup, (message) => this.#note(message));
	}

	#note(message: FromWindow): void {
		if (message.type === "ended" && message.reason !== undefined) {
			this.reasons.set(message.source, message.reason);
		}
		if (message.type === "internal") {
			this.internal.push(message.message);
		}
	}

	#jump(window: OpenWindow): void {
		const ms = JUMPS[Math.floor(2 * JUMPS.length * this.#random())];
		if (ms !== undefined) {
			window.tell({ type: "jump", ms });
		}
	}

	#job(source: string): NewJob {
		const stem = source.slice(0, -path.extname(source).length);
		return {
			source,
			output: { stem, formats: ["txt"], ifExists: "expectNone" },
			params: { language_detection: true },
			media: { extractAudio: true },
			baseUrl: this.#simulator.url,
		};
	}
}

/** What a process that talks to its parent has open itself. */
const OWN = new Set(["PipeWrap", "TTYWrap", "ProcessWrap"]);

async function withoutTranscript(
	sources: readonly string[],
): Promise<string[]> {
	const left: string[] = [];
	for (const source of sources) {
		if (!(await hasTranscript(source))) {
			left.push(source);
		}
	}
	return left;
}

async function makeRecordings({
	folder,
	recordings,
}: DayOptions): Promise<string[]> {
	const media = path.join(folder, "recordings");
	await mkdir(media);
	const sources: string[] = [];
	for (let number = 1; number <= recordings; number++) {
		const source = path.join(media, `talk ${number}.wav`);
		const content =
			number % EMPTY_EVERY === 0
				? ""
				: recordingOf(`talk ${number}`, 3000 + 10 * number);
		await writeFile(source, content);
		sources.push(source);
	}
	return sources;
}

function cutIntoCommands(
	sources: readonly string[],
	random: () => number,
): string[][] {
	const commands: string[][] = [];
	for (let at = 0; at < sources.length; ) {
		const files =
			COMMAND_FILES[Math.floor(COMMAND_FILES.length * random())] ?? 1;
		commands.push(sources.slice(at, at + files));
		at += files;
	}
	return commands;
}
