/**
 * Measures what 1,000 recordings are like in the window: how long a person
 * waits, how long the window does not answer, how long the extensions' process
 * does not, how many requests there are: npm run bench:window
 */
import assert from "node:assert/strict";
import { Host } from "../ui/host.ts";
import { watchIdleProcess } from "./eventLoop.ts";
import { atMost, keep, rounded } from "./results.ts";
import { PROBE_FILE, packagedProbe, probe } from "./start/probe.ts";

const FILES = 1000;

process.env.PROBE_FILE = PROBE_FILE;
await using host = await Host.start({
	moreVsix: [await packagedProbe()],
	simulator: { concurrency: 20, processingMs: 1000 },
});
const { simulator } = host;
await using window = await host.open(
	Object.fromEntries(
		Array.from({ length: FILES }, (_, index) => [
			`recordings/talk ${index}.mp3`,
			4000 + index,
		]),
	),
);
const { workbench } = window;
const { page } = workbench;

await workbench.row("recordings").waitFor();
await page.evaluate(`
	window.longestFrame = 0;
	let last = performance.now();
	const look = (now) => {
		window.longestFrame = Math.max(window.longestFrame, now - last);
		last = now;
		requestAnimationFrame(look);
	};
	requestAnimationFrame(look);
`);

const waits: Record<string, { seconds: number; withoutFrameMs: number }> = {};
// What it took to start is not meant.
await probe(workbench);
const idle = await watchIdleProcess();

const choose = () =>
	workbench.choose(workbench.row("recordings"), "Transcribe Folder");
const summary = workbench.dialog.filter({ hasText: "Transcribe 1,000" });
const rows = workbench.quickInput.locator(".monaco-list-row");

await measure("from the menu to the summary", async () => {
	await choose();
	await summary.waitFor();
});
simulator.hold();
await measure("from the summary to the progress", async () => {
	await summary
		.getByRole("button", { name: "Transcribe", exact: true })
		.click();
	await workbench.toast("Transcribing 1,000 files").waitFor();
});
await workbench.toast("to upload").waitFor();
await measure("until the list of all is there", async () => {
	await workbench.statusBarItem("transcriptions").click();
	await rows.first().waitFor();
});
await measure("until the list is searched", async () => {
	await page.keyboard.type("talk 999");
	await rows.filter({ hasText: "talk 999" }).first().waitFor();
});
await measure("until all are sent, with the list open", async () => {
	await workbench.toast("1,000 in the queue").waitFor({ timeout: 120_000 });
});
await page.keyboard.press("Escape");
await measure("until all are transcribed, 20 in a second", async () => {
	simulator.release();
	await workbench.toast("1,000 transcripts").waitFor({ timeout: 180_000 });
});
await measure(
	"the same folder again, until it says that nothing is left",
	async () => {
		await choose();
		await workbench.toast("are transcribed already").waitFor();
	},
);
assert.equal(simulator.jobs.length, FILES);
const { p99Ms, longestMs } = await probe(workbench);
const idleDelays = await idle();
const extensionHost = {
	p99Ms: rounded(p99Ms),
	longestMs: rounded(longestMs),
	idleProcessP99Ms: idleDelays.p99Ms,
	idleProcessLongestMs: idleDelays.longestMs,
};
console.table(waits);
console.table({ extensionHost });
await keep(
	"window",
	{ waits, extensionHost, requests: simulator.requests.length },
	{
		"event loop of the extension host, 99th percentile in ms, by the clock":
			atMost(20, p99Ms),
	},
);

/** Notes how long something takes, and the longest time without a frame in it. */
async function measure(what: string, work: () => Promise<void>): Promise<void> {
	const begun = performance.now();
	await page.evaluate("window.longestFrame = 0");
	await work();
	const seconds = (performance.now() - begun) / 1000;
	const frame = Number(await page.evaluate("window.longestFrame"));
	waits[what] = {
		seconds: rounded(seconds),
		withoutFrameMs: Math.round(frame),
	};
}
