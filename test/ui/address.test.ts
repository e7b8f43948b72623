import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import * as path from "node:path";
import { after, before, test } from "node:test";
import { MediaServer } from "../fixtures/mediaServer.ts";
import { recordingOf } from "../fixtures/wave.ts";
import { Host, type Window } from "./host.ts";

/** Signs the addresses of these tests; a person sees it nowhere but where it was typed. */
const SECRET = "c0ffee5ec4e7c0ffee5ec4e7";

let host: Host;
let server: MediaServer;

before(async () => {
	host = await Host.start();
	server = await MediaServer.start({
		"/files/talk.mp3": recordingOf("talk", 5000),
		"/watch": (_, response) => {
			response.writeHead(200, { "content-type": "text/html" });
			response.end("<!doctype html><title>Talk</title>");
		},
		"/signed-out.mp3": (_, response) => {
			response.writeHead(403).end("Forbidden");
		},
	});
});

after(async () => {
	await server[Symbol.asyncDispose]();
	await host[Symbol.asyncDispose]();
});

test("A recording at an address is transcribed into the place that a person chooses", async () => {
	await using window = await host.open({ "notes.md": "# Notes" });
	const { workbench } = window;
	await enter(window, `${server.at("/files/talk.mp3")}?sig=${SECRET}`);
	await saveDialog(window).waitFor();
	await window.picture("address-save");
	await workbench.page.keyboard.press("Enter");
	await workbench
		.toast("The transcript of talk.mp3 is ready: talk.txt")
		.waitFor();
	await workbench.row("talk.txt").waitFor();
	await window.picture("address-done");
	assert.match(await window.read("talk.txt"), /has 5000 bytes/);
	assert.equal(host.simulator.count("upload"), 0);
	assert.deepEqual(
		workbench.notifications.filter((text) => text.includes(SECRET)),
		[],
	);
	const output = await window.output();
	assert.match(
		output,
		/talk\.mp3 can be sent: AssemblyAI fetches it itself \(5 KB, WAV\)/,
	);
	assert.doesNotMatch(output, new RegExp(SECRET));
});

test("What cannot be sent is said in the box where it was typed, and can be mended there", async () => {
	await using window = await host.open({ "notes.md": "# Notes" });
	const { workbench } = window;
	await enter(window, "http://192.168.1.20/talk.mp3");
	await workbench.quickInput
		.getByText("an address of a private network")
		.waitFor();
	await window.picture("address-private");
	await workbench.quickInput.locator("input").fill(server.at("/watch"));
	await workbench.page.keyboard.press("Enter");
	await workbench.quickInput
		.getByText("That is a web page, not a recording")
		.waitFor();
	await window.picture("address-page");
	await workbench.quickInput
		.locator("input")
		.fill(server.at("/files/talk.mp3"));
	await workbench.page.keyboard.press("Enter");
	await saveDialog(window).waitFor();
	await workbench.page.keyboard.press("Escape");
	await saveDialog(window).waitFor({ state: "hidden" });
	assert.equal(host.simulator.requests.length, 0);
});

test("An address that is closed to this machine is asked about, and what the service says of it is explained", async () => {
	await using window = await host.open({ "notes.md": "# Notes" });
	const { workbench } = window;
	await enter(window, `${server.at("/signed-out.mp3")}?token=${SECRET}`);
	await workbench.dialog
		.filter({ hasText: "answers with 403 Forbidden" })
		.waitFor();
	await window.picture("address-unknown");
	await workbench.dialog
		.getByRole("button", { name: "Transcribe Anyway" })
		.click();
	await saveDialog(window).waitFor();
	await workbench.page.keyboard.press("Enter");
	const toast = workbench.toast("signed-out.mp3 could not be transcribed");
	await toast.waitFor();
	await window.picture("address-failed");
	const message = await workbench.message(toast);
	assert.match(
		message,
		/Download error, unable to download http.*\/signed-out\.mp3\./,
	);
	assert.match(
		message,
		/Check that the address leads to the recording itself, opens without signing in/,
	);
	await workbench.clickToast("signed-out.mp3", "Copy Report for Support");
	await workbench.toast("is in the clipboard").waitFor();
	const report = await workbench.clipboard();
	assert.match(
		report,
		/\| Address \| `http:\/\/127\.0\.0\.1:\d+\/signed-out\.mp3`/,
	);
	assert.match(report, /❔ Size is within 5 GB: the server does not say it/);
	for (const text of [message, report, await window.output()]) {
		assert.doesNotMatch(text, new RegExp(SECRET));
	}
});

test("A file that VS Code's own dialog has asked about is replaced without a second question", async () => {
	await using window = await host.open({ "talk.txt": "old" });
	const { workbench } = window;
	await enter(window, server.at("/files/talk.mp3"));
	await saveDialog(window).waitFor();
	await workbench.page.keyboard.press("Enter");
	await workbench.quickInput.getByText("already exists").waitFor();
	await window.picture("address-exists");
	await workbench.page.keyboard.press("Enter");
	await workbench.toast("is ready: talk.txt").waitFor();
	assert.match(await window.read("talk.txt"), /has 5000 bytes/);
});

test("The ending that is typed says which format is written", async () => {
	await using window = await host.open({ "notes.md": "# Notes" });
	const { workbench } = window;
	await enter(window, server.at("/files/talk.mp3"));
	await saveDialog(window).waitFor();
	await workbench.acceptPath("talk.txt", "subtitles.srt");
	await workbench.toast("is ready: subtitles.srt.").waitFor();
	assert.match(await window.read("subtitles.srt"), / --> /);
	assert.deepEqual(await window.names(), ["notes.md", "subtitles.srt"]);
});

for (const [name, theme] of [
	["dark", "Default Dark Modern"],
	["contrast", "Default High Contrast"],
] as const) {
	test(`What is wrong with an address can be read in the ${name} theme`, async () => {
		await host.server.setUserSetting("workbench.colorTheme", theme);
		await using window = await host.open({ "notes.md": "# Notes" });
		await enter(window, server.at("/watch"));
		await window.workbench.quickInput
			.getByText("That is a web page, not a recording")
			.waitFor();
		await window.picture(`address-page-${name}`);
	});
}

test("What signed an address is in no file that was written, once its jobs have ended", async () => {
	const data = path.join(host.server.dataFolder, "data");
	const found: string[] = [];
	for (const entry of await readdir(data, {
		recursive: true,
		withFileTypes: true,
	})) {
		const file = path.join(entry.parentPath, entry.name);
		if (entry.isFile() && (await readFile(file, "latin1")).includes(SECRET)) {
			found.push(file);
		}
	}
	assert.deepEqual(found, []);
});

async function enter(window: Window, address: string): Promise<void> {
	const { workbench } = window;
	await workbench.runCommand("Sidescribe: Transcribe from URL…");
	await workbench.quickInput
		.getByText("The address of an audio or video file")
		.waitFor();
	await workbench.quickInput.locator("input").fill(address);
	await workbench.page.keyboard.press("Enter");
}

/** VS Code's dialog for the place of a file, as a browser has it. */
function saveDialog({ workbench }: Window) {
	return workbench.quickInput.filter({
		hasText: "Where to Write the Transcript",
	});
}
