import type { Transcript } from "assemblyai";
import type { SavedTranscript } from "./savedTranscript.ts";
import type { Script } from "./script.ts";

/** Raised when the shape of the `sidescribe` part changes. */
const VERSION = 1;

/**
 * The service's transcript as it is, so that what reads AssemblyAI's JSON
 * reads this, and one more field, `sidescribe`, with the source and the edits.
 */
export function toJson({
	transcript,
	source,
	edited,
}: SavedTranscript): string {
	const sidescribe = { version: VERSION, source, ...(edited && { edited }) };
	return `${JSON.stringify({ ...transcript, sidescribe }, undefined, "\t")}\n`;
}

/** Why a text is no saved transcript. */
export class NoTranscript extends Error {
	override readonly name = "NoTranscript";
}

/**
 * Reads what {@link toJson} wrote, or the service's answer as it is.
 * @param name - of the recording, where the text does not say.
 * @throws NoTranscript
 */
export function fromJson(text: string, name: string): SavedTranscript {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (error) {
		throw new NoTranscript("It is not JSON.", { cause: error });
	}
	if (!isRecord(value) || typeof value.id !== "string" || !("words" in value)) {
		throw new NoTranscript("It is JSON, but no transcript of AssemblyAI.");
	}
	const { sidescribe, ...transcript } = value;
	const own = isRecord(sidescribe) ? sidescribe : {};
	const source = isRecord(own.source) ? own.source : {};
	const edited = editedIn(sidescribe);
	return {
		transcript: transcript as unknown as Transcript,
		source: { name, ...source },
		...(edited && { edited }),
	};
}

/** The edits in the extension's own part; absent where there are none. */
export function editedIn(sidescribe: unknown): Script | undefined {
	return isRecord(sidescribe) && isRecord(sidescribe.edited)
		? (sidescribe.edited as unknown as Script)
		: undefined;
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
