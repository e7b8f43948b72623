import { parentPort, workerData } from "node:worker_threads";
import { inspect } from "../../../../src/media/worker/inspect.ts";
import type {
	FromWorker,
	ToWorker,
} from "../../../../src/media/worker/protocol.ts";

const send = (message: FromWorker) => parentPort?.postMessage(message);

// Looks into files rightly, and comes to no end in those that are named so.
async function look(file: string): Promise<void> {
	while (file.includes("endless")) {
		// As a damaged file made mediabunny do.
	}
	send({ type: "found", finding: await inspect(file) });
}

parentPort?.on("message", (message: ToWorker) => {
	if (message !== "more") {
		void look(message.inspect);
	}
});
send({ type: "ready" });
setTimeout(() => void look(workerData.file));
