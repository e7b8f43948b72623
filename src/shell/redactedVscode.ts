import { homedir } from "node:os";
import * as vscode from "vscode";
import { type Redact, redactor } from "../support/redact.ts";

/*
 * What `import … from "vscode"` is in the bundles (esbuild.js): VS Code's API,
 * with a window in which nothing can be told or asked that is not redacted. No
 * caller has to think of it, and none can forget it.
 */
export * from "vscode";

/** Of this bundle. Before the shell is there, no key is known. */
let redact: Redact = redactor(() => [], homedir());

/** Has everything that is said from now on go through another redaction. */
export function redactWith(other: Redact): void {
	redact = other;
}

/** A text as it may be shown, for quick input that is made by hand: VS Code hands that out as it is. */
export function shown(text: string): string {
	return redact(text);
}

/**
 * VS Code's window: what it tells and asks a person went through the redaction.
 * @public
 */
export const window: typeof vscode.window = Object.create(
	vscode.window,
	Object.getOwnPropertyDescriptors({
		showInformationMessage: redacted(vscode.window.showInformationMessage),
		showWarningMessage: redacted(vscode.window.showWarningMessage),
		showErrorMessage: redacted(vscode.window.showErrorMessage),
		setStatusBarMessage: redacted(vscode.window.setStatusBarMessage),
		showInputBox: withOptions(vscode.window.showInputBox),
		showOpenDialog: withOptions(vscode.window.showOpenDialog),
		showSaveDialog: withOptions(vscode.window.showSaveDialog),
		withProgress,
		showQuickPick,
	}),
);

/** A function whose first argument is a text, and the second may hold more of it. */
function redacted<T>(show: T & ((...args: never[]) => unknown)): T;
function redacted(show: (...args: unknown[]) => unknown) {
	return (text: string, ...rest: unknown[]) =>
		// A button stays the very same: VS Code answers with it.
		show(
			redact(text),
			...rest.map((each) => (isButton(each) ? each : withoutSecrets(each))),
		);
}

/** A function whose first argument, if there is one, holds texts. */
function withOptions<T extends object, R extends unknown[], A>(
	show: (options?: T, ...rest: R) => A,
): (options?: T, ...rest: R) => A {
	return (options, ...rest) =>
		show(options && withoutSecrets(options), ...rest);
}

function withProgress<T>(
	options: vscode.ProgressOptions,
	task: Parameters<typeof vscode.window.withProgress<T>>[1],
): Thenable<T> {
	return vscode.window.withProgress(
		withoutSecrets(options),
		(progress, token) =>
			task(
				{ report: (value) => progress.report(withoutSecrets(value)) },
				token,
			),
	);
}

/** Resolves to the very items that were handed in. */
async function showQuickPick(
	items: readonly unknown[] | Thenable<readonly unknown[]>,
	options?: vscode.QuickPickOptions,
	token?: vscode.CancellationToken,
): Promise<unknown> {
	const originals = new Map<unknown, unknown>();
	const shown = Promise.resolve(items).then((all) =>
		all.map((item) => {
			const copy =
				typeof item === "string" ? redact(item) : withoutSecrets(item);
			originals.set(copy, item);
			return copy;
		}),
	);
	const chosen: unknown = await vscode.window.showQuickPick(
		shown as Thenable<vscode.QuickPickItem[]>,
		options && withoutSecrets(options),
		token,
	);
	return Array.isArray(chosen)
		? chosen.map((item) => originals.get(item))
		: originals.get(chosen);
}

/** The parts of messages, items and options that are shown. */
const SHOWN: ReadonlySet<string> = new Set([
	"title",
	"message",
	"detail",
	"label",
	"description",
	"placeHolder",
	"prompt",
	"tooltip",
]);

/** A copy of what holds texts; anything else as it is. */
function withoutSecrets<T>(value: T): T {
	if (typeof value !== "object" || value === null) {
		return value;
	}
	const entries = Object.entries(value).map(([name, part]) => [
		name,
		SHOWN.has(name) && typeof part === "string" ? redact(part) : part,
	]);
	return Object.fromEntries(entries);
}

function isButton(value: unknown): boolean {
	return typeof value === "object" && value !== null && "title" in value;
}
