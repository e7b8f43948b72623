import * as path from "node:path";
import type * as vscode from "vscode";
import type { MediaReader } from "../../media/mediaReader.ts";
import type { Length } from "../../options/part.ts";
import { examineFiles } from "../transcribe/examineFiles.ts";

/** More recordings than these are not looked into for a question's sake. */
const MAX_FILES = 10;

/** The lengths of recordings, looked up once, and only when they are needed. */
export class Lengths {
	readonly #files: readonly vscode.Uri[];
	readonly #media: MediaReader;
	#loading: Promise<readonly Length[]> | undefined;
	/** Those that are known by now. */
	known: readonly Length[] = [];

	constructor(files: readonly vscode.Uri[], media: MediaReader) {
		this.#files = files.filter(({ scheme }) => scheme === "file");
		this.#media = media;
	}

	/** Resolves to those that can be known. */
	async load(): Promise<readonly Length[]> {
		this.#loading ??= this.#examine();
		this.known = await this.#loading;
		return this.known;
	}

	async #examine(): Promise<Length[]> {
		if (this.#files.length > MAX_FILES) {
			return [];
		}
		const found = (await examineFiles(this.#files, this.#media)) ?? new Map();
		return [...found].flatMap(([uri, { durationS }]) =>
			durationS === undefined
				? []
				: [{ name: path.basename(uri.path), seconds: durationS }],
		);
	}
}
