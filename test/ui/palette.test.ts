import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import * as path from "node:path";
import { after, test } from "node:test";
import type { Locator } from "playwright-core";
import { PROJECT } from "../host/folders.ts";
import type { Workbench } from "../host/workbench.ts";
import { Host } from "./host.ts";

interface Manifest {
	readonly contributes: {
		readonly commands: readonly { command: string; title: string }[];
		readonly menus: {
			readonly commandPalette: readonly { command: string; when: string }[];
		};
	};
}

const read = async (file: string) =>
	JSON.parse(await readFile(path.join(PROJECT, file), "utf8"));
const { contributes } = (await read("package.json")) as Manifest;
const words = (await read("package.nls.json")) as Record<string, string>;
/** Not shown where nothing is open. */
const hidden = new Set(
	contributes.menus.commandPalette.map(({ command }) => command),
);
const shown = contributes.commands
	.filter(({ command }) => !hidden.has(command))
	.map(({ title }) => `Sidescribe: ${words[title.replaceAll("%", "")]}`);

// A fresh VS Code: no settings of ours, no key, no network, no folder.
const host = await Host.start({
	environmentKey: undefined,
	settings: {
		"sidescribe.api.baseUrl": undefined,
		"sidescribe.retry.initialDelaySeconds": undefined,
	},
});
after(() => host[Symbol.asyncDispose]());

test("Every command of the palette does something sensible where there is nothing to do it with", async (t) => {
	await using workbench = await host.openEmpty();
	let mails = 0;
	const { page } = workbench;
	const events = await page.context().newCDPSession(page);
	await events.send("Page.enable");
	events.on("Page.frameRequestedNavigation", ({ url }) => {
		mails += url.startsWith("mailto:") ? 1 : 0;
	});
	for (const title of shown) {
		await t.test(title, async () => {
			const before = workbench.notifications.length;
			const mailsBefore = mails;
			const texts = await textsOf(workbench);
			await workbench.runCommand(title);
			await workbench.until(
				async () =>
					workbench.notifications.length > before ||
					mails > mailsBefore ||
					(await isAsked(workbench)) ||
					(await isSeen(page.locator(".part.panel"))) ||
					(await textsOf(workbench)) !== texts,
				`${title} to say or to show something`,
			);
			const told = workbench.notifications.slice(before).join("\n");
			assert.doesNotMatch(told, /resulted in an error|TypeError|undefined/);
			await putAway(workbench);
		});
	}
	assert.doesNotMatch(
		await workbench.outputChannel("Sidescribe"),
		/"event":"internal"/,
	);
});

function editorsOf(workbench: Workbench): Locator {
	return workbench.page.locator(".tabs-container .tab");
}

/** What stands on editors' tabs, and what of ours in the status bar. */
async function textsOf(workbench: Workbench): Promise<string> {
	const places = [
		editorsOf(workbench),
		workbench.statusBarItem("Sidescribe: "),
	].map((place) => place.allInnerTexts());
	return JSON.stringify(await Promise.all(places));
}

async function isSeen(locator: Locator): Promise<boolean> {
	return locator.first().isVisible();
}

/** Whether something is asked in place of the palette itself. */
async function isAsked({ quickInput, dialog }: Workbench): Promise<boolean> {
	if (await isSeen(dialog)) {
		return true;
	}
	const input = quickInput.locator("input[type=text], input[type=password]");
	const text = await input
		.first()
		.inputValue({ timeout: 500 })
		.catch(() => ">");
	return (await isSeen(quickInput)) && !text.startsWith(">");
}

/** Closes whatever a command has opened. */
async function putAway(workbench: Workbench): Promise<void> {
	const { page, quickInput, dialog } = workbench;
	await workbench.until(async () => {
		const isOpen = (await isSeen(quickInput)) || (await isSeen(dialog));
		if (isOpen) {
			await page.keyboard.press("Escape");
		}
		return !isOpen;
	}, "questions to be gone");
	// VS Code leaves out of the palette what would do nothing.
	if (await isSeen(workbench.toast(/./))) {
		await workbench.runCommand("Notifications: Clear All Notifications");
	}
	if (await isSeen(editorsOf(workbench))) {
		await workbench.runCommand("View: Close All Editors");
	}
	if (await isSeen(page.locator(".part.panel"))) {
		await workbench.runCommand("View: Hide Panel");
	}
}
