import * as v from "valibot";
import type { Script } from "../transcript/script.ts";

/**
 * A script on its way to the page, as one string: 100,000 words as objects
 * take VS Code's messages several times as long.
 */
export type PackedScript = string;

/** A time that is none stays `NaN`, so that its word is shown all the same. */
const time = v.fallback(v.number(), Number.NaN);

const scriptSchema: v.GenericSchema<unknown, Script> = v.object({
	paragraphs: v.array(
		v.object({
			speaker: v.exactOptional(v.string()),
			words: v.array(
				v.object({
					text: v.string(),
					start: time,
					end: time,
					confidence: v.exactOptional(v.number()),
					isJoined: v.exactOptional(v.literal(true)),
				}),
			),
		}),
	),
	names: v.record(v.string(), v.string()),
});

export function packScript(script: Script): PackedScript {
	return JSON.stringify(script);
}

/** @returns nothing where it holds no script. */
export function unpackScript(packed: PackedScript): Script | undefined {
	let value: unknown;
	try {
		value = JSON.parse(packed);
	} catch {
		return undefined;
	}
	const parsed = v.safeParse(scriptSchema, value);
	return parsed.success ? parsed.output : undefined;
}
