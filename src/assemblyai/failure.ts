import type { RequestId } from "./requestId.ts";

/** What was asked of the service when something failed. */
export type Operation =
	| "checkKey"
	| "upload"
	| "submit"
	| "get"
	| "list"
	| "delete";

/** Every way in which the service, or the way to it, can fail. */
export type ServiceFailureKind =
	| "offline" // this machine has no network, or names cannot be resolved
	| "network" // refused, reset, unreachable
	| "proxy" // 407
	| "certificate"
	| "timeout"
	| "keyRefused" // 401
	| "noCredit" // 400 that speaks of the balance
	| "badRequest" // any other 400
	| "forbidden" // 403: the upload belongs to another key's project
	| "notFound" // 404
	| "uploadRefused" // 422 from upload, which passes
	| "rateLimited" // 429
	| "serviceError" // 5xx
	| "malformedAnswer" // success, but not what was asked for
	| "unexpectedStatus"; // a redirect or another 4xx

const PASSING: Record<ServiceFailureKind, boolean> = {
	offline: true,
	network: true,
	proxy: false,
	certificate: false,
	timeout: true,
	keyRefused: false,
	noCredit: false,
	badRequest: false,
	forbidden: false,
	notFound: false,
	uploadRefused: true,
	rateLimited: true,
	serviceError: true,
	malformedAnswer: true,
	unexpectedStatus: false,
};

/** What is known of a failed exchange with the service. */
export interface ServiceFailureDetails {
	readonly operation: Operation;
	/** HTTP status, where there was an answer. */
	readonly status?: number;
	readonly requestId?: RequestId;
	/** From `Retry-After`, in milliseconds. */
	readonly retryAfterMs?: number;
	readonly cause?: unknown;
}

/** A failed exchange with the service; `message` is the service's own words where it sent some. */
export class ServiceFailure extends Error {
	override readonly name = "ServiceFailure";
	readonly kind: ServiceFailureKind;
	readonly operation: Operation;
	readonly status: number | undefined;
	readonly requestId: RequestId | undefined;
	readonly retryAfterMs: number | undefined;
	/** When it failed. */
	readonly time = new Date();

	constructor(
		kind: ServiceFailureKind,
		message: string,
		details: ServiceFailureDetails,
	) {
		super(message, { cause: details.cause });
		this.kind = kind;
		this.operation = details.operation;
		this.status = details.status;
		this.requestId = details.requestId;
		this.retryAfterMs = details.retryAfterMs;
	}

	/** Whether the same request may succeed later. */
	get passing(): boolean {
		return PASSING[this.kind];
	}

	/**
	 * Whether the service may have done the work although no usable answer
	 * came: a request like that must not simply be sent again where it costs
	 * money.
	 */
	get mayHaveBeenDone(): boolean {
		switch (this.kind) {
			case "network":
			// The network may have gone after the request had left.
			case "offline":
			case "timeout":
			case "serviceError":
			case "malformedAnswer":
				return true;
			default:
				return false;
		}
	}
}

/** A transcript that the service ended with `status: "error"`; `message` is its words. */
export class TranscriptError extends Error {
	override readonly name = "TranscriptError";
	readonly transcriptId: string;
	readonly requestId: RequestId | undefined;
	readonly time = new Date();

	constructor(
		message: string,
		transcriptId: string,
		requestId: RequestId | undefined,
	) {
		super(message);
		this.transcriptId = transcriptId;
		this.requestId = requestId;
	}

	/**
	 * Whether the error is the service's own, so that submitting again is what
	 * its documentation advises. It has no code for it, only the text.
	 */
	get isServerError(): boolean {
		return /\b(internal )?server error\b|developers have been alerted/i.test(
			this.message,
		);
	}

	/** Whether the service could not fetch the audio: an upload that it no longer has, say. */
	get isDownloadError(): boolean {
		return /download error|unable to download/i.test(this.message);
	}
}

/**
 * Sorts an HTTP answer that is no success, by the table in AssemblyAI's API
 * reference and support articles.
 *
 * @param message - the body's `error` text, or what else can be said.
 */
export function failureOfStatus(
	status: number,
	message: string,
	details: Omit<ServiceFailureDetails, "status">,
): ServiceFailure {
	return new ServiceFailure(
		kindOfStatus(status, message, details.operation),
		message,
		{ ...details, status },
	);
}

function kindOfStatus(
	status: number,
	message: string,
	operation: Operation,
): ServiceFailureKind {
	if (status >= 500) {
		return "serviceError";
	}
	switch (status) {
		case 400:
			if (/account balance/i.test(message)) {
				return "noCredit";
			}
			return /transcript id not found/i.test(message)
				? "notFound"
				: "badRequest";
		case 401:
			return "keyRefused";
		case 403:
			return "forbidden";
		case 404:
			return "notFound";
		case 407:
			return "proxy";
		case 408:
			return "timeout";
		case 422:
			return operation === "upload" ? "uploadRefused" : "badRequest";
		case 429:
			return "rateLimited";
		default:
			return "unexpectedStatus";
	}
}

const OFFLINE_CODES = new Set([
	"ENOTFOUND",
	"EAI_AGAIN",
	"ENETDOWN",
	"ENETUNREACH",
	"EHOSTDOWN",
	"EHOSTUNREACH",
	"EADDRNOTAVAIL",
]);

/** Sorts an error that Node raised in place of an answer. */
export function failureOfConnection(
	cause: unknown,
	operation: Operation,
): ServiceFailure {
	const codes = errorCodes(cause);
	// A host has several addresses, and a machine without IPv6 cannot reach
	// those: it is offline only where it can reach none.
	const code = codes.find((each) => !OFFLINE_CODES.has(each)) ?? codes[0] ?? "";
	const message = cause instanceof Error ? cause.message : String(cause);
	if (OFFLINE_CODES.has(code)) {
		return new ServiceFailure("offline", message, { operation, cause });
	}
	if (code === "ETIMEDOUT") {
		return new ServiceFailure("timeout", message, { operation, cause });
	}
	if (/^(ERR_TLS_|CERT_|UNABLE_TO_|SELF_SIGNED|DEPTH_ZERO)/.test(code)) {
		return new ServiceFailure("certificate", message, { operation, cause });
	}
	return new ServiceFailure("network", message || code, { operation, cause });
}

/** An error's code; for an AggregateError, where all addresses of a host failed, each one's. */
function errorCodes(error: unknown): string[] {
	if (error instanceof AggregateError && error.errors.length > 0) {
		return error.errors.flatMap(errorCodes);
	}
	return error instanceof Error &&
		"code" in error &&
		typeof error.code === "string"
		? [error.code]
		: [];
}

/** Whether an error is a failure of this kind. */
export function isKind(error: unknown, kind: ServiceFailureKind): boolean {
	return error instanceof ServiceFailure && error.kind === kind;
}
