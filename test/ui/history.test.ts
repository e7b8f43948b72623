import assert from "node:assert/strict";
import { copyFile, rename, rm, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { after, test } from "node:test";
import type { Workbench } from "../host/workbench.ts";
import { Host, KEY } from "./host.ts";
import { TranscriptList } from "./transcriptList.ts";

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
	test(`The list says what to do while it is empty, then what is under way, failed and done, in the ${name} theme`, async () => {
		await host.server.setUserSetting("workbench.colorTheme", theme);
		await using window = await host.open({
			"talk.mp3": 5000,
			"interview.wav": 400_000,
			"failed.mp3": 6000,
			"waiting.mp3": 7000,
		});
		const { workbench } = window;
		const list = await TranscriptList.open(workbench);
		await list.welcome.getByText("Your transcripts are listed here").waitFor();
		await window.picture(`history-empty-${name}`);

		await window.transcribe("interview.wav");
		await workbench.toast("interview.wav is ready").waitFor();
		await window.transcribe("talk.mp3");
		await workbench.toast("talk.mp3 is ready").waitFor();
		simulator.fault({ on: "submit", kind: "status", status: 400 });
		await window.transcribe("failed.mp3");
		await workbench.toast("failed.mp3 could not be").waitFor();
		simulator.hold();
		await workbench.select("waiting.mp3");
		await window.transcribe("waiting.mp3");
		await list.row("waiting.mp3").getByText("queue").waitFor();
		await workbench.runCommand("Notifications: Clear All Notifications");
		await list.shows([
			"Under Way",
			"waiting.mp3",
			"Failed",
			"failed.mp3",
			"Today",
			"talk.mp3",
			"interview.wav",
		]);
		await list.row("talk.mp3").hover();
		await workbench.page
			.locator(".monaco-hover")
			.getByText("Transcript ID")
			.waitFor();
		await window.picture(`history-list-${name}`);
		await workbench.contextMenu(list.row("talk.mp3"), "Open Transcript");
		await window.picture(`history-menu-${name}`);
		await workbench.page.keyboard.press("Escape");
		simulator.release();
		await workbench.toast("waiting.mp3 is ready").waitFor();
	});
}

test("A click opens a transcript, and the Explorer offers it for its recording, also after a restart", async () => {
	await using window = await host.open({ "talk.mp3": 5000, "new.mp3": 6000 });
	const { workbench } = window;
	await window.transcribe("talk.mp3");
	await workbench.toast("talk.mp3 is ready").waitFor();
	const list = await TranscriptList.open(workbench);
	await list.row("talk.mp3").click();
	await workbench.tab("talk.txt").waitFor();

	await host.server.crashAndRestart();
	await workbench.load(window.folder);
	await workbench.runCommand("View: Close All Editors");
	await workbench.choose(workbench.row("talk.mp3"), "Open Transcript");
	await workbench.tab("talk.txt").waitFor();
	await workbench.contextMenu(workbench.row("new.mp3"), "Transcribe");
	assert(!(await workbench.menuEntries()).includes("Open Transcript"));
	await workbench.page.keyboard.press("Escape");

	await workbench.runCommand("View: Close All Editors");
	await workbench.runCommand("Sidescribe: Open Transcript");
	const offered = workbench.quickInput.locator(".monaco-list-row");
	await offered.filter({ hasText: "talk.mp3" }).click();
	await workbench.tab("talk.txt").waitFor();
});

test("A transcript is exported in another format without a request", async () => {
	await using window = await host.open({ "talk.mp3": 5000 });
	const { workbench } = window;
	await window.transcribe("talk.mp3");
	await workbench.toast("talk.mp3 is ready").waitFor();
	const requests = simulator.requests.length;
	const list = await TranscriptList.open(workbench);
	await workbench.choose(list.row("talk.mp3"), "Export Transcript As…");
	const rows = workbench.quickInput.locator(".monaco-list-row");
	await rows.filter({ hasText: "JSON" }).waitFor();
	await window.picture("history-export");
	await rows.filter({ hasText: "JSON" }).click();
	await workbench.acceptPath("talk.transcript.json");
	await workbench.row("talk.transcript.json").waitFor();
	const json = JSON.parse(await window.read("talk.transcript.json"));
	assert.equal(json.id, simulator.jobs[0]?.id);
	assert.equal(json.sidescribe.source.name, "talk.mp3");
	assert.equal(simulator.requests.length, requests);
});

