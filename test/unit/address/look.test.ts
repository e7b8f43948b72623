import assert from "node:assert/strict";
import { readdir, readFile } from "node:fs/promises";
import type { RequestListener } from "node:http";
import * as path from "node:path";
import { test } from "node:test";
import { type Look, lookAt } from "../../../src/address/look.ts";
import { refusalOf } from "../../../src/address/refusal.ts";
import { inEnglish } from "../../../src/language/language.ts";
import { MediaServer, type Served, serve } from "../../fixtures/mediaServer.ts";
import { recordingOf } from "../../fixtures/wave.ts";

const OPTIONS = {
	allowsThisMachine: true,
	maxBytes: 5_000_000_000,
	userAgent: "sidescribe/test",
};

/** Answers with a type and a text. */
function text(body: string, type: string): RequestListener {
	return (_, response) => {
		response.writeHead(200, { "content-type": type }).end(body);
	};
}

function redirect(to: string): RequestListener {
	return (_, response) => {
		response.writeHead(302, { location: to }).end();
	};
}

/** A look at a path of a server that has only that, and others to be led to. */
async function look(
	served: Served,
	{ at = "/talk.mp3", ...more }: Partial<typeof OPTIONS> & { at?: string } = {},
	others: Readonly<Record<string, Served>> = {},
): Promise<{ look: Look; sentBytes: number; requests: readonly string[] }> {
	const server = await MediaServer.start({
		[new URL(at, "http://localhost").pathname]: served,
		...others,
	});
	const found = await lookAt(
		server.at(at),
		{ ...OPTIONS, ...more },
		new AbortController().signal,
	);
	await server[Symbol.asyncDispose]();
	const { sentBytes, requests } = server;
	return { look: found, sentBytes, requests };
}

test("A recording is known by its first bytes, and its size by what the server says", async () => {
	const { look: found, requests } = await look(recordingOf("talk", 200_000));
	assert.deepEqual(found, {
		is: "good",
		seen: { size: 200_000, type: "audio/mpeg", container: "WAV" },
		name: "talk.mp3",
	});
	assert.deepEqual(requests, ["GET /talk.mp3"]);
});

test("No more than the first bytes are read, even of a server that gives everything", async () => {
	const recording = recordingOf("talk", 60_000_000);
	const { look: found, sentBytes } = await look((_, response) => {
		response.writeHead(200, { "content-length": recording.length });
		response.end(recording);
	});
	assert(found.is === "good");
	assert.equal(found.seen.size, 60_000_000);
	// The rest is what sockets hold.
	assert(sentBytes < 10_000_000, `${sentBytes} bytes`);
});

test("Recordings of every kind are let through, whatever the server calls them", async () => {
	const folder = path.resolve(
		import.meta.dirname,
		"../../fixtures/media/kinds",
	);
	const refused: string[] = [];
	for (const name of await readdir(folder)) {
		const { look: found } = await look(
			serve(await readFile(path.join(folder, name)), "text/plain"),
			{ at: `/${name}` },
		);
		if (found.is !== "good") {
			refused.push(name);
		}
	}
	assert.deepEqual(refused, ["empty.mp3", "text.mp3"]);
});

test("What is not known to be anything else is let through", async () => {
	const { look: found } = await look(
		serve(Buffer.from([1, 2, 3, 4, 250, 251, 252]), "application/octet-stream"),
	);
	assert(found.is === "good");
	assert.equal(found.seen.container, undefined);
});

for (const [what, served, words] of [
	[
		"a web page",
		text(
			"<!DOCTYPE html><html><title>Talk</title>",
			"text/html; charset=utf-8",
		),
		/web page.*Download button/,
	],
	[
		"a web page that is called audio",
		text("\n<!-- a --><html>", "audio/mpeg"),
		/web page/,
	],
	[
		"a page of thousands of comments",
		text("<!---->".repeat(2000), "text/html"),
		/web page/,
	],
	[
		"JSON",
		text('{"error":"no"}', "application/json"),
		/neither audio nor video \(application\/json\)/,
	],
	[
		"a text without a type",
		text("Sign in first, please.", ""),
		/neither audio nor video\./,
	],
	[
		"a PDF",
		text("%PDF-1.7\n\x00\x01", "application/octet-stream"),
		/neither audio nor video/,
	],
	[
		"a picture",
		serve(Buffer.from("\x89PNG\r\n\x1a\n\0", "latin1"), "image/png"),
		/neither audio nor video \(image\/png\)/,
	],
	[
		"a playlist",
		text("#EXTM3U\n#EXT-X-VERSION:3\n", "application/vnd.apple.mpegurl"),
		/playlist of a stream/,
	],
	["nothing", serve(Buffer.alloc(0)), /nothing at this address/],
	[
		"nothing, where a range of it is not satisfiable",
		((_, response) =>
			response
				.writeHead(416, { "content-range": "bytes */0" })
				.end()) as RequestListener,
		/nothing at this address/,
	],
	[
		"more than 5 GB",
		((_, response) =>
			response
				.writeHead(206, { "content-range": "bytes 0-4/6200000000" })
				.end("RIFF1")) as RequestListener,
		/has 6\.2 GB; AssemblyAI fetches at most 5 GB/,
	],
] as const satisfies readonly (readonly [string, Served, RegExp])[]) {
	test(`Refused, and said in words: ${what}`, async () => {
		const { look: found } = await look(served);
		assert(found.is === "refused", JSON.stringify(found));
		assert.match(found.sentence, words);
		assert.match(found.sentence, /\.$/);
	});
}

