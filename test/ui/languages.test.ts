import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Host } from "./host.ts";

const host = await Host.start({ language: "de" });
after(() => host[Symbol.asyncDispose]());

test("In a German VS Code menus and failures speak German, the output English", async () => {
	await using window = await host.open({ "leer.mp3": Buffer.alloc(0) });
	const { workbench } = window;
	await workbench.choose(workbench.row("leer.mp3"), "Transkribieren");
	await workbench.toast("leer.mp3 ist leer (0 Byte). Prüfen Sie, ob").waitFor();
	await window.picture("german-failure");
	assert.match(await window.output(), /leer\.mp3 is empty \(0 bytes\)/);
});

test("In a German VS Code the options, the transcript view and the list of transcripts speak German", async () => {
	await using window = await host.open({ "talk.mp3": 5000 });
	const { workbench } = window;
	await workbench.choose(
		workbench.row("talk.mp3"),
		"Mit Optionen transkribieren …",
	);
	await workbench.quickInput
		.locator(".quick-input-title", {
			hasText: "talk.mp3 mit Optionen transkribieren",
		})
		.waitFor();
	await workbench.quickInput.getByText("Nicht unterschieden").waitFor();
	await window.picture("german-options");
	await workbench.page.keyboard.press("Escape");

	await workbench.runCommand("Sidescribe: Beispiel transkribieren");
	await workbench.quickInput.getByText("Aufgezeichnete Antwort zeigen").click();
	await workbench.toast("aus einer aufgezeichneten Antwort").waitFor();
	const view = workbench.page
		.frameLocator("iframe.webview.ready")
		.frameLocator("#active-frame");
	await view.getByRole("button", { name: "Unsichere Wörter" }).waitFor();
	assert.equal(await view.locator("html").getAttribute("lang"), "de");
	await workbench.runCommand("Notifications: Clear All Notifications");
	await workbench.page.getByText("Transkripte", { exact: true }).click();
	await workbench.page.getByText("Heute").waitFor();
	await view.getByRole("button", { name: "Statistik" }).click();
	await view.getByText("Wörter pro Minute").waitFor();
	await window.picture("german-view");
});
