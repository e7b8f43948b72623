import assert from "node:assert/strict";
import { after, test } from "node:test";
import { ANSWER_TIMEOUT_MS } from "../../../src/protocol/protocol.ts";
import { welcomeScript } from "../../fixtures/scripts.ts";
import { type OpenPage, PageHost, type PageOptions } from "./pageHost.ts";

const MEDIA = "media/samples/welcome.mp3";

const host = await PageHost.start();
after(() => host[Symbol.asyncDispose]());
const script = await welcomeScript();

test("a click on a word plays from there, and the spoken word is marked as it goes on", async () => {
	await using open = await playing();
	await open.click("interviews");
	const { timeMs } = await positionOf(open, true);
	const word = script.paragraphs[0]?.words.find(({ text }) =>
		text.startsWith("interviews"),
	);
	assert.ok(word !== undefined && Math.abs(timeMs - word.start) < 300);
	await open.hears("interviews.");
	await open.hears("How");
	await open.hears("did");
	await open.picture("playing");
	assert.deepEqual(open.problems, []);
});

test("a click with Alt puts the caret there in silence", async () => {
	await using open = await playing();
	await open.click("interviews", { alt: true });
	await open.page.keyboard.type("s");
	await open.message("edit");
	assert.ok(open.sent.every(({ type }) => type !== "position"));
});

test("a click on a paragraph's time plays from its beginning", async () => {
	await using open = await playing();
	await open.page.getByRole("button", { name: "0:28", exact: true }).click();
	await open.hears("Nothing");
});

test("the space bar pauses in the text and types nothing; typing pauses too", async () => {
	await using open = await playing();
	await open.click("interviews");
	await positionOf(open, true);
	await open.page.keyboard.press("Space");
	await positionOf(open, false);
	await open.click("wanted");
	await open.until(
		"it plays again",
		() => open.sent.filter(isPosition(true)).length === 2,
	);
	await open.page.keyboard.type("x");
	await open.until(
		"it pauses again",
		() => open.sent.filter(isPosition(false)).length === 2,
	);
	const edit = await open.message("edit");
	assert.ok(JSON.stringify(edit).includes("x"));
	assert.equal(open.sent.filter(({ type }) => type === "edit").length, 1);
});

test("keys play and pause, go back and forward, and change the speed", async () => {
	await using open = await playing();
	const { page } = open;
	const position = page.getByRole("slider", { name: "Position" });
	await open.click("interviews", { alt: true });
	await page.keyboard.press("Alt+l");
	await page.getByText("0:05 / 0:48").waitFor();
	await page.keyboard.press("Alt+l");
	await page.getByText("0:10 / 0:48").waitFor();
	await page.keyboard.press("Alt+j");
	await page.getByText("0:05 / 0:48").waitFor();
	assert.match((await position.getAttribute("aria-valuetext")) ?? "", /^0:05/);
	await page.keyboard.press("Alt+k");
	await page.getByRole("button", { name: "Pause" }).waitFor();
	await page.keyboard.press("Escape");
	await page.getByRole("button", { name: "Play", exact: true }).waitFor();

	await page.keyboard.press("Alt+.");
	const { preferences } = await open.message("preferences");
	assert.equal(preferences.rate, 1.25);
	assert.equal(await page.getByLabel("Speed").inputValue(), "1.25");
	for (let press = 0; press < 9; press++) {
		await page.keyboard.press("Alt+,");
	}
	assert.equal(await page.getByLabel("Speed").inputValue(), "0.5");
});

test("at three times the speed the marks keep up", async () => {
	await using open = await playing({ preferences: { rate: 3 } });
	const began = Date.now();
	await open.click("Welcome");
	await open.hears("before?");
	// 6.5 s of speech; the rest is for a slow machine.
	assert.ok(Date.now() - began < 6000);
});

test("keys go from turn to turn, and from doubtful word to doubtful word", async () => {
	await using open = await playing();
	const { page } = open;
	await open.click("interviews", { alt: true });
	await page.keyboard.press("Alt+ArrowDown");
	await open.hears("By");
	await page.keyboard.press("Alt+ArrowDown");
	await open.hears("And");
	await page.keyboard.press("Alt+ArrowUp");
	await open.hears("By");
	await page.keyboard.press("F8");
	await open.hears("One");
	assert.equal(await selection(open), "One");
	await page.keyboard.press("F8");
	assert.equal(await selection(open), "Now");
	await page.keyboard.press("Shift+F8");
	assert.equal(await selection(open), "One");
	await page.keyboard.press("Control+Enter");
	await positionOf(open, true);
});

