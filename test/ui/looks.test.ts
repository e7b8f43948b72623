import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Host } from "./host.ts";

/** The themes that everything is to be looked at in. */
const THEMES = {
	light: "Default Light Modern",
	dark: "Default Dark Modern",
	contrast: "Default High Contrast",
};

const host = await Host.start({
	settings: { "sidescribe.retry.maxAttempts": 1 },
});
after(() => host[Symbol.asyncDispose]());
const { simulator } = host;

for (const [name, theme] of Object.entries(THEMES)) {
	test(`Progress, failure, list and statistics in the ${name} theme`, async () => {
		await host.server.setUserSetting("workbench.colorTheme", theme);
		await using window = await host.open({
			"failed.mp3": 5000,
			"waiting.mp3": 6000,
			"other.mp3": 7000,
		});
		const { workbench } = window;
		simulator.fault({ on: "submit", kind: "status", status: 400 });
		await window.transcribe("failed.mp3");
		await workbench.toast("failed.mp3 could not be transcribed").waitFor();
		simulator.hold();
		await workbench.select("other.mp3", "waiting.mp3");
		await window.transcribe("waiting.mp3");
		await workbench.statusBarItem("2 transcriptions: 2 in the queue").waitFor();
		await window.picture(`notifications-${name}`);

		await workbench.statusBarItem("2 transcriptions").click();
		const rows = workbench.quickInput.locator(".monaco-list-row");
		const failed = rows.filter({ hasText: "failed.mp3" });
		await failed.hover();
		await window.picture(`list-${name}`);
		// What failed is there for its buttons, not to be ticked.
		await failed
			.locator("input[type=checkbox], .monaco-checkbox")
			.first()
			.click();
		await workbench.quickInput.getByText("0 Selected").waitFor();
		const waiting = rows.filter({ hasText: "waiting.mp3" });
		await waiting.hover();
		await waiting.getByRole("button", { name: "Cancel" }).click();
		await workbench.toast("1 cancelled").waitFor();
		await workbench.statusBarItem("1 transcription").click();
		await failed.hover();
		await failed.getByRole("button", { name: "Retry" }).click();
		await workbench.toast("failed.mp3: ").waitFor();
		simulator.release();
		await workbench.toast("failed.mp3 is ready").waitFor();
		await workbench.toast("other.mp3 is ready").waitFor();
		assert.deepEqual(await window.names(), [
			"failed.mp3",
			"failed.txt",
			"other.mp3",
			"other.txt",
			"waiting.mp3",
		]);

		await workbench.runCommand("Notifications: Clear All Notifications");
		await workbench.runCommand("Sidescribe: Show Retry Statistics");
		await workbench.page
			.frameLocator("iframe.webview.ready")
			.frameLocator("#active-frame")
			.getByRole("table", { name: "uploading" })
			.waitFor();
		await window.picture(`statistics-${name}`);
	});
}

test("A mail to support opens with what it needs, and the report is in the clipboard", async () => {
	await using window = await host.open({ "talk.mp3": 5000 });
	const { workbench } = window;
	const opened = Promise.withResolvers<string>();
	const browser = await workbench.page.context().newCDPSession(workbench.page);
	await browser.send("Page.enable");
	browser.on("Page.frameRequestedNavigation", ({ url }) => opened.resolve(url));
	simulator.fault({ on: "submit", kind: "status", status: 400 });
	await window.transcribe("talk.mp3");
	await workbench.clickToast("could not", "Copy Report for Support");
	await workbench.clickToast("is in the clipboard", "Email Support");
	const link = await opened.promise;
	const { pathname, searchParams } = new URL(link);
	assert.equal(pathname, "support@assemblyai.com");
	assert.equal(searchParams.get("subject"), "Transcription failed");
	const body = searchParams.get("body") ?? "";
	const submit = simulator.requests.find(({ kind }) => kind === "submit");
	assert.match(body, /File: talk\.mp3/);
	assert(body.includes(`Request ID: ${submit?.requestId}`));
	assert.match(await workbench.clipboard(), /^# Sidescribe: report/);
});
