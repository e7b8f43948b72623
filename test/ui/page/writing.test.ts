import assert from "node:assert/strict";
import { after, test } from "node:test";
import { ANSWER_TIMEOUT_MS } from "../../../src/protocol/protocol.ts";
import type { Script } from "../../../src/transcript/script.ts";
import { welcomeScript } from "../../fixtures/scripts.ts";
import { type OpenPage, PageHost, type PageOptions } from "./pageHost.ts";

const host = await PageHost.start();
after(() => host[Symbol.asyncDispose]());
const script = await welcomeScript();

test("a corrected word is one edit, keeps its time, and is doubtful no more", async () => {
	await using open = await writing();
	const { page } = open;
	assert.equal(await page.locator(".doubtful", { hasText: "One" }).count(), 1);
	await open.click("One", { alt: true, count: 2 });
	await page.keyboard.type("Every ");
	const { edit } = await open.message("edit");
	assert.deepEqual(edit, {
		kind: "replaceWords",
		paragraph: 1,
		first: 2,
		end: 3,
		text: "Every",
	});
	await open.until("it is in the document", () =>
		open.lines.includes(
			"B: By hand. Every hour of talking took me four hours of typing, and I still missed half of the names.",
		),
	);
	assert.equal(
		open.script.paragraphs[1]?.words[2]?.start,
		script.paragraphs[1]?.words[2]?.start,
	);
	assert.equal(
		await page.locator(".doubtful", { hasText: "Every" }).count(),
		0,
	);
	await open.picture("corrected");
	assert.deepEqual(open.problems, []);
});

test("Enter parts a paragraph, and Backspace at its start joins it again", async () => {
	await using open = await writing();
	const { page } = open;
	await caretBefore(open, "How");
	await page.keyboard.press("Enter");
	await open.until("it is parted", () => open.script.paragraphs.length === 9);
	assert.deepEqual(open.lines.slice(0, 2), [
		"A: Welcome to Sidescribe. Anna, you record a lot of interviews.",
		"A: How did you write them down before?",
	]);
	// The caret is where the new paragraph begins.
	await page.keyboard.press("Backspace");
	await open.until("it is joined", () => open.script.paragraphs.length === 8);
	assert.deepEqual(open.lines[0], lines(script)[0]);
});

test("Delete at a paragraph's end joins the next one", async () => {
	await using open = await writing();
	const { page } = open;
	await open.click("Welcome", { alt: true });
	await page.keyboard.press("End");
	await page.keyboard.press("Delete");
	await open.until("it is joined", () => open.script.paragraphs.length === 7);
	assert.match(open.lines[0] ?? "", /before\? By hand\./);
});

test("text typed over parts of two paragraphs, and lines pasted", async () => {
	await using open = await writing();
	const { page } = open;
	await caretBefore(open, "How");
	await page.keyboard.press("Shift+ArrowDown");
	await page.keyboard.type("Why? ");
	await open.until("two are one", () => open.script.paragraphs.length === 7);
	await paste(open, "One.\nTwo.\n");
	await open.until("three", () => open.script.paragraphs.length === 9);
	assert.match(open.lines[0] ?? "", /interviews\. Why\? One\.$/);
	assert.equal(open.lines[1], "A: Two.");
});

test("what VS Code undoes comes back, and the caret is where it was", async () => {
	await using open = await writing();
	await open.click("interviews", { alt: true, count: 2 });
	await open.page.keyboard.type("talks ");
	await open.until("it is edited", () => open.lines[0] !== lines(script)[0]);
	await open.undo();
	await open.page.getByText("a lot of interviews. How").waitFor();
	assert.deepEqual(open.lines, lines(script));
});

test("Undo takes back what is typed before the host has heard of it", async () => {
	await using open = await writing();
	const { page } = open;
	await open.click("interviews", { alt: true, count: 2 });
	await page.keyboard.type("talk");
	await page.keyboard.press("Control+z");
	await page.getByText("a lot of interviews. How").waitFor();
	await page.keyboard.press("Control+End");
	assert.ok(open.sent.every(({ type }) => type !== "edit"));
});

