import assert from "node:assert/strict";
import {
	mkdir,
	mkdtemp,
	readFile,
	rm,
	utimes,
	writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { setup, suite, teardown, test } from "mocha";
import * as vscode from "vscode";
import { recordingOf } from "../../fixtures/wave.ts";
import { type Simulator, startSimulator } from "../../simulator/simulator.ts";

interface Result {
	readonly source: vscode.Uri;
	readonly outputs: readonly vscode.Uri[];
	readonly error?: { readonly message: string };
}

let simulator: Simulator;
let folder: string;

// Hooks outside of a suite are those of all files.
suite("Folders", () => {
	setup(async () => {
		simulator = await startSimulator({ queuedMs: 0, processingMs: 0 });
		folder = await mkdtemp(path.join(tmpdir(), "sidescribe-folder-"));
		await set("sidescribe.api.baseUrl", simulator.url);
		// Nobody is there to answer the summary.
		await set("sidescribe.confirmAboveHours", 0);
	});

	teardown(async () => {
		for (const name of [
			"sidescribe.api.baseUrl",
			"sidescribe.confirmAboveHours",
			"sidescribe.output.formats",
			"sidescribe.output.ifExists",
			"sidescribe.transcription.language",
			"sidescribe.transcription.audioEndAt",
			"files.exclude",
		]) {
			await set(name, undefined);
		}
		await simulator[Symbol.asyncDispose]();
		await rm(folder, { recursive: true });
	});

	test("A folder gives its recordings and those below it, by name as the Explorer shows them", async () => {
		await recordings("talk 10.mp3", "talk 2.mp3", "below/DEEP.MP3", "a.wav");
		await writeFile(path.join(folder, "notes.md"), "# Notes");
		const results = await run("transcribeFolder", folder);
		assert.deepEqual(sourcesOf(results), [
			"a.wav",
			"below/DEEP.MP3",
			"talk 2.mp3",
			"talk 10.mp3",
		]);
		assert.deepEqual(
			results.map(({ outputs }) => relative(outputs[0])),
			["a.txt", "below/DEEP.txt", "talk 2.txt", "talk 10.txt"],
		);
	});

	test("What is hidden, of a package, TypeScript, or left by macOS is no recording of a folder", async () => {
		await set("files.exclude", { "**/old": true });
		await recordings(
			"talk.mp3",
			"old/hidden.mp3",
			"node_modules/a/test.mp3",
			"._talk.mp3",
		);
		await writeFile(path.join(folder, "code.ts"), "export const a = 1;\n");
		assert.deepEqual(sourcesOf(await run("transcribeFolder", folder)), [
			"talk.mp3",
		]);
		assert.equal(simulator.count("upload"), 1);
	});

	test("The recordings of a folder stand in its place among files, and each once", async () => {
		await recordings("z.mp3", "in/one.mp3", "in/two.mp3", "a.mp3");
		const results = await run(
			"transcribe",
			path.join(folder, "z.mp3"),
			path.join(folder, "in"),
			path.join(folder, "in/two.mp3"),
			path.join(folder, "a.mp3"),
		);
		assert.deepEqual(sourcesOf(results), [
			"z.mp3",
			"in/one.mp3",
			"in/two.mp3",
			"a.mp3",
		]);
		assert.equal(simulator.jobs.length, 4);
	});

	test("The same folder again sends nothing, and gives the transcripts that are there", async () => {
		await recordings("talk.mp3", "talk.wav");
		const first = await run("transcribeFolder", folder);
		const second = await run("transcribeFolder", folder);
		assert.deepEqual(
			second.map(({ outputs, error }) => [relative(outputs[0]), error]),
			[
				["talk.txt", undefined],
				["talk.wav.txt", undefined],
			],
		);
		assert.deepEqual(sourcesOf(second), sourcesOf(first));
		assert.equal(simulator.jobs.length, 2);
	});

	test("A recording that changed since is transcribed again; one that lacks a wanted format gets it without a charge", async () => {
		await recordings("changed.mp3", "same.mp3");
		await run("transcribeFolder", folder);
		const changed = path.join(folder, "changed.mp3");
		await writeFile(changed, recordingOf("another", 4000));
		const later = new Date(Date.now() + 5000);
		await utimes(changed, later, later);
		await set("sidescribe.output.ifExists", "overwrite");
		await run("transcribeFolder", folder);
		assert.equal(simulator.jobs.length, 3);
		await set("sidescribe.output.formats", ["txt", "json"]);
		const results = await run("transcribeFolder", folder);
		assert.equal(simulator.jobs.length, 3);
		assert.deepEqual(
			results.map(({ outputs }) => outputs.length),
			[2, 2],
		);
	});

	test("What is done stays where the usual options are others now; of a part it is not done", async () => {
		await recordings("talk.mp3");
		await run("transcribeFolder", folder);
		const whole = await readFile(path.join(folder, "talk.txt"), "utf8");
		await set("sidescribe.transcription.language", "de");
		const [same] = await run("transcribeFolder", folder);
		assert.equal(relative(same?.outputs[0]), "talk.txt");
		assert.equal(simulator.jobs.length, 1);

		await set("sidescribe.transcription.language", undefined);
		await set("sidescribe.transcription.audioEndAt", "0:00.2");
		await set("sidescribe.output.ifExists", "overwrite");
		await set("sidescribe.output.formats", ["txt", "md"]);
		await run("transcribeFolder", folder);
		assert.equal(simulator.jobs.length, 2);
		const md = await readFile(path.join(folder, "talk.md"), "utf8");
		assert.match(md, /\| Part \|/);

		await set("sidescribe.transcription.audioEndAt", undefined);
		await run("transcribeFolder", folder);
		assert.equal(simulator.jobs.length, 2, "the whole one is kept");
		assert.equal(await readFile(path.join(folder, "talk.txt"), "utf8"), whole);
	});

	test("One bad file of a folder stops none of the others", async () => {
		await recordings("a.mp3", "c.mp3");
		await writeFile(path.join(folder, "b.mp3"), "");
		const [a, b, c] = await run("transcribeFolder", folder);
		assert.match(b?.error?.message ?? "", /b\.mp3 is empty/);
		assert.deepEqual([a?.error, c?.error], [undefined, undefined]);
		assert.equal(simulator.jobs.length, 2);
	});

	test("A folder without recordings gives nothing, and asks the service nothing", async () => {
		await writeFile(path.join(folder, "notes.md"), "# Notes");
		assert.deepEqual(await run("transcribeFolder", folder), []);
		assert.equal(simulator.requests.length, 0);
	});
});

async function recordings(...names: string[]): Promise<void> {
	for (const name of names) {
		const file = path.join(folder, name);
		await mkdir(path.dirname(file), { recursive: true });
		await writeFile(file, recordingOf(name, 4000));
	}
}

function run(command: string, ...paths: string[]): Thenable<Result[]> {
	const uris = paths.map((each) => vscode.Uri.file(each));
	return vscode.commands.executeCommand(`sidescribe.${command}`, uris[0], uris);
}

function sourcesOf(results: readonly Result[]): string[] {
	return results.map(({ source }) => relative(source));
}

function relative(uri: vscode.Uri | undefined): string {
	return uri === undefined ? "" : path.relative(folder, uri.fsPath);
}

async function set(name: string, value: unknown): Promise<void> {
	await vscode.workspace
		.getConfiguration()
		.update(name, value, vscode.ConfigurationTarget.Global);
}
