import { randomBytes } from "node:crypto";
import { createReadStream } from "node:fs";
import { mkdir, stat } from "node:fs/promises";
import { createServer, type Server, type ServerResponse } from "node:http";
import * as path from "node:path";
import { pipeline } from "node:stream/promises";
import type { Browser, Page } from "playwright-core";
import { packScript } from "../../../src/protocol/packedScript.ts";
import { pageHtml } from "../../../src/protocol/pageHtml.ts";
import {
	type FromHost,
	type FromPage,
	type Media,
	type Preferences,
	parseFromPage,
} from "../../../src/protocol/protocol.ts";
import { changeBetween } from "../../../src/transcript/change.ts";
import { applyEdit } from "../../../src/transcript/edits.ts";
import { type Script, textOf } from "../../../src/transcript/script.ts";
import themes from "../../fixtures/themes.json" with { type: "json" };
import { type BrowserOptions, startBrowser } from "../../host/browser.ts";
import { OUTPUT_FOLDER, PROJECT } from "../../host/folders.ts";
import { placeOf } from "./placeOf.ts";

export type Theme = keyof typeof themes;

/** Where the tests leave their pictures. */
const PICTURES = path.join(OUTPUT_FOLDER, "ui/page");

const TYPES: Readonly<Record<string, string>> = {
	".css": "text/css",
	".js": "text/javascript",
	".mp3": "audio/mpeg",
	".mp4": "video/mp4",
	".webm": "video/webm",
};

/** What a page is opened with. */
export interface PageOptions {
	readonly script: Script;
	/** A file in the project that is played. */
	readonly media?: string;
	/** Where the file is not as its name says. */
	readonly mediaOptions?: Partial<Exclude<Media, { kind: "none" }>>;
	readonly theme?: Theme;
	readonly preferences?: Partial<Preferences>;
	readonly readonlyReason?: string;
	readonly startMs?: number;
	readonly width?: number;
	readonly height?: number;
	/** The host hears and says nothing until it is released, and the page's clock is the test's. */
	readonly isSilent?: boolean;
	/** Runs in the page before anything of its own. */
	readonly initScript?: string;
}

/** Serves the page that was built, and stands in for VS Code: the host's part of the protocol, without it. */
export class PageHost implements AsyncDisposable {
	readonly #server: Server;
	readonly #browser: Browser;
	readonly #port: number;

	private constructor(server: Server, browser: Browser, port: number) {
		this.#server = server;
		this.#browser = browser;
		this.#port = port;
	}

	static async start(options: BrowserOptions = {}): Promise<PageHost> {
		const browser = await startBrowser((line) => console.log(line), options);
		const server = createServer((request, response) => {
			void answer(request.url ?? "/", request.headers.range, response);
		});
		const port = await new Promise<number>((resolve) => {
			server.listen(0, "127.0.0.1", () => {
				const address = server.address();
				resolve(typeof address === "object" ? (address?.port ?? 0) : 0);
			});
		});
		return new PageHost(server, browser, port);
	}

	async open(options: PageOptions): Promise<OpenPage> {
		const context = await this.#browser.newContext({
			viewport: {
				width: options.width ?? 1000,
				height: options.height ?? 700,
			},
			reducedMotion: "reduce",
		});
		const page = await context.newPage();
		return OpenPage.load(page, `http://127.0.0.1:${this.#port}`, options);
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.#browser.close();
		this.#server.closeAllConnections();
		this.#server.close();
	}
}

/** A page that is open, and the document that its host has. */
export class OpenPage implements AsyncDisposable {
	readonly page: Page;
	/** All that the page sent, but what it sends by the clock. */
	readonly sent: FromPage[] = [];
	/** The words that were marked as spoken, in the order in which they were. */
	readonly spoken: string[] = [];
	/** All that went wrong in the page: exceptions, and what its policy kept out. */
	readonly problems: string[] = [];
	/** The addresses of all that the page asked for. */
	readonly requests: string[] = [];
	/** What the page asked VS Code to keep for its tab. */
	readonly kept: unknown[] = [];
	readonly #options: PageOptions;
	readonly #origin: string;
	readonly #listeners = new Set<() => void>();
	#script: Script;
	#version = 1;
	#heard = 0;
	#undo: Script[] = [];
	#isSilent: boolean;
	#refusal: string | undefined;

	private constructor(page: Page, origin: string, options: PageOptions) {
		this.page = page;
		this.#origin = origin;
		this.#options = options;
		this.#script = options.script;
		this.#isSilent = options.isSilent ?? false;
	}

