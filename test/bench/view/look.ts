import { readFile } from "node:fs/promises";
import type { Page } from "playwright-core";
import { median, quantile, rounded } from "../results.ts";

/** What a page costs who looks at it. */
export type ViewFigures = {
	/** From the start of its loading, what was computed before included. */
	readonly firstTextMs: number;
	/** From one frame to the next while it scrolls. */
	readonly frameMs: number;
	readonly frameP95Ms: number;
	/** Of the browser's process for it. */
	readonly memoryMb: number;
	readonly nodes: number;
};

/** Frames that are scrolled through, and how far each. */
const FRAMES = 200;
const FRAME_PX = 300;

/** Measures a page that shows its text. @param scroller - a selector of what scrolls. */
export async function lookAt(
	page: Page,
	firstTextMs: number,
	scroller: string,
): Promise<ViewFigures> {
	const nodes = await page.evaluate<number>(
		"document.querySelectorAll('*').length",
	);
	const frames = await page.evaluate<number[]>(`new Promise((resolve) => {
		const scroller = document.querySelector(${JSON.stringify(scroller)});
		const frames = [];
		let last;
		const next = (now) => {
			if (last !== undefined) {
				frames.push(now - last);
			}
			last = now;
			scroller.scrollTop += ${FRAME_PX};
			if (frames.length < ${FRAMES}) {
				requestAnimationFrame(next);
			} else {
				resolve(frames);
			}
		};
		requestAnimationFrame(next);
	})`);
	return {
		firstTextMs: Math.round(firstTextMs),
		frameMs: rounded(median(frames)),
		frameP95Ms: rounded(quantile(frames, 0.95)),
		memoryMb: Math.round(await memoryOf(page)),
		nodes,
	};
}

/** Of the largest process that shows pages, in megabytes; a browser that shows one has no other as large. */
async function memoryOf(page: Page): Promise<number> {
	const session = await page.context().browser()?.newBrowserCDPSession();
	const { processInfo } = (await session?.send(
		"SystemInfo.getProcessInfo",
	)) ?? {
		processInfo: [],
	};
	const sizes = processInfo
		.filter(({ type }) => type === "renderer")
		.map(async ({ id }) => {
			const status = await readFile(`/proc/${id}/status`, "utf8");
			return Number(/VmRSS:\s+(\d+) kB/.exec(status)?.[1]) / 1000;
		});
	return Math.max(...(await Promise.all(sizes)));
}