test("A transcript is exported from the Explorer, and from the palette by what is in the active tab; Open Transcript goes by it as well", async () => {
	await using window = await host.open({ "talk.mp3": 5000, "new.mp3": 6000 });
	const { workbench } = window;
	await window.transcribe("talk.mp3");
	await workbench.toast("talk.mp3 is ready").waitFor();
	const formats = workbench.quickInput.getByText("the Transcript of talk.mp3");
	await workbench.choose(workbench.row("talk.mp3"), "Export Transcript As…");
	await formats.waitFor();
	await window.picture("history-export-explorer");
	await workbench.page.keyboard.press("Escape");

	for (const name of ["talk.txt", "talk.mp3"]) {
		await workbench.row(name).dblclick();
		await workbench.tab(name).waitFor();
		await workbench.runCommand("Sidescribe: Export Transcript As…");
		await formats.waitFor();
		await workbench.page.keyboard.press("Escape");
	}
	await workbench.runCommand("View: Close Editor");
	await workbench.runCommand("View: Close Editor");
	await workbench.row("talk.mp3").dblclick();
	await workbench.tab("talk.mp3").waitFor();
	await workbench.runCommand("Sidescribe: Open Transcript");
	await workbench.tab("talk.txt").waitFor();

	await workbench.row("new.mp3").dblclick();
	await workbench.tab("new.mp3").waitFor();
	await workbench.runCommand("Sidescribe: Export Transcript As…");
	await workbench.toast("new.mp3 has no transcript").waitFor();
});

test("A transcript that is deleted at AssemblyAI is asked about once, and can be exported still", async () => {
	await using window = await host.open({ "talk.mp3": 5000 });
	const { workbench } = window;
	await window.transcribe("talk.mp3");
	await workbench.toast("talk.mp3 is ready").waitFor();
	const list = await TranscriptList.open(workbench);
	simulator.fault({ on: "delete", kind: "status", status: 403 });
	await workbench.choose(list.row("talk.mp3"), "Delete at AssemblyAI…");
	await workbench.dialog.getByText("Your files stay").waitFor();
	await window.picture("history-delete");
	const confirm = () =>
		workbench.dialog
			.getByRole("button", { name: "Delete at AssemblyAI" })
			.click();
	await confirm();
	const failure = "could not be deleted at AssemblyAI";
	await workbench.toast(failure).waitFor();
	await window.picture("history-delete-failed");
	await workbench.clickToast(failure, "Retry");
	await workbench.statusBarItem("was deleted at AssemblyAI").waitFor();
	assert.equal(simulator.jobs[0]?.deleted, true);

	await list.hasEntry("talk.mp3", "Delete at AssemblyAI…", false);
	await workbench.choose(list.row("talk.mp3"), "Export Transcript As…");
	await workbench.quickInput
		.locator(".monaco-list-row")
		.filter({ hasText: "Plain Text" })
		.click();
	await workbench.acceptPath("talk.txt", "again.txt");
	await workbench.row("again.txt").waitFor();
	assert.equal(await window.read("again.txt"), await window.read("talk.txt"));
});

test("A recording that was renamed is found by its content, and transcribed again with its own settings", async () => {
	await host.server.setUserSetting(
		"sidescribe.transcription.speakerLabels",
		true,
	);
	await using window = await host.open({ "talk.mp3": 5000, "other.mp3": 6000 });
	const { workbench } = window;
	await window.transcribe("talk.mp3");
	await workbench.toast("talk.mp3 is ready").waitFor();
	await host.server.setUserSetting(
		"sidescribe.transcription.speakerLabels",
		false,
	);
	const list = await TranscriptList.open(workbench);
	await rename(
		path.join(window.folder, "talk.mp3"),
		path.join(window.folder, "renamed.mp3"),
	);
	await workbench.row("renamed.mp3").waitFor();
	await workbench.choose(list.row("talk.mp3"), "Transcribe Again");
	await workbench.dialog.getByText("AssemblyAI charges for this").waitFor();
	await window.picture("history-again");
	await confirmAgain(workbench);
	await workbench.toast("renamed.mp3 is ready: renamed.txt").waitFor();
	await list.row("renamed.mp3").first().waitFor();
	const [first, second] = simulator.jobs;
	assert.equal(second?.params.speaker_labels, true);
	assert.deepEqual(second?.params, {
		...first?.params,
		audio_url: second?.audioUrl,
	});
	assert.deepEqual(await window.names(), [
		"other.mp3",
		"renamed.mp3",
		"renamed.txt",
	]);
	assert.match(await window.output(), /talk\.mp3 was found by its content/);
});