	static async load(
		page: Page,
		origin: string,
		options: PageOptions,
	): Promise<OpenPage> {
		const open = new OpenPage(page, origin, options);
		page.on("pageerror", ({ message }) => open.problems.push(message));
		page.on("console", (message) => {
			if (["error", "warning"].includes(message.type())) {
				open.problems.push(message.text());
			}
		});
		page.on("request", (request) => open.requests.push(request.url()));
		await page.exposeFunction("tellHost", (message: unknown) =>
			open.#hear(message),
		);
		await page.exposeFunction("tellSpoken", (word: string) => {
			open.spoken.push(word);
			open.#look();
		});
		await page.exposeFunction("tellKept", (state: unknown) => {
			open.kept.push(state);
			open.#look();
		});
		await page.addInitScript(VSCODE);
		if (options.initScript !== undefined) {
			await page.addInitScript(options.initScript);
		}
		if (open.#isSilent) {
			await page.clock.install();
		}
		await page.goto(`${origin}/page?theme=${options.theme ?? "dark"}`);
		if (!open.#isSilent) {
			await page.locator("main[aria-busy=false]").waitFor();
		}
		return open;
	}

	get script(): Script {
		return this.#script;
	}

	/** The document as a person reads it: a line a paragraph. */
	get lines(): string[] {
		return this.#script.paragraphs.map(
			({ speaker, words }) =>
				`${speaker === undefined ? "" : `${speaker}: `}${textOf(words)}`,
		);
	}

	/** Says something to the page, as VS Code does. */
	async say(message: FromHost): Promise<void> {
		await this.page
			.locator("body")
			.evaluate(
				({ ownerDocument }, message) =>
					ownerDocument.defaultView.postMessage(message, "*"),
				message,
			);
	}

	/** Answers no more. */
	silence(): void {
		this.#isSilent = true;
	}

	/** Refuses all edits from now on. */
	refuse(reason: string): void {
		this.#refusal = reason;
	}

	/** What VS Code's Undo does. */
	async undo(): Promise<void> {
		const former = this.#undo.pop();
		if (former !== undefined) {
			await this.#replace(former);
		}
	}

	/** Answers from now on, and what was asked meanwhile. */
	async release(): Promise<void> {
		this.#isSilent = false;
		const heard = [...this.sent];
		this.sent.length = 0;
		for (const message of heard) {
			await this.#hear(message);
		}
	}

	/** Waits until something is so, looking each time that the page says something. */
	async until(what: string, isSo: () => boolean): Promise<void> {
		const { promise, resolve, reject } = Promise.withResolvers<void>();
		const look = () => {
			if (isSo()) {
				resolve();
			}
		};
		const timer = setTimeout(
			() => reject(new Error(`It never came to this: ${what}.`)),
			10_000,
		);
		this.#listeners.add(look);
		look();
		try {
			await promise;
		} finally {
			clearTimeout(timer);
			this.#listeners.delete(look);
		}
	}

	/** Where the middle of a word of the text is, once nothing scrolls any more. */
	async placeOf(
		word: string,
	): Promise<{ readonly x: number; readonly y: number }> {
		return this.page.evaluate(placeOf(word));
	}

	/** Clicks a word of the text, the first that is in the page. */
	async click(
		word: string,
		options: { readonly alt?: boolean; readonly count?: number } = {},
	): Promise<void> {
		const { x, y } = await this.placeOf(word);
		if (options.alt) {
			await this.page.keyboard.down("Alt");
		}
		await this.page.mouse.click(x, y, { clickCount: options.count ?? 1 });
		if (options.alt) {
			await this.page.keyboard.up("Alt");
		}
	}

	/** Waits until a word is marked as spoken, after those that were already waited for. */
	async hears(word: string): Promise<void> {
		const at = () => this.spoken.indexOf(word, this.#heard);
		await this.until(`"${word}" is spoken`, () => at() !== -1);
		this.#heard = at() + 1;
	}

	/** Waits for a message of the page's, also one that came already. */
	async message<Type extends FromPage["type"]>(
		type: Type,
	): Promise<Extract<FromPage, { type: Type }>> {
		const find = () =>
			this.sent.find(
				(each): each is Extract<FromPage, { type: Type }> => each.type === type,
			);
		await this.until(`the page says ${type}`, () => find() !== undefined);
		return find() as Extract<FromPage, { type: Type }>;
	}

	/** Leaves a picture for people to look at. */
	async picture(name: string): Promise<void> {
		await mkdir(PICTURES, { recursive: true });
		await this.page.screenshot({ path: path.join(PICTURES, `${name}.png`) });
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.page.context().close();
	}

	async #hear(value: unknown): Promise<void> {
		const message = parseFromPage(value);
		if (message === undefined) {
			this.problems.push(`No message: ${JSON.stringify(value)}`);
			return;
		}
		this.sent.push(message);
		if (!this.#isSilent) {
			await this.#answer(message);
		}
		this.#look();
	}

	#look(): void {
		for (const listener of [...this.#listeners]) {
			listener();
		}
	}

	async #answer(message: FromPage): Promise<void> {
		if (message.type === "ready") {
			await this.say(await this.#state());
		} else if (message.type === "edit") {
			const { request, version } = message;
			const isStale = version !== this.#version;
			const reason = isStale ? "It changed elsewhere." : this.#refusal;
			if (reason !== undefined) {
				await this.say({ type: "refused", request, reason });
				return;
			}
			this.#undo.push(this.#script);
			await this.#replace(applyEdit(this.#script, message.edit), request);
		} else if (message.type === "run" && message.command === "undo") {
			await this.undo();
		}
	}

	async #replace(script: Script, request?: number): Promise<void> {
		const change = changeBetween(this.#script, script);
		this.#script = script;
		await this.say({
			type: "change",
			base: this.#version++,
			version: this.#version,
			change,
			...(request !== undefined && { request }),
		});
	}

	async #state(): Promise<FromHost> {
		const { readonlyReason, startMs } = this.#options;
		return {
			type: "state",
			version: this.#version,
			script: packScript(this.#script),
			title: "talk.transcript.json",
			media: await this.#media(),
			preferences: {
				showMedia: true,
				markDoubtful: true,
				rate: 1,
				...this.#options.preferences,
			},
			hasOriginal: true,
			...(readonlyReason !== undefined && { readonlyReason }),
			...(startMs !== undefined && { startMs }),
		};
	}

	async #media(): Promise<Media> {
		const { media, mediaOptions } = this.#options;
		return media === undefined
			? {
					kind: "none",
					reason: "talk.mp3 was not found beside the transcript.",
				}
			: {
					kind: /\.(mp4|webm|mkv|mov|m2ts)$/.test(media) ? "video" : "audio",
					name: path.basename(media),
					url: `${this.#origin}/file/${media}`,
					mayLackDecoder: false,
					...mediaOptions,
				};
	}
}

