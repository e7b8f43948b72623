import * as vscode from "vscode";
import { type Region, serviceUrl } from "../assemblyai/limits.ts";
import type { GatewaySettings } from "../engine/gateway.ts";
import type { JobSpec } from "../engine/job.ts";
import type { IfExists } from "../engine/outputPlan.ts";
import { paramsOf, type SettingValues } from "../options/params.ts";
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

/** The settings under `sidescribe.transcription` for a file, by name, as they stand in settings files. */
export function transcriptionSettings(file: vscode.Uri): SettingValues {
	return vscode.workspace
		.getConfiguration("sidescribe", file)
		.get<SettingValues>("transcription", {});
}

/**
 * What a transcript of a file is asked for with.
 *
 * @param chosen - what a person chose in place of settings.
 */
export function transcriptParams(
	file: vscode.Uri,
	chosen?: SettingValues,
): JobSpec["params"] {
	return paramsOf(transcriptionSettings(file), chosen);
}

/** Whether only the audio of a file is to be sent. */
export function extractAudio(file: vscode.Uri): boolean {
	return vscode.workspace
		.getConfiguration("sidescribe.upload", file)
		.get("extractAudio", true);
}

/**
 * The formats that a file's transcript is written in: at least one.
 *
 * @param chosen - what a person chose in place of settings.
 */
export function outputFormats(
	file: vscode.Uri,
	chosen?: SettingValues,
): Format[] {
	const set = vscode.workspace
		.getConfiguration("sidescribe.output", file)
		.get<unknown>("formats");
	const wanted = chosen?.formats ?? set;
	const known = FORMATS.filter(
		(format) => Array.isArray(wanted) && wanted.includes(format),
	);
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

/** From how many hours of media on a command is confirmed; 0 for never. */
export function confirmAboveHours(): number {
	const hours = vscode.workspace
		.getConfiguration("sidescribe")
		.get<unknown>("confirmAboveHours");
	return typeof hours === "number" && hours >= 0 ? hours : 5;
}

/** What an hour costs a person, in USD; absent for the published prices. */
export function pricePerHour(): number | undefined {
	const price = vscode.workspace
		.getConfiguration("sidescribe")
		.get<unknown>("pricePerHour");
	return typeof price === "number" && price >= 0 ? price : undefined;
}
