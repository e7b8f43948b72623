import assert from "node:assert/strict";
import { test } from "node:test";
import {
	failureOfConnection,
	failureOfStatus,
	type Operation,
	TranscriptError,
} from "../../../src/assemblyai/failure.ts";
import { requestIdOf } from "../../../src/assemblyai/requestId.ts";

// biome-ignore format: a table
const ANSWERS: readonly [number, Operation, string, string, boolean][] = [
	[422, "upload", "Upload failed, please try again",                              "uploadRefused",    true],
	[422, "submit", "something else",                                               "badRequest",       false],
	[500, "upload", "Server error, developers have been alerted.",                  "serviceError",     true],
	[502, "submit", "Bad gateway",                                                  "serviceError",     true],
	[503, "get",    "Service unavailable",                                          "serviceError",     true],
	[504, "list",   "Gateway timeout",                                              "serviceError",     true],
	[429, "submit", "Too many requests",                                            "rateLimited",      true],
	[408, "upload", "Request timeout",                                              "timeout",          true],
	[400, "submit", "speaker_labels is not available in this language: xx",         "badRequest",       false],
	[400, "submit", "Your current account balance is negative. Please top up",      "noCredit",         false],
	[400, "get",    "Transcript lookup error, transcript id not found",             "notFound",         false],
	[404, "get",    "Transcript lookup error, transcript id not found",             "notFound",         false],
	[401, "upload", "Authentication error, API token missing/invalid",              "keyRefused",       false],
	[403, "submit", "Cannot access uploaded file",                                  "forbidden",        false],
	[302, "list",   "HTTP status 302",                                              "unexpectedStatus", false],
	[418, "list",   "HTTP status 418",                                              "unexpectedStatus", false],
];

for (const [status, operation, message, kind, passing] of ANSWERS) {
	test(`${status} from ${operation} (“${message}”) is ${kind}, which ${passing ? "passes" : "stays"}`, () => {
		const failure = failureOfStatus(status, message, { operation });
		assert.equal(failure.kind, kind);
		assert.equal(failure.passing, passing);
		assert.equal(failure.message, message);
	});
}

const CONNECTIONS: readonly [string, string][] = [
	["ENOTFOUND", "offline"],
	["EAI_AGAIN", "offline"],
	["ENETUNREACH", "offline"],
	["EHOSTUNREACH", "offline"],
	["ECONNREFUSED", "network"],
	["ECONNRESET", "network"],
	["EPIPE", "network"],
	["ETIMEDOUT", "timeout"],
	["CERT_HAS_EXPIRED", "certificate"],
	["ERR_TLS_CERT_ALTNAME_INVALID", "certificate"],
	["SELF_SIGNED_CERT_IN_CHAIN", "certificate"],
];

for (const [code, kind] of CONNECTIONS) {
	test(`${code} is sorted as ${kind}`, () => {
		assert.equal(failureOfConnection(coded(code), "upload").kind, kind);
	});
}

test("A machine is offline only where it reaches none of a host's addresses", () => {
	const kindOf = (...codes: string[]) =>
		failureOfConnection(
			Object.assign(new AggregateError(codes.map(coded)), { code: codes[0] }),
			"upload",
		).kind;
	assert.equal(kindOf("ENETUNREACH", "ECONNREFUSED"), "network");
	assert.equal(kindOf("ENETUNREACH", "ETIMEDOUT"), "timeout");
	assert.equal(kindOf("ENETUNREACH", "ENETUNREACH"), "offline");
});

test("A transcript's error is the service's own only where it says so", () => {
	const isServerError = (text: string) =>
		new TranscriptError(text, "id", undefined).isServerError;
	assert.equal(
		isServerError("Server error, developers have been alerted."),
		true,
	);
	assert.equal(isServerError("Internal server error"), true);
	assert.equal(isServerError("Audio duration is too short."), false);
	assert.equal(
		isServerError("Download error, unable to download https://x"),
		false,
	);
});

test("A request's ID is taken from the likeliest header that an answer has", () => {
	assert.deepEqual(requestIdOf({ "cf-ray": "c", "x-amzn-requestid": "a" }), {
		id: "a",
		header: "x-amzn-requestid",
	});
	assert.deepEqual(requestIdOf({ "x-request-id": "x", "request-id": "r" }), {
		id: "x",
		header: "x-request-id",
	});
	assert.equal(requestIdOf({ "x-request-id": "", date: "now" }), undefined);
});

function coded(code: string): Error {
	return Object.assign(new Error(code), { code });
}