for (const [what, status] of [
	["asks to sign in", 401],
	["is forbidden", 403],
	["is not found", 404],
	["fails", 500],
] as const) {
	test(`An address that ${what} from here may still be one for the service`, async () => {
		const { look: found } = await look((_, response) =>
			response.writeHead(status).end("<html>no"),
		);
		assert(found.is === "unknown");
		assert.match(
			found.sentence,
			new RegExp(`^127.* answers with ${status} \\w`),
		);
		assert.equal(found.name, "talk.mp3");
	});
}

test("A server that is not there, or does not answer, may still be one for the service", async () => {
	const gone = await MediaServer.start({});
	const address = gone.at("/talk.mp3?sig=SECRET");
	await gone[Symbol.asyncDispose]();
	const { signal } = new AbortController();
	const refused = await lookAt(address, OPTIONS, signal);
	assert(refused.is === "unknown");
	assert.match(refused.sentence, /takes no connections/);

	const unknown = await lookAt(
		"https://nowhere.invalid/a.mp3",
		OPTIONS,
		signal,
	);
	assert(unknown.is === "unknown");
	assert.match(
		unknown.sentence,
		/nowhere\.invalid cannot be reached from here/,
	);

	await using silent = await MediaServer.start({ "/talk.mp3": () => {} });
	const late = await lookAt(
		silent.at("/talk.mp3"),
		{ ...OPTIONS, timeoutMs: 200 },
		signal,
	);
	assert(late.is === "unknown");
	assert.match(late.sentence, /does not answer/);
	assert.doesNotMatch(refused.sentence + late.sentence, /SECRET/);
});

test("Redirects are followed, and the name is that of the recording", async () => {
	const recording = recordingOf("talk", 5000);
	const others = {
		"/one": redirect("two?x=1"),
		"/two": redirect("/files/final.mp3"),
		"/files/final.mp3": recording,
	};
	const { look: found, requests } = await look(
		redirect("/one"),
		{ at: "/download?id=7" },
		others,
	);
	assert(found.is === "good");
	assert.equal(found.name, "final.mp3");
	assert.equal(requests.length, 4);

	const { look: endless } = await look(redirect("/talk.mp3"));
	assert(endless.is === "unknown");
	assert.match(endless.sentence, /without an end/);
});

test("The server's own name for a recording is taken, made fit for a file", async () => {
	const { look: found } = await look(
		(_, response) => {
			response.writeHead(200, {
				"content-disposition":
					"attachment; filename=\"x.bin\"; filename*=UTF-8''Gespr%C3%A4ch%2F1.mp3",
			});
			response.end(recordingOf("talk", 5000));
		},
		{ at: "/download" },
	);
	assert(found.is === "good");
	assert.equal(found.name, "Gespräch-1.mp3");
});

test("A redirect to a private network or another protocol is not followed", async () => {
	for (const [to, words] of [
		[
			"http://10.1.2.3/a.mp3",
			/leads on: 10\.1\.2\.3 is an address of a private network/,
		],
		["ftp://cdn.example/a.mp3", /leads on to one that begins with ftp:/],
	] as const) {
		const { look: found } = await look(redirect(to));
		assert(found.is === "refused");
		assert.match(found.sentence, words);
	}
});

test("A look is given up when a person has had enough", async () => {
	await using silent = await MediaServer.start({ "/talk.mp3": () => {} });
	const stop = new AbortController();
	const looking = lookAt(silent.at("/talk.mp3"), OPTIONS, stop.signal);
	stop.abort(new Error("enough"));
	await assert.rejects(looking, /enough/);
});

test("Pages that many will try come with what to do about them", () => {
	for (const [address, words] of [
		["https://www.youtube.com/watch?v=1", /save the video to disk/],
		["https://youtu.be/1", /save the video to disk/],
		["https://drive.google.com/file/d/1/view", /uc\?export=download&id=/],
		["https://accounts.google.com/signin", /uc\?export=download&id=/],
		["https://www.dropbox.com/scl/fi/1/talk.mp3?dl=0", /dl=1 in place of dl=0/],
		["https://notyoutube.com/watch", /Download button/],
	] as const) {
		assert.match(
			refusalOf("page", {}, new URL(address), inEnglish),
			words,
			address,
		);
	}
});
