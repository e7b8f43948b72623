import * as vscode from "vscode";
import type {
	SidescribeApi,
	SidescribeExports,
	TranscribeResult,
} from "./api/sidescribe.d.ts";
import { registerDropProvider } from "./drop/dropProvider.ts";
import type { ReadInput } from "./languageModelTools/readTool.ts";
import type { TranscribeInput } from "./languageModelTools/transcribeTool.ts";
import type { Shell } from "./main.ts";

/** What other programs and other parts of VS Code use; nothing is loaded until they do. */
export class Integrations implements vscode.Disposable {
	readonly #load: () => Promise<Shell>;
	readonly #transcribed = new vscode.EventEmitter<TranscribeResult>();
	readonly #registered: vscode.Disposable;

	/** @param load - loads what does the work. */
	constructor(load: () => Promise<Shell>) {
		this.#load = load;
		this.#registered = vscode.Disposable.from(
			this.#registerTools(),
			registerDropProvider(
				async () => (await load()).markdownEdits,
				(recordings) => {
					void vscode.commands.executeCommand(
						"sidescribe.transcribe",
						recordings[0],
						recordings,
					);
				},
			),
		);
	}

	/** Tells other extensions of a transcript that was written. */
	readonly tell = (result: TranscribeResult): void =>
		this.#transcribed.fire(result);

	/** What the extension exports. */
	get exports(): SidescribeExports {
		const load = this.#load;
		const api: SidescribeApi = {
			transcribe: async (sources, options) =>
				(await load()).api.transcribe(sources, options),
			readTranscript: async (file) => (await load()).api.readTranscript(file),
			onDidTranscribe: this.#transcribed.event,
		};
		return {
			getApi: (version: number) => {
				if (version !== 1) {
					throw new Error(`Sidescribe has no interface of version ${version}.`);
				}
				return api;
			},
		};
	}

	dispose(): void {
		this.#registered.dispose();
		this.#transcribed.dispose();
	}

	#registerTools(): vscode.Disposable {
		const load = this.#load;
		return vscode.Disposable.from(
			vscode.lm.registerTool<TranscribeInput>("sidescribe_transcribe", {
				prepareInvocation: async (options) =>
					(await load()).transcribeTool.prepareInvocation(options),
				invoke: async (options, token) =>
					(await load()).transcribeTool.invoke(options, token),
			}),
			vscode.lm.registerTool<ReadInput>("sidescribe_readTranscript", {
				prepareInvocation: async (options) =>
					(await load()).readTool.prepareInvocation(options),
				invoke: async (options, token) =>
					(await load()).readTool.invoke(options, token),
			}),
		);
	}
}
