import assert from "node:assert/strict";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { setup, suite, teardown, test } from "mocha";
import * as vscode from "vscode";
import { recordingOf } from "../../fixtures/wave.ts";
import { type Simulator, startSimulator } from "../../simulator/simulator.ts";

interface Result {
	readonly source: vscode.Uri;
	readonly outputs: readonly vscode.Uri[];
	readonly transcriptId?: string;
	readonly error?: { readonly message: string };
}

let simulator: Simulator;
let folder: string;
let changed: string[] = [];

// Hooks outside a suite would be those of all files.
suite("Options", () => {
	setup(async () => {
		simulator = await startSimulator({
			queuedMs: 0,
			processingMs: 0,
			furtherParams: ["one_of_tomorrow"],
		});
		folder = await mkdtemp(path.join(tmpdir(), "sidescribe-options-"));
		await set({ "api.baseUrl": simulator.url });
	});

	teardown(async () => {
		for (const name of changed) {
			await update(name, undefined);
		}
		changed = [];
		await simulator[Symbol.asyncDispose]();
		await rm(folder, { recursive: true });
	});

	test("Settings reach the service, those within others too", async () => {
		await set({
			"transcription.language": "auto",
			"transcription.languageDetectionOptions.expectedLanguages": ["de", "fr"],
			"transcription.speakerLabels": true,
			"transcription.speakerOptions.minSpeakersExpected": 2,
			"transcription.customSpelling": { deco: "Deko" },
			"transcription.audioStartFrom": "0:00.1",
			"transcription.punctuate": false,
			"transcription.parameters": { one_of_tomorrow: { deep: [1] } },
		});
		await transcribe();
		assert.deepEqual(asked(), {
			language_detection: true,
			language_detection_options: { expected_languages: ["de", "fr"] },
			speaker_labels: true,
			speaker_options: { min_speakers_expected: 2 },
			custom_spelling: [{ from: ["deco"], to: "Deko" }],
			audio_start_from: 100,
			punctuate: false,
			one_of_tomorrow: { deep: [1] },
		});
	});

	test("What a settings file says wrongly is not passed on", async () => {
		await set({
			"transcription.language": 5,
			"transcription.speakerLabels": "yes",
			"transcription.speechModels": "universal-2",
			"transcription.keyterms": [5, "Ada"],
			"transcription.speakerOptions.minSpeakersExpected": "two",
			"transcription.audioStartFrom": "noon",
			"transcription.speechThreshold": 7,
			"transcription.parameters": "webhook_url",
			"output.formats": "srt",
		});
		const [result] = await transcribe();
		assert.deepEqual(asked(), {
			language_detection: true,
			keyterms_prompt: ["Ada"],
		});
		assert.deepEqual(
			result?.outputs.map(({ fsPath }) => path.extname(fsPath)),
			[".txt"],
		);
	});

	test("What the service refuses is in the result, in its own words", async () => {
		await set({ "transcription.speechModels": ["universal-9"] });
		const [result] = await transcribe();
		assert.match(
			result?.error?.message ?? "",
			/Invalid speech model: universal-9/,
		);
	});

	test("With options the command resolves to the same as without", async () => {
		const talk = await recording("talk.mp3");
		const [result] = await withOptions(
			talk,
			"workbench.action.acceptSelectedQuickOpenItem",
		);
		assert.equal(result?.source.fsPath, talk.fsPath);
		assert.deepEqual(
			result?.outputs.map(({ fsPath }) => fsPath),
			[path.join(folder, "talk.txt")],
		);
		assert.equal(result?.transcriptId, simulator.jobs[0]?.id);
	});

	test("Where the options are closed, nothing is sent, and the result says so", async () => {
		const talk = await recording("talk.mp3");
		const results = await withOptions(talk, "workbench.action.closeQuickOpen");
		assert.deepEqual(
			results.map(({ outputs, error }) => ({ outputs, error })),
			[{ outputs: [], error: { message: "The transcription was cancelled." } }],
		);
		assert.equal(simulator.requests.length, 0);
	});

	test("A settings file is checked, and completed with names", async () => {
		const [workspace] = vscode.workspace.workspaceFolders ?? [];
		assert(workspace !== undefined);
		const file = vscode.Uri.joinPath(workspace.uri, ".vscode/settings.json");
		await mkdir(path.dirname(file.fsPath), { recursive: true });
		const wrong = {
			"sidescribe.transcription.language": "klingon",
			"sidescribe.transcription.speechThreshold": 7,
			"sidescribe.transcription.audioStartFrom": "noon",
			"sidescribe.transcription.redactPiiPolicies": [
				"person_name",
				"shoe_size",
			],
			"sidescribe.transcription.speakersExpected": 0,
			"sidescribe.transcription.keyterms": [
				"one two three four five six seven",
			],
			"sidescribe.transcription.parameters": {
				audio_url: "https://example.com",
			},
		};
		const text = JSON.stringify(wrong, undefined, "\t");
		await writeFile(file.fsPath, text);
		try {
			const problems = diagnosticsOf(file, Object.keys(wrong).length);
			const document = await vscode.workspace.openTextDocument(file);
			await vscode.window.showTextDocument(document);
			const said = (await problems).map(({ message }) => message).join("\n");
			assert.match(said, /Give minutes and seconds, such as 12:30/);
			assert.match(said, /A key term has one to six words/);
			assert.match(said, /Sidescribe sets the address of each recording/);
			assert.match(said, /"de"/);
			const position = document.positionAt(text.indexOf("klingon"));
			const { items } =
				await vscode.commands.executeCommand<vscode.CompletionList>(
					"vscode.executeCompletionItemProvider",
					file,
					position,
				);
			const german = items.find(({ label }) => labelOf(label) === '"de"');
			assert.equal(documentationOf(german), "German");
		} finally {
			await vscode.commands.executeCommand("workbench.action.closeAllEditors");
			await rm(path.dirname(file.fsPath), { recursive: true });
		}
	});
});

