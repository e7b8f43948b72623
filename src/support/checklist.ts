import * as path from "node:path";
import { isAddress } from "../address/address.ts";
import { MAX_FETCHED_BYTES, MAX_UPLOAD_BYTES } from "../assemblyai/limits.ts";
import type { FailureRecord, Job } from "../engine/job.ts";
import { inEnglish } from "../language/language.ts";
import { hasMediaExtension } from "../media/extensions.ts";
import type { MediaFacts } from "../media/inspection.ts";
import { mediaText, soundText } from "./mediaText.ts";

/** What a harmless call with the key was answered with, just now. */
export type ServiceCheck =
	| { readonly is: "answered"; readonly requestId: string | undefined }
	| { readonly is: "failed"; readonly failure: FailureRecord };

/**
 * The checks of AssemblyAI's support page, each with what came of it: is there
 * sound, is the format supported, is the size within the limit, may the key do
 * this, is a rate limit hit. As Markdown list items.
 */
export function checklist(job: Job, service: ServiceCheck): string[] {
	return [
		...(isAddress(job.spec.source) ? addressItems(job) : fileItems(job)),
		item(keyWorks(service), "Key works", keyText(service)),
		item(
			!isLimited(job, service),
			"Rate limit is not hit",
			limitText(job, service),
		),
	];
}

/** AssemblyAI fetches it itself: only what its server says is known. */
function addressItems({ spec }: Job): string[] {
	const { size, type, container } = spec.seen ?? {};
	return [
		item(
			undefined,
			"Has audio, and not silence",
			"AssemblyAI fetches it itself; it was not examined here",
		),
		item(
			container === undefined ? undefined : true,
			"Format is supported",
			[container ?? "not known by its first bytes", type ?? "of no type"].join(
				", the server calls it ",
			),
		),
		item(
			size === undefined ? undefined : size <= MAX_FETCHED_BYTES,
			"Size is within 5 GB",
			size === undefined ? "the server does not say it" : `${size} bytes`,
		),
	];
}

function fileItems(job: Job): string[] {
	const { media } = job;
	return [
		item(hasSound(media), "Has audio, and not silence", soundOf(media)),
		item(
			isSupported(job),
			"Format is supported",
			media === undefined
				? `by its name ${path.extname(job.spec.source)}; ${refusal(job) ?? "its content was not examined"}`
				: mediaText(media, inEnglish),
		),
		item(
			media && media.size <= MAX_UPLOAD_BYTES,
			"Size is within 2.2 GB",
			media === undefined
				? "not examined"
				: `${media.size} bytes in the file; only what is needed of it is sent`,
		),
	];
}

/** Absent where it was not looked into. */
function isSupported({ spec, state, media }: Job): boolean | undefined {
	if (state.step === "failed" && UNSUPPORTED.has(state.failure.type)) {
		return false;
	}
	if (media?.reading === "gaveUp") {
		return undefined;
	}
	return media !== undefined || hasMediaExtension(spec.source);
}

/** Failures of a file that say so of its format. */
const UNSUPPORTED: ReadonlySet<string> = new Set([
	"file.unsupported",
	"file.notMedia",
]);

function refusal({ state }: Job): string | undefined {
	return state.step === "failed" && state.failure.type.startsWith("file.")
		? `refused: “${state.failure.message}”`
		: undefined;
}

/** @param is - absent where nobody can tell. */
function item(is: boolean | undefined, what: string, found: string): string {
	return `- ${is === undefined ? "❔" : is ? "✅" : "❌"} ${what}: ${found}.`;
}

function hasSound(media: MediaFacts | undefined): boolean | undefined {
	if (media === undefined || media.sound === "notChecked") {
		return undefined;
	}
	return media.sound === "audible";
}

function soundOf(media: MediaFacts | undefined): string {
	if (media === undefined) {
		return "the file was not examined";
	}
	const tracks = `${media.audio.length} audio ${media.audio.length === 1 ? "track" : "tracks"}`;
	return `${tracks}, sound: ${soundText(media.sound)}`;
}

function keyWorks(service: ServiceCheck): boolean | undefined {
	if (service.is === "answered") {
		return true;
	}
	const { type } = service.failure;
	return type === "keyRefused" || type === "keyMissing" ? false : undefined;
}

function keyText(service: ServiceCheck): string {
	return service.is === "answered"
		? `a list of transcripts was answered just now (request ID ${service.requestId ?? "none"})`
		: `asked for a list of transcripts just now: ${service.failure.type}, “${service.failure.message}” (request ID ${service.failure.requestId ?? "none"})`;
}

function isLimited(job: Job, service: ServiceCheck): boolean {
	return (
		limitedAttempts(job) > 0 ||
		(service.is === "failed" && service.failure.type === "rateLimited")
	);
}

function limitText(job: Job, service: ServiceCheck): string {
	if (service.is === "failed" && service.failure.type === "rateLimited") {
		return "the call just now was answered with 429";
	}
	const count = limitedAttempts(job);
	switch (count) {
		case 0:
			return "no attempt of this job was answered with 429";
		case 1:
			return "1 attempt of this job was answered with 429";
		default:
			return `${count} attempts of this job were answered with 429`;
	}
}

function limitedAttempts({ attempts }: Job): number {
	return attempts.filter(({ type }) => type === "rateLimited").length;
}
