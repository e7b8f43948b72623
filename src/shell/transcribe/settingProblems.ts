import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { problemsOf, type SettingProblem } from "../../options/problems.ts";
import { FORMATS } from "../../transcript/formats.ts";
import type { Output } from "../output.ts";
import { plain } from "../plain.ts";
import { transcriptionSettings } from "../settings.ts";
import type { Wishes } from "./wishes.ts";

/** A value is shown to so many characters. */
const VALUE_SHOWN = 60;

/**
 * Tells of settings whose values cannot be used, so that nobody waits for what
 * they were to do. It stops nothing.
 */
export function tellSettingProblems(
	files: readonly vscode.Uri[],
	{ chosen = {} }: Pick<Wishes, "chosen">,
	output: Output,
): void {
	// What a person chose in place of a setting makes that one harmless.
	const problems = new Map(
		oneOfEachFolder(files)
			.flatMap((file) => problemsOf(transcriptionSettings(file), formats(file)))
			.filter(({ name }) => !((name.split(".")[1] ?? "") in chosen))
			.map((problem) => [JSON.stringify(problem), problem]),
	);
	for (const { name, value } of problems.values()) {
		output.write({
			level: "warn",
			sentence: `The setting sidescribe.${name} was not used: ${shown(value)} is not what it takes.`,
			fields: { event: "settingProblem", setting: `sidescribe.${name}` },
		});
	}
	const [first] = problems.values();
	if (first !== undefined) {
		void show(first, problems.size - 1, output);
	}
}

async function show(
	first: SettingProblem,
	others: number,
	output: Output,
): Promise<void> {
	const id = `sidescribe.${first.name}`;
	const openSettings = l10n.t("Open Settings");
	const text = [
		l10n.t("The setting {0} was not used: it is {1}.", id, shown(first.value)),
		wantedText(first.kind),
		...(others === 0
			? []
			: [l10n.t("The output tells of more such settings.")]),
	];
	const choice = await vscode.window.showWarningMessage(
		output.redact(plain(text.join(" "))),
		openSettings,
	);
	if (choice === openSettings) {
		await vscode.commands.executeCommand(
			"workbench.action.openSettings",
			id.split(".").slice(0, 3).join("."),
		);
	}
}

function wantedText(kind: SettingProblem["kind"]): string {
	switch (kind.is) {
		case "flag":
			return l10n.t("It takes true or false.");
		case "number":
			return l10n.t("It takes a number from {0} to {1}.", kind.min, kind.max);
		case "count":
			return l10n.t("It takes a whole number from 1 on.");
		case "text":
			return l10n.t("It takes a text.");
		case "texts":
			return l10n.t("It takes a list of texts.");
		case "position":
			return l10n.t("It takes minutes and seconds, such as 12:30.");
		case "spelling":
			return l10n.t("It takes an object with a spelling for each word.");
		case "object":
			return l10n.t("It takes an object.");
		case "language":
			return l10n.t(
				"It takes auto or a code such as de; AssemblyAI finds out the language itself now.",
			);
		case "formats":
			return l10n.t("It takes a list of {0}.", FORMATS.join(", "));
		case "noAddress":
			return l10n.t("Sidescribe says itself which recording is meant.");
		default:
			return kind satisfies never;
	}
}

function shown(value: unknown): string {
	const text = JSON.stringify(value) ?? "";
	return text.length > VALUE_SHOWN ? `${text.slice(0, VALUE_SHOWN)}…` : text;
}

function formats(file: vscode.Uri): unknown {
	return vscode.workspace
		.getConfiguration("sidescribe.output", file)
		.get("formats");
}

/** The settings of a folder of the workspace are the same for all in it. */
function oneOfEachFolder(files: readonly vscode.Uri[]): vscode.Uri[] {
	return [
		...new Map(
			files.map((file) => [
				vscode.workspace.getWorkspaceFolder(file)?.uri.toString(),
				file,
			]),
		).values(),
	];
}
