import assert from "node:assert/strict";
import { rm, truncate, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { test } from "node:test";
import {
	MediaServer,
	type SharedFile,
} from "../../../src/shell/transcriptView/mediaServer.ts";
import { temporaryFolder } from "../temporaryFolder.ts";

test("A recording is given out by an address of this machine that nobody can guess", async () => {
	await using shared = await share("0123456789");
	assert.match(shared.url, /^http:\/\/127\.0\.0\.1:\d+\/[\w-]{43}$/);
	const response = await fetch(shared.url);
	assert.equal(response.status, 200);
	assert.equal(response.headers.get("accept-ranges"), "bytes");
	assert.equal(response.headers.get("content-length"), "10");
	assert.equal(await response.text(), "0123456789");
	for (const other of ["/", "/..%2ftalk.mp3", "/talk.mp3"]) {
		const { status } = await fetch(new URL(other, shared.url));
		assert.equal(status, 404, other);
	}
});

for (const [range, status, contentRange, text] of [
	["bytes=2-4", 206, "bytes 2-4/10", "234"],
	["bytes=7-", 206, "bytes 7-9/10", "789"],
	["bytes=-2", 206, "bytes 8-9/10", "89"],
	["bytes=8-99", 206, "bytes 8-9/10", "89"],
	["bytes=10-", 416, "bytes */10", ""],
	["bytes=0-1,5-6", 200, null, "0123456789"],
	["words=1-2", 200, null, "0123456789"],
	["nonsense", 200, null, "0123456789"],
] as const) {
	test(`The part "${range}" is answered with ${status} "${text}"`, async () => {
		await using shared = await share("0123456789");
		const response = await fetch(shared.url, { headers: { range } });
		assert.equal(response.status, status);
		assert.equal(response.headers.get("content-range"), contentRange);
		assert.equal(await response.text(), text);
	});
}

test("HEAD tells the length alone, and nothing else than reading is done", async () => {
	await using shared = await share("0123456789");
	const head = await fetch(shared.url, { method: "HEAD" });
	assert.equal(head.headers.get("content-length"), "10");
	assert.equal(await head.text(), "");
	const { status } = await fetch(shared.url, { method: "DELETE" });
	assert.equal(status, 405);
});

test("A page's script may read it in parts", async () => {
	await using shared = await share("0123456789");
	const asked = await fetch(shared.url, { method: "OPTIONS" });
	assert.equal(asked.status, 204);
	assert.equal(asked.headers.get("access-control-allow-headers"), "range");
	const { headers } = await fetch(shared.url);
	assert.equal(headers.get("access-control-allow-origin"), "*");
	assert.equal(headers.get("access-control-expose-headers"), "content-range");
});

test("An empty recording is answered, and one that is gone is said to be", async () => {
	await using shared = await share("");
	assert.equal(await (await fetch(shared.url)).text(), "");
	await rm(shared.file);
	assert.equal((await fetch(shared.url)).status, 404);
});

test("What is shared no more is neither given out nor gone on with, and the server ends with the last one", async () => {
	await using folder = await temporaryFolder();
	const large = path.join(folder.path, "large.wav");
	await writeFile(large, "");
	await truncate(large, 256 * 1024 * 1024);
	const server = new MediaServer();
	const [first, second] = [
		await server.share(large),
		await server.share(large),
	];
	assert.notEqual(first.url, second.url);
	const { body } = await fetch(first.url);
	first.dispose();
	await assert.rejects(new Response(body).blob());
	assert.equal((await fetch(first.url)).status, 404);
	assert.equal((await fetch(second.url, { method: "HEAD" })).status, 200);
	second.dispose();
	await assert.rejects(fetch(second.url), { message: "fetch failed" });
	const again = await server.share(large);
	assert.equal((await fetch(again.url, { method: "HEAD" })).status, 200);
	server.dispose();
	await assert.rejects(fetch(again.url), { message: "fetch failed" });
});

async function share(
	content: string,
): Promise<SharedFile & AsyncDisposable & { readonly file: string }> {
	const folder = await temporaryFolder();
	const file = path.join(folder.path, "talk.mp3");
	await writeFile(file, content);
	const server = new MediaServer();
	const shared = await server.share(file);
	return {
		...shared,
		file,
		async [Symbol.asyncDispose]() {
			server.dispose();
			await folder[Symbol.asyncDispose]();
		},
	};
}
