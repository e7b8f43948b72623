import ipaddr from "ipaddr.js";
import { inBoth, type Told } from "../language/language.ts";

/** Why an address cannot be one for the service to fetch; the sentence is for a person. */
export interface Obstacle extends Told {
	readonly kind: "none" | "scheme" | "thisMachine" | "privateNetwork";
}

/** An address that the service may be able to fetch, as it is sent. */
export interface Reachable {
	readonly kind: "address";
	readonly address: string;
}

/** What names of machines on a local network end with (RFC 6762, 8375; the others by custom). */
const LOCAL_NAMES =
	/\.(local|localhost|localdomain|internal|intranet|lan|home|corp|private|home\.arpa)$/;

/**
 * Reads an address that a person typed.
 *
 * @param allowsThisMachine - where the service itself is on this machine, as a simulator is.
 */
export function parseAddress(
	text: string,
	allowsThisMachine: boolean,
): Reachable | Obstacle {
	const url = URL.parse(text.trim().replace(/^<(.*)>$/, "$1"));
	if (url === null || url.hostname === "") {
		return isOtherScheme(url)
			? otherScheme(url)
			: {
					kind: "none",
					...inBoth((say) =>
						say(
							"Enter the address of a recording, beginning with https:// or http://.",
						),
					),
				};
	}
	if (url.protocol !== "https:" && url.protocol !== "http:") {
		return otherScheme(url);
	}
	// What stands behind the # is for a page that shows it, not for who fetches it.
	url.hash = "";
	return (
		obstacleOf(url, allowsThisMachine) ?? { kind: "address", address: url.href }
	);
}

/** Why the service cannot fetch from a host, as far as its name tells. */
export function obstacleOf(
	{ hostname }: URL,
	allowsThisMachine: boolean,
): Obstacle | undefined {
	if (isThisMachine(hostname)) {
		return allowsThisMachine
			? undefined
			: {
					kind: "thisMachine",
					...inBoth((say) =>
						say(
							"{0} is this machine, which AssemblyAI cannot reach. Save the recording to disk, and transcribe the file.",
							hostname,
						),
					),
				};
	}
	return isPrivate(hostname)
		? {
				kind: "privateNetwork",
				...inBoth((say) =>
					say(
						"{0} is an address of a private network, which AssemblyAI cannot reach. Save the recording to disk, and transcribe the file.",
						hostname,
					),
				),
			}
		: undefined;
}

/** Whether a host is the machine that asks. @param hostname - as a `URL` has it. */
export function isThisMachine(hostname: string): boolean {
	const range = rangeOf(hostname);
	return (
		/^(.+\.)?localhost$/.test(hostname) ||
		range === "loopback" ||
		range === "unspecified"
	);
}

/** Whether an IP address is none of the public internet. */
export function isPrivateIp(ip: string): boolean {
	return PRIVATE_RANGES.has(rangeOf(ip) ?? "");
}

const PRIVATE_RANGES = new Set([
	"loopback",
	"unspecified",
	"private",
	"uniqueLocal",
	"linkLocal",
	"carrierGradeNat",
	"broadcast",
	"multicast",
	"reserved",
]);

function isPrivate(hostname: string): boolean {
	const isIp = rangeOf(hostname) !== undefined;
	return isIp
		? isPrivateIp(hostname)
		: // A name without a dot is one of a local network.
			!hostname.replace(/\.$/, "").includes(".") || LOCAL_NAMES.test(hostname);
}

/** The kind of an IP address; absent for a name. */
function rangeOf(hostname: string): string | undefined {
	const ip = hostname.replace(/^\[(.*)\]$/, "$1");
	return ipaddr.isValid(ip) ? ipaddr.process(ip).range() : undefined;
}

function isOtherScheme(url: URL | null): url is URL {
	return url !== null && url.protocol !== "https:" && url.protocol !== "http:";
}

function otherScheme({ protocol }: URL): Obstacle {
	return {
		kind: "scheme",
		...inBoth((say) =>
			// `C:\talk.mp3` reads as an address, too.
			protocol === "file:" || protocol.length === 2
				? say(
						"A file on this machine has no address that AssemblyAI can reach. Use the command Transcribe for it.",
					)
				: say(
						"AssemblyAI fetches from addresses that begin with https:// or http://, not “{0}”.",
						protocol,
					),
		),
	};
}
