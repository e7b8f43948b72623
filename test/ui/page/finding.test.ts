import assert from "node:assert/strict";
import { after, test } from "node:test";
import { longScript, welcomeScript } from "../../fixtures/scripts.ts";
import { type OpenPage, PageHost } from "./pageHost.ts";

const host = await PageHost.start();
after(() => host[Symbol.asyncDispose]());
const script = await welcomeScript();

test("what is looked for is counted, marked, and gone to by Enter", async () => {
	await using open = await host.open({ script });
	const { page } = open;
	const count = countOf(open, /it/gi);
	await find(open, "it");
	await page.getByText(`1 of ${count}`, { exact: true }).waitFor();
	await page.keyboard.press("Enter");
	await page.getByText(`2 of ${count}`, { exact: true }).waitFor();
	await page.keyboard.press("Shift+Enter");
	await page.keyboard.press("Shift+Enter");
	await page.getByText(`${count} of ${count}`, { exact: true }).waitFor();
	assert.equal(await page.locator(".found").count(), count);
	assert.equal(await page.locator(".found.current").count(), 1);
	await open.picture("found");
	await page.keyboard.press("Escape");
	assert.equal(await page.locator(".found").count(), 0);
	await page.locator(".cm-content:focus").waitFor();
});

test("case, whole words and expressions are minded where they are asked for", async () => {
	await using open = await host.open({ script });
	const { page } = open;
	const counted = (of: RegExp) =>
		page.getByText(new RegExp(`^\\d+ of ${countOf(open, of)}$`)).waitFor();
	await find(open, "now");
	await counted(/now/gi);
	await page.getByRole("button", { name: "Match Case" }).click();
	await counted(/now/g);
	await page.getByLabel("Find", { exact: true }).fill("not");
	await counted(/not/g);
	await page.keyboard.press("Alt+w");
	await page.getByText("No results").waitFor();
	await page.keyboard.press("Alt+w");
	await page.keyboard.press("Alt+r");
	await page.getByLabel("Find", { exact: true }).fill("h[oa]");
	await counted(/h[oa]/g);
	await page.getByLabel("Find", { exact: true }).fill("h[");
	await page.getByText("No valid expression").waitFor();
});

test("all are replaced as one step to be undone", async () => {
	await using open = await host.open({ script });
	const { page } = open;
	await page.keyboard.press("Control+h");
	await page.getByLabel("Find", { exact: true }).fill("(\\w+) hour");
	await page.getByRole("button", { name: "Use Regular Expression" }).click();
	await page.getByLabel("Replace", { exact: true }).fill("$1 long hour");
	await page.keyboard.press("Control+Alt+Enter");
	await page.getByText("2 replaced").waitFor();
	await open.until("they are replaced", () =>
		/One long hour of talking took me four long hours/.test(
			open.lines[1] ?? "",
		),
	);
	assert.equal(open.sent.filter(({ type }) => type === "edit").length, 1);
	await open.undo();
	await page.getByText("One hour of talking took me four hours").waitFor();
});

test("one is replaced, and the next one gone to", async () => {
	await using open = await host.open({ script });
	const { page } = open;
	await page.keyboard.press("Control+h");
	await page.getByLabel("Find", { exact: true }).fill("twice");
	await page.getByText("1 of 2", { exact: true }).waitFor();
	await page.getByLabel("Replace", { exact: true }).fill("again");
	await page.keyboard.press("Enter");
	await page.getByText("1 of 1", { exact: true }).waitFor();
	await open.until("it is replaced", () =>
		/sent again, and nothing is paid for twice\./.test(open.lines[5] ?? ""),
	);
});

test("in ten hours all is found at once, also what is not in the page", async () => {
	await using open = await host.open({ script: longScript(10) });
	const { page } = open;
	await find(open, "expected.");
	const total = open.lines.join("\n").split("expected.").length - 1;
	await page
		.getByText(`1 of ${total.toLocaleString("en")}`, { exact: true })
		.waitFor();
	await page.keyboard.press("Shift+Enter");
	await page
		.getByText(
			`${total.toLocaleString("en")} of ${total.toLocaleString("en")}`,
			{ exact: true },
		)
		.waitFor();
	await page.locator(".found.current").waitFor();
	await page.keyboard.press("Control+h");
	await page.getByLabel("Replace", { exact: true }).fill("awaited.");
	await page.keyboard.press("Control+Alt+Enter");
	await open.until(
		"all are replaced",
		() => !open.lines.some((line) => line.includes("expected.")),
	);
	assert.equal(open.lines.join("\n").split("awaited.").length - 1, total);
	assert.equal(open.sent.filter(({ type }) => type === "edit").length, 1);
});

function countOf({ lines }: OpenPage, of: RegExp): number {
	return lines.join("\n").match(of)?.length ?? 0;
}

async function find(open: OpenPage, text: string): Promise<void> {
	await open.page.keyboard.press("Control+f");
	await open.page.keyboard.type(text);
}
