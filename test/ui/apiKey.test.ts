import assert from "node:assert/strict";
import { mkdir, rm, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { after, test } from "node:test";
import { Host, KEY } from "./host.ts";

const host = await Host.start({ environmentKey: undefined });
after(() => host[Symbol.asyncDispose]());
const { simulator } = host;

test("Without a key one is asked for, hidden, checked at once, and kept", async () => {
	await using window = await host.open({ "talk.mp3": 5000, "two.mp3": 5000 });
	const { workbench } = window;
	await window.transcribe("talk.mp3");
	const box = workbench.quickInput.filter({ hasText: "AssemblyAI API Key" });
	await box.waitFor();
	await window.picture("key");
	assert.equal(await box.locator("input").getAttribute("type"), "password");
	assert.equal(
		await box.getByRole("link", { name: "Get a key" }).getAttribute("href"),
		"https://www.assemblyai.com/dashboard/api-keys",
	);

	await box.locator("input").fill("of-somebody-else");
	await workbench.page.keyboard.press("Enter");
	await box.getByText("AssemblyAI does not know this key").waitFor();
	await window.picture("key-refused");
	assert.equal(simulator.requests.length, 1);

	await box.locator("input").fill(KEY);
	await workbench.page.keyboard.press("Enter");
	await workbench.toast("talk.mp3 is ready").waitFor();
	assert.equal(
		simulator.requests.filter(({ path }) => path.endsWith("?limit=1")).length,
		2,
		"each key is checked once",
	);

	// Where VS Code keeps it is VS Code's business; here it lasts as long as the page.
	await window.transcribe("two.mp3");
	await workbench.toast("two.mp3 is ready").waitFor();
	assert.deepEqual(await host.leaks(), []);
});

test("Giving up the key gives up the command, and nothing is sent", async () => {
	await using window = await host.open({ "talk.mp3": 5000 });
	const { workbench } = window;
	await window.transcribe("talk.mp3");
	const box = workbench.quickInput.filter({ hasText: "AssemblyAI API Key" });
	await box.waitFor();
	await workbench.page.keyboard.press("Escape");
	await box.waitFor({ state: "hidden" });
	assert.equal(simulator.requests.length, 0);
	assert.deepEqual(await window.names(), ["talk.mp3"]);
});

test("A key can be set and removed from the palette", async () => {
	await using window = await host.open({ "talk.mp3": 5000 });
	const { workbench } = window;
	await workbench.row("talk.mp3").waitFor();
	await workbench.runCommand("Sidescribe: Set API Key");
	const box = workbench.quickInput.filter({ hasText: "AssemblyAI API Key" });
	await box.locator("input").fill(KEY);
	await workbench.page.keyboard.press("Enter");
	await box.waitFor({ state: "hidden" });
	await workbench.runCommand("Sidescribe: Remove API Key");
	await workbench.toast("was removed from this machine").waitFor();
	await window.transcribe("talk.mp3");
	await box.waitFor();
});

test("The search for the key and the home folder finds what is planted", async () => {
	await using window = await host.open({ "talk.mp3": 5000 });
	await window.workbench.row("talk.mp3").waitFor();
	const ours = path.join(
		host.server.dataFolder,
		"data/User/globalStorage/sidescribe.sidescribe",
	);
	await mkdir(ours, { recursive: true });
	const planted = path.join(ours, "planted.json");
	await writeFile(planted, JSON.stringify([KEY, host.secrets.home]));
	assert.deepEqual(await host.leaks(), [
		`${planted} holds the key`,
		`${planted} holds the home`,
	]);
	await rm(planted);
	assert.deepEqual(await host.leaks(), []);
});
