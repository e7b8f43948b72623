import { parentPort } from "node:worker_threads";

parentPort?.postMessage({ type: "ready" });
process.nextTick(() => {
	throw new RangeError("Bad unsigned int size 7");
});
