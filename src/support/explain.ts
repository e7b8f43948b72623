import { isAddress } from "../address/address.ts";
import {
	ADDRESSES_URL,
	API_KEYS_URL,
	API_URL,
	BILLING_URL,
	FORMATS_URL,
	LANGUAGES_URL,
	RATE_LIMITS_URL,
	STATUS_URL,
	SUPPORT_URL,
} from "../assemblyai/limits.ts";
import type { FailureRecord } from "../engine/job.ts";
import { sourceName } from "../engine/source.ts";
import { sentence } from "./wording.ts";

/** A page that helps. */
interface Link {
	readonly title: string;
	readonly url: string;
}

/** A failure as a person reads it. */
export interface Explanation {
	/** What happened, to which file, in one sentence. */
	readonly what: string;
	/** What to do next, in one sentence. */
	readonly next: string;
	/** The page that helps with it. */
	readonly link: Link;
}

/** A kind of failure in words; `why` goes on after “could not be transcribed: ”. */
interface Kind {
	readonly why: (failure: FailureRecord) => string;
	readonly next: string;
	readonly link: Link;
}

const LINKS = {
	keys: { title: "Your API keys", url: API_KEYS_URL },
	billing: { title: "Billing at AssemblyAI", url: BILLING_URL },
	status: { title: "State of AssemblyAI", url: STATUS_URL },
	support: { title: "AssemblyAI's support", url: SUPPORT_URL },
	addresses: { title: "Addresses that work", url: ADDRESSES_URL },
	formats: { title: "What AssemblyAI accepts", url: FORMATS_URL },
	languages: { title: "Languages and options", url: LANGUAGES_URL },
	limits: { title: "Rate limits", url: RATE_LIMITS_URL },
	regions: { title: "Keys and regions", url: API_URL },
	network: {
		title: "VS Code's network settings",
		url: "https://code.visualstudio.com/docs/setup/network",
	},
	writing: help("Writing", "writing"),
	state: help("State", "state"),
	otherWindow: help("Other window", "other-window"),
	recording: help("Recording", "recording"),
	fault: help("Fault", "fault"),
} as const satisfies Record<string, Link>;

/** A part of `media/help.md`: for what is no affair of AssemblyAI's. */
function help(title: string, part: string): Link {
	const argument = encodeURIComponent(JSON.stringify([part]));
	return {
		title: `Help: ${title}`,
		url: `command:sidescribe.showHelp?${argument}`,
	};
}

const answered = ({ status, message }: FailureRecord) =>
	`AssemblyAI answered with an error (${status ?? "no status"}, “${message}”).`;

