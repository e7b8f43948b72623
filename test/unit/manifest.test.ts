import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import * as path from "node:path";
import { test } from "node:test";
import { MEDIA_EXTENSIONS } from "../../src/media/extensions.ts";
import {
	COMMANDS,
	HISTORY_COMMANDS,
	VIEW_COMMANDS,
} from "../../src/shell/commands.ts";

const PROJECT = path.resolve(import.meta.dirname, "../..");
const manifestText = await readFile(path.join(PROJECT, "package.json"), "utf8");
const manifest = JSON.parse(manifestText) as {
	contributes: {
		commands: { command: string }[];
		menus: Record<string, { command: string; when: string }[]>;
		configuration: { properties: Record<string, { scope: string }> }[];
	};
};
const { commands, menus, configuration } = manifest.contributes;

test("Every media extension of the service, and no other, has Transcribe in the menus", () => {
	const context = ["transcribe", "transcribeWithOptions"];
	for (const [menu, offered] of [
		["explorer/context", context],
		["editor/title/context", context],
		["editor/title", ["transcribe"]],
	] as const) {
		for (const command of offered) {
			const { when = "" } =
				menus[menu]?.find((each) => each.command === `sidescribe.${command}`) ??
				{};
			const [, listed = ""] = /\/\^\\\.\(([\w|]+)\)\$\/i/.exec(when) ?? [];
			// `.ts` stands apart: in a project of TypeScript it is no recording.
			assert.match(when, /\\\.ts\$\/i && !sidescribe\.isTypeScriptProject/);
			assert.deepEqual(
				[...listed.split("|"), "ts"].sort(),
				[...MEDIA_EXTENSIONS].sort(),
			);
		}
	}
});

test("The manifest has the commands that the code has", () => {
	assert.deepEqual(
		commands.map(({ command }) => command).sort(),
		[...COMMANDS, ...HISTORY_COMMANDS, ...VIEW_COMMANDS]
			.map((name) => `sidescribe.${name}`)
			.sort(),
	);
});

test("Every text of the manifest is in package.nls.json, and every one there is used", async () => {
	const texts = JSON.parse(
		await readFile(path.join(PROJECT, "package.nls.json"), "utf8"),
	) as Record<string, string>;
	const used = [...manifestText.matchAll(/"%([^%"]+)%"/g)].map(([, id]) => id);
	assert.deepEqual([...new Set(used)].sort(), Object.keys(texts).sort());
});

test("No workspace can change where audio and the key go, or what stays there", () => {
	const settings = Object.assign(
		{},
		...configuration.map(({ properties }) => properties),
	) as Record<string, { scope: string }>;
	for (const [id, { scope }] of Object.entries(settings)) {
		const isOfTheUser =
			id.startsWith("sidescribe.api.") ||
			id === "sidescribe.deleteAtServiceWhenSaved";
		assert.equal(scope === "application", isOfTheUser, id);
	}
});
