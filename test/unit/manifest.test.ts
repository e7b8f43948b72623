import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import * as path from "node:path";
import { test } from "node:test";
import { serviceUrl } from "../../src/assemblyai/limits.ts";
import { MEDIA_EXTENSIONS } from "../../src/media/extensions.ts";
import {
	COMMANDS,
	HISTORY_COMMANDS,
	VIEW_COMMANDS,
} from "../../src/shell/commands.ts";

/** What the settings editor makes a row of. */
interface Setting {
	readonly scope: string;
	readonly type: string | readonly string[];
	readonly order?: number;
	readonly default?: unknown;
	readonly markdownDescription?: string;
	readonly enum?: readonly string[];
	readonly enumDescriptions?: readonly string[];
	readonly markdownEnumDescriptions?: readonly string[];
	readonly enumItemLabels?: readonly string[];
	readonly items?: Setting;
	readonly minimum?: number;
	readonly pattern?: string;
	readonly patternErrorMessage?: string;
}

const PROJECT = path.resolve(import.meta.dirname, "../..");
const manifestText = await readFile(path.join(PROJECT, "package.json"), "utf8");
const manifest = JSON.parse(manifestText) as {
	contributes: {
		commands: { command: string }[];
		menus: Record<string, { command: string; when: string }[]>;
		configuration: {
			title: string;
			order: number;
			properties: Record<string, Setting>;
		}[];
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
	) as Record<string, Setting>;
	for (const [id, { scope }] of Object.entries(settings)) {
		const isOfTheUser =
			id.startsWith("sidescribe.api.") ||
			id === "sidescribe.deleteAtServiceWhenSaved";
		assert.equal(scope === "application", isOfTheUser, id);
	}
});

test("Each setting has its place, a text, words for what can be chosen, and bounds", () => {
	const orders = configuration.map(({ order }) => order);
	assert.deepEqual(orders, [...new Set(orders)].sort());
	for (const { properties } of configuration) {
		const places = Object.values(properties).map(({ order }) => order);
		assert.deepEqual(places, [...new Set(places)]);
		for (const [id, setting] of Object.entries(properties)) {
			assert.equal(typeof setting.order, "number", id);
			assert.match(setting.markdownDescription ?? "", /^%settings\..+%$/, id);
			assert.notEqual(setting.default, undefined, id);
			assertChoicesHaveWords(id, setting);
			if (/number|integer/.test(String(setting.type))) {
				assert.equal(typeof setting.minimum, "number", id);
			}
			if (setting.pattern !== undefined) {
				assert.match(setting.patternErrorMessage ?? "", /^%settings\./, id);
			}
		}
	}
});

function assertChoicesHaveWords(id: string, setting: Setting): void {
	for (const each of [setting, setting.items]) {
		const words =
			each?.enumDescriptions ??
			each?.markdownEnumDescriptions ??
			each?.enumItemLabels;
		assert.equal(words?.length, each?.enum?.length, id);
	}
}

test("The settings editor refuses the addresses of the service that the code refuses", () => {
	const { pattern = "" } =
		configuration.flatMap(
			({ properties }) => properties["sidescribe.api.baseUrl"] ?? [],
		)[0] ?? {};
	for (const address of [
		"",
		"https://proxy.example",
		"https://proxy.example:8443/a/b",
		"http://localhost:3000",
		"http://127.0.0.1:3000/",
		"http://[::1]:3000",
		"http://proxy.example",
		"http://127.0.0.1.example",
		"http://localhost.example",
		"https://name:word@proxy.example",
		"ftp://proxy.example",
		"proxy.example",
	]) {
		const isTaken = () => {
			try {
				serviceUrl("us", address);
				return true;
			} catch {
				return false;
			}
		};
		assert.equal(new RegExp(pattern).test(address), isTaken(), address);
	}
});
