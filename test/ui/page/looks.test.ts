import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { after, test } from "node:test";
import type { AxeResults } from "axe-core";
import { welcomeScript } from "../../fixtures/scripts.ts";
import { type OpenPage, PageHost, type Theme } from "./pageHost.ts";

const MEDIA = "media/samples/welcome.mp3";
const THEMES: readonly Theme[] = ["light", "dark", "contrast", "contrastLight"];

const require = createRequire(import.meta.url);
const axe = await readFile(require.resolve("axe-core/axe.min.js"), "utf8");
const host = await PageHost.start();
after(() => host[Symbol.asyncDispose]());
const script = await welcomeScript();

for (const theme of THEMES) {
	test(`axe finds nothing in the ${theme} theme, whatever is open`, async () => {
		await using open = await host.open({ script, media: MEDIA, theme });
		const { page } = open;
		await open.click("interviews");
		await open.hears("interviews.");
		await open.click("hand", { alt: true });
		await open.picture(`text-${theme}`);
		assert.deepEqual(await findings(open), []);

		await page.keyboard.press("Control+h");
		await page.keyboard.type("it");
		await page.locator(".found.current").waitFor();
		await open.picture(`find-${theme}`);
		assert.deepEqual(await findings(open), []);
		await page.keyboard.press("Escape");

		for (const name of ["Doubtful Words", "Copy", "Statistics", "Keys"]) {
			await page.getByRole("button", { name, exact: true }).click();
			await page.locator(".panel").waitFor();
			await open.picture(`${name.toLowerCase().replace(" ", "-")}-${theme}`);
			assert.deepEqual(await findings(open), [], name);
			await page.keyboard.press("Escape");
			await page.locator(".panel").waitFor({ state: "detached" });
		}
		await page.locator(".cm-content").focus();
		await page.keyboard.press("F2");
		await page.getByRole("dialog", { name: "Speaker" }).waitFor();
		await page.keyboard.type("Anna");
		await open.picture(`speaker-${theme}`);
		assert.deepEqual(await findings(open), []);
	});
}

test("axe finds nothing where there is no recording, and nothing was said", async () => {
	await using open = await host.open({ script: { paragraphs: [], names: {} } });
	await open.picture("nothing");
	assert.deepEqual(await findings(open), []);
});

test("every control is reached by Tab, shows that it has the focus, and has a name", async () => {
	await using open = await host.open({ script, media: MEDIA });
	const { page } = open;
	// It is reached only once the length of the recording is known.
	await page.locator('[aria-label="Position"]:enabled').waitFor();
	const names: string[] = [];
	for (;;) {
		await page.keyboard.press("Tab");
		const name: string = await page.evaluate(`(() => {
			const { activeElement } = document;
			if (activeElement === document.body) {
				return "";
			}
			const { outlineStyle, outlineWidth } = getComputedStyle(activeElement);
			const isText = activeElement.isContentEditable;
			const isSeen = isText || outlineStyle !== "none" && outlineWidth !== "0px";
			return (activeElement.getAttribute("aria-label") ?? activeElement.textContent) + (isSeen ? "" : " is not seen");
		})()`);
		if (name === "" || names.includes(name)) {
			break;
		}
		names.push(name);
	}
	assert.deepEqual(names, [
		"Play",
		"Position",
		"Speed",
		"Find (Ctrl+F)",
		"Doubtful Words",
		"Show Recording",
		"Copy",
		"Export As…",
		"Statistics",
		"Original",
		"Keys",
		"Transcript",
	]);
});

test("at four times the size, in a narrow window, nothing is cut off", async () => {
	await using open = await host.open({
		script,
		media: MEDIA,
		width: 320,
		height: 600,
	});
	const { page } = open;
	await page.keyboard.press("Control+h");
	await open.picture("narrow");
	const outside =
		await page.evaluate(`[...document.querySelectorAll("button, input, select, .cm-line")]
		.filter((each) => {
			const { left, right, width } = each.getBoundingClientRect();
			return width > 0 && (left < 0 || right > innerWidth + 1);
		})
		.map((each) => each.outerHTML.slice(0, 100))`);
	assert.deepEqual(outside, []);
	await page.keyboard.press("Escape");
	await page.getByRole("button", { name: "Keys" }).click();
	await open.picture("narrow-keys");
});

test("a theme that changes is followed, also by what is drawn", async () => {
	await using open = await host.open({ script, media: MEDIA, theme: "dark" });
	const { page } = open;
	await page.getByText("0:00 / 0:48").waitFor();
	const drawn = () =>
		page.locator(".strip").evaluate(
			(strip) =>
				new Promise<string>((resolve) => {
					const { requestAnimationFrame } = strip.ownerDocument.defaultView;
					requestAnimationFrame(() =>
						requestAnimationFrame(() => resolve(strip.toDataURL())),
					);
				}),
		);
	const dark = await drawn();
	await page.evaluate(`setTheme("contrastLight")`);
	assert.notEqual(await drawn(), dark);
	await open.picture("changed-theme");
});

/** What axe finds, a line each: the rule and where. */
async function findings({ page }: OpenPage): Promise<string[]> {
	await page.evaluate(axe);
	const { violations }: AxeResults = await page.evaluate(
		"axe.run({ resultTypes: ['violations'] })",
	);
	return violations.flatMap(({ id, nodes }) =>
		nodes.map(({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`),
	);
}
