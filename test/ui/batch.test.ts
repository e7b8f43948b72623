import assert from "node:assert/strict";
import { readdir, utimes, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { after, test } from "node:test";
import { recordingOf, wave } from "../fixtures/wave.ts";
import { Host, type Window } from "./host.ts";

const THEMES = {
	light: "Default Light Modern",
	dark: "Default Dark Modern",
	contrast: "Default High Contrast",
};

const host = await Host.start({
	settings: {
		"sidescribe.retry.batchInitialDelaySeconds": 0.05,
		"explorer.compactFolders": false,
	},
});
after(() => host[Symbol.asyncDispose]());
const { simulator } = host;

for (const [name, theme] of Object.entries(THEMES)) {
	test(`A folder of 60 files in the ${name} theme: summary, skip, fail, retry, and nothing left the second time`, async () => {
		await host.server.setUserSetting("workbench.colorTheme", theme);
		await using window = await host.open(sixty());
		const { workbench } = window;
		await transcribeFolder(window, "interviews");
		const summary = workbench.dialog.filter({
			hasText: "Transcribe 48 recordings",
		});
		await summary.waitFor();
		await window.picture(`batch-summary-${name}`);
		const text = (await summary.textContent()) ?? "";
		assert.match(text, /60 recordings were found in “interviews”/);
		assert.match(
			text,
			/10 recordings have their transcripts already, and are left out/,
		);
		assert.match(text, /2 cannot be sent: talk 59\.mp3, talk 60\.mp3/);
		assert.match(text, /Likely to cost .* USD: an estimate/);
		assert.equal(simulator.requests.length, 0);

		simulator.hold();
		simulator.fault({ on: "submit", kind: "status", status: 400, skip: 5 });
		await summary
			.getByRole("button", { name: "Transcribe", exact: true })
			.click();
		await workbench.toast(/Transcribing 50 files.*47 in the queue/).waitFor();
		await window.picture(`batch-progress-${name}`);
		await workbench.statusBarItem("47 transcriptions").click();
		await workbench.quickInput.getByText("47 under way").waitFor();
		await window.picture(`batch-list-${name}`);
		await workbench.page.keyboard.press("Escape");

		simulator.release();
		const end = workbench.toast("3 files could not be transcribed: ");
		await end.waitFor();
		await window.picture(`batch-end-${name}`);
		assert.match(
			await workbench.message(end),
			/^3 files could not be transcribed: .*47 transcripts are ready\. 10 were left out/,
		);
		assert.equal(await workbench.toast(/./).count(), 1, "one notification");
		const output = await window.output();
		assert.match(output, /Failed: talk 59\.mp3 is empty/);
		assert.match(
			output,
			/Of 60 files: 3 failed, 47 done, 10 left out, 0 cancelled\./,
		);

		for (const file of ["talk 59.mp3", "talk 60.mp3"]) {
			await writeFile(
				path.join(window.folder, "interviews", file),
				recordingOf(file, 4000),
			);
		}
		await workbench.clickToast("3 files could not", "Retry");
		await workbench.toast("3 transcripts are ready").waitFor();
		assert.equal(simulator.jobs.length, 50);

		await workbench.runCommand("Notifications: Clear All Notifications");
		await transcribeFolder(window, "interviews");
		await workbench
			.toast("All 60 recordings in “interviews” are transcribed already.")
			.waitFor();
		await workbench
			.toast("Looking for recordings")
			.waitFor({ state: "hidden" });
		await window.picture(`batch-nothing-left-${name}`);
		assert.equal(simulator.jobs.length, 50);
	});
}

const TWELVE = numbered(12);

test("A batch that is stopped finishes what AssemblyAI has, and the same command goes on with the rest", async () => {
	await using window = await host.open(folderOf(TWELVE));
	const { workbench } = window;
	await stopAfterThree(window);
	await workbench
		.toast("3 files that AssemblyAI has already will be finished")
		.waitFor();
	await window.picture("batch-stopping");
	simulator.clearFaults();
	simulator.release();
	const end = workbench.toast("9 files were not transcribed");
	await end.waitFor();
	await window.picture("batch-stopped");
	assert.match(
		await workbench.message(end),
		/^3 transcripts are ready.*Stopped: 9 files were not transcribed\. The same command goes on with them\./,
	);
	assert.equal(simulator.jobs.length, 3);
	assert.equal(simulator.count("delete"), 0);

	await workbench.load(window.folder);
	await transcribeFolder(window, "interviews");
	await answer(window, "Transcribe 9 recordings", "Transcribe");
	await workbench.toast("9 transcripts are ready").waitFor();
	assert.equal(simulator.jobs.length, 12);
	assert.equal(simulator.count("delete"), 0);
});

test("A batch that is stopped goes on when VS Code is opened again, and pays for nothing twice", async () => {
	await using window = await host.open(folderOf(TWELVE));
	const { workbench } = window;
	await stopAfterThree(window);
	await workbench.toast("3 files that AssemblyAI has already").waitFor();
	// The evening: what AssemblyAI has is finished, or goes on tomorrow.
	await host.server.crashAndRestart();
	simulator.clearFaults();
	simulator.release();

	await workbench.load(window.folder);
	await workbench.statusBarItem("3 transcripts are ready").waitFor();
	await transcribeFolder(window, "interviews");
	await answer(window, "Transcribe 9 recordings", "Transcribe");
	await workbench.toast("9 transcripts are ready").waitFor();
	assert.equal(simulator.jobs.length, 12);
	assert.equal(simulator.count("delete"), 0);
	const texts = TWELVE.map((name) => name.replace("mp3", "txt"));
	for (const name of texts) {
		assert.match(await window.read(`interviews/${name}`), /simulated/);
	}
});

test("Another format of recordings that are done costs nothing, asks nothing, and leaves what is there", async (t) => {
	t.after(() =>
		host.server.setUserSetting("sidescribe.output.formats", ["txt"]),
	);
	await using window = await host.open({
		"in/a.mp3": 4000,
		"in/b.mp3": 5000,
		"in/new.mp3": 6000,
		"in/b.txt": "mine",
	});
	const { workbench } = window;
	await utimes(path.join(window.folder, "in/b.txt"), 1000, 1000);
	await workbench.row("in").click();
	await workbench.row("b.mp3").waitFor();
	await workbench.select("a.mp3", "b.mp3");
	await window.transcribe("b.mp3");
	await answer(window, "b.txt already exists", "Keep Both");
	await workbench.toast("2 transcripts are ready").waitFor();

	await host.server.setUserSetting("sidescribe.output.formats", ["txt", "srt"]);
	await workbench.load(window.folder);
	await transcribeFolder(window, "in");
	const summary = workbench.dialog.filter({ hasText: "Transcribe new.mp3" });
	await summary.waitFor();
	await window.picture("batch-kept");
	assert.match(
		(await summary.textContent()) ?? "",
		/2 recordings were transcribed before: what is missing is written from that, at no cost/,
	);
	await summary
		.getByRole("button", { name: "Transcribe", exact: true })
		.click();
	await workbench.toast("3 transcripts are ready").waitFor();
	assert.equal(simulator.jobs.length, 3);
	const names = await readdir(path.join(window.folder, "in"));
	assert.deepEqual(names.filter((name) => !name.endsWith("mp3")).sort(), [
		"a.srt",
		"a.txt",
		"b (2).srt",
		"b (2).txt",
		"b.txt",
		"new.srt",
		"new.txt",
	]);

	await workbench.runCommand("Notifications: Clear All Notifications");
	await transcribeFolder(window, "in");
	const nothing = "All 3 recordings in “in” are transcribed already.";
	await workbench.toast(nothing).waitFor();
	await window.picture("batch-all-done");
	await workbench.clickToast(nothing, "Transcribe Again");
	await answer(window, "Transcribe 3 recordings", "Transcribe");
	await answer(window, "5 files of transcripts already exist", "Keep Both");
	await workbench.toast("3 transcripts are ready").waitFor();
	assert.equal(simulator.jobs.length, 6, "paid for again, as was asked");
});

test("A folder with one recording is summed up as well", async () => {
	await using window = await host.open({ "in/only.mp3": 4000 });
	await transcribeFolder(window, "in");
	await answer(window, "1 recording was found in “in”.", "Transcribe");
	await window.workbench.toast("only.mp3 is ready: only.txt").waitFor();
});

test("Cancelling what is left after a stop deletes it at AssemblyAI, and Go On starts anew what was not sent", async () => {
	await using window = await host.open({
		"in/one.mp3": 4000,
		"in/two.mp3": 5000,
	});
	const { workbench } = window;
	simulator.hold();
	await transcribeFolder(window, "in");
	await answer(window, "Transcribe 2 recordings", "Transcribe");
	await workbench.toast("2 in the queue").waitFor();
	await workbench.clickToast("Transcribing 2 files", "Cancel");
	const rest = "2 files that AssemblyAI has already";
	await workbench.toast(rest).waitFor();
	await workbench.clickToast(rest, "Cancel");
	await workbench.toast("2 files were not transcribed").waitFor();
	simulator.release();
	await workbench.clickToast("2 files were not transcribed", "Go On");
	await workbench.toast("2 transcripts are ready").waitFor();
	assert.deepEqual(
		simulator.jobs.map(({ deleted }) => deleted),
		[true, true, false, false],
	);
});

test("A pattern in the palette finds recordings in the whole workspace", async () => {
	await using window = await host.open({
		"day 1/a.mp3": 4000,
		"day 1/b.mp3": 4000,
		"day 2/a.mp3": 4000,
		"day 2/a.md": "# a",
	});
	const { workbench } = window;
	await workbench.row("day 1").waitFor();
	await workbench.runCommand("Sidescribe: Transcribe Folder");
	await workbench.quickInput.getByText("Files That Match a Pattern…").waitFor();
	await window.picture("batch-choose");
	await workbench.quickInput.getByText("Files That Match a Pattern…").click();
	const input = workbench.quickInput.locator("input");
	await workbench.quickInput.getByText("As in VS Code's search").waitFor();
	await input.fill("./day 1/*.{mp3");
	await workbench.quickInput.getByText("A brace is not closed").waitFor();
	await window.picture("batch-pattern-wrong");
	await input.fill("./day 1/a*, day 2");
	await window.picture("batch-pattern");
	await workbench.page.keyboard.press("Enter");
	await answer(window, "Transcribe 2 recordings", "Transcribe");
	await workbench.toast("2 transcripts are ready").waitFor();
	assert.equal(await window.has("day 1/a.txt"), true);
	assert.equal(await window.has("day 2/a.txt"), true);
	assert.equal(simulator.jobs.length, 2);
});

test("A recording of more hours than the setting is asked about, whatever it was chosen with", async () => {
	await using window = await host.open({
		// At 100 samples a second, six hours are small.
		"long.wav": wave({
			sampleRate: 100,
			samples: Buffer.alloc(6 * 360_000, "long"),
		}),
		"short.mp3": 4000,
	});
	const { workbench } = window;
	await window.transcribe("long.wav");
	const summary = workbench.dialog.filter({
		hasText: "Transcribe long.wav (6 h)?",
	});
	await summary.waitFor();
	assert.match(
		(await summary.textContent()) ?? "",
		/about 1\.26 USD: an estimate/,
	);
	await window.picture("batch-long");
	await summary.getByRole("button", { name: "Cancel" }).click();
	await summary.waitFor({ state: "hidden" });
	assert.equal(simulator.requests.length, 0);
	await window.transcribe("short.mp3");
	await workbench.toast("short.mp3 is ready").waitFor();
});

test("Two selected recordings that are done are asked about, and one of several is left out", async () => {
	await using window = await host.open({
		"a.mp3": 4000,
		"b.mp3": 4000,
		"c.mp3": 4000,
		"a.txt": "done",
		"b.txt": "done",
	});
	const { workbench } = window;
	await workbench.select("a.mp3", "c.mp3");
	await window.transcribe("c.mp3");
	await workbench
		.toast("The transcript of c.mp3 is ready: c.txt. 1 was left out")
		.waitFor();
	assert.equal(await window.read("a.txt"), "done");
	// A list that gets new files loses what is selected.
	await workbench.row("c.txt").waitFor();
	await workbench.select("a.mp3", "b.mp3");
	await window.transcribe("b.mp3");
	await answer(window, "These 2 recordings are transcribed already", "Cancel");
	assert.equal(simulator.jobs.length, 1);
	await workbench.select("a.mp3", "b.mp3");
	await window.transcribe("b.mp3");
	await answer(
		window,
		"These 2 recordings are transcribed already",
		"Transcribe Again",
	);
	await answer(window, "2 files of transcripts already exist", "Overwrite All");
	await workbench.toast("2 transcripts are ready").waitFor();
	assert.match(await window.read("a.txt"), /simulated/);
	assert.equal(simulator.jobs.length, 3);
});

function numbered(count: number): string[] {
	return Array.from(
		{ length: count },
		(_, index) => `talk ${String(index + 1).padStart(2, "0")}.mp3`,
	);
}

/** Sixty recordings: ten that are done, and the last two empty. */
function sixty(): Record<string, number | string> {
	const names = numbered(60);
	return Object.fromEntries([
		...names.map((name, index): [string, number | string] => [
			`interviews/${name}`,
			index < 58 ? 4000 + index : "",
		]),
		...names
			.slice(0, 10)
			.map((name): [string, string] => [
				`interviews/${name.replace("mp3", "txt")}`,
				"done",
			]),
	]);
}

/** So many recordings in a folder of their own. */
function folderOf(names: readonly string[]): Record<string, number> {
	return Object.fromEntries(names.map((name) => [`interviews/${name}`, 4000]));
}

/** Has the folder of twelve transcribed, and stops that when AssemblyAI has three of them. */
async function stopAfterThree(window: Window): Promise<void> {
	const { workbench } = window;
	simulator.hold();
	simulator.fault({
		on: "upload",
		kind: "stall",
		where: "request",
		skip: 3,
		times: 9,
	});
	await transcribeFolder(window, "interviews");
	await answer(window, "Transcribe 12 recordings", "Transcribe");
	await workbench.toast("3 in the queue").waitFor();
	await workbench.clickToast("Transcribing 12 files", "Cancel");
}

async function transcribeFolder(window: Window, name: string): Promise<void> {
	const { workbench } = window;
	await workbench.choose(workbench.row(name), "Transcribe Folder");
}

async function answer(
	{ workbench }: Window,
	question: string,
	button: string,
): Promise<void> {
	const dialog = workbench.dialog.filter({ hasText: question });
	await dialog.getByRole("button", { name: button, exact: true }).click();
	await dialog.waitFor({ state: "hidden" });
}
