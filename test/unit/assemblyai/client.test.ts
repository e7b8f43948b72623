import assert from "node:assert/strict";
import { once } from "node:events";
import { readFile } from "node:fs/promises";
import { createServer, type RequestListener } from "node:http";
import { createServer as createSecureServer } from "node:https";
import type { AddressInfo } from "node:net";
import * as path from "node:path";
import { Readable } from "node:stream";
import { test } from "node:test";
import { inspect } from "node:util";
import { Client } from "../../../src/assemblyai/client.ts";
import { ServiceFailure } from "../../../src/assemblyai/failure.ts";

const KEY = "the-key-of-a-person";
const signal = new AbortController().signal;

for (const [value, ms] of [
	["7", 7000],
	["0", 0],
	["soon", undefined],
	["-1", undefined],
] as const) {
	test(`Retry-After: ${value} is understood`, async () => {
		await using service = await Service.start((_, response) =>
			response.writeHead(429, { "retry-after": value }).end(),
		);
		const failure = await service.failure();
		assert.equal(failure.kind, "rateLimited");
		assert.equal(failure.retryAfterMs, ms);
	});
}

test("Retry-After as a date is the time until then, and one of the past is now", async () => {
	for (const [offsetMs, min, max] of [
		[100_000, 90_000, 100_000],
		[-100_000, 0, 0],
	] as const) {
		await using service = await Service.start((_, response) =>
			response
				.writeHead(503, {
					"retry-after": new Date(Date.now() + offsetMs).toUTCString(),
				})
				.end(),
		);
		const { retryAfterMs = -1 } = await service.failure();
		assert(retryAfterMs >= min && retryAfterMs <= max, `${retryAfterMs}`);
	}
});

test("A failure carries the service's words, the status and the request's ID", async () => {
	await using service = await Service.start((_, response) =>
		response
			.writeHead(400, { "x-amzn-trace-id": "Root=1-2" })
			.end('{"error":"speech_models is wrong"}'),
	);
	const failure = await service.failure();
	assert.equal(failure.message, "speech_models is wrong");
	assert.equal(failure.status, 400);
	assert.deepEqual(failure.requestId, {
		id: "Root=1-2",
		header: "x-amzn-trace-id",
	});
});

test("A proxy's page is told by its status alone", async () => {
	await using service = await Service.start((_, response) =>
		response.writeHead(502).end("<html><h1>Bad gateway</h1>"),
	);
	assert.equal((await service.failure()).message, "HTTP status 502");
});

for (const body of [
	"",
	"<html>",
	"null",
	"[]",
	'"text"',
	"{}",
	'{"id":"../../etc","status":"queued"}',
	'{"id":"another","status":"completed","text":"x"}',
	'{"id":"abc","status":"finished"}',
]) {
	test(`A transcript that is ${body || "empty"} is a malformed answer, which passes`, async () => {
		await using service = await Service.start((_, response) =>
			response.end(body),
		);
		const failure = await service.failure();
		assert.equal(failure.kind, "malformedAnswer");
		assert.equal(failure.passing, true);
	});
}

test("A redirect is not followed: the key goes nowhere else", async () => {
	await using elsewhere = await Service.start((_, response) =>
		response.end("{}"),
	);
	await using service = await Service.start((_, response) =>
		response.writeHead(307, { location: elsewhere.url }).end(),
	);
	assert.equal((await service.failure()).kind, "unexpectedStatus");
	assert.equal(elsewhere.requests, 0);
});

test("Of an answer without an end no more is taken than a transcript can have", async () => {
	const megabyte = Buffer.alloc(1024 * 1024, "x");
	let sent = 0;
	await using service = await Service.start((_, response) => {
		const give = () => {
			while (!response.destroyed && response.write(megabyte)) {
				sent += megabyte.length;
			}
			sent += megabyte.length;
		};
		response.on("drain", give);
		give();
	});
	const failure = await service.failure();
	assert.equal(failure.kind, "malformedAnswer");
	assert(sent < 300 * megabyte.length, `${sent} bytes were sent`);
});

test("A service whose certificate nobody vouches for gets nothing, the key least of all", async () => {
	const tls = path.resolve(import.meta.dirname, "../../fixtures/tls");
	let requests = 0;
	await using server = createSecureServer(
		{
			key: await readFile(path.join(tls, "key.pem")),
			cert: await readFile(path.join(tls, "cert.pem")),
		},
		() => requests++,
	).listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as AddressInfo;
	const client = new Client({
		baseUrl: `https://localhost:${port}`,
		apiKey: KEY,
		userAgent: "sidescribe/test",
	});
	await assert.rejects(
		client.get("abc", { signal }),
		(error) => error instanceof ServiceFailure && error.kind === "certificate",
	);
	assert.equal(requests, 0);
});

