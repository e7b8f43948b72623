import assert from "node:assert/strict";
import { after, test } from "node:test";
import type {
	Paragraph,
	Script,
	Word,
} from "../../../src/transcript/script.ts";
import { welcomeScript } from "../../fixtures/scripts.ts";
import { type OpenPage, PageHost } from "./pageHost.ts";

const host = await PageHost.start();
after(() => host[Symbol.asyncDispose]());

const MARKUP = `<img src=x onerror="document.title='broken'"><script>document.title='broken'</script>`;

test("markup in words and names is text, and nothing is loaded for it", async () => {
	await using open = await host.open({
		script: {
			paragraphs: [
				{ speaker: "A", words: [word(MARKUP, 0), word("after", 400)] },
				{ speaker: MARKUP, words: [word("named", 900)] },
			],
			names: { A: MARKUP },
		},
	});
	const { page } = open;
	await page.locator(".cm-line", { hasText: "<img src=x" }).waitFor();
	await page.getByRole("button", { name: "Statistics" }).click();
	await page.getByRole("dialog").waitFor();
	await open.picture("markup");
	await page.keyboard.press("Escape");
	await page.locator(".speaker").first().click();
	await page.getByRole("dialog", { name: "Speaker" }).waitFor();
	assert.equal(await page.title(), "Transcript");
	assert.equal(await page.locator("img, main script").count(), 0);
	const origin = new URL(page.url()).origin;
	assert.ok(open.requests.every((url) => url.startsWith(origin)));
	assert.deepEqual(open.problems, []);
});

test("characters that turn text around turn nothing, and are seen", async () => {
	await using open = await host.open({
		script: scriptOf(
			[
				word("pay\u202e001\u202c", 0),
				word("\u2066euros", 400),
				word("now", 800),
			],
			[word("שלום", 1200), word("עולם,", 1600), word("hello", 2000)],
		),
	});
	const { page } = open;
	assert.equal(await page.locator(".control-character").count(), 3);
	assert.deepEqual(
		await page
			.locator(".cm-line")
			.evaluateAll((lines) =>
				lines.map(
					(line) =>
						line.ownerDocument.defaultView.getComputedStyle(line).direction,
				),
			),
		["ltr", "rtl"],
	);
	// 001 stands right of pay, and euros right of that.
	const at = await Promise.all(
		["pay", "001", "euros", "now"].map((each) => left(open, each)),
	);
	assert.deepEqual(
		at,
		[...at].sort((a, b) => a - b),
	);
	await open.picture("bidi");
});

test("a million letters without a space are shown, and the page stays small", async () => {
	await using open = await host.open({
		script: scriptOf([word("x".repeat(1_000_000), 0), word("end", 1000)]),
	});
	const { page } = open;
	await page.locator(".cm-line", { hasText: "xxx" }).waitFor();
	assert.ok((await nodes(open)) < 500);
	assert.equal(
		await page
			.locator(".cm-scroller")
			.evaluate((text) => text.scrollWidth <= text.clientWidth),
		true,
	);
	await open.picture("one-word");
	await page.locator(".cm-content").focus();
	await page.keyboard.press("Control+End");
	await page.keyboard.type(" of it");
	await open.until("it can be edited", () =>
		(open.lines[0] ?? "").endsWith("x end of it"),
	);
});

test("a paragraph of 100,000 words is shown by parts", async () => {
	await using open = await host.open({
		script: scriptOf(
			Array.from({ length: 100_000 }, (_, index) =>
				word(`word${index}`, index * 300),
			),
		),
		media: "media/samples/welcome.mp3",
	});
	const { page } = open;
	assert.ok((await nodes(open)) < 700);
	await open.click("word50");
	await open.hears("word50");
	await page.locator(".cm-content").focus();
	await page.keyboard.press("Control+End");
	await page.locator(".cm-line", { hasText: "word99999" }).waitFor();
	assert.ok((await nodes(open)) < 700);
});

test("broken times break nothing", async () => {
	const sound = await welcomeScript();
	const times = [Number.NaN, -5, Number.POSITIVE_INFINITY, 1e300, 5000, 200, 0];
	await using open = await host.open({
		script: {
			paragraphs: [
				{ words: times.map((time, index) => word(`broken${index}`, time)) },
				{ words: [] },
				{ words: [{ text: "", start: 5, end: 2 }] },
				{
					words: [
						{ text: "line\nbreak\r\nin", start: 5, end: 2 },
						word("it", 7),
					],
				},
				...sound.paragraphs,
			],
			names: {},
		},
		media: "media/samples/welcome.mp3",
	});
	const { page } = open;
	await page.locator(".cm-line", { hasText: "line break  in it" }).waitFor();
	await open.click("broken0");
	await page.keyboard.press("Alt+ArrowDown");
	await page.getByRole("button", { name: "Statistics" }).click();
	await page.getByRole("dialog", { name: "Statistics" }).waitFor();
	assert.equal(await page.getByRole("dialog").getByText("NaN").count(), 0);
	await page.keyboard.press("Escape");
	await open.click("interviews");
	await open.hears("interviews.");
	await open.click("it", { alt: true });
	await page.keyboard.type("x ");
	await open.message("edit");
	await open.picture("broken");
	assert.deepEqual(open.problems, []);
});

test("marks upon marks and very long names stay where they are", async () => {
	await using open = await host.open({
		script: {
			paragraphs: [
				{ speaker: "A", words: [word(`z${"\u0336\u0310".repeat(200)}`, 0)] },
				{ speaker: "B", words: [word("next", 500)] },
			],
			names: { A: "Name ".repeat(40), __proto__: "x" },
		},
	});
	const { page } = open;
	const overflow = await page
		.locator(".cm-scroller")
		.evaluate((text) => text.scrollWidth - text.clientWidth);
	assert.equal(overflow, 0);
	await open.picture("marks");
});

test("no recording of silence has words, and that is said", async () => {
	await using open = await host.open({ script: { paragraphs: [], names: {} } });
	const { page } = open;
	await page.getByText("No speech was found in this recording.").waitFor();
	await page.locator(".cm-content").focus();
	await page.keyboard.type("x");
	await page.keyboard.press("F8");
	await page.keyboard.press("Alt+ArrowDown");
	await page.keyboard.press("Control+a");
	await page.getByRole("button", { name: "Statistics" }).click();
	assert.deepEqual(open.problems, []);
});

function scriptOf(...paragraphs: Word[][]): Script {
	return {
		paragraphs: paragraphs.map((words): Paragraph => ({ words })),
		names: {},
	};
}

function word(text: string, start: number): Word {
	return { text, start, end: start + 300 };
}

function nodes(open: OpenPage): Promise<number> {
	return open.page.evaluate("document.querySelectorAll('*').length");
}

async function left(open: OpenPage, word: string): Promise<number> {
	return (await open.placeOf(word)).x;
}
