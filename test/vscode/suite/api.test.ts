import assert from "node:assert/strict";
import { mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { setup, suite, teardown, test } from "mocha";
import * as vscode from "vscode";
import type {
	SidescribeApi,
	SidescribeExports,
	TranscribeResult,
} from "../../../src/shell/api/sidescribe.d.ts";
import { MediaServer } from "../../fixtures/mediaServer.ts";
import { recordingOf } from "../../fixtures/wave.ts";
import { type Simulator, startSimulator } from "../../simulator/simulator.ts";
import { activated } from "./extension.ts";

let simulator: Simulator;
let server: MediaServer;
let folder: string;
let sidescribe: SidescribeApi;

suite("What other extensions use", () => {
	setup(async () => {
		simulator = await startSimulator({ queuedMs: 0, processingMs: 0 });
		server = await MediaServer.start({
			"/talk.mp3": recordingOf("talk", 5000),
			"/page": (_, response) => {
				response.end("<!doctype html><title>Talk</title>");
			},
		});
		folder = await mkdtemp(path.join(tmpdir(), "sidescribe-api-"));
		await set("api.baseUrl", simulator.url);
		const { exports } = await activated();
		sidescribe = (exports as SidescribeExports).getApi(1);
	});

	teardown(async () => {
		await set("api.baseUrl", undefined);
		await simulator[Symbol.asyncDispose]();
		await server[Symbol.asyncDispose]();
		await rm(folder, { recursive: true });
	});

	test("An interface of a version that there is not is refused", async () => {
		const { exports } = await activated();
		const { getApi } = exports as { getApi(version: number): unknown };
		assert.throws(() => getApi(2), /no interface of version 2/);
	});

	test("Another extension transcribes files and addresses, and gets a result each, in order", async () => {
		const told: TranscribeResult[] = [];
		const listener = sidescribe.onDidTranscribe((result) => told.push(result));
		const local = await recording("local.mp3");
		const results = await sidescribe.transcribe(
			[`${server.at("/talk.mp3")}?sig=SECRET`, local, server.at("/page")],
			{ folder: vscode.Uri.file(folder), formats: ["json", "txt"] },
		);
		listener.dispose();
		assert.deepEqual(
			results.map(({ source }) => source.toString(true)),
			[server.at("/talk.mp3"), local.toString(true), server.at("/page")],
		);
		assert.deepEqual(names(results), [
			["talk.txt", "talk.transcript.json"],
			["local.txt", "local.transcript.json"],
			[],
		]);
		assert.match(results[2]?.error?.message ?? "", /web page/);
		assert.deepEqual(names(told).sort(), names(results).slice(0, 2).sort());
		assert.doesNotMatch(JSON.stringify([results, told]), /SECRET/);
		assert.equal(simulator.count("upload"), 1);
	});

	test("Parameters win over the settings, and what contradicts them is left out", async () => {
		await sidescribe.transcribe([await recording("talk.mp3")], {
			parameters: { language_code: "de", speaker_labels: true },
		});
		const [job] = simulator.jobs;
		assert.equal(job?.params.language_code, "de");
		assert.equal(job?.params.speaker_labels, true);
		assert.equal(job?.params.language_detection, undefined);
	});

	test("A token that is cancelled cancels what was started with it, and deletes it at the service", async () => {
		simulator.hold();
		const source = new vscode.CancellationTokenSource();
		const job = simulator.next("job");
		const transcribing = sidescribe.transcribe([await recording("talk.mp3")], {
			token: source.token,
		});
		await job;
		const deletion = simulator.next("ended", ({ kind }) => kind === "delete");
		source.cancel();
		const [result] = await transcribing;
		assert.match(result?.error?.message ?? "", /cancelled/);
		assert.equal((await deletion).status, 200);

		const [late] = await sidescribe.transcribe([await recording("late.mp3")], {
			token: source.token,
		});
		assert.match(late?.error?.message ?? "", /cancelled/);
		assert.equal(simulator.jobs.length, 1);
	});

	test("A transcript is read with its speakers and times from JSON, and as it stands from a text", async () => {
		const talk = await recording("talk.mp3");
		assert.equal(await sidescribe.readTranscript(talk), undefined);
		const [result] = await sidescribe.transcribe([talk], {
			formats: ["txt", "json"],
			parameters: { speaker_labels: true },
		});
		const json = await sidescribe.readTranscript(talk);
		assert.equal(json?.file.fsPath, path.join(folder, "talk.transcript.json"));
		assert.equal(json?.transcriptId, result?.transcriptId);
		assert.equal(json?.language, "en");
		assert.equal(json?.paragraphs[0]?.speaker, "Speaker A");
		assert.equal(json?.paragraphs[0]?.start, 0);
		assert.match(
			json?.paragraphs[0]?.text ?? "",
			/^This transcript is simulated/,
		);

		const text = await sidescribe.readTranscript(
			vscode.Uri.file(path.join(folder, "talk.txt")),
		);
		assert.equal(
			text?.text,
			await readFile(path.join(folder, "talk.txt"), "utf8"),
		);
		assert.equal(text?.paragraphs[0]?.start, undefined);
	});

	test("The command for addresses takes an address and the transcript's file, and gives a result", async () => {
		const file = vscode.Uri.file(path.join(folder, "my talk.txt"));
		const run = (address: string) =>
			vscode.commands.executeCommand<TranscribeResult[]>(
				"sidescribe.transcribeUrl",
				address,
				file,
			);
		const [result] = await run(server.at("/talk.mp3"));
		assert.deepEqual(
			result?.outputs.map(({ fsPath }) => fsPath),
			[file.fsPath],
		);
		assert.equal(result?.transcriptId, simulator.jobs[0]?.id);
		const [refused] = await run(server.at("/page"));
		assert.match(refused?.error?.message ?? "", /web page/);
		const [unfit] = await run("http://10.0.0.1/talk.mp3");
		assert.match(unfit?.error?.message ?? "", /private network/);
		assert.equal(simulator.jobs.length, 1);
	});
});

function names(results: readonly TranscribeResult[]): string[][] {
	return results.map(({ outputs }) =>
		outputs.map(({ fsPath }) => path.basename(fsPath)),
	);
}

async function recording(name: string): Promise<vscode.Uri> {
	const file = path.join(folder, name);
	await writeFile(file, recordingOf(name, 4000));
	return vscode.Uri.file(file);
}

async function set(name: string, value: unknown): Promise<void> {
	await vscode.workspace
		.getConfiguration("sidescribe")
		.update(name, value, vscode.ConfigurationTarget.Global);
}
