import { parentPort } from "node:worker_threads";

parentPort?.postMessage({ type: "ready" });
const kept: number[][] = [];
setTimeout(() => {
	for (;;) {
		kept.push(new Array(100_000).fill(kept.length));
	}
});
