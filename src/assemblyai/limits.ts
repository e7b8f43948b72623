/**
 * The service's published limits and addresses, read on 2026-11-24 from
 * AssemblyAI's documentation and its OpenAPI 1.3.4. Change them here only.
 */
import * as l10n from "@vscode/l10n";

/** Largest file that `POST /v2/upload` takes, in bytes (2.2 GB). */
export const MAX_UPLOAD_BYTES = 2_200_000_000;

/** Largest file that it fetches from an address, in bytes (5 GB). */
export const MAX_FETCHED_BYTES = 5_000_000_000;

/** Shortest and longest recording that it transcribes, in seconds. */
const MIN_AUDIO_S = 0.16;
const MAX_AUDIO_S = 10 * 3600;

/** What a recording has to keep to. */
export const MEDIA_LIMITS = {
	maxBytes: MAX_UPLOAD_BYTES,
	minS: MIN_AUDIO_S,
	maxS: MAX_AUDIO_S,
};

/** The list of transcripts comes in pages of at most so many. */
export const LIST_PAGE_SIZE = 200;

/** Stands for the audio of a transcript that was deleted. */
export const DELETED_AUDIO_URL = "http://deleted_by_user";

/** Where a person makes an API key. */
export const API_KEYS_URL = "https://www.assemblyai.com/dashboard/api-keys";

/** Where a person pays a bill. */
export const BILLING_URL = "https://www.assemblyai.com/dashboard/billing";

/** The service's own page of incidents. */
export const STATUS_URL = "https://status.assemblyai.com";

/** What is accepted: formats, sizes, lengths. */
export const FORMATS_URL = "https://www.assemblyai.com/docs/faq";

/** Which addresses it can fetch from. */
export const ADDRESSES_URL =
	"https://www.assemblyai.com/docs/faq/what-types-of-audio-urls-can-i-use-with-the-api";

/** Languages, and what can be asked for in each. */
export const LANGUAGES_URL =
	"https://www.assemblyai.com/docs/pre-recorded-audio/supported-languages";

/** How many jobs and requests an account may have. */
export const RATE_LIMITS_URL = "https://www.assemblyai.com/docs/concurrency";

/** Keys, regions and errors. */
export const API_URL = "https://www.assemblyai.com/docs/api-reference/overview";

/** Where to write to the service's support, and its page. */
export const SUPPORT_EMAIL = "support@assemblyai.com";
export const SUPPORT_URL = "https://www.assemblyai.com/contact/support";

/** A region of the service; audio and transcripts stay in it. */
export type Region = "us" | "eu";

const REGIONS: readonly Region[] = ["us", "eu"];

const REGION_URLS: Record<Region, string> = {
	us: "https://api.assemblyai.com",
	eu: "https://api.eu.assemblyai.com",
};

/** The region that an address of the service is of; absent for one that a person has given. */
export function regionOf(url: string): Region | undefined {
	return REGIONS.find((region) => REGION_URLS[region] === url);
}

/** The setting for the service's address cannot be used as it stands. */
export class InvalidBaseUrlError extends Error {
	override readonly name = "InvalidBaseUrlError";
}

/**
 * The address that requests go to, without a slash at its end.
 *
 * @param override - an address in place of the region's, or `""` for none:
 * https anywhere, or http on a loopback address, so that neither the key nor
 * audio ever crosses a network in the clear.
 * @throws InvalidBaseUrlError where `override` is neither.
 */
export function serviceUrl(region: Region, override: string): string {
	if (override === "") {
		return REGION_URLS[region];
	}
	const url = URL.parse(override);
	const isLoopback =
		url !== null &&
		/^(localhost|127(\.\d{1,3}){3}|\[::1\])$/.test(url.hostname);
	if (
		url === null ||
		!(url.protocol === "https:" || (url.protocol === "http:" && isLoopback))
	) {
		throw new InvalidBaseUrlError(
			l10n.t(
				"“{0}” cannot be the address of the service: it has to begin with https://, or with http:// on this machine (127.0.0.1).",
				override,
			),
		);
	}
	if (url.username !== "" || url.password !== "") {
		throw new InvalidBaseUrlError(
			l10n.t(
				"The address of the service must not hold a user name or a password.",
			),
		);
	}
	return url.href.replace(/\/+$/, "");
}
