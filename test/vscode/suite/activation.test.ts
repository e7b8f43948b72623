import assert from "node:assert/strict";
import * as path from "node:path";
import { test } from "mocha";
import * as vscode from "vscode";
import { activated, manifest } from "./extension.ts";

test("Activation loads one small file; the rest waits for a command", async () => {
	const extension = await activated();
	const own = Object.keys(require.cache)
		.filter((file) => file.startsWith(extension.extensionPath + path.sep))
		.map((file) => path.relative(extension.extensionPath, file))
		.filter((file) => file.startsWith("dist"));
	assert.deepEqual(own, [path.join("dist", "extension.cjs")]);
});

test("Every command of the manifest is registered, and no other", async () => {
	await activated();
	const registered = (await vscode.commands.getCommands(true)).filter(
		// VS Code adds its own for the view.
		(id) => /^sidescribe\.(?!history\.)/.test(id),
	);
	const contributed = (await manifest()).contributes.commands.map(
		({ command }) => command,
	);
	assert.deepEqual(registered.sort(), contributed.sort());
});

test("A command that the palette does not show does no harm where nothing is meant", async () => {
	const { menus } = (await manifest()).contributes;
	for (const { command } of menus.commandPalette) {
		await vscode.commands.executeCommand(command);
	}
});

test("Every command is in the category Sidescribe", async () => {
	const { commands } = (await manifest()).contributes;
	assert.deepEqual(
		[...new Set(commands.map(({ category }) => category))],
		["Sidescribe"],
	);
});
