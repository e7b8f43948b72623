/**
 * Measures the transcript view with 1, 3 and 10 hours of text beside VS Code's
 * Markdown preview and `hyperaudio-lite`, each in a Chromium of its own:
 * npm run bench:view
 */
import type { Script } from "../../src/transcript/script.ts";
import { longScript } from "../fixtures/scripts.ts";
import { startBrowser } from "../host/browser.ts";
import { PageHost } from "../ui/page/pageHost.ts";
import { atMost, type Goal, keep } from "./results.ts";
import { lookAt, type ViewFigures } from "./view/look.ts";
import {
	hyperaudioPage,
	type MadePage,
	markdownPage,
	PageServer,
} from "./view/pages.ts";

const HOURS = [1, 3, 10];
/** Sixty frames a second. */
const FRAME_MS = 1000 / 60;

/**
 * In our page: when it asked for its text, when that came, and when it was
 * there to be seen, in milliseconds since it began to load.
 */
const WATCH = `
	window.firstText = new Promise((resolve) => {
		let loadedMs, sentMs;
		const vscode = window.acquireVsCodeApi();
		window.acquireVsCodeApi = () => ({
			...vscode,
			postMessage(message) {
				loadedMs ??= performance.now();
				vscode.postMessage(message);
			},
		});
		window.addEventListener("message", ({ data }) => {
			if (data.type === "state") {
				sentMs = performance.now();
			}
		}, { capture: true });
		new MutationObserver((_, observer) => {
			if (document.querySelector(".cm-line")?.textContent) {
				observer.disconnect();
				requestAnimationFrame(() => requestAnimationFrame(() =>
					resolve({ loadedMs, sentMs, textMs: performance.now() }),
				));
			}
		}).observe(document, { childList: true, subtree: true, characterData: true });
	});
`;

const figures: Record<string, Record<string, ViewFigures>> = {};
for (const hours of HOURS) {
	const script = longScript(hours);
	const views = {
		sidescribe: await ours(script),
		"Markdown preview": await theirs(await markdownPage(script)),
		"hyperaudio-lite": await theirs(await hyperaudioPage(script)),
	};
	console.log(`${hours} h`);
	console.table(views);
	figures[`${hours} h`] = views;
}
const { sidescribe } = figures["10 h"] ?? {};
const goals: Record<string, Goal> = sidescribe
	? {
			"10 h: first text in ms": atMost(1000, sidescribe.firstTextMs),
			// A frame's time is told to a tenth of a millisecond.
			"10 h: median frame in ms": atMost(FRAME_MS + 0.1, sidescribe.frameMs),
			"10 h: 95th percentile of frames in ms": atMost(
				FRAME_MS + 0.1,
				sidescribe.frameP95Ms,
			),
			"10 h: nodes": atMost(600, sidescribe.nodes),
		}
	: {};
await keep("view", figures, goals);

async function ours(script: Script): Promise<ViewFigures> {
	await using host = await PageHost.start();
	await using open = await host.open({
		script,
		media: "media/samples/welcome.mp3",
		initScript: WATCH,
	});
	const { loadedMs, sentMs, textMs } = await open.page.evaluate<{
		readonly loadedMs: number;
		readonly sentMs: number;
		readonly textMs: number;
	}>("window.firstText");
	// Between the two the text goes through the test's browser driver, which VS
	// Code does not have.
	return await lookAt(open.page, loadedMs + textMs - sentMs, ".cm-scroller");
}

async function theirs({ html, madeInMs }: MadePage): Promise<ViewFigures> {
	await using server = await PageServer.start(html);
	const browser = await startBrowser((line) => console.log(line));
	try {
		const page = await browser.newPage({
			viewport: { width: 1000, height: 700 },
		});
		await page.goto(server.url);
		const painted = await page.evaluate<number>(
			`new Promise((resolve) =>
				new PerformanceObserver((list) =>
					list.getEntriesByName("first-contentful-paint").map(({ startTime }) => resolve(startTime)),
				).observe({ type: "paint", buffered: true }),
			)`,
		);
		return await lookAt(page, madeInMs + painted, "html");
	} finally {
		await browser.close();
	}
}