test("the spoken word is kept in view, unless the reader scrolls away, until they ask for it", async () => {
	await using open = await playing({ height: 260 });
	const { page } = open;
	const back = page.getByRole("button", { name: "Back to the Spoken Word" });
	await open.click("Welcome");
	await open.hears("Welcome");
	await open.say({ type: "seek", timeMs: 41_500, play: true });
	await page.locator(".spoken").filter({ hasText: "Then" }).waitFor();
	await inView(open);
	await page.mouse.move(500, 150);
	await page.mouse.wheel(0, -3000);
	await back.waitFor();
	await inView(open, false);
	await back.click();
	await back.waitFor({ state: "hidden" });
	await inView(open);
});

test("a link's moment is gone to, and played where it says so", async () => {
	await using open = await playing({ startMs: 41_500 });
	await open.hears("Then");
	assert.ok(open.sent.every(({ type }) => type !== "position"));
	await open.say({ type: "seek", timeMs: 15_000, play: true });
	await positionOf(open, true);
	await open.hears("Now");
});

test("a video shows its picture, which can be put away", async () => {
	await using open = await playing({
		media: "test/fixtures/media/kinds/aac-front.mp4",
	});
	const { page } = open;
	const picture = page.locator("video");
	await picture.waitFor();
	await page.getByRole("button", { name: "Play", exact: true }).click();
	await positionOf(open, true);
	await open.picture("video");
	await page.getByRole("button", { name: "Show Recording" }).click();
	await picture.waitFor({ state: "hidden" });
	assert.equal(await page.getByRole("slider").isVisible(), false);
	const { preferences } = await open.message("preferences");
	assert.equal(preferences.showMedia, false);
});

test("without its recording a transcript is text, and says why", async () => {
	await using open = await host.open({ script });
	const { page } = open;
	await page.getByText("talk.mp3 was not found").waitFor();
	await page.getByRole("button", { name: "Choose Recording…" }).click();
	await open.message("chooseMedia");
	await open.click("interviews");
	await page.keyboard.press("Alt+k");
	await open.say({
		type: "media",
		media: {
			kind: "audio",
			name: "welcome.mp3",
			url: new URL(`/file/${MEDIA}`, page.url()).href,
			mayLackDecoder: false,
		},
	});
	await page.getByRole("slider").waitFor();
	assert.equal(await page.getByText("was not found").count(), 0);
	await open.click("interviews");
	await open.hears("interviews.");
});

test("a recording that is none is said to be so, and the text stays", async () => {
	await using open = await playing({
		media: "test/fixtures/media/kinds/text.mp3",
	});
	await open.page.getByText("text.mp3 cannot be played").waitFor();
	await open.page.getByText("interviews").waitFor();
	await open.picture("unreadable");
});

test("where the reader was is found again when the tab comes back", async () => {
	await using open = await playing({ height: 260 });
	const { page } = open;
	await open.say({ type: "seek", timeMs: 41_500, play: false });
	await open.hears("Then");
	await open.until("the place is kept", () => open.kept.length > 0);
	await page.reload();
	await open.hears("Then");
	await inView(open);
});

test("a host that does not answer is said not to, and asked again", async () => {
	await using open = await playing({ isSilent: true });
	const { page } = open;
	const again = page.getByRole("button", { name: "Try Again" });
	await page.clock.fastForward(ANSWER_TIMEOUT_MS);
	await again.waitFor();
	await open.release();
	await page.getByText("interviews").waitFor();
	await again.waitFor({ state: "detached" });
});

function playing(options: Partial<PageOptions> = {}): Promise<OpenPage> {
	return host.open({ script, media: MEDIA, ...options });
}

function isPosition(isPlaying: boolean) {
	return (message: OpenPage["sent"][number]) =>
		message.type === "position" && message.isPlaying === isPlaying;
}

async function positionOf(open: OpenPage, isPlaying: boolean) {
	await open.until(isPlaying ? "it plays" : "it pauses", () =>
		open.sent.some(isPosition(isPlaying)),
	);
	const message = open.sent.find(isPosition(isPlaying));
	assert.ok(message?.type === "position");
	return message;
}

function selection(open: OpenPage): Promise<string> {
	return open.page.evaluate("getSelection().toString()");
}

/** Waits until the spoken word is where it can be read, or is not. */
async function inView(open: OpenPage, isExpected = true): Promise<void> {
	await open.page.locator(".spoken").evaluate(
		(word, isExpected) =>
			new Promise<void>((resolve) => {
				const { IntersectionObserver } = word.ownerDocument.defaultView;
				new IntersectionObserver(
					([{ isIntersecting }]: [{ isIntersecting: boolean }]) =>
						isIntersecting === isExpected && resolve(),
				).observe(word);
			}),
		isExpected,
	);
}
