import assert from "node:assert/strict";
import { after, test } from "node:test";
import { longScript } from "../../fixtures/scripts.ts";
import { type OpenPage, PageHost } from "./pageHost.ts";

/** What "a few hundred nodes" is held to. */
const MAX_NODES = 600;

const host = await PageHost.start();
after(() => host[Symbol.asyncDispose]());
const script = longScript(10);

test("ten hours are a few hundred nodes, at the top, in the middle and at the end", async () => {
	await using open = await host.open({ script });
	assert.ok((await nodes(open)) < MAX_NODES);
	await scrollTo(open, 0.5);
	assert.ok((await nodes(open)) < MAX_NODES);
	await scrollTo(open, 1);
	await open.page
		.locator(".cm-line")
		.filter({ hasText: open.lines.at(-1)?.slice(3) ?? "" })
		.waitFor();
	assert.ok((await nodes(open)) < MAX_NODES);
	assert.deepEqual(open.problems, []);
});

test("in ten hours the word is marked that is heard, however far it is", async () => {
	await using open = await host.open({
		script,
		media: "media/samples/welcome.mp3",
	});
	await open.say({ type: "seek", timeMs: 30_000, play: true });
	const word = script.paragraphs
		.flatMap(({ words }) => words)
		.find(({ start }) => start > 31_000);
	await open.hears(word?.text ?? "");
	await open.page.locator(".spoken").waitFor();
});

test("an edit at the end of ten hours is a small message, and so is what undoes it", async () => {
	await using open = await host.open({ script });
	const { page } = open;
	await page.locator(".cm-content").focus();
	await page.keyboard.press("Control+End");
	await page.keyboard.type(" Bye. ");
	const edit = await open.message("edit");
	assert.ok(JSON.stringify(edit).length < 300);
	await open.until("it is made", () => /Bye\.$/.test(open.lines.at(-1) ?? ""));
	const former = open.script.paragraphs.length;
	await open.undo();
	assert.equal(open.script.paragraphs.length, former);
	await page.getByText("Bye.").waitFor({ state: "detached" });
});

test("an edit far up is seen when it is undone", async () => {
	await using open = await host.open({ script });
	const { page } = open;
	await page.locator(".cm-content").focus();
	await page.keyboard.press("Control+Home");
	await page.keyboard.type("Welcome! ");
	await open.message("edit");
	await page.keyboard.press("Control+End");
	await page.getByText("Welcome!").waitFor({ state: "detached" });
	await open.undo();
	await page.getByText(open.lines[0]?.slice(3) ?? "").waitFor();
});

function nodes(open: OpenPage): Promise<number> {
	return open.page.evaluate("document.querySelectorAll('*').length");
}

async function scrollTo(open: OpenPage, share: number): Promise<void> {
	await open.page.evaluate(`new Promise((resolve) => {
		const text = document.querySelector(".cm-scroller");
		text.scrollTop = text.scrollHeight * ${share};
		requestAnimationFrame(() => requestAnimationFrame(resolve));
	})`);
}
