import assert from "node:assert/strict";
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { createServer, request, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { setup, teardown, test } from "mocha";
import * as vscode from "vscode";
import { recordingOf } from "../../fixtures/wave.ts";
import { type Simulator, startSimulator } from "../../simulator/simulator.ts";

let simulator: Simulator;
let proxy: Server;
let folder: string;
/** The addresses that the proxy was asked for. */
let seen: string[];

setup(async () => {
	simulator = await startSimulator({ queuedMs: 0, processingMs: 0 });
	folder = await mkdtemp(path.join(tmpdir(), "sidescribe-proxy-"));
	seen = [];
	proxy = await startProxy(simulator.url);
});

teardown(async () => {
	await set("http.proxy", undefined);
	await set("sidescribe.api.baseUrl", undefined);
	proxy.close();
	proxy.closeAllConnections();
	await simulator[Symbol.asyncDispose]();
	await rm(folder, { recursive: true });
});

test("Requests go through the proxy of VS Code's settings, large uploads as well", async () => {
	const { port } = proxy.address() as AddressInfo;
	// VS Code goes past the proxy for 127.0.0.1 only; nothing listens at .2.
	await set("sidescribe.api.baseUrl", "http://127.0.0.2:9");
	await set("http.proxy", `http://127.0.0.1:${port}`);
	const file = path.join(folder, "talk.mp3");
	await writeFile(file, recordingOf("talk", 5_000_000));
	const results = await vscode.commands.executeCommand<
		{ error?: { message: string } }[]
	>("sidescribe.transcribe", vscode.Uri.file(file));
	assert.equal(results[0]?.error, undefined);
	assert.equal(simulator.uploads[0]?.bytes, 5_000_000);
	assert.equal(seen.length, simulator.requests.length);
	assert(seen.every((url) => url.startsWith("http://127.0.0.2:9/v2/")));
});

test("A look at an address goes through the proxy as well", async () => {
	const { port } = proxy.address() as AddressInfo;
	await set("sidescribe.api.baseUrl", "http://127.0.0.2:9");
	await set("http.proxy", `http://127.0.0.1:${port}`);
	const address = "http://127.0.0.2:9/page";
	const [result] = await vscode.commands.executeCommand<
		{ error?: { message: string } }[]
	>("sidescribe.transcribeUrl", address, vscode.Uri.file(`${folder}/a.txt`));
	assert.deepEqual(seen, [address]);
	assert.match(result?.error?.message ?? "", /web page/);
});

/** A proxy that leads to the simulator, whatever host is asked for; `/page` is a web page. */
async function startProxy(target: string): Promise<Server> {
	const server = createServer((incoming, outgoing) => {
		seen.push(incoming.url ?? "");
		if (incoming.url?.endsWith("/page")) {
			outgoing.end("<!doctype html>");
			return;
		}
		const { pathname, search } = new URL(incoming.url ?? "/", target);
		const onward = request(
			target + pathname + search,
			{ method: incoming.method ?? "GET", headers: incoming.headers },
			(answer) => {
				outgoing.writeHead(answer.statusCode ?? 500, answer.headers);
				answer.pipe(outgoing);
			},
		);
		onward.on("error", () => outgoing.destroy());
		incoming.pipe(onward);
	});
	await new Promise<void>((resolve) =>
		server.listen(0, "127.0.0.1", () => resolve()),
	);
	return server;
}

async function set(name: string, value: unknown): Promise<void> {
	await vscode.workspace
		.getConfiguration()
		.update(name, value, vscode.ConfigurationTarget.Global);
}
