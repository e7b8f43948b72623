import assert from "node:assert/strict";
import { parse as parseByPlussub } from "@plussub/srt-vtt-parser";
import MarkdownIt from "markdown-it";
import type { Nodes, Paragraph, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { toString as textOf } from "mdast-util-to-string";
import { gfm } from "micromark-extension-gfm";
import subsrt from "subsrt-ts";
import webvtt from "webvtt-parser";
import entities from "webvtt-parser/html-entities.json" with { type: "json" };

/** A caption as a parser that others wrote reads it; times in milliseconds. */
export interface ParsedCaption {
	readonly from: number;
	readonly to: number;
	readonly speaker?: string;
	/** As a player shows them. */
	readonly lines: readonly string[];
}

/** Marks of direction, and what keeps text from being read as markup: nothing of it is seen. */
const UNSEEN = /[\u202B\u202C\u200F\u2060]/g;

/** Reads SubRip by two parsers, which must agree. */
export function parseSrt(text: string): ParsedCaption[] {
	const { entries } = parseByPlussub(text) as {
		entries: { id: string; from: number; to: number; text: string }[];
	};
	const others = subsrt
		.parse(text, { format: "srt" })
		.flatMap((each) => (each.type === "caption" ? each : []));
	assert.deepEqual(
		others.map(({ start, end }) => ({ start, end })),
		entries.map(({ from, to }) => ({ start: from, end: to })),
	);
	assert.deepEqual(
		entries.map(({ id }) => id),
		entries.map((_, index) => String(index + 1)),
	);
	return entries.map((entry) => ({
		from: entry.from,
		to: entry.to,
		lines: entry.text.replace(UNSEEN, "").split("\n"),
	}));
}

/** Reads WebVTT by the W3C's validator, which must find no fault. */
export function parseVtt(text: string): ParsedCaption[] {
	const { cues, errors } = new webvtt.WebVTTParser(entities).parse(text);
	assert.deepEqual(errors, []);
	return cues.map(({ startTime, endTime, tree }) => {
		const [first] = tree.children;
		const voice = first?.type === "object" ? first : undefined;
		const nodes = voice?.children ?? tree.children;
		assert(
			nodes.every(({ type }) => type === "text"),
			"only text is inside",
		);
		const shown = nodes.map(({ value }) => value).join("");
		return {
			from: Math.round(startTime * 1000),
			to: Math.round(endTime * 1000),
			...(voice?.value !== undefined && { speaker: decoded(voice.value) }),
			lines: shown.replace(UNSEEN, "").split("\n"),
		};
	});
}

/** The validator leaves names as they stand; players decode them (WebVTT, "start tag annotation state"). */
function decoded(name: string): string {
	return name
		.replaceAll("&lt;", "<")
		.replaceAll("&gt;", ">")
		.replaceAll("&amp;", "&");
}

/** A paragraph of a transcript in Markdown. */
export interface ParsedParagraph {
	/** In seconds. */
	readonly time: number;
	/** Where the time leads to, without it. */
	readonly target: string;
	readonly stamp: string;
	readonly speaker?: string;
	readonly text: string;
}

/** A transcript in Markdown. */
export interface ParsedDocument {
	readonly title: string;
	readonly table: readonly (readonly string[])[];
	readonly paragraphs: readonly ParsedParagraph[];
	/** Blocks that are no paragraph of the transcript, as they read. */
	readonly others: readonly string[];
}

/** Reads Markdown as GitHub does (mdast with GFM), and sees that VS Code's parser (markdown-it) reads the same. */
export function parseMd(markdown: string): ParsedDocument {
	const root = fromMarkdown(markdown, {
		extensions: [gfm()],
		mdastExtensions: [gfmFromMarkdown()],
	});
	assert.equal(squeezed(readByMarkdownIt(markdown)), squeezed(textIn(root)));
	const [heading, table, ...blocks] = root.children;
	assert(heading?.type === "heading" && heading.depth === 1);
	assert(table?.type === "table");
	const isTimed = (block: Nodes): block is Paragraph =>
		block.type === "paragraph" && block.children[0]?.type === "link";
	return {
		title: textOf(heading),
		table: table.children.map(({ children }) =>
			children.map((cell) => textOf(cell)),
		),
		paragraphs: blocks.filter(isTimed).map(paragraphIn),
		others: blocks
			.filter((block) => !isTimed(block))
			.map((each) => textOf(each)),
	};
}

function paragraphIn({
	children: [link, ...rest],
}: Paragraph): ParsedParagraph {
	assert(link?.type === "link");
	const [target = "", time = ""] = link.url.split("#t=");
	const said = rest.filter(({ type }) => type !== "strong");
	// GitHub may make a link of an address that somebody says; it reads the same.
	assert(
		said.every(({ type }) => type === "text" || type === "link"),
		said.map(({ type }) => type).join(),
	);
	const [strong] = rest.filter(({ type }) => type === "strong");
	return {
		time: Number(time),
		target,
		stamp: textOf(link),
		...(strong && { speaker: textOf(strong).replace(/:$/, "") }),
		text: said
			.map((node) => textOf(node))
			.join("")
			.replace(UNSEEN, "")
			.trim(),
	};
}

function textIn(root: Root): string {
	return root.children
		.filter(({ type }) => type !== "html")
		.map((block) => textOf(block))
		.join(" ");
}

function readByMarkdownIt(markdown: string): string {
	const tokens = new MarkdownIt({ html: true, linkify: true }).parse(
		markdown,
		{},
	);
	const inline = tokens.flatMap(({ children }) => children ?? []);
	assert(inline.every(({ type }) => type !== "html_inline"));
	return inline.map(({ content }) => content).join("");
}

/** A text without spaces, which formats may put in or leave out, and without what no file can hold. */
export function squeezed(text: string): string {
	return text
		.replace(UNSEEN, "")
		.replace(/[\s\p{Cc}\u202A-\u202E\u2066-\u2069\uFEFF]/gu, "")
		.replace(/[\p{Cs}\uFFFD]/gu, "");
}
