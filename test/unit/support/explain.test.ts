import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { test } from "node:test";
import { explain, inOneLine } from "../../../src/support/explain.ts";
import { someFailure } from "./someJob.ts";

const TYPES = [
	"offline",
	"network",
	"proxy",
	"certificate",
	"timeout",
	"keyMissing",
	"keyRefused",
	"noCredit",
	"badRequest",
	"forbidden",
	"notFound",
	"uploadRefused",
	"rateLimited",
	"serviceError",
	"malformedAnswer",
	"unexpectedStatus",
	"transcriptError",
	"write",
	"elsewhere",
	"journal",
	"internal",
];

for (const type of TYPES) {
	test(`A failure of the type ${type} names the file, and says what to do next`, () => {
		const { what, next, link } = explain(
			someFailure({ type, message: "Words of the service" }),
			"/home/ada/talk.mp3",
		);
		assert.match(what, /talk\.mp3/);
		assert.doesNotMatch(what, /\/home/);
		assert.match(what, /\.$/);
		assert.match(next, /\w.*\.$/);
		assert.match(link.url, /^(https:\/\/|command:sidescribe\.showHelp\?)/);
	});
}

test("Only a fault of our own is called one", () => {
	const ours = TYPES.filter((type) =>
		/fault of Sidescribe/.test(explain(someFailure({ type }), "a.mp3").next),
	);
	assert.deepEqual(ours, ["internal"]);
});

test("A problem of a file speaks for itself", () => {
	const failure = someFailure({
		type: "file.empty",
		message: "talk.mp3 is empty (0 bytes).",
	});
	assert.equal(
		inOneLine(explain(failure, "/home/ada/talk.mp3")),
		"talk.mp3 is empty (0 bytes). Check whether the recording was saved.",
	);
});

test("The page that helps is named for the key, the bill and an incident", () => {
	const linkOf = (type: string) =>
		explain(someFailure({ type }), "a.mp3").link?.url;
	assert.match(linkOf("keyRefused") ?? "", /api-keys/);
	assert.match(linkOf("noCredit") ?? "", /billing/);
	assert.match(linkOf("serviceError") ?? "", /status\.assemblyai\.com/);
});

test("Each part of the help that a failure leads to is there", async () => {
	const page = await readFile(
		new URL("../../../media/help.md", import.meta.url),
		"utf8",
	);
	const anchors = [...page.matchAll(/^## (.+)$/gm)].map(([, title = ""]) =>
		title.toLowerCase().replaceAll(" ", "-"),
	);
	for (const type of ["write", "journal", "elsewhere", "file.empty", "odd"]) {
		const { url } = explain(someFailure({ type }), "a.mp3").link;
		const [, argument = ""] =
			/^command:sidescribe\.showHelp\?(.+)$/.exec(url) ?? [];
		const [part] = JSON.parse(decodeURIComponent(argument));
		assert(anchors.includes(part), `${type} leads to #${part}`);
	}
});
