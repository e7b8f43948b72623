import assert from "node:assert/strict";
import { test } from "node:test";
import { redactor } from "../../../src/support/redact.ts";

const redact = redactor(() => ["old-key", "new-key", ""], "/home/ada");

test("Every key that was ever used is taken out, wherever it stands", () => {
	assert.equal(
		redact("old-key, “new-key”, and again old-key"),
		"[API key], “[API key]”, and again [API key]",
	);
});

test("Authorization headers are taken out, whatever they hold", () => {
	for (const text of [
		"authorization: secret",
		"Authorization: Bearer secret",
		'{"authorization":"secret"}',
		"Authorization=secret",
	]) {
		assert.doesNotMatch(redact(text), /secret/, text);
	}
});

test("Secrets in addresses are taken out, and the rest of the address stays", () => {
	const text = redact(
		"https://cdn.example/a.mp3?X-Amz-Signature=abc&part=2&token=def&sig=ghi",
	);
	assert.doesNotMatch(text, /abc|def|ghi/);
	assert.match(text, /cdn\.example\/a\.mp3\?.*part=2/);
});

test("The home folder is shown as ~, also as JSON writes it", () => {
	assert.equal(redact("/home/ada/talk.mp3"), "~/talk.mp3");
	const onWindows = redactor(() => [], "C:\\Users\\Ada");
	assert.equal(
		onWindows(JSON.stringify({ file: "C:\\Users\\Ada\\talk.mp3" })),
		'{"file":"~\\\\talk.mp3"}',
	);
});
