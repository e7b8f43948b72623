/**
 * Measures how fast a file of 2 GB is handed to a service on this machine, and
 * how much memory that takes: ours, `curl -T` and the SDK, one after the other,
 * again and again. Needs curl: npm run bench:upload
 */
import { atLeast, atMost, keep, median, rounded } from "./results.ts";
import {
	type ProcessCost,
	type UploadCost,
	Uploads,
} from "./upload/measure.ts";

const BYTES = 2_000_000_000;
const RUNS = 5;
/** It takes so long, and grows by so much, that more would only cost time. */
const SDK_RUNS = 1;
const MEGABYTE = 1_000_000;

await using uploads = await Uploads.start(BYTES);
const ours: ProcessCost[] = [];
const curls: UploadCost[] = [];
const sdks: ProcessCost[] = [];
for (let index = 0; index < RUNS; index++) {
	curls.push(await uploads.byCurl());
	ours.push(await uploads.by("sidescribe"));
	if (index < SDK_RUNS) {
		sdks.push(await uploads.by("sdk"));
	}
}
const figures = {
	sidescribe: { ...figuresOf(ours), memoryGrewByMb: grownMb(ours) },
	sdk: { ...figuresOf(sdks), memoryGrewByMb: grownMb(sdks) },
	curl: figuresOf(curls),
};
console.table(figures);
const ratio = (of: (cost: UploadCost) => number) =>
	median(curls.map(of)) / median(ours.map(of));
await keep("upload", figures, {
	"throughput, ours to curl's": atLeast(
		0.95,
		ratio(({ seconds }) => seconds),
	),
	"memory for 2 GB, in MB": atMost(64, grownMb(ours)),
});

function figuresOf(costs: readonly UploadCost[]) {
	const times = costs.map(({ seconds }) => seconds);
	return {
		megabytesPerSecond: rounded(BYTES / MEGABYTE / median(times)),
		slowest: rounded(BYTES / MEGABYTE / Math.max(...times)),
		fastest: rounded(BYTES / MEGABYTE / Math.min(...times)),
		// What other programs take of the machine is not in it.
		processorSeconds: rounded(
			median(costs.map(({ processorSeconds }) => processorSeconds)),
		),
	};
}

/** The most of all runs. */
function grownMb(costs: readonly ProcessCost[]): number {
	return rounded(
		Math.max(...costs.map(({ grownBytes }) => grownBytes)) / MEGABYTE,
	);
}