test("A recording with the same content as another is not paid for again, where a person wants so", async () => {
	await using window = await host.open({ "talk.mp3": 5000 });
	const { workbench } = window;
	await window.transcribe("talk.mp3");
	await workbench.toast("talk.mp3 is ready").waitFor();
	await copyFile(
		path.join(window.folder, "talk.mp3"),
		path.join(window.folder, "copy.mp3"),
	);
	await workbench.row("copy.mp3").waitFor();
	const requests = simulator.requests.length;
	await window.transcribe("copy.mp3");
	await workbench.dialog.getByRole("button", { name: "Use It" }).click();
	await workbench.toast("copy.mp3 is ready").waitFor();
	assert.equal(await window.read("copy.txt"), await window.read("talk.txt"));
	assert.equal(simulator.requests.length, requests);

	// Whose files are all gone may want another one.
	await workbench.runCommand("Notifications: Clear All Notifications");
	await rm(path.join(window.folder, "talk.txt"));
	await rm(path.join(window.folder, "copy.txt"));
	await window.transcribe("copy.mp3");
	await workbench.dialog.getByText("was transcribed before").waitFor();
	await window.picture("history-same-content");
	await workbench.dialog
		.getByRole("button", { name: "Transcribe Again" })
		.click();
	await workbench.toast("copy.mp3 is ready").waitFor();
	assert.equal(simulator.jobs.length, 2);
});

for (const { choice, by, kept } of [
	{ choice: "Take New", by: "notification", kept: { "talk.txt": "new" } },
	{ choice: "Keep Old", by: "notification", kept: { "talk.txt": "old" } },
	{
		choice: "Keep Both Transcripts",
		by: "editor's title",
		kept: { "talk (2).txt": "new", "talk.txt": "old" },
	},
	{
		choice: "Take New Transcript",
		by: "editor's title",
		kept: { "talk.txt": "new" },
	},
] as const) {
	test(`A transcript that was edited is shown beside the new one, and “${choice}” in the ${by} does what it says`, async () => {
		await using window = await host.open({ "talk.mp3": 5000 });
		const { workbench } = window;
		await window.transcribe("talk.mp3");
		await workbench.toast("talk.mp3 is ready").waitFor();
		const fresh = await window.read("talk.txt");
		const edited = fresh.replace("simulated", "EDITED");
		await writeFile(path.join(window.folder, "talk.txt"), edited);
		const list = await TranscriptList.open(workbench);
		await workbench.choose(list.row("talk.mp3").first(), "Transcribe Again");
		await confirmAgain(workbench);
		const question = workbench.toast("talk.txt was edited, and is left");
		await question.waitFor();
		await workbench.tab("talk.txt (edited) ↔ new transcript").waitFor();
		await workbench.page
			.locator(".char-delete")
			.getByText("EDITED", { exact: true })
			.waitFor();
		assert.equal(await window.read("talk.txt"), edited);
		assert.equal(await window.read("talk (2).txt"), fresh);
		await window.picture(`history-diff-${choice}`);
		if (by === "notification") {
			await workbench.clickToast("talk.txt was edited", choice);
		} else {
			await workbench.page
				.locator(".editor-actions")
				.getByRole("button", { name: choice })
				.click();
		}
		await workbench
			.tab("talk.txt (edited) ↔ new transcript")
			.waitFor({ state: "detached" });
		const names = ["talk.mp3", ...Object.keys(kept)].sort();
		await workbench.until(
			async () => (await window.names()).join() === names.join(),
			`the folder to hold ${names}`,
		);
		for (const [name, which] of Object.entries(kept)) {
			const content = which === "new" ? fresh : edited;
			await workbench.until(
				async () => (await window.read(name)) === content,
				`${name} to be the ${which} one`,
			);
		}
	});
}

test("A new transcript that is not known to be as it was written is not deleted by “Keep Old”", async () => {
	await using window = await host.open({ "talk.mp3": 5000 });
	const { workbench } = window;
	await window.transcribe("talk.mp3");
	await workbench.toast("talk.mp3 is ready").waitFor();
	await writeFile(path.join(window.folder, "talk.txt"), "edited");
	const list = await TranscriptList.open(workbench);
	await workbench.choose(list.row("talk.mp3").first(), "Transcribe Again");
	await confirmAgain(workbench);
	await workbench.toast("talk.txt was edited").waitFor();
	await rm(host.history, { recursive: true });
	await workbench.clickToast("talk.txt was edited", "Keep Old");
	await workbench.statusBarItem("talk (2).txt was edited, and stays").waitFor();
	assert.match(await window.read("talk (2).txt"), /simulated/);
});

