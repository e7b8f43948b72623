import * as vscode from "vscode";
import type { Engine } from "../../engine/engine.ts";
import { readTranscriptOf } from "../../engine/transcriptsBeside.ts";
import { paramsOf } from "../../options/params.ts";
import { FORMATS } from "../../transcript/formats.ts";
import { transcribeUrl } from "../address/transcribeUrl.ts";
import { runningJobs } from "../progress.ts";
import { outputFormats, transcriptionSettings } from "../settings.ts";
import type { Wishes } from "../transcribe/wishes.ts";
import { type TranscribeParts, transcribe } from "../transcribe.ts";
import type {
	ReadTranscript,
	SidescribeApi,
	TranscribeOptions,
	TranscribeResult,
} from "./sidescribe.d.ts";

/** What the interface needs. */
export type ApiParts = TranscribeParts & { readonly userAgent: string };

/** By how much each keeps of speakers and times. */
export const READING_ORDER = ["json", "vtt", "srt", "md", "txt"] as const;

/** What other extensions use, as `sidescribe.d.ts` describes it. */
export class Api implements Omit<SidescribeApi, "onDidTranscribe"> {
	readonly #parts: ApiParts;

	constructor(parts: ApiParts) {
		this.#parts = parts;
	}

	async transcribe(
		sources: readonly (vscode.Uri | string)[],
		options: TranscribeOptions = {},
	): Promise<TranscribeResult[]> {
		const wishes = wishesOf(options);
		using cancelling = cancelWith(options.token, this.#parts.engine);
		const parts = { ...this.#parts, onStarted: cancelling.onStarted };
		const files = sources.filter((source) => typeof source !== "string");
		const ofFiles = transcribe(files, wishes, parts);
		const ofAddresses: Promise<TranscribeResult[]>[] = [];
		for (const address of sources) {
			if (typeof address === "string") {
				const { folder } = options;
				const request = { address, ...(folder && { folder }) };
				ofAddresses.push(transcribeUrl(request, wishes, parts));
			}
		}
		const results = {
			files: (await ofFiles).values(),
			addresses: (await Promise.all(ofAddresses)).flat().values(),
		};
		return sources.flatMap((source) => {
			const next =
				results[typeof source === "string" ? "addresses" : "files"].next();
			return next.done ? [] : [next.value];
		});
	}

	async readTranscript(file: vscode.Uri): Promise<ReadTranscript | undefined> {
		const found = await readTranscriptOf(file.fsPath, READING_ORDER);
		if (found === undefined) {
			return undefined;
		}
		const { file: path, format: _, content: __, ...read } = found;
		return { ...read, file: vscode.Uri.file(path) };
	}
}

function wishesOf({ formats, parameters }: TranscribeOptions): Wishes {
	const known = FORMATS.filter((format) => formats?.includes(format));
	return {
		areParticular: parameters !== undefined,
		formatsOf: (file) => (known.length > 0 ? known : outputFormats(file)),
		paramsOf: (file) => {
			const settings = transcriptionSettings(file);
			return paramsOf({
				...settings,
				parameters: { ...objectOf(settings.parameters), ...parameters },
			});
		},
	};
}

function objectOf(value: unknown): object {
	return typeof value === "object" && value !== null ? value : {};
}

/** Cancels jobs when a token is cancelled, also where they start only then. */
function cancelWith(
	token: vscode.CancellationToken | undefined,
	engine: Engine,
): Disposable & { readonly onStarted: (ids: readonly string[]) => void } {
	const started = new Set<string>();
	const cancel = () =>
		engine.cancel(
			runningJobs(engine)
				.map(({ job }) => job.spec.id)
				.filter((id) => started.has(id)),
		);
	const listener = token?.onCancellationRequested(cancel);
	return {
		onStarted: (ids) => {
			for (const id of ids) {
				started.add(id);
			}
			if (token?.isCancellationRequested) {
				cancel();
			}
		},
		[Symbol.dispose]: () => listener?.dispose(),
	};
}
