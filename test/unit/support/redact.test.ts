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
		"Proxy-Authorization: Basic secret",
		"Proxy-Authorization: NTLM secret",
		"proxy-authorization: negotiate secret",
		'{"Proxy-Authorization":"Basic secret"}',
		'Authorization: Digest username="secret", realm="a b", nc=1, response="secret"',
		'{"authorization":"Digest username=\\"secret\\", response=\\"secret\\""}',
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

const SIGNED = [
	"https://bucket.s3.amazonaws.com/talk.mp3?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIASECRET%2F20261124&X-Amz-Date=20261124T100000Z&X-Amz-Expires=900&X-Amz-Security-Token=SECRET&X-Amz-Signature=SECRET",
	"https://bucket.s3.amazonaws.com/talk.mp3?AWSAccessKeyId=SECRET&Expires=1764000000&Signature=SECRET%3D",
	"https://account.blob.core.windows.net/c/talk.mp3?sv=2024-08-04&se=2026-11-24T12%3A00%3A00Z&sr=b&sp=r&sig=SECRET%2B",
	"https://storage.googleapis.com/b/talk.mp3?X-Goog-Algorithm=GOOG4-RSA-SHA256&X-Goog-Credential=me%40SECRET&X-Goog-Signature=SECRET",
	"https://d111.cloudfront.net/talk.mp3?Policy=SECRET&Signature=SECRET&Key-Pair-Id=SECRET",
	"https://www.dropbox.com/scl/fi/x/talk.mp3?rlkey=SECRET&dl=1",
	"https://cdn.example/talk.mp3?hdnts=st%3D1~exp%3D2~acl%3D%2F%2A~hmac%3DSECRET",
	"https://cdn.example/talk.mp3?x=SECRETofmorethantwentycharacters",
	"https://user:SECRET@cdn.example/talk.mp3",
	"https://SECRET@cdn.example/talk.mp3",
	"https://cdn.example/talk.mp3#access_token=SECRET",
];

for (const address of SIGNED) {
	test(`A signed address loses what signs it: ${address.slice(0, 60)}`, () => {
		const told = redact(`Download error, unable to download ${address}.`);
		assert.doesNotMatch(told, /SECRET/);
		assert.match(told, /unable to download https:\/\/.*talk\.mp3/);
	});
}

test("An address that signs nothing stays as it is", () => {
	for (const address of [
		"https://cdn.example/a/talk.mp3?part=2&lang=en",
		"https://www.assemblyai.com/docs/faq",
		"GET /v2/transcript?limit=200&before_id=0f5c7d2e-9b8a-4c61-b3d2-e1f0a9c8b7d6",
		"mail ada@example.com",
	]) {
		assert.equal(redact(address), address);
	}
});

test("The home folder is shown as ~, also as JSON writes it", () => {
	assert.equal(redact("/home/ada/talk.mp3"), "~/talk.mp3");
	const onWindows = redactor(() => [], "C:\\Users\\Ada");
	assert.equal(
		onWindows(JSON.stringify({ file: "C:\\Users\\Ada\\talk.mp3" })),
		'{"file":"~\\\\talk.mp3"}',
	);
});

test("On Windows the home folder is found whatever the case of its drive letter", () => {
	for (const home of ["C:\\Users\\Ada", "c:\\Users\\Ada"]) {
		const onWindows = redactor(() => [], home);
		for (const file of [
			"c:\\Users\\Ada\\talk.mp3",
			"C:\\Users\\Ada\\talk.mp3",
		]) {
			assert.equal(onWindows(file), "~\\talk.mp3");
			assert.equal(onWindows(JSON.stringify(file)), '"~\\\\talk.mp3"');
		}
	}
});
