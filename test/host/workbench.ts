import { mkdir, readdir, readFile } from "node:fs/promises";
import * as path from "node:path";
import type { Browser, Locator, Page } from "playwright-core";
import { OUTPUT_FOLDER } from "./folders.ts";
import type { Server } from "./server.ts";

/** How long a person would wait for anything before taking it for broken, in milliseconds. */
const PATIENCE_MS = 30_000;

/** In the page: tells each text that stands in a notification. */
const TELL_NOTIFICATIONS = `
	const told = new Set();
	const look = () => {
		for (const { textContent } of document.querySelectorAll(".notification-list-item-message")) {
			if (!told.has(textContent)) {
				told.add(textContent);
				window.tellNotification(textContent);
			}
		}
	};
	new MutationObserver(look).observe(document, { childList: true, subtree: true, characterData: true });
`;

/** VS Code's window in a browser, used as a person uses it. */
export class Workbench implements AsyncDisposable {
	readonly page: Page;
	/** Everything that a notification has said. */
	readonly notifications: string[] = [];
	/** Everything that was found in the clipboard. */
	readonly copied: string[] = [];
	readonly #server: Server;

	private constructor(page: Page, server: Server) {
		this.page = page;
		this.#server = server;
	}

	/**
	 * Opens a folder, and waits until its Explorer is there; or a window without one.
	 *
	 * @param language - that VS Code is in, such as `de`; its own texts stay English.
	 */
	static async open(
		browser: Browser,
		server: Server,
		folder?: string,
		language?: string,
	): Promise<Workbench> {
		const context = await browser.newContext({
			viewport: { width: 1100, height: 680 },
			permissions: ["clipboard-read", "clipboard-write"],
		});
		const page = await context.newPage();
		page.setDefaultTimeout(PATIENCE_MS);
		const workbench = new Workbench(page, server);
		await page.exposeFunction("tellNotification", (text: string) =>
			workbench.notifications.push(text),
		);
		await page.addInitScript(TELL_NOTIFICATIONS);
		if (language !== undefined) {
			// As a language pack does, which brings VS Code's own texts as well.
			await page.addInitScript(
				`globalThis._VSCODE_NLS_LANGUAGE = ${JSON.stringify(language)};`,
			);
		}
		await workbench.load(folder);
		return workbench;
	}

	/** Loads the window anew, as after a crash or with another folder. */
	async load(folder?: string): Promise<void> {
		const what =
			folder === undefined ? "ew=true" : `folder=${encodeURIComponent(folder)}`;
		await this.page.goto(`http://127.0.0.1:${this.#server.port}/?${what}`);
		await this.page
			.locator(
				folder === undefined ? ".part.statusbar" : ".explorer-folders-view",
			)
			.waitFor();
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.page.context().close();
	}

	/** A file's row in the Explorer. */
	row(name: string): Locator {
		return this.page
			.locator(".explorer-folders-view .monaco-list-row")
			.filter({ has: this.page.getByText(name, { exact: true }) });
	}

	/** Selects files in the Explorer; a plain click would open the first as well. */
	async select(...names: string[]): Promise<void> {
		const selected = this.page.locator(
			".explorer-folders-view .monaco-list-row.selected",
		);
		while ((await selected.count()) > 0) {
			await selected.first().click({ modifiers: ["ControlOrMeta"] });
		}
		for (const name of names) {
			await this.row(name).click({ modifiers: ["ControlOrMeta"] });
		}
		await this.until(
			async () => (await selected.count()) === names.length,
			`${names.join(", ")} to be selected`,
		);
	}

