/**
 * Uploads a file in a process of its own, and prints in one line of JSON what
 * that took.
 *
 * node process.ts <sidescribe or sdk> <file> <address of the service>
 */
import { stat } from "node:fs/promises";
import { AssemblyAI } from "assemblyai";
import { Client } from "../../../src/assemblyai/client.ts";
import { sendFile } from "../../../src/media/check.ts";
import { SIMULATOR_KEY } from "../../simulator/simulator.ts";
import { seconds } from "../results.ts";
import type { ProcessCost } from "./measure.ts";

const [who = "", file = "", baseUrl = ""] = process.argv.slice(2);
const apiKey = SIMULATOR_KEY;
const client = new Client({ baseUrl, apiKey, userAgent: "sidescribe/bench" });
const sdk = new AssemblyAI({ apiKey, baseUrl });
const options = { signal: new AbortController().signal };

// Loads what is loaded on first use, and opens a connection.
await (who === "sdk" ? sdk.transcripts.list() : client.list(options));
const before = process.memoryUsage.rss();
let peak = before;
const look = () => {
	peak = Math.max(peak, process.memoryUsage.rss());
};
const timer = setInterval(look, 10);
const usage = process.cpuUsage();
const took = await seconds(upload);
const { user, system } = process.cpuUsage(usage);
clearInterval(timer);
const cost: ProcessCost = {
	seconds: took,
	processorSeconds: (user + system) / 1_000_000,
	grownBytes: peak - before,
};
console.log(JSON.stringify(cost));

async function upload(): Promise<void> {
	if (who === "sdk") {
		await sdk.files.upload(file);
		return;
	}
	const { size, mtimeMs } = await stat(file);
	await sendFile(file, { size, modifiedMs: mtimeMs }, (stream) =>
		client.upload({ stream, bytes: size, onSent: look }, options),
	);
}
