import assert from "node:assert/strict";
import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { createServer } from "node:https";
import type { AddressInfo } from "node:net";
import * as path from "node:path";
import { after, test } from "node:test";
import { OUTPUT_FOLDER } from "../host/folders.ts";
import type { FaultKind, RequestKind } from "../simulator/faults.ts";
import { Host, KEY, type Window } from "./host.ts";

/**
 * Every kind of failure as a person meets it. The pictures, the lines of the
 * output and the reports are left in this folder, to be looked at.
 */
const GALLERY = path.join(OUTPUT_FOLDER, "gallery");

/** A failure: what the service does, and what the notification says. */
interface Exhibit {
	readonly name: string;
	readonly on?: RequestKind;
	readonly fault?: FaultKind;
	readonly jobError?: string;
	readonly says: RegExp;
	readonly link?: string;
}

const status = (code: number, message?: string): FaultKind => ({
	kind: "status",
	status: code,
	...(message !== undefined && { message }),
});

const EXHIBITS: readonly Exhibit[] = [
	{
		name: "network",
		on: "upload",
		fault: { kind: "resetBefore" },
		says: /the connection to AssemblyAI failed/,
		link: "State of AssemblyAI",
	},
	{
		name: "proxy",
		on: "upload",
		fault: status(407, "Proxy Authentication Required"),
		says: /the proxy did not let it through/,
		link: "VS Code's network settings",
	},
	{
		name: "time-out",
		on: "upload",
		fault: status(408, "Request timed out"),
		says: /request timed out/i,
		link: "State of AssemblyAI",
	},
	{
		name: "key-refused",
		on: "upload",
		fault: status(401),
		says: /refused the API key \(“Authentication error, API token missing\/invalid”\)/,
		link: "Your API keys",
	},
	{
		name: "no-credit",
		on: "submit",
		fault: status(
			400,
			"Your current account balance is negative. Please top up to continue using the API.",
		),
		says: /account balance is negative.*Settle the account/,
		link: "Billing at AssemblyAI",
	},
	{
		name: "bad-request",
		on: "submit",
		fault: status(400, "speaker_labels is not available in this language: xx"),
		says: /speaker_labels is not available in this language: xx.*Change the option/,
		link: "Languages and options",
	},
	{
		name: "forbidden",
		on: "submit",
		fault: status(403),
		says: /does not allow this \(“Cannot access uploaded file”\)/,
		link: "Keys and regions",
	},
	{
		name: "upload-refused",
		on: "upload",
		fault: status(422),
		says: /did not take the upload \(“Upload failed, please try again”\)/,
		link: "State of AssemblyAI",
	},
	{
		name: "service-error",
		on: "upload",
		fault: status(500),
		says: /answered with an error \(500, “Server error, developers have been alerted\.”\)/,
		link: "State of AssemblyAI",
	},
	{
		name: "malformed-answer",
		on: "upload",
		fault: { kind: "malformed" },
		says: /the answer was not what AssemblyAI sends/,
		link: "State of AssemblyAI",
	},
	{
		name: "redirect",
		on: "upload",
		fault: status(302, "Found"),
		says: /answered with an error \(302/,
		link: "AssemblyAI's support",
	},
	{
		name: "transcript-error",
		jobError: "Transcoding failed. File may be corrupted.",
		says: /AssemblyAI says “Transcoding failed\. File may be corrupted”/,
		link: "What AssemblyAI accepts",
	},
];

await rm(GALLERY, { recursive: true, force: true });
const host = await Host.start({
	settings: {
		"sidescribe.retry.maxAttempts": 1,
		"sidescribe.circuitBreaker.failureThreshold": 1000,
	},
});
after(() => host[Symbol.asyncDispose]());
const { simulator } = host;

test("Every failure says what happened to which file and what to do next, and its report names it", async (t) => {
	await using window = await host.open(
		Object.fromEntries(EXHIBITS.map(({ name }) => [`${name}.mp3`, 5000])),
	);
	for (const exhibit of EXHIBITS) {
		await t.test(exhibit.name, () => show(exhibit, window));
	}
});

test("A file that cannot be a recording is told before anything is sent", async () => {
	await using window = await host.open({ "empty.mp3": "" });
	await window.transcribe("empty.mp3");
	const toast = /empty\.mp3.*is empty/;
	await window.workbench.toast(toast).waitFor();
	await window.workbench.screenshot("notification", path.join(GALLERY, "file"));
	assert.equal(simulator.requests.length, 0);
	const report = await keepReport("file", toast, window);
	assert.match(report, /\| checking \| the end \| none \(file\.empty\)/);
});

for (const [name, theme] of [
	["dark", "Default Dark Modern"],
	["contrast", "Default High Contrast"],
] as const) {
	test(`What failed after retries says so in its report, and can be read in the ${name} theme`, async () => {
		await host.server.setUserSetting("workbench.colorTheme", theme);
		await host.server.setUserSetting("sidescribe.retry.maxAttempts", 4);
		await using window = await host.open({ "interview.mp3": 5000 });
		const { workbench } = window;
		simulator.fault({ on: "upload", ...status(503), times: 2 });
		simulator.fault({ on: "submit", ...status(429) });
		simulator.failJobs({ error: "Transcoding failed. File may be corrupted." });
		await window.transcribe("interview.mp3");
		const toast = "interview.mp3 could not be transcribed";
		await workbench.toast(toast).waitFor();
		const folder = path.join(GALLERY, `retried-${name}`);
		await workbench.screenshot("notification", folder);
		await workbench.clickToast(toast, "Copy Report for Support");
		await workbench.toast("is in the clipboard").waitFor();
		const report = await workbench.clipboard();
		await writeFile(path.join(folder, "report.md"), report);
		await writeFile(path.join(folder, "output.log"), await window.output());
		assert.match(report, /Attempts, oldest first/);
		assert.equal(report.match(/\| 503 \|/g)?.length, 2);
		await workbench.runCommand("Sidescribe: Show Retry Statistics");
		await workbench.page
			.frameLocator("iframe.webview.ready")
			.frameLocator("#active-frame")
			.getByText("The last 14 days")
			.waitFor();
		await workbench.screenshot("statistics", folder);
	});
}

test("While a rate limit is waited for, the notification says so, and until when", async () => {
	const delay = "sidescribe.retry.initialDelaySeconds";
	await host.server.setUserSetting("sidescribe.retry.maxAttempts", 4);
	await host.server.setUserSetting(delay, 5);
	await using window = await host.open({ "limited.mp3": 5000 });
	const { workbench } = window;
	simulator.fault({ on: "submit", ...status(429) });
	await window.transcribe("limited.mp3");
	await workbench
		.toast(/limited\.mp3: Attempt 1 of 4 failed.*again in/)
		.waitFor();
	await workbench.screenshot("notification", path.join(GALLERY, "limited"));
	await workbench.toast("limited.mp3 is ready").waitFor();
	assert.equal(simulator.jobs.length, 1);
	await host.server.setUserSetting(delay, 0.05);
});

test("A certificate that is not trusted is told at once, and nothing is sent", async () => {
	const tls = path.resolve(import.meta.dirname, "../fixtures/tls");
	let requests = 0;
	const server = createServer(
		{
			cert: await readFile(path.join(tls, "cert.pem")),
			key: await readFile(path.join(tls, "key.pem")),
		},
		(_, response) => {
			requests++;
			response.end();
		},
	);
	await new Promise<void>((resolve) =>
		server.listen(0, "127.0.0.1", () => resolve()),
	);
	const { port } = server.address() as AddressInfo;
	await using other = await Host.start({
		settings: { "sidescribe.api.baseUrl": `https://127.0.0.1:${port}` },
	});
	await using window = await other.open({ "certificate.mp3": 5000 });
	await window.transcribe("certificate.mp3");
	const toast = "certificate.mp3 could not be transcribed: the certificate";
	await window.workbench.toast(toast).waitFor();
	await keep("certificate", window);
	const report = await keepReport("certificate", toast, window);
	assert.match(report, /none \(certificate\)/);
	assert.equal(requests, 0);
	server.close();
});

test("A key that is removed meanwhile is missed at the next request, and Retry asks for it", async () => {
	await using other = await Host.start({ environmentKey: undefined });
	await using window = await other.open({ "key-missing.mp3": 5000 });
	const { workbench } = window;
	const box = workbench.quickInput.filter({ hasText: "AssemblyAI API Key" });
	other.simulator.hold();
	await window.transcribe("key-missing.mp3");
	await box.locator("input").fill(KEY);
	await workbench.page.keyboard.press("Enter");
	await workbench.toast("key-missing.mp3: Waiting").waitFor();
	await workbench.runCommand("Sidescribe: Remove API Key");
	const toast = /key-missing\.mp3 could not be transcribed.*key/;
	await workbench.toast(toast).waitFor();
	await keep("key-missing", window);
	const report = await keepReport("key-missing", toast, window);
	assert.match(report, /none \(keyMissing\)/);
	other.simulator.release();
	await workbench.runCommand("Sidescribe: Retry Failed Transcriptions");
	await box.locator("input").fill(KEY);
	await workbench.page.keyboard.press("Enter");
	await workbench.toast("key-missing.mp3 is ready").waitFor();
	assert.equal(other.simulator.jobs.length, 1);
});

test("What is cancelled goes at AssemblyAI too, and the output says how it begins anew", async () => {
	await using window = await host.open({ "cancelled.mp3": 5000 });
	const { workbench } = window;
	simulator.hold();
	await window.transcribe("cancelled.mp3");
	await workbench.toast("cancelled.mp3: Waiting").waitFor();
	await workbench.clickToast("cancelled.mp3: Waiting", "Cancel");
	await workbench.toast("cancelled.mp3").waitFor({ state: "hidden" });
	await workbench.until(
		async () => (await window.output()).includes("Transcribe begins it anew"),
		"the output to say so",
	);
	await keep("cancelled", window, "[info]");
});

test("A folder that vanished costs nothing: Retry writes the transcript once it is back", async () => {
	await using window = await host.open({ "write.mp3": 5000 });
	const { workbench } = window;
	simulator.hold();
	await window.transcribe("write.mp3");
	await workbench.toast("write.mp3: Waiting").waitFor();
	await rm(window.folder, { recursive: true });
	simulator.release();
	await workbench
		.toast("The transcript of write.mp3 could not be written")
		.waitFor();
	await keep("write", window);
	// By the command: the notification is needed for Retry.
	await workbench.runCommand("Sidescribe: Copy Report for Support");
	const report = await reportOf("write", window);
	assert.match(report, /\| writing \| the end \| none \(write\)/);
	await mkdir(window.folder);
	await workbench.clickToast("could not be written", "Retry");
	await workbench.toast("write.mp3 is ready").waitFor();
	assert.match(await window.read("write.txt"), /simulated/);
	assert.equal(simulator.count("upload"), 1);
	assert.equal(simulator.jobs.length, 1);
});

test("A transcript that cannot be written goes into another folder, without a new charge", async () => {
	await using window = await host.open({ "moved.mp3": 5000 });
	const { workbench } = window;
	simulator.hold();
	await window.transcribe("moved.mp3");
	await workbench.toast("moved.mp3: Waiting").waitFor();
	await rm(window.folder, { recursive: true });
	simulator.release();
	const toast = "The transcript of moved.mp3 could not be written";
	await workbench.toast(toast).waitFor();
	const other = path.join(host.secrets.home, "elsewhere");
	await mkdir(other);
	await workbench.clickToast(toast, "Save in Another Folder…");
	const dialog = workbench.quickInput.filter({
		hasText: "Choose a Folder for the Transcripts",
	});
	await dialog.locator("input").first().fill(`${other}/`);
	await dialog.getByRole("button", { name: "Save Here" }).click();
	await workbench.toast("moved.mp3 is ready").waitFor();
	assert.match(
		await readFile(path.join(other, "moved.txt"), "utf8"),
		/simulated/,
	);
	assert.equal(simulator.count("upload"), 1);
	assert.equal(simulator.jobs.length, 1);
});

async function show(exhibit: Exhibit, window: Window): Promise<void> {
	const { name, on, fault, jobError, says, link } = exhibit;
	const { workbench } = window;
	simulator.reset();
	if (on !== undefined && fault !== undefined) {
		simulator.fault({ on, ...fault });
	}
	if (jobError !== undefined) {
		simulator.failJobs({ error: jobError });
	}
	await window.transcribe(`${name}.mp3`);
	const toast = workbench.toast(says);
	await toast.filter({ hasText: `${name}.mp3` }).waitFor();
	if (link !== undefined) {
		await toast.getByRole("link", { name: link }).waitFor();
	}
	await workbench
		.toast(`${name}.mp3: `)
		.filter({ hasText: "Cancel" })
		.waitFor({ state: "hidden" });
	const [failed] = simulator.requests.filter(
		(request) => request.kind === on && request.status !== 200,
	);
	await keep(name, window);
	const report = await keepReport(name, says, window);
	if (failed?.status !== undefined) {
		assert(report.includes(failed.requestId), "the report has the request ID");
	}
	if (jobError !== undefined) {
		assert(report.includes(simulator.jobs[0]?.id ?? "none"));
	}
	assert.match(report, /✅ Key works/);
	await workbench.runCommand("Notifications: Clear All Notifications");
	await workbench.toast("is in the clipboard").waitFor({ state: "hidden" });
}

/** Leaves the report that a notification offers; the window's end searches it for secrets. */
async function keepReport(
	name: string,
	toast: string | RegExp,
	window: Window,
): Promise<string> {
	await window.workbench.clickToast(toast, "Copy Report for Support");
	return reportOf(name, window);
}

/** Leaves the report that is about to be in the clipboard. */
async function reportOf(name: string, { workbench }: Window): Promise<string> {
	await workbench.toast("is in the clipboard").waitFor();
	const report = await workbench.clipboard();
	assert.match(report, /^# Sidescribe: report/);
	await writeFile(path.join(GALLERY, name, "report.md"), report);
	return report;
}

/** Leaves a picture, and the lines of the output that speak of the file. @param level - of one at least. */
async function keep(
	name: string,
	window: Window,
	level = "[error]",
): Promise<void> {
	const folder = path.join(GALLERY, name);
	await window.workbench.screenshot("notification", folder);
	const lines = (await window.output())
		.split("\n")
		.filter((line) => line.includes(`${name}.mp3`));
	assert(lines.some((line) => line.includes(level)));
	await writeFile(path.join(folder, "output.log"), `${lines.join("\n")}\n`);
}