test("Save that comes while an edit is under way follows it", async () => {
	await using open = await writing();
	const { page } = open;
	await open.click("interviews", { alt: true, count: 2 });
	await page.keyboard.type("talks");
	await page.keyboard.press("Control+s");
	assert.equal((await open.message("run")).command, "save");
	assert.deepEqual(
		open.sent.map(({ type }) => type).filter((type) => type !== "position"),
		["ready", "edit", "run"],
	);
	// With nothing under way it is VS Code's alone.
	await page.keyboard.press("Control+s");
	await page.keyboard.press("Control+End");
	assert.equal(open.sent.filter(({ type }) => type === "run").length, 1);
});

test("what the host refuses is taken back, and it is said why", async () => {
	await using open = await writing();
	const { page } = open;
	open.refuse("It was changed on disk.");
	await open.click("interviews", { alt: true, count: 2 });
	await page.keyboard.type("talks ");
	await page.getByText("It was changed on disk.").waitFor();
	await page.getByText("a lot of interviews. How").waitFor();
});

test("an edit that is never answered is taken back", async () => {
	await using open = await writing({ isSilent: true });
	const { page } = open;
	await open.release();
	await page.getByText("interviews").waitFor();
	open.silence();
	await open.click("interviews", { alt: true, count: 2 });
	await page.keyboard.type("talks ");
	await open.message("edit");
	await page.clock.fastForward(ANSWER_TIMEOUT_MS);
	await page.getByText("VS Code did not answer").waitFor();
	await page.getByText("a lot of interviews. How").waitFor();
});

test("spaces alone change nothing, and are gone when the text is left", async () => {
	await using open = await writing();
	const { page } = open;
	await caretBefore(open, "How");
	await page.keyboard.type("   ");
	await page.getByRole("button", { name: "Statistics" }).focus();
	await page.getByText("interviews. How").waitFor();
	assert.ok(open.sent.every(({ type }) => type !== "edit"));
});

test("a speaker is renamed everywhere", async () => {
	await using open = await writing();
	const { page } = open;
	await page
		.getByRole("button", { name: "Speaker A", exact: true })
		.first()
		.click();
	const dialog = page.getByRole("dialog", { name: "Speaker" });
	await dialog.getByLabel("Speaker's name").fill("Ben");
	await open.picture("speaker");
	await dialog.getByRole("button", { name: "Apply" }).click();
	assert.deepEqual((await open.message("edit")).edit, {
		kind: "nameSpeaker",
		speaker: "A",
		name: "Ben",
	});
	await page
		.getByRole("button", { name: "Ben", exact: true })
		.first()
		.waitFor();
	assert.equal(
		await page.getByRole("button", { name: "Ben", exact: true }).count(),
		4,
	);
});

test("F2 asks for the speaker of the caret's paragraph; here alone makes another one", async () => {
	await using open = await writing();
	const { page } = open;
	await open.click("interviews", { alt: true });
	await page.keyboard.press("F2");
	await page.keyboard.type("Carla");
	await page.getByText("Only in this paragraph").click();
	await page.keyboard.press("Enter");
	await open.until("it is renamed", () => open.script.names.C === "Carla");
	assert.deepEqual(
		open.script.paragraphs.map(({ speaker }) => speaker),
		["C", "B", "A", "B", "A", "B", "A", "B"],
	);
	await page.locator(".cm-content:focus").waitFor();
});

test("two speakers become one where one gets the other's name", async () => {
	await using open = await writing();
	const { page } = open;
	await open.click("interviews", { alt: true });
	await page.keyboard.press("F2");
	await page.keyboard.type("Anna");
	await page.getByText("Speaker A and Anna will be one speaker.").waitFor();
	await page.keyboard.press("Enter");
	await open.until("they are one", () =>
		open.script.paragraphs.every(({ speaker }) => speaker === "B"),
	);
});

