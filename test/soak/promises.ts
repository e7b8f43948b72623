import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import * as path from "node:path";
import type { Simulator } from "../simulator/simulator.ts";

/** What is left of a day, to be looked through. */
export interface Remains {
	/** Where nothing but recordings and their transcripts may be left, and what the jobs keep. */
	readonly folder: string;
	readonly journal: string;
	readonly sources: readonly string[];
	/** Why recordings have no transcript, where that was told. */
	readonly reasons: ReadonlyMap<string, string>;
	readonly simulator: Pick<Simulator, "uploads" | "jobs">;
}

/** Everything that was promised and not kept, in words. */
export async function brokenPromises(remains: Remains): Promise<string[]> {
	const names = await readdir(remains.folder, { recursive: true });
	return [
		...(await unexplained(remains)),
		...(await halfWritten(remains.folder, names)),
		...(await paidTwice(remains)),
		...(await leftInJournal(remains.journal)),
		...names
			.filter((name) => /tmp$/i.test(name))
			.map((name) => `A temporary file is left: ${name}`),
		...names
			.filter((name) => / \(\d+\)\.txt$/.test(name))
			.map((name) => `A second transcript of the same: ${name}`),
	];
}

async function unexplained({ sources, reasons }: Remains): Promise<string[]> {
	const broken: string[] = [];
	for (const source of sources) {
		if (!(await hasTranscript(source)) && !reasons.has(source)) {
			broken.push(`Neither done nor failed: ${path.basename(source)}`);
		}
	}
	return broken;
}

/** Each transcript of the simulator ends in the same words, and names its recording's hash. */
async function halfWritten(folder: string, names: readonly string[]) {
	const broken: string[] = [];
	for (const name of names.filter((each) => each.endsWith(".txt"))) {
		const text = await readFile(path.join(folder, name), "utf8");
		if (!/begins its hash with \w{8}\.[\s\S]*AssemblyAI does\.\n$/.test(text)) {
			broken.push(`Not whole: ${name}`);
		}
	}
	return broken;
}

/** Transcripts that ended in an error are not charged. */
async function paidTwice({ sources, simulator }: Remains): Promise<string[]> {
	const hashes = new Map(
		simulator.uploads.map(({ url, sha256 }) => [url, sha256]),
	);
	const charged = new Map<string, number>();
	for (const { audioUrl, status } of simulator.jobs) {
		const hash = hashes.get(audioUrl) ?? audioUrl;
		if (status !== "error") {
			charged.set(hash, (charged.get(hash) ?? 0) + 1);
		}
	}
	const broken: string[] = [];
	for (const source of sources) {
		const content = await readFile(source);
		const hash = createHash("sha256").update(content).digest("hex");
		const times = charged.get(hash) ?? 0;
		if (times > 1) {
			broken.push(`Paid ${times} times: ${path.basename(source)}`);
		}
		if (times === 0 && (await hasTranscript(source))) {
			broken.push(`A transcript of another: ${path.basename(source)}`);
		}
	}
	return broken;
}

/** Only what failed may be kept, for its retry. */
async function leftInJournal(journal: string): Promise<string[]> {
	const broken: string[] = [];
	for (const { state } of await entriesOf(journal)) {
		if (state.step !== "failed") {
			broken.push(`Left in the journal: a job that is ${state.step}`);
		}
	}
	return broken;
}

/** What a journal says of a job, as far as it is looked at here. */
interface Entry {
	readonly spec: { readonly source: string };
	readonly state: {
		readonly step: string;
		readonly failure?: { readonly type: string };
	};
}

/** The jobs of a journal, whichever window they are of. */
export async function entriesOf(journal: string): Promise<Entry[]> {
	const names = await readdir(journal, { recursive: true });
	const texts = names
		.filter((name) => name.endsWith(".json"))
		.map((name) =>
			// What is done goes at any moment.
			readFile(path.join(journal, name), "utf8").catch(() => undefined),
		);
	return (await Promise.all(texts)).flatMap((text) =>
		text === undefined ? [] : (JSON.parse(text) as Entry),
	);
}

/** Whether a recording has its transcript beside it. */
export async function hasTranscript(source: string): Promise<boolean> {
	const { dir, name } = path.parse(source);
	return (await readdir(dir)).includes(`${name}.txt`);
}
