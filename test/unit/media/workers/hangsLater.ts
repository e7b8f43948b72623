import { parentPort, workerData } from "node:worker_threads";
import { inspect } from "../../../../src/media/worker/inspect.ts";
import type { FromWorker } from "../../../../src/media/worker/protocol.ts";

const send = (message: FromWorker) => parentPort?.postMessage(message);

// Looks into files rightly, and comes to no end in taking their audio out.
send({ type: "ready" });
if (workerData.do === "inspect") {
	send({ type: "found", finding: await inspect(workerData.file) });
} else {
	send({ type: "chunk", bytes: new Uint8Array(1000), mediaS: 0.1 });
	setTimeout(() => {
		for (;;) {
			// As a damaged file made mediabunny do.
		}
	});
}
