import assert from "node:assert/strict";
import { once } from "node:events";
import { type AddressInfo, createServer, type Socket } from "node:net";
import { test } from "node:test";
import { Client } from "../../../src/assemblyai/client.ts";
import { ServiceFailure } from "../../../src/assemblyai/failure.ts";

test("A connection that never stands is given up after the time for connecting", async () => {
	const sockets: Socket[] = [];
	// It takes the connection, and never begins TLS.
	const server = createServer((socket) => sockets.push(socket));
	server.listen(0, "127.0.0.1");
	await once(server, "listening");
	const { port } = server.address() as AddressInfo;
	const client = new Client({
		baseUrl: `https://127.0.0.1:${port}`,
		apiKey: "key",
		userAgent: "sidescribe/test",
		timeouts: { connectMs: 50, stallMs: 600_000, answerMs: 600_000 },
	});
	try {
		await assert.rejects(
			client.get("id", { signal: new AbortController().signal }),
			(error) =>
				error instanceof ServiceFailure &&
				error.kind === "timeout" &&
				/No connection to 127\.0\.0\.1/.test(error.message),
		);
	} finally {
		for (const socket of sockets) {
			socket.destroy();
		}
		server.close();
	}
});
