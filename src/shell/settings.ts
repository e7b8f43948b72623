import * as vscode from "vscode";
import { type Region, serviceUrl } from "../assemblyai/limits.ts";
import type { GatewaySettings } from "../engine/gateway.ts";
import type { JobSpec } from "../engine/job.ts";
import type { IfExists } from "../engine/outputPlan.ts";
import { FORMATS, type Format } from "../transcript/formats.ts";

/** The settings about asking the service, within their limits whatever a file says. */
export function gatewaySettings(): GatewaySettings {
	const settings = vscode.workspace.getConfiguration("sidescribe");
	const number = (name: string, min: number, max = Number.MAX_SAFE_INTEGER) =>
		Math.min(max, Math.max(min, Number(settings.get(name)) || 0));
	return {
		maxConcurrent: Math.round(number("maxConcurrent", 1, 32)),
		retry: {
			maxAttempts: Math.round(number("retry.maxAttempts", 1, 10)),
			initialDelayMs: 1000 * number("retry.initialDelaySeconds", 0),
			maxDelayMs: 1000 * number("retry.maxDelaySeconds", 0, 24 * 3600),
		},
		batchInitialDelayMs: 1000 * number("retry.batchInitialDelaySeconds", 0),
		breaker: {
			failureThreshold: Math.round(
				number("circuitBreaker.failureThreshold", 1),
			),
			recoveryMs: 1000 * number("circuitBreaker.recoverySeconds", 1, 24 * 3600),
		},
	};
}

/**
 * Where the service is.
 * @throws InvalidBaseUrlError where the setting cannot be used.
 */
export function baseUrl(): string {
	const settings = vscode.workspace.getConfiguration("sidescribe.api");
	return serviceUrl(
		settings.get<Region>("region", "us"),
		settings.get("baseUrl", ""),
	);
}

/** What a transcript of a file is asked for with. */
export function transcriptParams(file: vscode.Uri): JobSpec["params"] {
	const settings = vscode.workspace.getConfiguration(
		"sidescribe.transcription",
		file,
	);
	const language = settings.get("language", "auto");
	const models = settings.get<string[]>("speechModels", []);
	const keyterms = settings.get<string[]>("keyterms", []);
	return {
		...(language === "auto"
			? { language_detection: true }
			: { language_code: language }),
		...(settings.get("speakerLabels") === true && { speaker_labels: true }),
		...(models.length > 0 && { speech_models: models }),
		...(keyterms.length > 0 && { keyterms_prompt: keyterms }),
	};
}

/** Whether only the audio of a file is to be sent. */
export function extractAudio(file: vscode.Uri): boolean {
	return vscode.workspace
		.getConfiguration("sidescribe.upload", file)
		.get("extractAudio", true);
}

/** The formats that a file's transcript is written in: at least one. */
export function outputFormats(file: vscode.Uri): Format[] {
	const wanted = vscode.workspace
		.getConfiguration("sidescribe.output", file)
		.get<readonly string[]>("formats", []);
	const known = FORMATS.filter((format) => wanted.includes(format));
	return known.length > 0 ? known : ["txt"];
}

/** What to do where a transcript exists, as the setting for a file says. */
export function ifExists(file: vscode.Uri): IfExists | "ask" {
	return vscode.workspace
		.getConfiguration("sidescribe.output", file)
		.get("ifExists", "ask");
}

/** Whether a transcript is to be opened as soon as it is there. */
export function openWhenDone(file: vscode.Uri): boolean {
	return vscode.workspace
		.getConfiguration("sidescribe.output", file)
		.get("openWhenDone", false);
}

/** Whether transcripts are deleted at the service once they are on disk. */
export function deleteAtServiceWhenSaved(): boolean {
	return vscode.workspace
		.getConfiguration("sidescribe")
		.get("deleteAtServiceWhenSaved", false);
}
