import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Host } from "./host.ts";

const host = await Host.start({
	settings: { "sidescribe.retry.initialDelaySeconds": 0.01 },
});
after(() => host[Symbol.asyncDispose]());
const { simulator } = host;

test("The retry statistics show at which attempt steps succeeded, and can be reset", async () => {
	const names = Array.from({ length: 6 }, (_, index) => `talk ${index}.mp3`);
	await using window = await host.open(
		Object.fromEntries(names.map((name) => [name, 5000])),
	);
	const { workbench } = window;
	simulator.fault({ on: "upload", kind: "status", status: 422, times: 2 });
	simulator.fault({ on: "submit", kind: "status", status: 500 });
	await workbench.select(...names);
	await window.transcribe(names.at(-1) ?? "");
	await workbench.toast("6 transcripts are ready").waitFor();

	await workbench.runCommand("Sidescribe: Show Retry Statistics");
	const page = workbench.page
		.frameLocator("iframe.webview.ready")
		.frameLocator("#active-frame");
	const uploads = page.getByRole("table", { name: "uploading" });
	await uploads.waitFor();
	await page.getByText("uploadRefused").waitFor();
	await window.picture("statistics");
	const cells = await uploads.locator(".number").allInnerTexts();
	assert.equal(
		cells.map(Number).reduce((sum, each) => sum + each),
		6,
	);

	await page.getByRole("link", { name: "Reset the statistics" }).click();
	await workbench.dialog.getByRole("button", { name: "Reset" }).click();
	await page.getByText("Nothing has been counted yet").waitFor();
});