test("The key is in a header, and in no error whatever happens", async () => {
	const listeners: RequestListener[] = [
		(_, response) => response.writeHead(401).end('{"error":"no"}'),
		(request) => request.socket.destroy(),
		(_, response) => response.end("<html>"),
	];
	for (const listener of listeners) {
		await using service = await Service.start((request, response) => {
			assert.equal(request.headers.authorization, KEY);
			assert(!request.url?.includes(KEY));
			listener(request, response);
		});
		const failure = await service.failure();
		assert(!inspect(failure, { depth: 9, showHidden: true }).includes(KEY));
		assert(!JSON.stringify(failure).includes(KEY));
	}
});

test("An upload's progress is told in small steps, so that a slow link is not taken for a stalled one", async () => {
	await using service = await Service.start((request, response) => {
		request
			.resume()
			.once("end", () =>
				response.end('{"upload_url":"https://cdn.example/1"}'),
			);
	});
	const told: number[] = [];
	const bytes = 3_000_000;
	const { url } = await service.client().upload(
		{
			stream: Readable.from([Buffer.alloc(bytes)]),
			bytes,
			onSent: (sent) => told.push(sent),
		},
		{ signal },
	);
	assert.equal(url, "https://cdn.example/1");
	assert.equal(told.at(-1), bytes);
	const steps = told.map((sent, index) => sent - (told[index - 1] ?? 0));
	assert(Math.max(...steps) <= 64 * 1024);
});

test("A stream that gives fewer bytes than it promised is no upload", async () => {
	await using service = await Service.start((request) => request.resume());
	const upload = service
		.client()
		.upload(
			{ stream: Readable.from([Buffer.alloc(10)]), bytes: 20 },
			{ signal },
		);
	await assert.rejects(upload, /10 bytes instead of 20/);
});

test("An answer during an upload ends it", async () => {
	await using service = await Service.start((_, response) =>
		response.writeHead(401, { connection: "close" }).end('{"error":"no"}'),
	);
	const endless = new Readable({
		read() {
			this.push(Buffer.alloc(65_536));
		},
	});
	const upload = service
		.client()
		.upload({ stream: endless, bytes: 1e12 }, { signal });
	await assert.rejects(upload, ServiceFailure);
	assert.equal(endless.destroyed, true);
});

test("A list without time zones is read far enough back wherever this machine stands", async (t) => {
	const zone = process.env.TZ;
	t.after(() => {
		process.env.TZ = zone ?? "";
	});
	// The service's times are UTC without saying so, and the SDK takes them for local.
	process.env.TZ = "Pacific/Auckland";
	await using service = await Service.start((request, response) => {
		const isSecondPage = request.url?.includes("before_id") ?? false;
		response.end(JSON.stringify(isSecondPage ? LAST_PAGE : FIRST_PAGE));
	});
	const found = await service.client().findByAudio(MINE, {
		signal,
	});
	assert.deepEqual(
		found.map(({ id }) => id),
		["mine"],
	);
	assert.equal(service.requests, 2);
});

test("Of an address only transcripts since the one that was the newest before are found", async () => {
	await using service = await Service.start((_, response) =>
		response.end(JSON.stringify(page(["mine", "other", "before", "mine"]))),
	);
	const found = await service
		.client()
		.findByAudio({ ...MINE, after: "before" }, { signal });
	assert.equal(found.length, 1);
	assert.equal(service.requests, 1);
});

const MINE = {
	url: "https://cdn.example/mine",
	acknowledgedAt: "2026-11-24T12:00:00Z",
};

const FIRST_PAGE = page(
	Array.from({ length: 200 }, (_, index) => `other-${index}`),
);
const LAST_PAGE = page(["mine"]);

function page(ids: readonly string[]) {
	return {
		page_details: {
			limit: 200,
			result_count: ids.length,
			current_url: "",
			prev_url: null,
			next_url: null,
		},
		transcripts: ids.map((id) => ({
			id,
			resource_url: "",
			status: "queued",
			created: "2026-11-24T12:00:01.123456",
			completed: null,
			audio_url: `https://cdn.example/${id}`,
			error: null,
		})),
	};
}

/** A server that answers as a test says. */
class Service implements AsyncDisposable {
	requests = 0;
	readonly url: string;
	readonly #close: () => Promise<void>;

	private constructor(url: string, close: () => Promise<void>) {
		this.url = url;
		this.#close = close;
	}

	static async start(listener: RequestListener): Promise<Service> {
		const server = createServer((request, response) => {
			service.requests++;
			listener(request, response);
		});
		server.listen(0, "127.0.0.1");
		await once(server, "listening");
		const { port } = server.address() as AddressInfo;
		const service: Service = new Service(
			`http://127.0.0.1:${port}`,
			async () => {
				server.closeAllConnections();
				server.close();
				await once(server, "close");
			},
		);
		return service;
	}

	client(): Client {
		return new Client({
			baseUrl: this.url,
			apiKey: KEY,
			userAgent: "sidescribe/test",
		});
	}

	/** How asking for the transcript `abc` fails. */
	async failure(): Promise<ServiceFailure> {
		const error = await this.client()
			.get("abc", { signal })
			.then(
				() => undefined,
				(reason: unknown) => reason,
			);
		assert(error instanceof ServiceFailure);
		return error;
	}

	[Symbol.asyncDispose](): Promise<void> {
		return this.#close();
	}
}
