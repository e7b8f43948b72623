/**
 * `npm run soak`: a day of 2,000 recordings and faults of every kind. Prints
 * what came of it, and fails where a promise was not kept.
 * `--recordings N`, `--windows N`, `--seed N`, `--events-per-kill N`.
 */
import { parseArgs } from "node:util";
import { temporaryFolder } from "../unit/temporaryFolder.ts";
import { simulateDay } from "./day.ts";

const { values } = parseArgs({
	options: {
		recordings: { type: "string", default: "2000" },
		windows: { type: "string", default: "2" },
		seed: { type: "string", default: "1" },
		"events-per-kill": { type: "string", default: "400" },
	},
});
await using folder = await temporaryFolder();
const started = Date.now();
const { broken, failed, ...counts } = await simulateDay({
	folder: folder.path,
	recordings: Number(values.recordings),
	windows: Number(values.windows),
	eventsPerKill: Number(values["events-per-kill"]),
	seed: Number(values.seed),
});
console.table({
	...counts,
	seconds: Math.round((Date.now() - started) / 1000),
});
console.log("Without a transcript, by reason:", failed);
console.log(
	broken.length === 0 ? "Every promise was kept." : broken.join("\n"),
);
process.exitCode = broken.length === 0 ? 0 : 1;
