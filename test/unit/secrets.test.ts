import assert from "node:assert/strict";
import { mkdir, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { test } from "node:test";
import { leaksIn, secretsTold } from "../ui/secrets.ts";
import { temporaryFolder } from "./temporaryFolder.ts";

const SECRETS = { key: "0123456789abcdef", home: "/home/ada" };

test("A search of what a person was told and has copied finds what is planted in a report", () => {
	const found = (copied: string, notification = "") =>
		secretsTold({ notifications: [notification], copied: [copied] }, SECRETS);
	const report = "# Sidescribe: report for AssemblyAI support\n";
	assert.deepEqual(found(`${report}${SECRETS.key} ${SECRETS.home}/talk.mp3`), [
		"key",
		"home",
	]);
	assert.deepEqual(found(report, SECRETS.key), ["key"]);
	assert.deepEqual(found(`${report}~/talk.mp3`), []);
	assert.deepEqual(found("/home/ada/talk.mp3, which a person has copied"), []);
});

test("A search of VS Code's data finds the key anywhere, and the home folder in what is ours", async () => {
	await using temporary = await temporaryFolder();
	const folder = temporary.path;
	const plant = async (name: string) => {
		const file = path.join(folder, "data", name);
		await mkdir(path.dirname(file), { recursive: true });
		await writeFile(file, JSON.stringify(SECRETS));
		return file;
	};
	const ours = await plant("logs/sidescribe.sidescribe/Sidescribe.log");
	const other = await plant("logs/remoteagent.log");
	assert.deepEqual((await leaksIn(folder, SECRETS)).sort(), [
		`${other} holds the key`,
		`${ours} holds the home`,
		`${ours} holds the key`,
	]);
});
