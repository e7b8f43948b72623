import { mkdir, readdir, readFile, rename, rm, rmdir } from "node:fs/promises";
import * as path from "node:path";
import { hasCode, replaceWhole } from "../files/write.ts";
import { withHome, withoutHome } from "./homeFolder.ts";
import type { Job } from "./job.ts";

/** Raised when the shape of an entry changes; entries of another version are set aside. */
const VERSION = 3;

const STEPS = new Set<string>([
	"checking",
	"preparing",
	"uploading",
	"submitting",
	"waiting",
	"writing",
	"done",
	"failed",
	"cancelled",
]);

/** Folder of entries that could not be read, beside those of the owners. */
const SET_ASIDE = "unreadable";

/** Entries that come and go faster than this are looked at no more. */
const MAX_LOOKS = 5;

/** An entry that could not be read, and where it now lies. */
export interface UnreadableEntry {
	readonly path: string;
	readonly reason: string;
}

/**
 * A file a job, in a folder an owner: `<root>/<owner>/<job>.json`. Each is
 * written whole or not at all. A job changes hands by a rename, which one
 * process alone can win.
 */
export class Journal {
	readonly #root: string;
	readonly #owner: string;
	/** The look at the others that is under way, and the one that comes after it. */
	#look: Promise<Job[]> | undefined;
	#nextLook: Promise<Job[]> | undefined;
	/** One write at a time a job, in the order asked for. */
	readonly #writes = new Map<string, Promise<void>>();

	constructor(root: string, owner: string) {
		this.#root = root;
		this.#owner = owner;
	}

	/**
	 * Makes the folder for this owner's entries. No other user of the machine
	 * may look into it: an entry has a signed address as it is, to go on with it.
	 */
	async open(): Promise<void> {
		const folder = path.join(this.#root, this.#owner);
		await mkdir(folder, { recursive: true, mode: 0o700 });
	}

	/** Resolves when the job as it is now is safely on disk. */
	write(job: Job): Promise<void> {
		return this.#inOrder(job.spec.id, () =>
			replaceWhole(
				this.#entry(job.spec.id),
				withoutHome(JSON.stringify({ version: VERSION, ...job })),
				job.spec.id,
			),
		);
	}

	/** Forgets a job. */
	remove(id: string): Promise<void> {
		return this.#inOrder(id, () => rm(this.#entry(id), { force: true }));
	}

