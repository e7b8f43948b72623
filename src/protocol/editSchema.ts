import * as v from "valibot";
import type { Edit } from "../transcript/edits.ts";

const index = v.pipe(v.number(), v.integer(), v.minValue(0));

/** Parses an edit that comes from the page. Whether it fits the script is for the host to see. */
export const editSchema: v.GenericSchema<unknown, Edit> = v.variant("kind", [
	v.object({
		kind: v.literal("replaceWords"),
		paragraph: index,
		first: index,
		end: index,
		text: v.string(),
	}),
	v.object({
		kind: v.literal("splitParagraph"),
		paragraph: index,
		word: index,
	}),
	v.object({ kind: v.literal("joinParagraph"), paragraph: index }),
	v.object({
		kind: v.literal("nameSpeaker"),
		speaker: v.string(),
		name: v.string(),
	}),
	v.object({
		kind: v.literal("setSpeaker"),
		paragraph: index,
		speaker: v.exactOptional(v.string()),
	}),
	v.object({
		kind: v.literal("mergeSpeakers"),
		from: v.string(),
		into: v.string(),
	}),
	v.object({
		kind: v.literal("many"),
		edits: v.array(v.lazy((): v.GenericSchema<unknown, Edit> => editSchema)),
	}),
]);
