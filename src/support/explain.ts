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
import { inOwnLanguage, type Say } from "../language/language.ts";
import { isFileProblemKind, problemText } from "../media/check.ts";
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

/** A kind of failure in words. */
interface Kind {
	what(say: Say, name: string, failure: FailureRecord): string;
	next(say: Say): string;
	readonly link: keyof typeof LINKS;
}

const LINKS = {
	keys: { title: (say) => say("Your API keys"), url: API_KEYS_URL },
	billing: { title: (say) => say("Billing at AssemblyAI"), url: BILLING_URL },
	status: { title: (say) => say("State of AssemblyAI"), url: STATUS_URL },
	support: { title: (say) => say("AssemblyAI's support"), url: SUPPORT_URL },
	addresses: { title: (say) => say("Addresses that work"), url: ADDRESSES_URL },
	formats: { title: (say) => say("What AssemblyAI accepts"), url: FORMATS_URL },
	languages: {
		title: (say) => say("Languages and options"),
		url: LANGUAGES_URL,
	},
	limits: { title: (say) => say("Rate limits"), url: RATE_LIMITS_URL },
	regions: { title: (say) => say("Keys and regions"), url: API_URL },
	network: {
		title: (say) => say("VS Code's network settings"),
		url: "https://code.visualstudio.com/docs/setup/network",
	},
	writing: { title: (say) => say("Help: Writing"), url: help("writing") },
	state: { title: (say) => say("Help: State"), url: help("state") },
	otherWindow: {
		title: (say) => say("Help: Other window"),
		url: help("other-window"),
	},
	recording: { title: (say) => say("Help: Recording"), url: help("recording") },
	fault: { title: (say) => say("Help: Fault"), url: help("fault") },
} as const satisfies Record<
	string,
	{ title(say: Say): string; readonly url: string }
>;

/** A part of `media/help.md`: for what is no affair of AssemblyAI's. */
function help(part: string): string {
	const argument = encodeURIComponent(JSON.stringify([part]));
	return `command:sidescribe.showHelp?${argument}`;
}

const answered: Kind["what"] = (say, name, { status, message }) =>
	status === undefined
		? say(
				"{0} could not be transcribed: AssemblyAI answered with an error (“{1}”).",
				name,
				message,
			)
		: say(
				"{0} could not be transcribed: AssemblyAI answered with an error ({1}, “{2}”).",
				name,
				status,
				message,
			);

const KINDS: Readonly<Record<string, Kind>> = {
	offline: {
		what: (say, name, { message }) =>
			say(
				"{0} could not be transcribed: there is no network ({1}).",
				name,
				message,
			),
		next: (say) => say("Check the connection, then retry."),
		link: "network",
	},
	network: {
		what: (say, name, { message }) =>
			say(
				"{0} could not be transcribed: the connection to AssemblyAI failed ({1}).",
				name,
				message,
			),
		next: (say) => say("Check the connection, then retry."),
		link: "status",
	},
	proxy: {
		what: (say, name, { message }) =>
			say(
				"{0} could not be transcribed: the proxy did not let it through to AssemblyAI ({1}).",
				name,
				message,
			),
		next: (say) =>
			say("Check VS Code's proxy settings (http.proxy), then retry."),
		link: "network",
	},
	certificate: {
		what: (say, name, { message }) =>
			say(
				"{0} could not be transcribed: the certificate of the service, or of a proxy before it, was not accepted ({1}).",
				name,
				message,
			),
		next: (say) =>
			say(
				"Check this machine's certificates and VS Code's proxy settings, then retry.",
			),
		link: "network",
	},
	timeout: {
		what: (say, name, { message }) =>
			say(
				"{0} could not be transcribed: the connection to AssemblyAI stood still ({1}).",
				name,
				message,
			),
		next: (say) => say("Check the connection, then retry."),
		link: "status",
	},
	keyMissing: {
		what: (say, name) =>
			say("{0} could not be transcribed: no AssemblyAI API key is set.", name),
		next: (say) => say("Retry to enter one."),
		link: "keys",
	},
	keyRefused: {
		what: (say, name, { message }) =>
			say(
				"{0} could not be transcribed: AssemblyAI refused the API key (“{1}”).",
				name,
				message,
			),
		next: (say) => say("Retry to enter another key."),
		link: "keys",
	},
	noCredit: {
		what: (say, name, { message }) =>
			say(
				"{0} could not be transcribed: AssemblyAI says “{1}”.",
				name,
				message.replace(/\.$/, ""),
			),
		next: (say) => say("Settle the account at AssemblyAI, then retry."),
		link: "billing",
	},
	badRequest: {
		what: (say, name, { message }) =>
			say(
				"{0} could not be transcribed: AssemblyAI refused the request (“{1}”).",
				name,
				message,
			),
		next: (say) =>
			say(
				"Change the option that it names (“Options…”, or the settings under “sidescribe.transcription”), then retry.",
			),
		link: "languages",
	},
	forbidden: {
		what: (say, name, { message }) =>
			say(
				"{0} could not be transcribed: AssemblyAI does not allow this (“{1}”).",
				name,
				message,
			),
		next: (say) =>
			say(
				"Check that the API key is the one for this project and region, then retry.",
			),
		link: "regions",
	},
	notFound: {
		what: (say, name, { message }) =>
			say(
				"{0} could not be transcribed: its transcript is not at AssemblyAI (“{1}”).",
				name,
				message,
			),
		next: (say) =>
			say(
				"Check the key and the region; if it was deleted there, retry to transcribe anew.",
			),
		link: "regions",
	},
	uploadRefused: {
		what: (say, name, { message }) =>
			say(
				"{0} could not be transcribed: AssemblyAI did not take the upload (“{1}”).",
				name,
				message,
			),
		next: (say) =>
			say("Check that the recording plays and has sound, then retry."),
		link: "status",
	},
	rateLimited: {
		what: (say, name) =>
			say(
				"{0} could not be transcribed: AssemblyAI asks for fewer requests.",
				name,
			),
		next: (say) => say("Wait some minutes, then retry."),
		link: "limits",
	},
	serviceError: {
		what: answered,
		next: (say) =>
			say(
				"Retry later; if it stays so, send the report to AssemblyAI's support.",
			),
		link: "status",
	},
	malformedAnswer: {
		what: (say, name, { message }) =>
			say(
				"{0} could not be transcribed: the answer was not what AssemblyAI sends (“{1}”).",
				name,
				message,
			),
		next: (say) =>
			say(
				"Check whether a proxy answers in its place; if not, send the report to AssemblyAI's support.",
			),
		link: "status",
	},
	unexpectedStatus: {
		what: answered,
		next: (say) =>
			say(
				"Check whether a proxy answers in its place; if not, send the report to AssemblyAI's support.",
			),
		link: "support",
	},
	transcriptError: {
		what: (say, name, { message }) =>
			say(
				"{0} could not be transcribed: AssemblyAI says “{1}”.",
				name,
				message.replace(/\.$/, ""),
			),
		next: (say) => say("Check that the recording plays and has speech in it."),
		link: "formats",
	},
	elsewhere: {
		what: (say, name) =>
			say(
				"{0} could not be transcribed: another window of VS Code is transcribing it already.",
				name,
			),
		next: (say) => say("Wait for it there, or cancel it there and retry."),
		link: "otherWindow",
	},
	appeared: {
		what: (say, name) =>
			say(
				"{0} could not be transcribed: a transcript has appeared beside it in the meantime.",
				name,
			),
		next: (say) =>
			say("Nothing was sent. Transcribe it again if you want another one."),
		link: "otherWindow",
	},
	journal: {
		what: (say, name, { message }) =>
			say(
				"{0} could not be transcribed: its state could not be saved, so that it was not sent ({1}).",
				name,
				message,
			),
		next: (say) =>
			say(
				"Nothing was charged: make room on the disk of VS Code's own data, then retry.",
			),
		link: "state",
	},
};

