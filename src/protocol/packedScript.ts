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

/** So many paragraphs are packed in one go: a few milliseconds. */
const TURN_PARAGRAPHS = 200;

/** The same, a part after the other: 100,000 words take some 30 ms. @param rest - lets others in between. */
export async function packScriptInTurns(
	{ paragraphs, names }: Script,
	rest: () => Promise<void>,
): Promise<PackedScript> {
	const parts: string[] = [];
	for (let first = 0; first < paragraphs.length; first += TURN_PARAGRAPHS) {
		const part = paragraphs.slice(first, first + TURN_PARAGRAPHS);
		parts.push(JSON.stringify(part).slice(1, -1));
		await rest();
	}
	return `{"paragraphs":[${parts.join(",")}],"names":${JSON.stringify(names)}}`;
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
