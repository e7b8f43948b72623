import { parentPort, workerData } from "node:worker_threads";
import { extract } from "./extract.ts";
import { inspect } from "./inspect.ts";
import type { FromWorker, Task, ToWorker } from "./protocol.ts";
import { cutSample } from "./sample.ts";

/** The one place where strangers' bytes are parsed: this thread may crash or be ended. */
async function run(task: Task): Promise<void> {
	switch (task.do) {
		case "inspect":
			return send({ type: "found", finding: await inspect(task.file) });
		case "extract":
			await extract(task);
			return send({ type: "extracted" });
		case "sample": {
			const result = await cutSample(task);
			return send({ type: "sampled", result });
		}
		default:
			return task satisfies never;
	}
}

function send(message: FromWorker): void {
	parentPort?.postMessage(message);
}

function begin(task: Task): void {
	run(task).catch((error: unknown) => {
		const message = error instanceof Error ? error.message : String(error);
		send({ type: "failed", message });
	});
}

const first = workerData as Task;
if (first.do === "inspect") {
	parentPort?.on("message", (message: ToWorker) => {
		if (message !== "more") {
			begin({ do: "inspect", file: message.inspect });
		}
	});
}
send({ type: "ready" });
begin(first);
