/**
 * Uploads a file in a process of its own, and prints in one line of JSON by how
 * many bytes its memory grew at most, and how many seconds it took.
 *
 * node uploadProcess.ts <address of the service> <key> <file>
 */
import { stat } from "node:fs/promises";
import { Client } from "../../src/assemblyai/client.ts";
import { sendFile } from "../../src/media/check.ts";

const [baseUrl = "", apiKey = "", file = ""] = process.argv.slice(2);
const client = new Client({ baseUrl, apiKey, userAgent: "sidescribe/bench" });
const options = { signal: new AbortController().signal };
// Loads what is loaded on first use, and opens a connection.
await client.checkKey(options);
await client.list(options);

const before = process.memoryUsage.rss();
let peak = before;
const look = () => {
	peak = Math.max(peak, process.memoryUsage.rss());
};
const timer = setInterval(look, 10);
const startedAt = performance.now();
const { size, mtimeMs } = await stat(file);
await sendFile(file, { size, modifiedMs: mtimeMs }, (stream) =>
	client.upload({ stream, bytes: size, onSent: look }, options),
);
clearInterval(timer);
console.log(
	JSON.stringify({
		grownBytes: peak - before,
		beforeBytes: before,
		seconds: Math.round(performance.now() - startedAt) / 1000,
	}),
);
