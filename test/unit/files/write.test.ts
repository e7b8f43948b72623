import assert from "node:assert/strict";
import { link, mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { test } from "node:test";
import {
	createWhole,
	hasCode,
	replaceWhole,
} from "../../../src/files/write.ts";
import { temporaryFolder } from "../temporaryFolder.ts";

test("A file is replaced whole, and nothing else is left", async () => {
	await using folder = await temporaryFolder();
	const target = path.join(folder.path, "talk.txt");
	await replaceWhole(target, "first", "token");
	await replaceWhole(target, "second", "token");
	assert.equal(await readFile(target, "utf8"), "second");
	assert.deepEqual(await readdir(folder.path), ["talk.txt"]);
});

test("A file that must not exist is refused where it does, whoever made it", async () => {
	await using folder = await temporaryFolder();
	const target = path.join(folder.path, "talk.txt");
	await writeFile(target, "mine");
	await assert.rejects(createWhole(target, "new", "token"), (error) =>
		hasCode(error, "EEXIST"),
	);
	assert.equal(await readFile(target, "utf8"), "mine");
	assert.deepEqual(await readdir(folder.path), ["talk.txt"]);
});

test("Of many that create the same file at once one succeeds", async () => {
	await using folder = await temporaryFolder();
	const target = path.join(folder.path, "talk.txt");
	const results = await Promise.allSettled(
		Array.from({ length: 20 }, (_, index) =>
			createWhole(target, `text ${index}`, `token-${index}`),
		),
	);
	assert.equal(
		results.filter(({ status }) => status === "fulfilled").length,
		1,
	);
	assert.match(await readFile(target, "utf8"), /^text \d+$/);
	assert.deepEqual(await readdir(folder.path), ["talk.txt"]);
});

test("A temporary file that a crash left is used up", async () => {
	await using folder = await temporaryFolder();
	await writeFile(path.join(folder.path, ".token.sidescribe-tmp"), "half of");
	await createWhole(path.join(folder.path, "talk.txt"), "whole", "token");
	assert.deepEqual(await readdir(folder.path), ["talk.txt"]);
});

test("A temporary file that a crash left linked to its target is not written through", async () => {
	await using folder = await temporaryFolder();
	const target = path.join(folder.path, "talk.txt");
	await writeFile(target, "a text that a person has edited since");
	await link(target, path.join(folder.path, ".token.sidescribe-tmp"));
	await assert.rejects(createWhole(target, "the first text", "token"));
	assert.equal(
		await readFile(target, "utf8"),
		"a text that a person has edited since",
	);
});

test("Where the folder is missing the error says so, and nothing is made", async () => {
	await using folder = await temporaryFolder();
	const target = path.join(folder.path, "gone", "talk.txt");
	await assert.rejects(replaceWhole(target, "text", "token"), (error) =>
		hasCode(error, "ENOENT"),
	);
	assert.deepEqual(await readdir(folder.path), []);
});

test("Where a folder stands in the way it stays, and no temporary file is left", async () => {
	await using folder = await temporaryFolder();
	const target = path.join(folder.path, "talk.txt");
	await mkdir(target);
	await assert.rejects(replaceWhole(target, "text", "token"));
	assert.deepEqual(await readdir(folder.path), ["talk.txt"]);
});
