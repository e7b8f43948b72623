import assert from "node:assert/strict";
import { test } from "node:test";
import { fileURLToPath } from "node:url";
import { MEDIA_LIMITS } from "../../../src/assemblyai/limits.ts";
import { MediaReader } from "../../../src/media/mediaReader.ts";
import { mutants } from "../../fuzz/mutations.ts";
import { fuzz, trueFiles } from "../../fuzz/run.ts";
import { seededRandom } from "../../simulator/random.ts";
import { temporaryFolder } from "../temporaryFolder.ts";
import { kind, WORKER_SOURCE } from "./kinds.ts";

test("Damaged files get answers of known kinds; `npm run fuzz` tries 5,000 of them", async (t) => {
	await using folder = await temporaryFolder();
	const media = new MediaReader({
		worker: WORKER_SOURCE,
		limits: MEDIA_LIMITS,
	});
	const files = await trueFiles(
		fileURLToPath(new URL("./", `file://${kind("x")}`)),
	);
	const result = await fuzz(
		mutants(files, 60, seededRandom(7)),
		media,
		folder.path,
	);
	t.diagnostic(JSON.stringify(result));
	assert.deepEqual(result.unknown, []);
});
