import assert from "node:assert/strict";
import { rm, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { setup, suite, teardown, test } from "mocha";
import * as vscode from "vscode";
import { recordingOf } from "../../fixtures/wave.ts";
import { type Simulator, startSimulator } from "../../simulator/simulator.ts";
import { activated } from "./extension.ts";

let simulator: Simulator;
let folder: string;

suite("What language models use", () => {
	setup(async () => {
		await activated();
		simulator = await startSimulator({ queuedMs: 0, processingMs: 0 });
		folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath ?? "";
		await set("api.baseUrl", simulator.url);
	});

	teardown(async () => {
		await set("api.baseUrl", undefined);
		await simulator[Symbol.asyncDispose]();
		for (const name of ["talk.mp3", "talk.txt"]) {
			await rm(path.join(folder, name), { force: true });
		}
	});

	test("A language model can transcribe and read", () => {
		const names = vscode.lm.tools.map(({ name }) => name);
		assert(names.includes("sidescribe_transcribe"), names.join());
		assert(names.includes("sidescribe_readTranscript"), names.join());
	});

	test("A long transcript is read in parts, each within the tokens that a model takes", async () => {
		const paragraphs = Array.from(
			{ length: 300 },
			(_, index) => `Paragraph ${index + 1}. ${"word ".repeat(20)}`,
		);
		await writeFile(path.join(folder, "talk.mp3"), recordingOf("talk", 4000));
		await writeFile(path.join(folder, "talk.txt"), paragraphs.join("\n\n"));
		const seen: string[] = [];
		let startParagraph = 1;
		for (let call = 0; startParagraph !== 0; call++) {
			assert(call < 20);
			const text = await invoke(
				"sidescribe_readTranscript",
				{
					filePath: "talk.mp3",
					startParagraph,
				},
				2000,
			);
			assert(text.length / 4 <= 2000, `${text.length} characters`);
			seen.push(...(text.match(/Paragraph \d+\./g) ?? []));
			startParagraph = Number(/startParagraph (\d+)/.exec(text)?.[1] ?? 0);
		}
		assert.deepEqual(
			seen,
			paragraphs.map((_, index) => `Paragraph ${index + 1}.`),
		);
	});

	test("What is not there, or not in the workspace, is refused in words for the model", async () => {
		await writeFile(path.join(folder, "talk.mp3"), recordingOf("talk", 4000));
		await assert.rejects(
			invoke("sidescribe_readTranscript", { filePath: "talk.mp3" }),
			/no transcript beside talk\.mp3/,
		);
		await assert.rejects(
			invoke("sidescribe_readTranscript", { filePath: "/etc/hostname" }),
			/not in the workspace/,
		);
		await assert.rejects(
			invoke("sidescribe_readTranscript", {
				filePath: path.join(folder, "../../etc/hostname"),
			}),
			/not in the workspace/,
		);
		await assert.rejects(
			invoke("sidescribe_transcribe", { filePath: "none.mp3" }),
			/no file none\.mp3/,
		);
		assert.equal(simulator.requests.length, 0);
	});

	test("A recording that has a transcript is not sent, and nobody is asked", async () => {
		await writeFile(path.join(folder, "talk.mp3"), recordingOf("talk", 4000));
		await writeFile(path.join(folder, "talk.txt"), "Hello.");
		const text = await invoke("sidescribe_transcribe", {
			filePath: "talk.mp3",
		});
		assert.match(text, /There is a transcript already: talk\.txt/);
		assert.equal(simulator.requests.length, 0);
	});
});

async function invoke(
	name: string,
	input: object,
	tokenBudget = 1000,
): Promise<string> {
	const result = await vscode.lm.invokeTool(
		name,
		{
			input,
			toolInvocationToken: undefined,
			tokenizationOptions: {
				tokenBudget,
				countTokens: async (text) => text.length / 4,
			},
		},
		new vscode.CancellationTokenSource().token,
	);
	return result.content
		.map((part) =>
			part instanceof vscode.LanguageModelTextPart ? part.value : "",
		)
		.join("");
}

async function set(name: string, value: unknown): Promise<void> {
	await vscode.workspace
		.getConfiguration("sidescribe")
		.update(name, value, vscode.ConfigurationTarget.Global);
}