const KINDS: Readonly<Record<string, Kind>> = {
	offline: {
		why: ({ message }) => `there is no network (${message}).`,
		next: "Check the connection, then retry.",
		link: LINKS.network,
	},
	network: {
		why: ({ message }) => `the connection to AssemblyAI failed (${message}).`,
		next: "Check the connection, then retry.",
		link: LINKS.status,
	},
	proxy: {
		why: ({ message }) =>
			`the proxy did not let it through to AssemblyAI (${message}).`,
		next: "Check VS Code's proxy settings (http.proxy), then retry.",
		link: LINKS.network,
	},
	certificate: {
		why: ({ message }) =>
			`the certificate of the service, or of a proxy before it, was not accepted (${message}).`,
		next: "Check this machine's certificates and VS Code's proxy settings, then retry.",
		link: LINKS.network,
	},
	timeout: {
		why: ({ message }) => lowerFirst(sentence(message)),
		next: "Check the connection, then retry.",
		link: LINKS.status,
	},
	keyMissing: {
		why: () => "no AssemblyAI API key is set.",
		next: "Retry to enter one.",
		link: LINKS.keys,
	},
	keyRefused: {
		why: ({ message }) => `AssemblyAI refused the API key (“${message}”).`,
		next: "Retry to enter another key.",
		link: LINKS.keys,
	},
	noCredit: {
		why: ({ message }) => `AssemblyAI says “${message.replace(/\.$/, "")}”.`,
		next: "Settle the account at AssemblyAI, then retry.",
		link: LINKS.billing,
	},
	badRequest: {
		why: ({ message }) => `AssemblyAI refused the request (“${message}”).`,
		next: "Change the option that it names (“Options…”, or the settings under “sidescribe.transcription”), then retry.",
		link: LINKS.languages,
	},
	forbidden: {
		why: ({ message }) => `AssemblyAI does not allow this (“${message}”).`,
		next: "Check that the API key is the one for this project and region, then retry.",
		link: LINKS.regions,
	},
	notFound: {
		why: ({ message }) => `its transcript is not at AssemblyAI (“${message}”).`,
		next: "Check the key and the region; if it was deleted there, retry to transcribe anew.",
		link: LINKS.regions,
	},
	uploadRefused: {
		why: ({ message }) => `AssemblyAI did not take the upload (“${message}”).`,
		next: "Check that the recording plays and has sound, then retry.",
		link: LINKS.status,
	},
	rateLimited: {
		why: () => "AssemblyAI asks for fewer requests.",
		next: "Wait some minutes, then retry.",
		link: LINKS.limits,
	},
	serviceError: {
		why: answered,
		next: "Retry later; if it stays so, send the report to AssemblyAI's support.",
		link: LINKS.status,
	},
	malformedAnswer: {
		why: ({ message }) =>
			`the answer was not what AssemblyAI sends (“${message}”).`,
		next: "Check whether a proxy answers in its place; if not, send the report to AssemblyAI's support.",
		link: LINKS.status,
	},
	unexpectedStatus: {
		why: answered,
		next: "Check whether a proxy answers in its place; if not, send the report to AssemblyAI's support.",
		link: LINKS.support,
	},
	transcriptError: {
		why: ({ message }) => `AssemblyAI says “${message.replace(/\.$/, "")}”.`,
		next: "Check that the recording plays and has speech in it.",
		link: LINKS.formats,
	},
	elsewhere: {
		why: ({ message }) => lowerFirst(sentence(message)),
		next: "Wait for it there, or cancel it there and retry.",
		link: LINKS.otherWindow,
	},
	appeared: {
		why: ({ message }) => sentence(message),
		next: "Nothing was sent. Transcribe it again if you want another one.",
		link: LINKS.otherWindow,
	},
	journal: {
		why: ({ message }) =>
			`its state could not be saved, so that it was not sent (${message}).`,
		next: "Nothing was charged: make room on the disk of VS Code's own data, then retry.",
		link: LINKS.state,
	},
};

const INTERNAL: Kind = {
	why: ({ message }) => sentence(message),
	next: "This is a fault of Sidescribe: please report it to its makers, with the output.",
	link: LINKS.fault,
};

/** Failures of a file that AssemblyAI's own page on formats and limits explains. */
const IS_ABOUT_FORMATS: ReadonlySet<string> = new Set([
	"file.unsupported",
	"file.notMedia",
	"file.tooShort",
	"file.tooLong",
	"file.tooLarge",
	"file.audioTooLarge",
]);

/** The service could not fetch from an address, or found no recording there. */
const NOT_FETCHED = {
	words:
		/download error|unable to (download|access)|not appear to contain audio/i,
	next: "Check that the address leads to the recording itself, opens without signing in, and has not expired.",
	link: LINKS.addresses,
};

/** Explains a failure. @param source - of the job: a file's path or name, or an address. */
export function explain(failure: FailureRecord, source: string): Explanation {
	const name = sourceName(source);
	if (failure.type.startsWith("file.")) {
		const link = IS_ABOUT_FORMATS.has(failure.type)
			? LINKS.formats
			: LINKS.recording;
		return { what: sentence(failure.message), next: "", link };
	}
	if (failure.type === "write") {
		return {
			what: `The transcript of ${name} could not be written: ${sentence(failure.message)}`,
			next: "Nothing is lost and nothing is charged again: make room or allow writing there, then retry.",
			link: LINKS.writing,
		};
	}
	const { why, next, link } = KINDS[failure.type] ?? INTERNAL;
	const isNotFetched =
		failure.type === "transcriptError" &&
		isAddress(source) &&
		NOT_FETCHED.words.test(failure.message);
	return {
		what: `${name} could not be transcribed: ${why(failure)}`,
		next: isNotFetched ? NOT_FETCHED.next : next,
		link: isNotFetched ? NOT_FETCHED.link : link,
	};
}

/** Both sentences in one line. */
export function inOneLine({ what, next }: Explanation): string {
	return next === "" ? what : `${what} ${next}`;
}

function lowerFirst(text: string): string {
	return text.charAt(0).toLowerCase() + text.slice(1);
}
