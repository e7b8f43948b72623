import * as l10n from "@vscode/l10n";
import type { Transcript } from "assemblyai";
import { jsonLines } from "./jsonLines.ts";
import { faultOf, SIDESCRIBE } from "./savedShape.ts";
import { currentScript, type SavedTranscript } from "./savedTranscript.ts";
import { byStart, isEmpty, type Script } from "./script.ts";
import { inOrder, isInOrder } from "./times.ts";
import { NO_SPEECH } from "./txt.ts";

/** Raised when the shape of the `sidescribe` part changes. */
const VERSION = 1;

/**
 * The service's transcript as it is, so that what reads AssemblyAI's JSON
 * reads this, and one more field, `sidescribe`, with the source and the edits.
 */
export function toJson(saved: SavedTranscript): string {
	const { transcript, source, transcribedAt, edited } = saved;
	const sidescribe = {
		version: VERSION,
		source,
		...(transcribedAt !== undefined && { transcribedAt }),
		...(isEmpty(currentScript(saved)) && { note: NO_SPEECH }),
		...(edited && { edited }),
	};
	return `${jsonLines({ ...transcript, sidescribe })}\n`;
}

/** Why a text is no saved transcript, in a sentence for people. */
export class NoTranscript extends Error {
	override readonly name = "NoTranscript";
}

/**
 * Reads what {@link toJson} wrote, or the service's answer as it is.
 *
 * @param name - of the recording, where the text does not say.
 * @throws NoTranscript where it is neither, or not whole: what this returns
 * can be written in every format.
 */
export function fromJson(text: string, name: string): SavedTranscript {
	const { sidescribe, ...transcript } = parsed(text);
	const own = sidescribe as SidescribePart | undefined;
	const edited = own?.edited;
	return {
		transcript: transcript as unknown as Transcript,
		source: own?.source ?? { name },
		...(own?.transcribedAt !== undefined && {
			transcribedAt: own.transcribedAt,
		}),
		...(edited && { edited: inOrderOf(edited) }),
	};
}

type SidescribePart = Omit<SavedTranscript, "transcript">;

/** @throws NoTranscript */
function parsed(text: string): Record<string, unknown> {
	let value: unknown;
	try {
		value = JSON.parse(text);
	} catch (error) {
		throw new NoTranscript(
			l10n.t("It is not JSON, or not all of it is there."),
			{
				cause: error,
			},
		);
	}
	if (!isRecord(value) || typeof value.id !== "string" || !("words" in value)) {
		throw new NoTranscript(
			l10n.t("It is JSON, but no transcript of AssemblyAI."),
		);
	}
	if (value.status !== undefined && value.status !== "completed") {
		throw new NoTranscript(l10n.t("It is a transcript that was not finished."));
	}
	expectSound(faultOf(value));
	expectOwn(value.sidescribe);
	return value;
}

/** @throws NoTranscript where our own part is none, or one of a later version. */
function expectOwn(sidescribe: unknown): void {
	if (isRecord(sidescribe) && Number(sidescribe.version) > VERSION) {
		throw new NoTranscript(l10n.t("A newer version of Sidescribe wrote it."));
	}
	expectSound(
		sidescribe === undefined ? undefined : SIDESCRIBE(sidescribe, "sidescribe"),
	);
}

function expectSound(fault: string | undefined): void {
	if (fault !== undefined) {
		throw new NoTranscript(l10n.t("It is a damaged transcript: {0}.", fault));
	}
}

/** A script from outside, with times as {@link Script} promises them. */
function inOrderOf({ paragraphs, ...script }: Script): Script {
	const ordered = paragraphs.map((paragraph) => {
		const { words } = paragraph;
		if (isInOrder(words)) {
			return paragraph;
		}
		const spans = inOrder(words, 0);
		return {
			...paragraph,
			words: words.map((word, index) => ({ ...word, ...spans[index] })),
		};
	});
	return { paragraphs: ordered.sort(byStart), ...script };
}

/**
 * The edits in our own part of JSON that another program wrote; absent where
 * there are none.
 *
 * @throws NoTranscript
 */
export function editedIn(sidescribe: unknown): Script | undefined {
	expectOwn(sidescribe);
	const { edited } = (sidescribe ?? {}) as Partial<SidescribePart>;
	return edited && inOrderOf(edited);
}

/** Our own part of JSON that another program wrote. */
export function ownPart(edited: Script): object {
	return { version: VERSION, edited };
}

function isRecord(value: unknown): value is Record<string, unknown> {
	return typeof value === "object" && value !== null && !Array.isArray(value);
}
