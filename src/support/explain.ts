import * as path from "node:path";
import { API_KEYS_URL, BILLING_URL, STATUS_URL } from "../assemblyai/limits.ts";
import type { FailureRecord } from "../engine/job.ts";

/** A failure as a person reads it. */
export interface Explanation {
	/** What happened, to which file, in one sentence. */
	readonly what: string;
	/** What to do next, in one sentence. */
	readonly next: string;
	/** The page that helps with it. */
	readonly link?: { readonly title: string; readonly url: string };
}

const API_KEYS = { title: "Your API keys", url: API_KEYS_URL };
const BILLING = { title: "Billing at AssemblyAI", url: BILLING_URL };
const STATUS = { title: "State of AssemblyAI", url: STATUS_URL };

/** Explains a failure of a file. @param file - its path or name. */
export function explain(failure: FailureRecord, file: string): Explanation {
	const name = path.basename(file);
	const words = sentence(failure.message);
	switch (failure.type) {
		case "offline":
			return {
				what: `${name} could not be transcribed: there is no network.`,
				next: "Check the connection, then retry.",
			};
		case "network":
			return {
				what: `${name} could not be transcribed: the connection to AssemblyAI failed (${failure.message}).`,
				next: "Check the connection and the proxy, then retry.",
				link: STATUS,
			};
		case "certificate":
			return {
				what: `${name} could not be transcribed: the service's certificate was not accepted (${failure.message}).`,
				next: "Check VS Code's proxy settings and this machine's certificates.",
			};
		case "timeout":
			return {
				what: `${name} could not be transcribed: ${lowerFirst(words)}`,
				next: "Check the connection, then retry.",
				link: STATUS,
			};
		case "keyMissing":
			return {
				what: `${name} could not be transcribed: no AssemblyAI API key is set.`,
				next: "Run “Sidescribe: Set API Key”, then retry.",
				link: API_KEYS,
			};
		case "keyRefused":
			return {
				what: `${name} could not be transcribed: AssemblyAI refused the API key (“${failure.message}”).`,
				next: "Retry to enter another key.",
				link: API_KEYS,
			};
		case "noCredit":
			return {
				what: `${name} could not be transcribed: AssemblyAI says “${failure.message}”.`,
				next: "Settle the account at AssemblyAI, then retry.",
				link: BILLING,
			};
		case "badRequest":
			return {
				what: `${name} could not be transcribed: AssemblyAI refused the request (“${failure.message}”).`,
				next: "Change the setting that it names under “sidescribe.transcription”, then retry.",
			};
		case "forbidden":
			return {
				what: `${name} could not be transcribed: AssemblyAI does not allow this (“${failure.message}”).`,
				next: "Check that the API key is the one for this project and region, then retry.",
			};
		case "notFound":
			return {
				what: `The transcript of ${name} is not at AssemblyAI (“${failure.message}”).`,
				next: "Check the key and the region; if it was deleted there, retry to transcribe anew.",
			};
		case "uploadRefused":
			return {
				what: `${name} could not be uploaded: AssemblyAI did not take it (“${failure.message}”).`,
				next: "Check that the recording plays and has sound, then retry.",
				link: STATUS,
			};
		case "rateLimited":
			return {
				what: `${name} could not be transcribed: AssemblyAI asks for fewer requests.`,
				next: "Wait some minutes, then retry.",
			};
		case "serviceError":
		case "malformedAnswer":
		case "unexpectedStatus":
			return {
				what: `${name} could not be transcribed: AssemblyAI answered with an error (${failure.status ?? "no status"}, “${failure.message}”).`,
				next: "Retry later; if it stays so, send the report to AssemblyAI's support.",
				link: STATUS,
			};
		case "transcriptError":
			return {
				what: `${name} could not be transcribed: AssemblyAI says “${failure.message}”.`,
				next: "Check that the recording plays and has speech in it.",
			};
		case "write":
			return {
				what: `The transcript of ${name} could not be written: ${words}`,
				next: "Nothing is lost and nothing is charged again: make room or allow writing there, then retry.",
			};
		case "journal":
			return {
				what: `${name} was not sent to be transcribed, because its state could not be saved: ${words}`,
				next: "Nothing was charged: make room on the disk of VS Code's own data, then retry.",
			};
		default:
			return failure.type.startsWith("file.")
				? { what: words, next: "" }
				: {
						what: `${name} could not be transcribed: ${words}`,
						next: "This is a fault of Sidescribe; please report it with the output.",
					};
	}
}

/** Both sentences in one line. */
export function inOneLine({ what, next }: Explanation): string {
	return next === "" ? what : `${what} ${next}`;
}

function sentence(text: string): string {
	return /[.!?]$/.test(text) ? text : `${text}.`;
}

function lowerFirst(text: string): string {
	return text.charAt(0).toLowerCase() + text.slice(1);
}