test("A failed job whose transcript may be paid for is removed only after a question", async () => {
	await using window = await host.open({ "talk.mp3": 5000 });
	const { workbench } = window;
	simulator.fault({ on: "get", kind: "status", status: 401, times: 99 });
	await window.transcribe("talk.mp3");
	await workbench.toast("talk.mp3 could not be").waitFor();
	const list = await TranscriptList.open(workbench);
	await workbench.choose(list.row("talk.mp3"), "Remove from List");
	await workbench.dialog.getByText("charged already").waitFor();
	await window.picture("history-remove-paid");
	await workbench.dialog.getByRole("button", { name: "Cancel" }).click();
	await workbench.choose(list.row("talk.mp3"), "Remove from List");
	await workbench.dialog.getByRole("button", { name: "Remove" }).click();
	await list.row("talk.mp3").waitFor({ state: "detached" });
});

test("A key in a recording's name is in no row, tooltip, question or notification", async () => {
	const name = `talk ${KEY}.mp3`;
	const shown = "talk [API key].mp3";
	await using window = await host.open({ [name]: 5000 });
	const { workbench } = window;
	await window.transcribe(name);
	await workbench.toast(`${shown} is ready`).waitFor();
	const list = await TranscriptList.open(workbench);
	await rm(path.join(window.folder, `talk ${KEY}.txt`));
	await list.row(shown).click();
	await workbench.toast(`transcript of ${shown} are gone`).waitFor();
	await workbench.choose(list.row(shown), "Transcribe Again");
	await workbench.dialog.getByText(`Transcribe ${shown} again?`).waitFor();
	await workbench.dialog.getByRole("button", { name: "Cancel" }).click();
	await workbench.runCommand("Sidescribe: Open Transcript");
	await workbench.quickInput.getByText(shown).first().waitFor();
	await window.picture("history-redacted");
	await workbench.page.keyboard.press("Escape");
	// A record has to know the recording's own name; nothing else may.
	await rm(host.history, { recursive: true });
});

test("What another window has done appears in the list", async () => {
	await using window = await host.open({ "talk.mp3": 5000 });
	const list = await TranscriptList.open(window.workbench);
	await list.welcome.waitFor();
	await using other = await host.openBeside({ "elsewhere.mp3": 6000 });
	simulator.hold();
	await other.transcribe("elsewhere.mp3");
	await list.row("elsewhere.mp3").getByText("In another window").waitFor();
	simulator.release();
	await list.row("elsewhere.mp3").getByText("0:1").waitFor();
	await list.shows(["Today", "elsewhere.mp3"]);
});

test("What failed is retried from the list, or removed; what is under way is cancelled", async () => {
	await using window = await host.open({ "a.mp3": 5000, "b.mp3": 6000 });
	const { workbench } = window;
	simulator.fault({ on: "submit", kind: "status", status: 400, times: 2 });
	await workbench.select("a.mp3", "b.mp3");
	await window.transcribe("a.mp3");
	await workbench.toast("2 files could not be").waitFor();
	const list = await TranscriptList.open(workbench);
	await workbench.choose(list.row("a.mp3"), "Copy Report for Support");
	await workbench.toast("is in the clipboard").waitFor();
	const report = await workbench.clipboard();
	assert.match(report, /a\.mp3/);
	assert.doesNotMatch(report, /b\.mp3/);
	await workbench.choose(list.row("b.mp3"), "Remove from List");
	await list.row("b.mp3").waitFor({ state: "detached" });

	simulator.hold();
	await workbench.choose(list.row("a.mp3"), "Retry");
	await list.row("a.mp3").getByText("queue").waitFor();
	await workbench.choose(list.row("a.mp3"), "Cancel");
	await list.row("a.mp3").waitFor({ state: "detached" });
	await list.welcome.waitFor();
});

/** Says that a recording may be paid for once more. */
async function confirmAgain(workbench: Workbench): Promise<void> {
	await workbench.dialog
		.getByRole("button", { name: "Transcribe Again" })
		.click();
}