	/** The other owners that have entries. */
	async otherOwners(): Promise<string[]> {
		return (await ownersIn(this.#root)).filter((name) => name !== this.#owner);
	}

	/**
	 * The jobs of the other owners, as they are after the call: many callers at
	 * once share a look, but none that had begun before. Entries that are none
	 * are passed over.
	 */
	others(): Promise<Job[]> {
		this.#nextLook ??= (this.#look ?? Promise.resolve([]))
			.catch(() => [])
			.then(() => {
				this.#look = this.#nextLook;
				this.#nextLook = undefined;
				return this.#readOthers();
			});
		return this.#nextLook;
	}

	async #readOthers(): Promise<Job[]> {
		const jobs = new Map<string, Job>();
		// Twice, and again while entries vanish: one that changes hands between
		// the looks at its old and its new owner is not seen by the first.
		let hasVanished = false;
		for (
			let look = 1;
			look <= 2 || (hasVanished && look <= MAX_LOOKS);
			look++
		) {
			hasVanished = false;
			for (const entry of await this.#listOthers()) {
				const text = await readIfThere(entry);
				hasVanished ||= text === undefined;
				const job = text && parseIfEntry(text, path.basename(entry));
				if (job) {
					jobs.set(job.spec.id, job);
				}
			}
		}
		return [...jobs.values()];
	}

	/** The paths of the other owners' entries. */
	async #listOthers(): Promise<string[]> {
		const entries: string[] = [];
		for (const owner of await this.otherOwners()) {
			const folder = path.join(this.#root, owner);
			const names = await listIfThere(folder);
			entries.push(
				...names
					.filter((name) => name.endsWith(".json"))
					.map((name) => path.join(folder, name)),
			);
		}
		return entries;
	}

	/**
	 * Takes over the entries of an owner that is no more. An entry that cannot
	 * be read is set aside and hurts no other.
	 */
	async takeOver(
		owner: string,
	): Promise<{ jobs: Job[]; unreadable: UnreadableEntry[] }> {
		const folder = path.join(this.#root, owner);
		const jobs: Job[] = [];
		const unreadable: UnreadableEntry[] = [];
		for (const name of await listIfThere(folder)) {
			const mine = path.join(this.#root, this.#owner, name);
			if (!name.endsWith(".json") || name.startsWith(".")) {
				await rm(path.join(folder, name), { force: true }).catch(() => {
					// A folder, say: it is none of ours, and in nobody's way.
				});
				continue;
			}
			try {
				await rename(path.join(folder, name), mine);
			} catch (error) {
				if (!hasCode(error, "ENOENT")) {
					// Not where another window was quicker.
					const reason = error instanceof Error ? error.message : String(error);
					unreadable.push({ path: path.join(folder, name), reason });
				}
				continue;
			}
			// A disk that fails now may read it at the next start; only what is
			// no entry is set aside.
			const text = await readFile(mine, "utf8").catch((error: Error) => error);
			if (text instanceof Error) {
				unreadable.push({ path: mine, reason: text.message });
				continue;
			}
			try {
				jobs.push(parseEntry(text, name));
			} catch (error) {
				unreadable.push(await this.#setAside(mine, error));
			}
		}
		await rmdir(folder).catch((error: unknown) => {
			if (!hasCode(error, "ENOENT", "ENOTEMPTY", "EEXIST")) {
				throw error;
			}
		});
		return { jobs, unreadable };
	}

	/** Waits for what is being written, and removes the folder where it is empty. */
	async close(): Promise<void> {
		await Promise.allSettled(this.#writes.values());
		await rmdir(path.join(this.#root, this.#owner)).catch((error: unknown) => {
			if (!hasCode(error, "ENOENT", "ENOTEMPTY", "EEXIST")) {
				throw error;
			}
		});
	}

	#entry(id: string): string {
		return path.join(this.#root, this.#owner, `${id}.json`);
	}

	#inOrder(id: string, work: () => Promise<void>): Promise<void> {
		const previous = this.#writes.get(id) ?? Promise.resolve();
		const next = previous.catch(() => {}).then(work);
		this.#writes.set(id, next);
		return next.finally(() => {
			if (this.#writes.get(id) === next) {
				this.#writes.delete(id);
			}
		});
	}

	async #setAside(entry: string, error: unknown): Promise<UnreadableEntry> {
		const folder = path.join(this.#root, SET_ASIDE);
		await mkdir(folder, { recursive: true });
		const target = path.join(folder, path.basename(entry));
		await rename(entry, target);
		return {
			path: target,
			reason: error instanceof Error ? error.message : String(error),
		};
	}
}

/** Whether a journal has anything in it to be looked at; cheap, for the moment of start. */
export async function hasEntries(root: string): Promise<boolean> {
	for (const owner of await ownersIn(root)) {
		const names = await listIfThere(path.join(root, owner));
		if (names.some((name) => name.endsWith(".json"))) {
			return true;
		}
	}
	return false;
}

async function ownersIn(root: string): Promise<string[]> {
	try {
		return (await readdir(root, { withFileTypes: true }))
			.filter((entry) => entry.isDirectory() && entry.name !== SET_ASIDE)
			.map((entry) => entry.name);
	} catch (error) {
		if (hasCode(error, "ENOENT")) {
			return [];
		}
		throw error;
	}
}

async function listIfThere(folder: string): Promise<string[]> {
	try {
		return await readdir(folder);
	} catch (error) {
		if (hasCode(error, "ENOENT")) {
			return [];
		}
		throw error;
	}
}

/** An entry's text; absent where it has just ended, or changed hands. */
async function readIfThere(file: string): Promise<string | undefined> {
	try {
		return await readFile(file, "utf8");
	} catch (error) {
		if (hasCode(error, "ENOENT")) {
			return undefined;
		}
		throw error;
	}
}

function parseIfEntry(text: string, name: string): Job | undefined {
	try {
		return parseEntry(text, name);
	} catch {
		return undefined;
	}
}

/** @throws where the text is no entry of this version. */
function parseEntry(text: string, name: string): Job {
	const entry: unknown = JSON.parse(withHome(text));
	if (!isEntry(entry)) {
		throw new Error("It is no journal entry of this version of Sidescribe.");
	}
	if (`${entry.spec.id}.json` !== name) {
		throw new Error("It belongs to another job than its name says.");
	}
	const { spec, state, media, attempts, passed } = entry;
	return {
		spec,
		state,
		attempts,
		...(media && { media }),
		...(passed && { passed }),
	};
}

/**
 * The envelope is checked, not each field: entries are written by this code
 * only, whole, and `version` is raised when their shape changes.
 */
function isEntry(value: unknown): value is Job & { version: number } {
	return (
		isRecord(value) &&
		value.version === VERSION &&
		isRecord(value.spec) &&
		typeof value.spec.id === "string" &&
		typeof value.spec.source === "string" &&
		typeof value.spec.baseUrl === "string" &&
		isRecord(value.spec.output) &&
		typeof value.spec.output.stem === "string" &&
		isRecord(value.state) &&
		typeof value.state.step === "string" &&
		STEPS.has(value.state.step) &&
		Array.isArray(value.attempts)
	);
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null;
}
