import { parseArgs } from "node:util";
import { MEDIA_LIMITS } from "../../src/assemblyai/limits.ts";
import { MediaReader } from "../../src/media/mediaReader.ts";
import { seededRandom } from "../simulator/random.ts";
import { temporaryFolder } from "../unit/temporaryFolder.ts";
import { mutants } from "./mutations.ts";
import { fuzz, trueFiles } from "./run.ts";

// Examines damaged recordings with the worker as it is shipped:
// npm run fuzz -- --count 5000 --seed 1
const { values } = parseArgs({
	options: {
		count: { type: "string", default: "5000" },
		seed: { type: "string", default: "1" },
	},
});
const kinds = new URL("../fixtures/media/kinds/", import.meta.url).pathname;
const media = new MediaReader({
	worker: new URL("../../dist/media/worker.cjs", import.meta.url),
	limits: MEDIA_LIMITS,
});
await using folder = await temporaryFolder();
const damaged = mutants(
	await trueFiles(kinds),
	Number(values.count),
	seededRandom(Number(values.seed)),
);
const began = performance.now();
const result = await fuzz(damaged, media, folder.path);
console.log({ ...result, seconds: (performance.now() - began) / 1000 });
process.exitCode = result.unknown.length > 0 ? 1 : 0;
