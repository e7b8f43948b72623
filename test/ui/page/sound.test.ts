import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import * as path from "node:path";
import { after, describe, test } from "node:test";
import type { Script } from "../../../src/transcript/script.ts";
import { PROJECT } from "../../host/folders.ts";
import { type OpenPage, PageHost, type PageOptions } from "./pageHost.ts";

/*
 * In a browser whose AAC decoder was taken out. Each second of the recordings
 * has a tone and, where there is a picture, a brightness of its own.
 */
const SECONDS = 16;
const toneOf = (second: number) => 400 + 100 * second;
const brightnessOf = (second: number) => 13 * second * (255 / 219);

/** What is heard and seen at a moment. */
interface Moment {
	/** Where the player says that it is, in seconds. */
	readonly position: number;
	/** The strongest frequency, in Hz; 0 in silence. */
	readonly tone: number;
	/** 0 to 255; nothing where there is no picture. */
	readonly brightness?: number;
}

/** What `listening.js` leaves in the page. */
interface Heard {
	readonly heard: readonly Moment[];
}

const script: Script = {
	paragraphs: Array.from({ length: SECONDS }, (_, second) => ({
		words: [
			{
				text: `Second-${second}`,
				start: second * 1000,
				end: second * 1000 + 900,
			},
		],
	})),
	names: {},
};

const LISTENING = await readFile(
	path.join(import.meta.dirname, "listening.js"),
	"utf8",
);

const host = await PageHost.start({ lacksAac: true });
after(() => host[Symbol.asyncDispose]());

test("The browser of these tests has no AAC decoder, and says that it has", async () => {
	await using open = await playing("steps.m4a");
	const answers = await open.page.evaluate(
		'aacOfTheBrowser("/file/test/fixtures/sound/steps.m4a")',
	);
	assert.deepEqual(answers, ["error", "probably", true]);
});

describe("AAC is heard, in step with the picture, wherever one jumps to", () => {
	for (const file of ["steps.mp4", "steps.mkv", "steps.m4a", "steps.aac"]) {
		test(file, async () => {
			await using open = await playing(file);
			for (const second of [2, 13, 7]) {
				await click(open, second);
				await agrees(open, second);
				await agrees(open, second + 1);
			}
			assert.deepEqual(open.problems, []);
		});
	}
	test("steps.m2ts, which no Chromium opens", async () => {
		await using open = await playing("steps.m2ts");
		await click(open, 3);
		await agrees(open, 3);
		await agrees(open, 4);
		assert.deepEqual(open.problems, []);
	});
});

for (const rate of [0.5, 2, 3]) {
	test(`At ${rate} times the speed the pitch is kept, and the picture stays in step`, async () => {
		await using open = await playing("steps.mp4", { preferences: { rate } });
		await click(open, 4);
		for (const second of [4, 5, 6]) {
			await agrees(open, second);
		}
	});
}

test("It pauses, goes on, and comes to its end, from where it plays again", async () => {
	await using open = await playing("steps.mp4");
	const { page } = open;
	await click(open, 14);
	await agrees(open, 14);
	await page.keyboard.press("Escape");
	await page.getByRole("button", { name: "Play", exact: true }).waitFor();
	await page.getByRole("button", { name: "Play", exact: true }).click();
	await agrees(open, 15);
	await page.getByRole("button", { name: "Play", exact: true }).waitFor();
	await page.getByText("0:16 / 0:16").waitFor();
	await page.getByRole("button", { name: "0:01", exact: true }).click();
	await agrees(open, 1);
	await open.picture("decoded-sound");
});

test("Only what the browser cannot decode is decoded for it", async () => {
	await using open = await host.open({
		script,
		media: "media/samples/welcome.mp3",
	});
	await open.page.getByText("/ 0:48").waitFor();
	assert.ok(!open.requests.some((url) => url.includes("sound.js")));
});

test("Sound that nothing decodes is told, and the picture plays", async () => {
	await using open = await host.open({
		script,
		media: "test/fixtures/media/kinds/ac3.mp4",
		mediaOptions: { mayLackDecoder: true },
	});
	await open.page.evaluate(LISTENING);
	await open.page.getByText("ac3.mp4 has no sound here").waitFor();
	await open.page.getByRole("button", { name: "Play", exact: true }).click();
	await open.page.waitForFunction(
		() => ((globalThis as unknown as Heard).heard.at(-1)?.position ?? 0) > 0.5,
	);
});

test("A recording that is damaged is told", async () => {
	await using open = await host.open({
		script,
		media: "test/fixtures/media/kinds/unfinished.mp4",
		mediaOptions: { mayLackDecoder: true },
	});
	await open.page.getByText("unfinished.mp4 cannot be").waitFor();
});

test("It is heard in a VS Code that answers every request with the whole file", async () => {
	await using open = await host.open({
		script,
		media: "test/fixtures/sound/steps.mp4",
		mediaOptions: { mayLackDecoder: true },
		height: 1400,
		isSilent: true,
	});
	const body = await readFile(
		path.join(PROJECT, "test/fixtures/sound/steps.mp4"),
	);
	const range = `bytes 0-${body.length - 1}/${body.length}`;
	await open.page.route("**/steps.mp4", (route) =>
		route.fulfill({ status: 206, headers: { "content-range": range }, body }),
	);
	await open.release();
	await open.page.evaluate(LISTENING);
	await click(open, 3);
	await agrees(open, 3);
});

test("A damaged recording that sends its parser round in circles is told, and the page goes on", async () => {
	await using open = await playing("endless.mkv");
	await open.page.getByText("endless.mkv cannot be played").waitFor();
	await open.page.getByText("Second-3").waitFor();
});

test("A kind that is never played is told by its name", async () => {
	await using open = await host.open({
		script,
		media: "test/fixtures/media/kinds/aiff.aiff",
	});
	await open.page.getByText("VS Code plays no AIFF files").waitFor();
	await open.picture("never-played");
});

async function playing(
	file: string,
	options: Partial<PageOptions> = {},
): Promise<OpenPage> {
	const open = await host.open({
		script,
		media: `test/fixtures/sound/${file}`,
		mediaOptions: { mayLackDecoder: true },
		// All seconds are in view.
		height: 1400,
		...options,
	});
	await open.page.evaluate(LISTENING);
	return open;
}

async function click(open: OpenPage, second: number): Promise<void> {
	await open.page
		.getByText(`Second-${second}`, { exact: true })
		.click({ position: { x: 20, y: 8 } });
}

/** Waits for the middle of a second, and compares what is heard and seen there. */
async function agrees(open: OpenPage, second: number): Promise<void> {
	const heard = await open.page.waitForFunction(
		(second) => {
			const moment = (globalThis as unknown as Heard).heard.at(-1);
			const isThere = moment && Math.abs(moment.position - second - 0.6) < 0.3;
			return isThere && moment.tone > 0 ? moment : undefined;
		},
		second,
		{ timeout: 15_000 },
	);
	const { tone, brightness, position } = (await heard.jsonValue()) as Moment;
	const at = `at ${position.toFixed(2)} s`;
	assert.ok(Math.abs(tone - toneOf(second)) < 25, `${tone} Hz ${at}`);
	if (brightness !== undefined) {
		const difference = Math.abs(brightness - brightnessOf(second));
		assert.ok(difference < 7, `brightness ${brightness} ${at}`);
	}
}
