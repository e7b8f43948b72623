import { parentPort } from "node:worker_threads";

parentPort?.postMessage({ type: "ready" });
setTimeout(() => {
	for (;;) {
		// As a damaged file made mediabunny do.
	}
});
