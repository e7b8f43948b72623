import assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import { createHash } from "node:crypto";
import { once } from "node:events";
import { createWriteStream } from "node:fs";
import { mkdir, readFile, rename, rm } from "node:fs/promises";
import * as path from "node:path";
import { pipeline } from "node:stream/promises";
import { test } from "node:test";
import { Rig, serviceOf } from "./rig.ts";

const SOUND = "some sound";

const SHA256 = createHash("sha256").update(SOUND).digest("hex");

/** A pipe in a recording's place is read for as long as somebody writes into it. */
const OPTIONS = {
	skip: process.platform === "win32" && "named pipes are others there",
};

test(
	"A recording that is long to hash holds up no transcript, and its hash is added to the history when it is there",
	OPTIONS,
	async () => {
		await using slow = await SlowDisk.start();
		const { rig } = slow;
		const id = await slow.begin(rig.folder);
		const { state } = await rig.engine.ended(id);
		assert(state.step === "done");
		const json = await text(rig);
		assert.equal(JSON.parse(json).sidescribe.source.sha256, undefined);
		const [before] = await rig.records();
		assert.equal(before?.sha256, undefined);

		await slow.end();
		await rig.event("hashed");
		const [after] = await rig.records();
		assert.deepEqual(after, { ...before, sha256: SHA256 });
		assert.equal(await text(rig), json, "it may be open in an editor");
	},
);

test(
	"A transcript that could not be written at first gets its recording's hash all the same",
	OPTIONS,
	async () => {
		await using slow = await SlowDisk.start();
		const { rig } = slow;
		const folder = path.join(rig.folder, "later");
		const id = await slow.begin(folder);
		assert.equal((await rig.engine.ended(id)).state.step, "failed");
		await slow.end();
		await mkdir(folder);
		await rig.engine.retry([id]);
		assert.equal((await rig.engine.ended(id)).state.step, "done");
		await rig.event("hashed");
		assert.equal((await rig.records())[0]?.sha256, SHA256);
	},
);

test(
	"A window that closes waits for no hash, not even of a job that was forgotten",
	OPTIONS,
	async () => {
		await using slow = await SlowDisk.start();
		const { rig } = slow;
		const id = await slow.begin(path.join(rig.folder, "nowhere"));
		assert.equal((await rig.engine.ended(id)).state.step, "failed");
		await rig.engine.forget([id]);
		const isReadNoMore = assert.rejects(slow.goOnForEver(), { code: "EPIPE" });
		await rig.restart();
		await isReadNoMore;
	},
);

/** A recording that cannot be read to its end before somebody says so. */
class SlowDisk implements AsyncDisposable {
	readonly rig: Rig;
	readonly #source: string;
	readonly #aside: string;

	private constructor(rig: Rig, source: string, aside: string) {
		this.rig = rig;
		this.#source = source;
		this.#aside = aside;
	}

	static async start(): Promise<SlowDisk> {
		let slow: SlowDisk | undefined;
		const rig = await Rig.start({
			between: (service) => ({
				...serviceOf(service),
				submit: async (...args) => {
					await slow?.swap();
					return service.submit(...args);
				},
			}),
		});
		const source = await rig.recording("talk.mp3", SOUND);
		slow = new SlowDisk(rig, source, path.join(rig.folder, "aside"));
		return slow;
	}

	/** Resolves to the job's ID. @param folder - where it writes. */
	async begin(folder: string): Promise<string> {
		const [id = ""] = await this.rig.engine.start([
			this.rig.job(this.#source, {
				output: {
					stem: path.join(folder, "talk"),
					formats: ["txt", "json"],
					ifExists: "expectNone",
				},
			}),
		]);
		return id;
	}

	/** Lets what reads the recording come to its end. */
	async end(): Promise<void> {
		const pipe = createWriteStream(this.#source);
		await once(pipe, "open");
		await rm(this.#source);
		await rename(this.#aside, this.#source);
		pipe.end(SOUND);
	}

	/** Rejects once the recording is no longer read. */
	async goOnForEver(): Promise<void> {
		const pipe = createWriteStream(this.#source);
		await pipeline(function* () {
			for (;;) {
				yield SOUND;
			}
		}, pipe);
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.rig[Symbol.asyncDispose]();
	}

	/** Puts the pipe in the recording's place. */
	async swap(): Promise<void> {
		await rename(this.#source, this.#aside);
		execFileSync("/usr/bin/mkfifo", [this.#source]);
	}
}

function text(rig: Rig): Promise<string> {
	return readFile(path.join(rig.folder, "talk.transcript.json"), "utf8");
}
