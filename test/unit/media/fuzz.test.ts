import assert from "node:assert/strict";
import * as path from "node:path";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";
import { MEDIA_LIMITS } from "../../../src/assemblyai/limits.ts";
import { MediaReader } from "../../../src/media/mediaReader.ts";
import { mutants } from "../../fuzz/mutations.ts";
import { fuzz, trueFiles } from "../../fuzz/run.ts";
import { seededRandom } from "../../simulator/random.ts";
import { temporaryFolder } from "../temporaryFolder.ts";
import { kind, WORKER_SOURCE } from "./kinds.ts";

// A fifth of them are true headers with rubbish behind, which is what
// mediabunny 1.61.0 comes to no end with in one of ten.
test("200 damaged files get answers of known kinds; `npm run fuzz` tries 5,000", async (t) => {
	await using folder = await temporaryFolder();
	const worker = path.join(folder.path, "worker.cjs");
	await build({
		entryPoints: [fileURLToPath(WORKER_SOURCE)],
		outfile: worker,
		bundle: true,
		platform: "node",
		format: "cjs",
		target: "node22",
	});
	const media = new MediaReader({ worker, limits: MEDIA_LIMITS });
	const files = await trueFiles(path.dirname(kind("any")));
	const damaged = mutants(files, 200, seededRandom(7));
	const result = await fuzz(damaged, media, folder.path);
	t.diagnostic(JSON.stringify(result));
	assert.deepEqual(result.unknown, []);
	assert.ok((result.answers["doubt: gaveUp"] ?? 0) > 0);
});
