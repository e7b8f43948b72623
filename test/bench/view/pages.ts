import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type Server } from "node:http";
import { createRequire } from "node:module";
import type { AddressInfo } from "node:net";
import * as path from "node:path";
import MarkdownIt from "markdown-it";
import type { Script } from "../../../src/transcript/script.ts";
import { textOf } from "../../../src/transcript/script.ts";
import { PROJECT } from "../../host/folders.ts";
import { installVsCode } from "../../host/installVsCode.ts";

/** A page to be looked at. */
export interface MadePage {
	readonly html: string;
	/** What was computed before there was one, in milliseconds. */
	readonly madeInMs: number;
}

/**
 * A transcript as VS Code's Markdown preview has it: what its renderer makes
 * of a Markdown file with a time at each paragraph, with its style sheet. Its
 * window around it and its scripts are left out, in its favour.
 */
export async function markdownPage(script: Script): Promise<MadePage> {
	const { folder } = await installVsCode(() => {});
	const style = await readFile(
		path.join(
			folder,
			"extensions/markdown-language-features/media/markdown.css",
		),
		"utf8",
	);
	const source = script.paragraphs
		.map(
			({ speaker, words }) =>
				`**${speaker}** [${words[0]?.start}](talk.mp3#t=${words[0]?.start}) ${textOf(words)}`,
		)
		.join("\n\n");
	const begun = performance.now();
	const body = new MarkdownIt({ html: true, linkify: true }).render(source);
	const madeInMs = performance.now() - begun;
	return {
		html: `<!DOCTYPE html><style>${style}</style><body class="vscode-body vscode-dark">${body}`,
		madeInMs,
	};
}

/** The same with `hyperaudio-lite`: an element a word, as its README has it. */
export async function hyperaudioPage(script: Script): Promise<MadePage> {
	const require = createRequire(import.meta.url);
	const code = await readFile(require.resolve("hyperaudio-lite"), "utf8");
	const paragraphs = script.paragraphs.map(({ words }) => {
		const spans = words.map(
			({ text, start, end }) =>
				`<span data-m="${start}" data-d="${end - start}">${text} </span>`,
		);
		return `<p>${spans.join("")}</p>`;
	});
	return {
		html: `<!DOCTYPE html><meta charset="utf-8">
<audio id="hyperplayer" src="/welcome.mp3" controls></audio>
<div id="hypertranscript"><article><section>${paragraphs.join("\n")}</section></article></div>
<script>${code}</script>
<script>new HyperaudioLite({ transcript: "hypertranscript", player: "hyperplayer" });</script>`,
		madeInMs: 0,
	};
}

/** Serves one page, and the recording that it names. */
export class PageServer implements AsyncDisposable {
	readonly #server: Server;

	private constructor(server: Server) {
		this.#server = server;
	}

	static async start(html: string): Promise<PageServer> {
		const sound = await readFile(
			path.join(PROJECT, "media/samples/welcome.mp3"),
		);
		const server = createServer((request, response) => {
			const isPage = request.url === "/";
			response.setHeader("content-type", isPage ? "text/html" : "audio/mpeg");
			response.end(isPage ? html : sound);
		});
		server.listen(0, "127.0.0.1");
		await once(server, "listening");
		return new PageServer(server);
	}

	get url(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}/`;
	}

	async [Symbol.asyncDispose](): Promise<void> {
		this.#server.closeAllConnections();
		this.#server.close();
		await once(this.#server, "close");
	}
}
