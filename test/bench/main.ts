/**
 * Runs every bench, one after the other, each in a process of its own, and
 * says at the end which goals are missed. Needs ffmpeg and curl, 4 GB of disk
 * and some half an hour: npm run bench
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import * as path from "node:path";

const BENCHES = [
	"timeToTranscript",
	"upload",
	"afterCompletion",
	"batches",
	"start",
	"growth",
	"view",
	"window",
	"media",
	"captions",
];

const failed: string[] = [];
for (const bench of BENCHES) {
	console.log(`\n=== ${bench}\n`);
	const child = spawn(
		process.execPath,
		[path.join(import.meta.dirname, `${bench}.ts`), ...process.argv.slice(2)],
		{ stdio: "inherit" },
	);
	const [code] = (await once(child, "exit")) as [number | null];
	if (code !== 0) {
		failed.push(bench);
	}
}
console.log(
	failed.length === 0
		? "\nEvery goal is met."
		: `\nA goal is missed, or a bench failed: ${failed.join(", ")}`,
);
process.exitCode = failed.length;
