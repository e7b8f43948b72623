import { createHash } from "node:crypto";
import { readdirSync, readFileSync } from "node:fs";
import * as path from "node:path";

/** A word as it was spoken; times in milliseconds. */
export interface ScriptWord {
	readonly text: string;
	readonly start: number;
	readonly end: number;
	readonly speaker: string | null;
	readonly paragraph: number;
}

/** What is said in a recording. */
export interface Script {
	readonly language: string;
	/** In seconds. */
	readonly duration: number;
	readonly words: readonly ScriptWord[];
}

const FOLDERS = ["../../media/samples", "../fixtures/media"].map((folder) =>
	path.resolve(import.meta.dirname, folder),
);

/** The true scripts of the project's own recordings, by the SHA-256 of their audio. */
export function sampleScripts(): ReadonlyMap<string, Script> {
	const files = FOLDERS.flatMap((folder) =>
		readdirSync(folder).map((name) => path.join(folder, name)),
	);
	const scripts = files
		.filter((file) => file.endsWith(".words.json"))
		.map((file): [string, Script] => {
			const script = JSON.parse(readFileSync(file, "utf8")) as Script & {
				audio: string;
			};
			const audio = readFileSync(path.join(path.dirname(file), script.audio));
			return [createHash("sha256").update(audio).digest("hex"), script];
		});
	return new Map(scripts);
}

const WORD_MS = 320;
const PAUSE_MS = 80;

/** A plain text that says of itself that nobody spoke it; other files give other texts. */
export function simulatedScript(bytes: number, sha256: string): Script {
	const text =
		`This transcript is simulated. The recording has ${bytes} bytes and begins its hash with ${sha256.slice(0, 8)}. ` +
		"Nobody has listened to it. With a key of your own, AssemblyAI does.";
	const words = text.split(" ").map((word, index) => ({
		text: word,
		start: index * (WORD_MS + PAUSE_MS),
		end: index * (WORD_MS + PAUSE_MS) + WORD_MS,
		speaker: "A",
		paragraph: 0,
	}));
	return {
		language: "en",
		duration: Math.ceil((words.at(-1)?.end ?? 0) / 1000),
		words,
	};
}
