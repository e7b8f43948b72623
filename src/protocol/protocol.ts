import * as v from "valibot";
import type { Change } from "../transcript/change.ts";
import { editSchema } from "./editSchema.ts";

/*
 * All that the page of the transcript view and its host say to each other.
 *
 * The page says `ready` and gets `state`. Each `change` names the version it
 * comes after, so that a page that missed one says `ready` again. An `edit`
 * names the version that its indices are of; the host answers with the `change`
 * it made, or with `refused`. The page sends the next edit after the answer.
 */

/** How long the page waits for the answer to `ready` or `edit`, in milliseconds. */
export const ANSWER_TIMEOUT_MS = 10_000;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const timeMs = v.pipe(v.number(), v.finite(), v.minValue(0));

/** What a reader chose, in every transcript from then on. */
export type Preferences = v.InferOutput<typeof preferencesSchema>;
const preferencesSchema = v.object({
	/** Whether the recording is shown above the text. */
	showMedia: v.boolean(),
	/** Whether words of low confidence are marked. */
	markDoubtful: v.boolean(),
	/** Speed of playback. */
	rate: v.pipe(v.number(), v.minValue(0.5), v.maxValue(3)),
});

/** The recording as the page gets at it. */
export type Media = v.InferOutput<typeof mediaSchema>;
const mediaSchema = v.variant("kind", [
	v.object({
		/** There is none to play. */
		kind: v.literal("none"),
		/** Why, as a sentence for the reader. */
		reason: v.string(),
		/** The file that was looked for. */
		name: v.exactOptional(v.string()),
	}),
	v.object({
		kind: v.picklist(["audio", "video"]),
		/** The file's name, for the reader. */
		name: v.string(),
		/** Streams from disk, by ranges. */
		url: v.string(),
		/** Better ones, the best first: the first that answers is used in its place. */
		streams: v.exactOptional(v.array(v.string())),
		/** Of the file or of the transcript, where it is known before it is loaded. */
		durationMs: v.exactOptional(timeMs),
		/** Of the sound, as in `audio/mp4; codecs="mp4a.40.2"`, where it is known. */
		audioType: v.exactOptional(v.string()),
		/** Whether desktop VS Code's browser is known to lack the sound's decoder. */
		mayLackDecoder: v.boolean(),
	}),
]);

/** From the page to the host. */
export type FromPage = v.InferOutput<typeof fromPageSchema>;
const fromPageSchema = v.variant("type", [
	/** The page listens: tell it everything. */
	v.object({ type: v.literal("ready") }),
	v.object({
		type: v.literal("edit"),
		/** Numbers the request. */
		request: count,
		/** The version that the indices are of. */
		version: count,
		edit: editSchema,
	}),
	/** Where playback stands: said when it starts, pauses and jumps, and every few seconds. */
	v.object({
		type: v.literal("position"),
		timeMs,
		isPlaying: v.boolean(),
	}),
	/** Put this text onto the clipboard. */
	v.object({ type: v.literal("copyText"), text: v.string() }),
	/** Put a link to this moment onto the clipboard. */
	v.object({ type: v.literal("copyLink"), timeMs }),
	/** Export As… */
	v.object({ type: v.literal("export") }),
	/** Show what the service gave beside what stands there now. */
	v.object({ type: v.literal("compareWithOriginal") }),
	/** Go back to what the service gave; undone as an edit is. */
	v.object({ type: v.literal("restoreOriginal") }),
	/** Let a person choose the recording, where it was not found; a `media` follows. */
	v.object({ type: v.literal("chooseMedia") }),
	v.object({ type: v.literal("openOutput") }),
	/**
	 * Run VS Code's command of that name: its keys were pressed while an edit was
	 * under way, and VS Code was to know the edit first.
	 */
	v.object({
		type: v.literal("run"),
		command: v.picklist(["save", "undo", "redo"]),
	}),
	/** What the reader chose now. */
	v.object({ type: v.literal("preferences"), preferences: preferencesSchema }),
	/** Something in the page failed, for the log. */
	v.object({ type: v.literal("problem"), message: v.string() }),
]);

const changeSchema: v.GenericSchema<unknown, Change> = v.custom<Change>(
	// The host is trusted to know a script: this tells versions of it apart.
	(value) => typeof value === "object" && value !== null && "splices" in value,
);

/** From the host to the page. */
export type FromHost = v.InferOutput<typeof fromHostSchema>;
const fromHostSchema = v.variant("type", [
	/** Everything; answers `ready`, and is sent unasked where the document was replaced. */
	v.object({
		type: v.literal("state"),
		version: count,
		/** By `packScript`. */
		script: v.string(),
		/** The document's name, for the reader. */
		title: v.string(),
		media: mediaSchema,
		preferences: preferencesSchema,
		/** Why it cannot be edited, as a sentence; absent where it can. */
		readonlyReason: v.exactOptional(v.string()),
		/** Whether there is an original to compare with and to go back to. */
		hasOriginal: v.boolean(),
		/** Where to begin. */
		startMs: v.exactOptional(timeMs),
	}),
	v.object({
		type: v.literal("change"),
		/** The version that it comes after. */
		base: count,
		version: count,
		change: changeSchema,
		/**
		 * The edit that it answers, told to the page that asked for it alone; absent
		 * where VS Code did it, as in undo, or another page.
		 */
		request: v.exactOptional(count),
	}),
	v.object({
		type: v.literal("refused"),
		request: count,
		/** As a sentence for the reader. */
		reason: v.string(),
	}),
	/** The recording was found, moved or lost. */
	v.object({ type: v.literal("media"), media: mediaSchema }),
	v.object({ type: v.literal("preferences"), preferences: preferencesSchema }),
	/** Go there, as a link asks for. */
	v.object({ type: v.literal("seek"), timeMs, play: v.boolean() }),
	/** A command of VS Code's that the page carries out. */
	v.object({
		type: v.literal("command"),
		command: v.picklist(["playOrPause", "find", "replace"]),
	}),
]);

/** @returns nothing where they are none. */
export function parsePreferences(value: unknown): Preferences | undefined {
	const parsed = v.safeParse(preferencesSchema, value);
	return parsed.success ? parsed.output : undefined;
}

/** @returns nothing where it is no message of the page's. */
export function parseFromPage(value: unknown): FromPage | undefined {
	const parsed = v.safeParse(fromPageSchema, value);
	return parsed.success ? parsed.output : undefined;
}

/** @returns nothing where it is no message of the host's. */
export function parseFromHost(value: unknown): FromHost | undefined {
	const parsed = v.safeParse(fromHostSchema, value);
	return parsed.success ? parsed.output : undefined;
}