test("a transcript that cannot be edited says why, and takes no text", async () => {
	await using open = await writing({
		readonlyReason: "This file is read-only.",
	});
	const { page } = open;
	await page.getByText("This file is read-only.").waitFor();
	await open.click("interviews", { alt: true });
	await page.keyboard.type("x");
	await page.keyboard.press("Enter");
	await page.keyboard.press("F2");
	await page.getByText("This transcript cannot be edited.").waitFor();
	assert.ok(open.sent.every(({ type }) => type !== "edit"));
	assert.equal(await page.locator(".cm-line").count(), 8);
});

test("all is copied with and without times, or what is selected", async () => {
	await using open = await writing();
	const { page } = open;
	const copy = async (entry: string) => {
		open.sent.length = 0;
		await page.getByRole("button", { name: "Copy", exact: true }).click();
		await page.getByRole("menuitem", { name: entry, exact: true }).click();
		return (await open.message("copyText")).text.split("\n\n");
	};
	const plain = await copy("Copy Text");
	assert.equal(plain.length, 8);
	assert.equal(plain[2], "Speaker A: And now?");
	assert.equal(
		(await copy("Copy Text with Times"))[2],
		"[0:00:13] Speaker A: And now?",
	);
	await open.click("interviews", { alt: true });
	await page.keyboard.press("Shift+ArrowDown");
	await page.getByText("The transcript was copied.").waitFor();
	const [first, second, ...others] = await copy("Copy Text");
	assert.match(first ?? "", /^Speaker A: interviews\. How/);
	assert.match(second ?? "", /^Anna: By hand\./);
	assert.deepEqual(others, []);
});

test("the whole text is selected and copied, though only a part is in the page", async () => {
	await using open = await writing();
	const { page } = open;
	await open.click("interviews", { alt: true });
	await page.keyboard.press("Control+a");
	const copied = await page.evaluate(`new Promise((resolve) => {
		document.addEventListener("copy", (event) => resolve(event.clipboardData.getData("text/plain")));
		document.execCommand("copy");
	})`);
	assert.equal(
		copied,
		lines(script)
			.map((line) => line.slice(3))
			.join("\n"),
	);
});

test("what the host does is asked of it", async () => {
	await using open = await writing();
	const { page } = open;
	await open.click("interviews", { alt: true });
	await page.getByRole("button", { name: "Copy", exact: true }).click();
	await page.keyboard.press("ArrowDown");
	await page.keyboard.press("ArrowDown");
	await page.keyboard.press("Enter");
	await open.message("copyLink");
	await page.getByRole("button", { name: "Export As…" }).click();
	await open.message("export");
	await page.getByRole("button", { name: "Original" }).click();
	await page.getByRole("menuitem", { name: "Compare with Original" }).click();
	await open.message("compareWithOriginal");
	await page.getByRole("button", { name: "Original" }).click();
	await page.getByRole("menuitem", { name: "Restore Original" }).click();
	await open.message("restoreOriginal");
});

function writing(options: Partial<PageOptions> = {}): Promise<OpenPage> {
	return host.open({ script, ...options });
}

/** Puts the caret before a word. */
async function caretBefore(open: OpenPage, word: string): Promise<void> {
	await open.click(word, { alt: true });
	await open.page.keyboard.press("Control+ArrowLeft");
}

async function paste(open: OpenPage, text: string): Promise<void> {
	await open.page.locator(".cm-content").evaluate((content, text) => {
		const { DataTransfer, ClipboardEvent } = content.ownerDocument.defaultView;
		const clipboardData = new DataTransfer();
		clipboardData.setData("text/plain", text);
		content.dispatchEvent(
			new ClipboardEvent("paste", {
				clipboardData,
				bubbles: true,
				cancelable: true,
			}),
		);
	}, text);
}

function lines({ paragraphs }: Script): string[] {
	return paragraphs.map(
		({ speaker, words }) =>
			`${speaker}: ${words.map(({ text }) => text).join(" ")}`,
	);
}