/** In the page, before its own script: what VS Code gives to every page. */
const VSCODE = `
	let state = JSON.parse(sessionStorage.getItem("state") ?? "null");
	window.acquireVsCodeApi = () => ({
		postMessage: (message) => window.tellHost(JSON.parse(JSON.stringify(message))),
		getState: () => state,
		setState: (given) => {
			state = given;
			sessionStorage.setItem("state", JSON.stringify(given));
			window.tellKept(given);
		},
	});
	const themes = ${JSON.stringify(themes)};
	window.setTheme = (name) => {
		const { bodyClass, variables } = themes[name];
		document.documentElement.removeAttribute("style");
		for (const [name, value] of Object.entries(variables)) {
			document.documentElement.style.setProperty(name, value);
		}
		document.body.className = bodyClass + " vscode-reduce-motion";
	};
	document.addEventListener("readystatechange", () => {
		window.setTheme(new URLSearchParams(location.search).get("theme"));
		let last;
		new MutationObserver(() => {
			const word = document.querySelector(".spoken")?.textContent;
			if (word !== last && word !== undefined) {
				window.tellSpoken(word);
			}
			last = word;
		}).observe(document.body, { childList: true, subtree: true, attributes: true });
	}, { once: true });
`;

/** The part of VS Code's own styles that reaches every page. */
const DEFAULTS = `<style>@layer vscode-default {
	html { scrollbar-color: var(--vscode-scrollbarSlider-background) var(--vscode-editor-background); }
	body { color: var(--vscode-editor-foreground); font-family: var(--vscode-font-family); font-size: var(--vscode-font-size); margin: 0; padding: 0 20px; }
	input:focus, select:focus { outline: 1px solid -webkit-focus-ring-color; outline-offset: -1px; }
}</style>`;

async function answer(
	url: string,
	range: string | undefined,
	response: ServerResponse,
): Promise<void> {
	const { pathname } = new URL(url, "http://localhost");
	if (pathname === "/page") {
		response.setHeader("content-type", "text/html");
		response.end(
			pageHtml({
				nonce: randomBytes(16).toString("base64"),
				cspSource: "'self'",
				script: "/file/dist/page/main.js",
				style: "/file/media/styles/transcript.css",
				mediaOrigins: [],
				language: "en",
				texts: {},
			}).replace("<head>", `<head>${DEFAULTS}`),
		);
		return;
	}
	if (!pathname.startsWith("/file/")) {
		response.writeHead(404).end();
		return;
	}
	const file = path.join(PROJECT, decodeURIComponent(pathname.slice(6)));
	try {
		await sendFile(file, range, response);
	} catch {
		// It is not there, or the page went away.
		response.destroy();
	}
}

/** Sends a file, or the range of it that was asked for. */
async function sendFile(
	file: string,
	range: string | undefined,
	response: ServerResponse,
): Promise<void> {
	const { size } = await stat(file);
	const [, from, to] = /^bytes=(\d+)-(\d*)$/.exec(range ?? "") ?? [];
	const start = Number(from ?? 0);
	const end = to === undefined || to === "" ? size - 1 : Number(to);
	response.writeHead(range === undefined ? 200 : 206, {
		"content-type": TYPES[path.extname(file)] ?? "application/octet-stream",
		"content-length": end - start + 1,
		"accept-ranges": "bytes",
		...(range !== undefined && {
			"content-range": `bytes ${start}-${end}/${size}`,
		}),
	});
	await pipeline(createReadStream(file, { start, end }), response);
}
