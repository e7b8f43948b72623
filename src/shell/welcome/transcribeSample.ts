import { stat } from "node:fs/promises";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { KeptTranscript } from "../../engine/engine.ts";
import { transcriptFromJson } from "../../engine/history/record.ts";
import { planOutput, targetsOf } from "../../engine/outputPlan.ts";
import { sha256Of } from "../../files/hash.ts";
import { endingOf, type Format } from "../../transcript/formats.ts";
import { outputFormats, transcriptParams } from "../settings.ts";
import { tellInStatusBar } from "../statusBar.ts";
import { serviceOrComplain } from "../transcribe/service.ts";
import { wishesOf } from "../transcribe/wishes.ts";
import { type TranscribeParts, transcribe } from "../transcribe.ts";
import { copySample, readAnswer, type SamplePlaces } from "./sampleFile.ts";

/**
 * Shows the whole way with the recording that comes with the extension. Its
 * transcript is a recorded answer, so that there need be no key; who has one
 * may have AssemblyAI transcribe it.
 */
export async function transcribeSample(
	parts: TranscribeParts,
	places: SamplePlaces,
): Promise<void> {
	const way = (await parts.apiKey.isSet()) ? await chooseWay() : "recorded";
	if (way === undefined) {
		return;
	}
	const sample = await copyOrComplain(places, parts);
	if (sample === undefined) {
		return;
	}
	const file = vscode.Uri.file(sample);
	// The view, which shows most of what there is to see, opens the JSON.
	const formats = [...new Set([...outputFormats(file), "json" as const])];
	if (way === "real") {
		const results = await transcribe([file], wishesOf({ formats }), parts);
		await openView(results.flatMap(({ outputs }) => outputs));
		return;
	}
	await showRecorded(sample, formats, parts, places);
}

/** Writes the recorded answer as any other transcript, and shows it; one that is there already is shown as it is. */
async function showRecorded(
	sample: string,
	formats: readonly Format[],
	parts: TranscribeParts,
	places: SamplePlaces,
): Promise<void> {
	const { engine, output, outcomes, apiKey } = parts;
	const [target] = await targetsOf([{ source: sample, formats }], []);
	const there = target?.existing.filter(isJson) ?? [];
	if (there.length > 0) {
		await openView(there.map((file) => vscode.Uri.file(file)));
		tellInStatusBar(l10n.t("The sample was transcribed before"), output.redact);
		return;
	}
	const planned = target && planOutput(target, "keepBoth");
	const baseUrl = await serviceOrComplain();
	if (planned === undefined || baseUrl === undefined) {
		return;
	}
	const id = await engine.startKept(
		{
			source: sample,
			output: planned,
			params: transcriptParams(vscode.Uri.file(sample)),
			media: { extractAudio: true },
			baseUrl,
			isRecorded: true,
		},
		await recordedAnswer(sample, places),
	);
	const outcome = await engine.ended(id);
	if (outcome.state.step !== "done") {
		outcomes.tell([outcome]);
		return;
	}
	await openView(outcome.state.outputs.map((each) => vscode.Uri.file(each)));
	await tellRecorded(await apiKey.isSet());
}

/** @returns absent where a person chooses neither. */
async function chooseWay(): Promise<"recorded" | "real" | undefined> {
	const chosen = await vscode.window.showQuickPick(
		[
			{
				label: l10n.t("Show the recorded answer"),
				detail: l10n.t("Nothing is sent, and nothing is charged."),
				way: "recorded" as const,
			},
			{
				label: l10n.t("Transcribe it at AssemblyAI"),
				detail: l10n.t(
					"16 seconds of audio are sent. They cost less than a cent.",
				),
				way: "real" as const,
			},
		],
		{ title: l10n.t("Transcribe the Sample") },
	);
	return chosen?.way;
}

async function copyOrComplain(
	places: SamplePlaces,
	{ output }: TranscribeParts,
): Promise<string | undefined> {
	try {
		return await copySample(places);
	} catch (error) {
		vscode.window.showErrorMessage(
			output.redact(
				l10n.t(
					"The sample could not be copied into the folder that is open: {0}. Open a folder that can be written to, and try again.",
					error instanceof Error ? error.message : String(error),
				),
			),
		);
		return undefined;
	}
}

async function recordedAnswer(
	sample: string,
	places: SamplePlaces,
): Promise<KeptTranscript> {
	const transcript = transcriptFromJson(await readAnswer(places));
	if (transcript === undefined) {
		throw new Error("The recorded answer of the sample cannot be read.");
	}
	const { size, mtimeMs } = await stat(sample);
	return {
		transcript,
		file: { size, modifiedMs: mtimeMs },
		sha256: await sha256Of(sample, new AbortController().signal),
	};
}

/** Opens the JSON among some files in the transcript view, whatever a person has for others. */
async function openView(files: readonly vscode.Uri[]): Promise<void> {
	const json = files.find(({ path: file }) => isJson(file));
	if (json !== undefined) {
		await vscode.commands.executeCommand(
			"vscode.openWith",
			json,
			"sidescribe.transcript",
		);
	}
}

function isJson(file: string): boolean {
	return file.endsWith(endingOf("json"));
}

/** Says what it was, and offers what comes next. */
async function tellRecorded(hasKey: boolean): Promise<void> {
	const next = hasKey
		? { title: l10n.t("Choose a Recording"), command: "sidescribe.transcribe" }
		: { title: l10n.t("Set API Key"), command: "sidescribe.setApiKey" };
	const choice = await vscode.window.showInformationMessage(
		l10n.t(
			"This is the transcript of the sample, from a recorded answer: nothing was sent to AssemblyAI.",
		),
		next,
	);
	if (choice !== undefined) {
		await vscode.commands.executeCommand(choice.command);
	}
}
