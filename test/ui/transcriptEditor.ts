import { readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import type { AxeResults } from "axe-core";
import type { Frame, Locator } from "playwright-core";
import type { Workbench } from "../host/workbench.ts";
import { placeOf } from "./page/placeOf.ts";

/** The transcript view in VS Code's window. */
export class TranscriptEditor {
	readonly #workbench: Workbench;

	constructor(workbench: Workbench) {
		this.#workbench = workbench;
	}

	/** Opens a transcript from the Explorer, and waits for its text. */
	static async open(
		workbench: Workbench,
		name: string,
	): Promise<TranscriptEditor> {
		// Before VS Code has read what extensions contribute it opens it as text.
		await workbench.page
			.getByRole("button", { name: "Transcripts Section" })
			.waitFor();
		await workbench.row(name).dblclick();
		const editor = new TranscriptEditor(workbench);
		await editor.ready();
		return editor;
	}

	/** Waits until its text is there. */
	async ready(): Promise<void> {
		await this.locator("main[aria-busy=false]").waitFor();
	}

	/** Something in its page. */
	locator(selector: string): Locator {
		return this.#workbench.page
			.frameLocator("iframe.webview.ready")
			.frameLocator("iframe#active-frame")
			.locator(selector);
	}

	button(name: string): Locator {
		return this.locator("body").getByRole("button", { name, exact: true });
	}

	/** Its page. */
	async frame(): Promise<Frame> {
		const handle = await this.locator("body").elementHandle();
		const frame = await handle?.ownerFrame();
		if (!frame) {
			throw new Error("The transcript view has no page");
		}
		return frame;
	}

	/** Clicks a word, the first that is in the page. */
	async click(
		word: string,
		options: { readonly alt?: boolean; readonly count?: number } = {},
	): Promise<void> {
		const frame = await this.frame();
		const at: { x: number; y: number } = await frame.evaluate(placeOf(word));
		const element = await frame.frameElement();
		const { x = 0, y = 0 } = (await element.boundingBox()) ?? {};
		const { keyboard, mouse } = this.#workbench.page;
		if (options.alt) {
			await keyboard.down("Alt");
		}
		// The Explorer may take the focus back while it opens a file.
		await this.#workbench.until(async () => {
			await mouse.click(x + at.x, y + at.y, {
				clickCount: options.count ?? 1,
			});
			return this.#hasFocus();
		}, "the transcript view to have the focus");
		if (options.alt) {
			await keyboard.up("Alt");
		}
	}

	#hasFocus(): Promise<boolean> {
		return this.#workbench.page.evaluate(
			"document.activeElement.matches('iframe.webview')",
		);
	}

	/** Puts another word in the place of one, in silence. */
	async correct(word: string, corrected: string): Promise<void> {
		await this.click(word, { alt: true, count: 2 });
		await this.#workbench.page.keyboard.type(corrected);
		await this.says(corrected);
	}

	/** Waits until a text stands in it. */
	async says(text: string): Promise<void> {
		await this.locator(".cm-line").filter({ hasText: text }).first().waitFor();
	}

	/** Waits until a text stands in it no more. */
	async saysNot(text: string): Promise<void> {
		await this.locator(".cm-line")
			.filter({ hasText: text })
			.first()
			.waitFor({ state: "detached" });
	}

	/** Waits until another word is marked as spoken than the one that was clicked. */
	async playsOnFrom(word: string): Promise<void> {
		await this.locator(".spoken").filter({ hasNotText: word }).waitFor();
	}

	/** Waits until its tab shows that there are edits that are not saved, or none. */
	async isDirty(name: string, isDirty: boolean): Promise<void> {
		const tab = this.#workbench.tab(name);
		await this.#workbench.until(
			async () =>
				/\bdirty\b/.test((await tab.getAttribute("class")) ?? "") === isDirty,
			`${name} to be ${isDirty ? "dirty" : "clean"}`,
		);
	}

	/** What axe finds in its page, a line each. */
	async accessibilityFindings(): Promise<string[]> {
		const require = createRequire(import.meta.url);
		const frame = await this.frame();
		await frame.evaluate(
			await readFile(require.resolve("axe-core/axe.min.js"), "utf8"),
		);
		const { violations } = await frame.evaluate<AxeResults>("axe.run()");
		return violations.map(
			({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(", ")}`,
		);
	}
}