	/**
	 * Right-clicks something until its menu holds an entry: a menu lacks an
	 * extension's entries until its host has started.
	 *
	 * @returns the entry, under the mouse.
	 */
	async contextMenu(target: Locator, entry: string): Promise<Locator> {
		const menu = this.page.locator(".monaco-menu");
		const item = menu
			.locator(".action-item")
			.filter({ has: this.page.getByText(entry, { exact: true }) });
		await this.#repeat(async () => {
			// Without a menu to close it would clear the selection.
			if (await menu.isVisible()) {
				await this.page.keyboard.press("Escape");
			}
			await target.click({ button: "right" });
			await item.hover({ timeout: 2000 });
		});
		return item;
	}

	/** Right-clicks something and chooses an entry of its menu. */
	async choose(target: Locator, entry: string): Promise<void> {
		await this.#repeat(async () => {
			const item = await this.contextMenu(target, entry);
			// The menu ignores the mouse for a moment after it opens: it has
			// understood when it is gone.
			await item.click({ delay: 50 });
			await item.waitFor({ state: "detached", timeout: 1000 });
		});
	}

	/** The labels of the context menu that is open. */
	async menuEntries(): Promise<string[]> {
		return this.page
			.locator(".monaco-menu .action-item .action-label")
			.allInnerTexts();
	}

	/** Runs a command by its title in the palette. */
	async runCommand(title: string): Promise<void> {
		const input = this.page.locator(".quick-input-widget input");
		const row = this.page
			.locator(".quick-input-list .monaco-list-row")
			.filter({ hasText: title })
			.first();
		await this.#repeat(async () => {
			await this.page.keyboard.press("Escape");
			await this.page.keyboard.press("F1");
			await input.fill(`>${title}`, { timeout: 2000 });
			await row.waitFor({ timeout: 3000 });
		});
		await row.click();
	}

	/** The quick input that is open: an input box or a list to pick from. */
	get quickInput(): Locator {
		return this.page.locator(".quick-input-widget");
	}

	/** A notification by part of its text. */
	toast(text: string | RegExp): Locator {
		return this.page.locator(".notification-toast").filter({ hasText: text });
	}

	/** What a notification says, without its buttons. */
	async message(toast: Locator): Promise<string> {
		const text = await toast
			.locator(".notification-list-item-message")
			.textContent({ timeout: 500 });
		return text ?? "";
	}

	/** Clicks a button of a notification. */
	async clickToast(text: string | RegExp, button: string): Promise<void> {
		await this.toast(text)
			.locator(".monaco-button", { hasText: button })
			.first()
			.click();
	}

	/** A modal dialog. */
	get dialog(): Locator {
		return this.page.locator(".monaco-dialog-box");
	}

	/** An item of the status bar by part of its text. */
	statusBarItem(text: string | RegExp): Locator {
		return this.page.locator(".statusbar-item").filter({ hasText: text });
	}

	/** An editor's tab by its label. */
	tab(label: string): Locator {
		return this.page
			.locator(".tabs-container .tab")
			.filter({ has: this.page.getByText(label, { exact: true }) });
	}

	/**
	 * Accepts the path that VS Code's own file dialog shows.
	 * @param offered - the name at its end.
	 * @param name - to take in its place.
	 */
	async acceptPath(offered: string, name = offered): Promise<void> {
		const input = this.quickInput.locator("input[type=text]");
		const path = () => input.inputValue();
		await this.until(
			async () => (await path()).endsWith(`/${offered}`),
			`a dialog with ${offered}`,
		);
		if (name !== offered) {
			await input.fill((await path()).slice(0, -offered.length) + name);
		}
		await this.quickInput
			.getByRole("button", { name: /Export|Transcribe|OK/ })
			.click();
	}

	/** What the clipboard holds. */
	async clipboard(): Promise<string> {
		const text: string = await this.page.evaluate(
			"navigator.clipboard.readText()",
		);
		this.copied.push(text);
		return text;
	}

	/** The lines of an output channel, as its file on disk holds them. */
	async outputChannel(name: string): Promise<string> {
		const logs = path.join(this.#server.dataFolder, "data/logs");
		const files = await readdir(logs, { recursive: true });
		const texts = await Promise.all(
			files
				.filter((file) => path.basename(file) === `${name}.log`)
				.map((file) => readFile(path.join(logs, file), "utf8")),
		);
		return texts.join("");
	}

	/** Closes a page of questions; one that has only just come loses a key, until it has the focus. */
	async closeQuickInput(): Promise<void> {
		await this.until(async () => {
			await this.page.keyboard.press("Escape");
			return !(await this.quickInput.isVisible());
		}, "the page of questions to close");
	}

	/** Waits until a condition holds, looking again after each change of a page. */
	async until(condition: () => Promise<boolean>, what: string): Promise<void> {
		const end = Date.now() + PATIENCE_MS;
		while (!(await condition())) {
			if (Date.now() > end) {
				throw new Error(`Waited in vain for: ${what}`);
			}
			await this.page.evaluate("new Promise(requestAnimationFrame)");
		}
	}

	/** Takes a picture of the window; resolves to its path. */
	async screenshot(name: string, folder = OUTPUT_FOLDER): Promise<string> {
		await mkdir(folder, { recursive: true });
		const file = path.join(folder, `${name}.png`);
		await this.page.screenshot({ path: file, animations: "disabled" });
		return file;
	}

	async #repeat(gesture: () => Promise<void>): Promise<void> {
		const end = Date.now() + PATIENCE_MS;
		for (;;) {
			try {
				return await gesture();
			} catch (error) {
				if (Date.now() > end) {
					throw error;
				}
			}
		}
	}
}