const INTERNAL: Kind = {
	what: (say, name, { message }) =>
		say("{0} could not be transcribed: {1}", name, sentence(message)),
	next: (say) =>
		say(
			"This is a fault of Sidescribe: please report it to its makers, with the output.",
		),
	link: "fault",
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

/** What the service says where it could not fetch from an address, or found no recording there. */
const NOT_FETCHED =
	/download error|unable to (download|access)|not appear to contain audio/i;

/**
 * Explains a failure.
 * @param source - of the job: a file's path or name, or an address.
 * @param say - the language; VS Code's where none is given.
 */
export function explain(
	failure: FailureRecord,
	source: string,
	say: Say = inOwnLanguage,
): Explanation {
	const name = sourceName(source);
	if (failure.type.startsWith("file.")) {
		return {
			what: fileText(failure, name, say),
			next: "",
			link: linkTo(
				IS_ABOUT_FORMATS.has(failure.type) ? "formats" : "recording",
				say,
			),
		};
	}
	if (failure.type === "write") {
		return {
			what: say(
				"The transcript of {0} could not be written: {1}",
				name,
				sentence(failure.message),
			),
			next: say(
				"Nothing is lost and nothing is charged again: make room or allow writing there, then retry.",
			),
			link: linkTo("writing", say),
		};
	}
	const kind = KINDS[failure.type] ?? INTERNAL;
	const what = kind.what(say, name, failure);
	const isNotFetched =
		failure.type === "transcriptError" &&
		isAddress(source) &&
		NOT_FETCHED.test(failure.message);
	return isNotFetched
		? {
				what,
				next: say(
					"Check that the address leads to the recording itself, opens without signing in, and has not expired.",
				),
				link: linkTo("addresses", say),
			}
		: { what, next: kind.next(say), link: linkTo(kind.link, say) };
}

/** Both sentences in one line. */
export function inOneLine({ what, next }: Explanation): string {
	return next === "" ? what : `${what} ${next}`;
}

/** Why it failed, in few words: AssemblyAI's own, or what is wrong with the file. */
export function reasonOf(failure: FailureRecord, source: string): string {
	return failure.type.startsWith("file.")
		? fileText(failure, sourceName(source), inOwnLanguage)
		: failure.message;
}

/** A journal of another version may name a problem that is not known here. */
function fileText(failure: FailureRecord, name: string, say: Say): string {
	const kind = failure.type.slice("file.".length);
	return isFileProblemKind(kind)
		? problemText(kind, name, say)
		: sentence(failure.message);
}

function linkTo(link: keyof typeof LINKS, say: Say): Link {
	const { title, url } = LINKS[link];
	return { title: title(say), url };
}
