import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Host } from "./host.ts";

const host = await Host.start({
	settings: { "sidescribe.circuitBreaker.recoverySeconds": 600 },
});
after(() => host[Symbol.asyncDispose]());
const { simulator } = host;

test("A 422 of the upload and a 500 of the submit are survived, each told with its request ID", async () => {
	await using window = await host.open({ "talk.mp3": 5000 });
	simulator.fault({ on: "upload", kind: "status", status: 422 });
	simulator.fault({ on: "submit", kind: "status", status: 500 });
	await window.transcribe("talk.mp3");
	await window.workbench.toast("talk.mp3 is ready").waitFor();
	assert.equal(simulator.count("upload"), 2);
	assert.equal(simulator.count("submit"), 2);
	assert.equal(simulator.jobs.length, 1);
	const output = await window.output();
	for (const { kind, status, requestId } of simulator.requests) {
		if (status === 422 || status === 500) {
			const line = output
				.split("\n")
				.find((each) => each.includes(`"requestId":"${requestId}"`));
			assert(line !== undefined, `a line on the ${status} of the ${kind}`);
			assert.match(
				line,
				/"attempt":1,"maxAttempts":5,"durationMs":\d+,"nextDelayMs":\d+/,
			);
			assert.match(line, /"time":"\d{4}-\d\d-\d\dT[\d:.]+Z"/);
		}
	}
});

test("A 401 stops after one request, and its report names the request", async () => {
	await using window = await host.open({ "talk.mp3": 5000 });
	const { workbench } = window;
	simulator.fault({ on: "list", kind: "status", status: 401 });
	await window.transcribe("talk.mp3");
	await workbench
		.toast("talk.mp3 could not be transcribed: AssemblyAI refused the API key")
		.waitFor();
	await window.picture("failure");
	assert.equal(simulator.requests.length, 1);

	await workbench.clickToast("could not", "Copy Report for Support");
	await workbench.toast("is in the clipboard").waitFor();
	const report = await workbench.clipboard();
	assert.match(report, /Authentication error, API token missing\/invalid/);
	assert(report.includes(simulator.requests[0]?.requestId ?? "none"));
	assert(!report.includes(window.folder), "the report holds no path");
});

test("What failed is shown in the output, and goes on with Retry where it stopped", async () => {
	await using window = await host.open({ "talk.mp3": 5000 });
	const { workbench } = window;
	const message = "Balance";
	simulator.fault({
		on: "submit",
		kind: "status",
		status: 400,
		message,
		times: 2,
	});
	await window.transcribe("talk.mp3");
	await workbench.clickToast("could not", "Show Output");
	await workbench.page
		.locator(".panel .view-lines", { hasText: "refused the request" })
		.waitFor();
	await window.picture("output");

	await workbench.runCommand("Sidescribe: Retry Failed Transcriptions");
	await workbench.clickToast("refused the request", "Retry");
	await workbench.toast("talk.mp3 is ready").waitFor();
	assert.equal(simulator.count("upload"), 1);
	assert.equal(simulator.count("submit"), 3);
	assert.equal(simulator.jobs.length, 1);
});

test("Several failures of one command come as one notification with their number", async () => {
	await using window = await host.open({
		"empty.mp3": "",
		"good.mp3": 5000,
		"void.mp3": "",
	});
	await window.workbench.select("empty.mp3", "good.mp3", "void.mp3");
	await window.transcribe("void.mp3");
	const toast = window.workbench.toast(
		"2 files could not be transcribed: empty.mp3, void.mp3. empty.mp3 is empty",
	);
	await toast.waitFor();
	await window.workbench
		.toast("Transcribing 3 files")
		.waitFor({ state: "hidden" });
	await window.picture("failures");
	assert.equal(await window.workbench.toast(/./).count(), 1);
});

test("Where AssemblyAI does not answer the job waits, says so, and goes on with Try now", async () => {
	await using window = await host.open({ "talk.mp3": 5000 });
	const { workbench } = window;
	simulator.fault({ on: "upload", kind: "status", status: 503, times: 4 });
	simulator.fault({ on: "submit", kind: "status", status: 503 });
	simulator.fault({ on: "upload", kind: "status", status: 503 });
	await window.transcribe("talk.mp3");
	await workbench.toast("1 failed").or(workbench.toast("could not")).waitFor();

	await window.transcribe("talk.mp3");
	const item = workbench.statusBarItem("1 · AssemblyAI is not answering");
	await item.waitFor();
	await workbench
		.toast(/talk\.mp3: AssemblyAI is not answering; trying again in \d+ s/)
		.waitFor();
	await item.hover();
	await workbench.page
		.locator(".monaco-hover", { hasText: "Try now" })
		.waitFor();
	await window.picture("breaker");
	await workbench.page
		.locator(".monaco-hover")
		.getByText("Try now")
		.first()
		.click();
	await workbench.toast("talk.mp3 is ready").waitFor();
	const output = await window.output();
	assert.match(output, /AssemblyAI is not answering; trying again in 600 s/);
	assert.match(output, /AssemblyAI answers again/);
});
