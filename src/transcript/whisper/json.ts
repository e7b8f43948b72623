import { editedIn, ownPart } from "../json.ts";
import type { Script } from "../script.ts";
import { readWhisper } from "./read.ts";

/** The JSON of a Whisper program, with edits of ours or without. */
export interface WhisperJson {
	/** As edited, else as heard. */
	readonly script: Script;
	/** As heard. */
	readonly original: Script;
	/** As the program tells it: `en`. */
	readonly language?: string;
	/**
	 * The same JSON, its fields unchanged; where a script is not the one that
	 * was heard, with a field more, `sidescribe`, as the service's has.
	 */
	write(script: Script): string;
}

/** @returns nothing where a text is no such JSON. */
export function readWhisperJson(text: string): WhisperJson | undefined {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch {
		return undefined;
	}
	const original = readWhisper(value);
	if (original === undefined) {
		return undefined;
	}
	const { sidescribe, ...heard } = value as Record<string, unknown>;
	const { language } = (heard.result ?? heard) as Record<string, unknown>;
	return {
		script: editedIn(sidescribe) ?? original,
		original,
		...(typeof language === "string" && { language }),
		write: (script) =>
			stringify(
				script === original ? heard : { ...heard, sidescribe: ownPart(script) },
				text,
			),
	};
}

/** JSON that is indented as another is. */
function stringify(value: unknown, like: string): string {
	const indent = /^\s*\{\r?\n([ \t]+)/.exec(like)?.[1];
	const end = like.endsWith("\n") ? "\n" : "";
	return JSON.stringify(value, undefined, indent) + end;
}
