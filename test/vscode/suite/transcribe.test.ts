import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { setup, teardown, test } from "mocha";
import * as vscode from "vscode";
import { recordingOf } from "../../fixtures/wave.ts";
import { type Simulator, startSimulator } from "../../simulator/simulator.ts";

interface Result {
	readonly source: vscode.Uri;
	readonly outputs: readonly vscode.Uri[];
	readonly transcriptId?: string;
	readonly error?: { readonly message: string; readonly requestId?: string };
}

let simulator: Simulator;
let folder: string;

setup(async () => {
	simulator = await startSimulator({ queuedMs: 0, processingMs: 0 });
	folder = await mkdtemp(path.join(tmpdir(), "sidescribe-command-"));
	await set("api.baseUrl", simulator.url);
});

teardown(async () => {
	await set("api.baseUrl", undefined);
	await set("output.ifExists", undefined);
	await set("retry.initialDelaySeconds", undefined);
	await simulator[Symbol.asyncDispose]();
	await rm(folder, { recursive: true });
});

test("The command resolves to the files that it wrote and the transcript's ID", async () => {
	const talk = await recording("talk.mp3");
	const [result] = await transcribe(talk);
	assert.equal(result?.source.fsPath, talk.fsPath);
	assert.deepEqual(
		result?.outputs.map(({ fsPath }) => fsPath),
		[path.join(folder, "talk.txt")],
	);
	assert.equal(result?.transcriptId, simulator.jobs[0]?.id);
	assert.equal(result?.error, undefined);
	assert.match(
		await readFile(path.join(folder, "talk.txt"), "utf8"),
		/simulated/,
	);
});

test("Several files give one entry each, in order, the failed ones with their error and request ID", async () => {
	simulator.fault({
		on: "submit",
		kind: "status",
		status: 400,
		message: "No such language",
	});
	const files = [
		await recording("refused.mp3"),
		vscode.Uri.file(path.join(folder, "missing.mp3")),
	];
	const results = await transcribe(...files);
	assert.deepEqual(
		results.map(({ source }) => source.fsPath),
		files.map(({ fsPath }) => fsPath),
	);
	assert.deepEqual(
		results.map(({ outputs }) => outputs),
		[[], []],
	);
	const [refused, missing] = results;
	assert.match(refused?.error?.message ?? "", /No such language/);
	assert.equal(
		refused?.error?.requestId,
		simulator.requests.find(({ kind }) => kind === "submit")?.requestId,
	);
	assert.match(missing?.error?.message ?? "", /missing\.mp3 is not there/);
	assert.equal(missing?.error?.requestId, undefined);
});

test("Two recordings of one name in a folder get a transcript each", async () => {
	const results = await transcribe(
		await recording("talk.mp3"),
		await recording("talk.wav"),
	);
	assert.deepEqual(
		results.map(({ outputs }) => path.basename(outputs[0]?.fsPath ?? "")),
		["talk.txt", "talk.wav.txt"],
	);
});

test("With “skip” an existing transcript stays, and nothing is sent", async () => {
	await set("output.ifExists", "skip");
	const talk = await recording("talk.mp3");
	await writeFile(path.join(folder, "talk.txt"), "mine");
	const [result] = await transcribe(talk);
	assert.match(result?.error?.message ?? "", /talk\.txt already exists/);
	assert.equal(await readFile(path.join(folder, "talk.txt"), "utf8"), "mine");
	assert.equal(simulator.count("upload"), 0);
});

test("With “overwrite” an existing transcript is replaced", async () => {
	await set("output.ifExists", "overwrite");
	const talk = await recording("talk.mp3");
	await writeFile(path.join(folder, "talk.txt"), "old");
	const [result] = await transcribe(talk);
	assert.equal(result?.outputs[0]?.fsPath, path.join(folder, "talk.txt"));
	assert.match(
		await readFile(path.join(folder, "talk.txt"), "utf8"),
		/simulated/,
	);
});

test("With “keepBoth” the new transcript is numbered", async () => {
	await set("output.ifExists", "keepBoth");
	const talk = await recording("talk.mp3");
	await writeFile(path.join(folder, "talk.txt"), "mine");
	const [result] = await transcribe(talk);
	assert.equal(result?.outputs[0]?.fsPath, path.join(folder, "talk (2).txt"));
});

test("A retry waits as long as the settings say", async () => {
	await set("retry.initialDelaySeconds", 0.05);
	simulator.fault({ on: "upload", kind: "status", status: 422, times: 2 });
	const [result] = await transcribe(await recording("talk.mp3"));
	assert.equal(result?.error, undefined);
	const [first, second, third] = simulator.requests
		.filter(({ kind }) => kind === "upload")
		.map(({ time }) => time);
	assert((second ?? 0) - (first ?? 0) >= 50);
	assert((third ?? 0) - (second ?? 0) >= 100);
});

async function recording(name: string): Promise<vscode.Uri> {
	const file = path.join(folder, name);
	await writeFile(file, recordingOf(name, 4000));
	return vscode.Uri.file(file);
}

async function transcribe(...files: vscode.Uri[]): Promise<Result[]> {
	return vscode.commands.executeCommand(
		"sidescribe.transcribe",
		files[0],
		files,
	);
}

async function set(name: string, value: unknown): Promise<void> {
	await vscode.workspace
		.getConfiguration("sidescribe")
		.update(name, value, vscode.ConfigurationTarget.Global);
}
