import type { Locator } from "playwright-core";
import type { Workbench } from "../host/workbench.ts";

/** The list of transcripts in the Explorer's side bar. */
export class TranscriptList {
	readonly #workbench: Workbench;
	readonly #pane: Locator;

	private constructor(workbench: Workbench, pane: Locator) {
		this.#workbench = workbench;
		this.#pane = pane;
	}

	/** Unfolds it, as a click on its title does, in a window with room for it. */
	static async open(workbench: Workbench): Promise<TranscriptList> {
		const { page } = workbench;
		await page.setViewportSize({ width: 1100, height: 1000 });
		const title = page.getByRole("button", { name: "Transcripts Section" });
		await title.click();
		const { x = 0, y = 0 } = (await title.boundingBox()) ?? {};
		// Its upper edge; below that the title itself would be dragged.
		await page.mouse.move(x + 40, y - 1);
		await page.mouse.down();
		await page.mouse.move(x + 40, y - 300, { steps: 5 });
		await page.mouse.up();
		return new TranscriptList(
			workbench,
			page.locator(".pane").filter({ has: title }),
		);
	}

	/** What it shows while there is nothing in it. */
	get welcome(): Locator {
		return this.#pane.locator(".welcome-view");
	}

	/** A row by its label. */
	row(label: string): Locator {
		return this.#pane
			.locator(".monaco-list-row")
			.filter({ has: this.#pane.page().getByText(label, { exact: true }) });
	}

	/** Waits until the menu of a row has an entry, or has it no more. */
	async hasEntry(label: string, entry: string, isThere: boolean) {
		await this.#workbench.until(
			async () => {
				await this.#workbench.contextMenu(this.row(label), "Transcribe Again");
				const entries = await this.#workbench.menuEntries();
				await this.#workbench.page.keyboard.press("Escape");
				return entries.includes(entry) === isThere;
			},
			`${entry} ${isThere ? "in" : "gone from"} the menu of ${label}`,
		);
	}

	/** Waits until its rows have these labels, from above. */
	async shows(labels: readonly string[]): Promise<void> {
		const rows = this.#pane.locator(".monaco-list-row .label-name");
		await this.#workbench.until(
			async () => (await rows.allInnerTexts()).join() === labels.join(),
			`the list to show ${labels.join(", ")}`,
		);
	}
}
