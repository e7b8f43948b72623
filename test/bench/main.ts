/**
 * Measures what the job engine promises in figures, prints it, and keeps it in
 * `results.json`. Fails where a promise is not kept.
 */
import assert from "node:assert/strict";
import { writeFile } from "node:fs/promises";
import { cpus } from "node:os";
import * as path from "node:path";
import { type BatchResult, runBatch } from "./batch.ts";
import { measureUpload } from "./memory.ts";

const FILES = 200;
const BACKOFF_MS = 1000;

/** A free account's: it is the service that takes the time. */
const ACCOUNT = { concurrency: 5, queuedMs: 0, processingMs: 500 };

const upload = await measureUpload(2_000_000_000);
const plain = figures(await runBatch(FILES, false, BACKOFF_MS, ACCOUNT));
const faulty = figures(await runBatch(FILES, true, BACKOFF_MS, ACCOUNT));
const allowedSeconds = plain.seconds * 1.2 + BACKOFF_MS / 1000;
const results = {
	measuredOn: `${new Date().toISOString().slice(0, 10)}, Node ${process.version}, ${cpus().length} cores, ${process.platform}`,
	uploadOf2GB: upload,
	batchOf200: {
		plain,
		faulty,
		ratio: Math.round((faulty.seconds / plain.seconds) * 100) / 100,
		allowedSeconds: Math.round(allowedSeconds * 100) / 100,
	},
};
console.log(JSON.stringify(results, null, "\t"));
await writeFile(
	path.join(import.meta.dirname, "results.json"),
	`${JSON.stringify(results, null, "\t")}\n`,
);
assert(upload.grownBytes <= 64_000_000, "memory of an upload of 2 GB");
assert.equal(faulty.jobs, FILES, "jobs");
assert.equal(faulty.done, FILES, "files");
assert(faulty.seconds <= allowedSeconds, "time with failures");

function figures({ events: _, ...rest }: BatchResult) {
	return rest;
}
