import { lookup } from "node:dns/promises";
import {
	inBoth,
	inEnglish,
	type Say,
	type Told,
} from "../language/language.ts";
import { hasMediaExtension } from "../media/extensions.ts";
import { unlessAborted } from "../retry/delay.ts";
import { asFileName, nameInAddress } from "./address.ts";
import { type AddressFacts, contentOf, factsOf, givenName } from "./content.ts";
import {
	type FirstBytes,
	firstBytesOf,
	TooManyRedirects,
} from "./firstBytes.ts";
import { isPrivateIp, isThisMachine, obstacleOf } from "./reach.ts";
import { refusalOf } from "./refusal.ts";

/** What a look at an address needs to know. */
export interface LookOptions {
	/** Where the service itself is on this machine, as a simulator is. */
	readonly allowsThisMachine: boolean;
	/** The largest file that the service fetches, in bytes. */
	readonly maxBytes: number;
	/** `name/version`, for the server. */
	readonly userAgent: string;
	/** How long it may take, in milliseconds. @default 15,000 */
	readonly timeoutMs?: number;
}

/** What a look at an address has shown. */
export type Look =
	/** Nothing says that it is no recording. */
	| {
			readonly is: "good";
			readonly seen: AddressFacts;
			/** For the name of a file: `talk.mp3`. */
			readonly name: string;
	  }
	/** It plainly is none that the service can take; the sentence says so to a person. */
	| ({ readonly is: "refused" } & Told)
	/** It cannot be told from here; the sentence says why. */
	| ({ readonly is: "unknown"; readonly name: string } & Told);

/** A server that takes longer is looked at no more, in milliseconds. */
const TIMEOUT_MS = 15_000;

/**
 * Looks at what an address holds, by its first bytes alone.
 *
 * @param address - from `parseAddress`.
 * @throws the signal's reason.
 */
export async function lookAt(
	address: string,
	options: LookOptions,
	signal: AbortSignal,
): Promise<Look> {
	const timeout = AbortSignal.timeout(options.timeoutMs ?? TIMEOUT_MS);
	try {
		return await look(address, options, AbortSignal.any([signal, timeout]));
	} catch (error) {
		signal.throwIfAborted();
		if (error instanceof LeadsAstray) {
			return { is: "refused", ...error.told };
		}
		const { host } = new URL(address);
		return {
			is: "unknown",
			...inBoth((say) =>
				timeout.aborted
					? say("{0} cannot be reached from here: it does not answer.", host)
					: whyUnreachable(error, host, say),
			),
			name: nameInAddress(address),
		};
	}
}

async function look(
	address: string,
	{ allowsThisMachine, maxBytes, userAgent }: LookOptions,
	signal: AbortSignal,
): Promise<Look> {
	const name = nameInAddress(address);
	const { hostname } = new URL(address);
	const ip = await unlessAborted(privateIpOf(hostname), signal);
	if (ip !== undefined && !(allowsThisMachine && isThisMachine(hostname))) {
		return {
			is: "unknown",
			...inBoth((say) =>
				say(
					"Here, {0} is an address of a private network ({1}).",
					hostname,
					ip,
				),
			),
			name,
		};
	}
	const answer = await firstBytesOf(
		address,
		{ "user-agent": userAgent },
		(to) => expectPublic(to, allowsThisMachine),
		signal,
	);
	return judged(answer, name, maxBytes);
}

function judged(answer: FirstBytes, name: string, maxBytes: number): Look {
	const { url, status, statusText, bytes } = answer;
	const seen = factsOf(answer);
	const isEmpty = status === 416 && seen.size === 0;
	if (status !== 200 && status !== 206 && !isEmpty) {
		return {
			is: "unknown",
			...inBoth((say) =>
				say(
					"{0} answers with {1}.",
					url.host,
					`${status} ${statusText}`.trim(),
				),
			),
			name,
		};
	}
	if ((seen.size ?? 0) > maxBytes) {
		return {
			is: "refused",
			...inBoth((say) =>
				say(
					"It has {0} GB; AssemblyAI fetches at most {1} GB. Compress it, cut it, or save only its audio.",
					gigabytes(seen.size ?? 0),
					gigabytes(maxBytes),
				),
			),
		};
	}
	const content = isEmpty ? "empty" : contentOf(bytes, seen);
	return content === "recording" || content === "maybe"
		? { is: "good", seen, name: bestName(answer, name) }
		: { is: "refused", ...inBoth((say) => refusalOf(content, seen, url, say)) };
}

/** A redirect to where the service cannot follow. */
class LeadsAstray extends Error {
	override readonly name = "LeadsAstray";
	readonly told: Told;

	constructor(told: Told) {
		super(told.sentence);
		this.told = told;
	}
}

/** @throws LeadsAstray */
function expectPublic(to: URL, allowsThisMachine: boolean): void {
	if (to.protocol !== "https:" && to.protocol !== "http:") {
		throw new LeadsAstray(
			inBoth((say) =>
				say(
					"This address leads on to one that begins with {0}//.",
					to.protocol,
				),
			),
		);
	}
	const obstacle = obstacleOf(to, allowsThisMachine);
	if (obstacle !== undefined) {
		const { sentence, shown } = obstacle;
		throw new LeadsAstray(
			inBoth((say) =>
				say("This address leads on: {0}", say === inEnglish ? sentence : shown),
			),
		);
	}
}

/** The IP address of a host that has none but private ones. Behind a proxy names may mean nothing here. */
async function privateIpOf(hostname: string): Promise<string | undefined> {
	try {
		const found = await lookup(hostname, { all: true });
		const ips = found.map(({ address }) => address);
		return ips.every(isPrivateIp) ? ips[0] : undefined;
	} catch {
		return undefined;
	}
}

/** The server's own name for it, else that of the address which looks more like a recording's. */
function bestName({ url, headers }: FirstBytes, name: string): string {
	const given = givenName(headers);
	if (given !== undefined) {
		return asFileName(given);
	}
	const last = nameInAddress(url.href);
	return !hasMediaExtension(name) && hasMediaExtension(last) ? last : name;
}

function whyUnreachable(error: unknown, host: string, say: Say): string {
	if (error instanceof TooManyRedirects) {
		return say(
			"{0} cannot be reached from here: it leads from one address to the next without an end.",
			host,
		);
	}
	const code =
		error instanceof Error && "code" in error ? String(error.code) : "";
	const message = error instanceof Error ? error.message : String(error);
	switch (code) {
		case "ENOTFOUND":
			return say(
				"{0} cannot be reached from here: its name is not known.",
				host,
			);
		case "EAI_AGAIN":
			return say(
				"{0} cannot be reached from here: its name cannot be looked up.",
				host,
			);
		case "ECONNREFUSED":
			return say(
				"{0} cannot be reached from here: it takes no connections.",
				host,
			);
		case "ECONNRESET":
			return say(
				"{0} cannot be reached from here: it breaks the connection off.",
				host,
			);
		default:
			return say(
				"{0} cannot be reached from here: {1}.",
				host,
				message || code,
			);
	}
}

function gigabytes(bytes: number): string {
	return (bytes / 1e9).toFixed(1).replace(/\.0$/, "");
}