/** Waits until a file has so many problems at least. */
async function diagnosticsOf(
	file: vscode.Uri,
	count: number,
): Promise<vscode.Diagnostic[]> {
	const found = Promise.withResolvers<vscode.Diagnostic[]>();
	const look = () => {
		const all = vscode.languages.getDiagnostics(file);
		if (all.length >= count) {
			found.resolve(all);
		}
	};
	const listener = vscode.languages.onDidChangeDiagnostics(look);
	try {
		return await found.promise;
	} finally {
		listener.dispose();
	}
}

function labelOf(label: string | vscode.CompletionItemLabel): string {
	return typeof label === "string" ? label : label.label;
}

function documentationOf(
	item: vscode.CompletionItem | undefined,
): string | undefined {
	const documentation = item?.documentation;
	return typeof documentation === "object"
		? documentation.value
		: documentation;
}

/** Runs the command with a file, and a command of VS Code until the question is answered by it. */
async function withOptions(
	file: vscode.Uri,
	answer: string,
): Promise<Result[]> {
	let isDone = false;
	const results = vscode.commands
		.executeCommand<Result[]>("sidescribe.transcribeWithOptions", file, [file])
		.then((done) => {
			isDone = true;
			return done;
		});
	while (!isDone && simulator.requests.length === 0) {
		await vscode.commands.executeCommand(answer);
	}
	return results;
}

function asked(): unknown {
	const { audio_url, ...rest } = simulator.jobs[0]?.params ?? { audio_url: "" };
	assert(audio_url);
	return rest;
}

async function recording(name: string): Promise<vscode.Uri> {
	const file = path.join(folder, name);
	await writeFile(file, recordingOf(name, 4000));
	return vscode.Uri.file(file);
}

async function transcribe(): Promise<Result[]> {
	const file = await recording("talk.mp3");
	return vscode.commands.executeCommand("sidescribe.transcribe", file, [file]);
}

async function set(values: Readonly<Record<string, unknown>>): Promise<void> {
	for (const [name, value] of Object.entries(values)) {
		changed.push(name);
		await update(name, value);
	}
}

async function update(name: string, value: unknown): Promise<void> {
	await vscode.workspace
		.getConfiguration("sidescribe")
		.update(name, value, vscode.ConfigurationTarget.Global);
}
