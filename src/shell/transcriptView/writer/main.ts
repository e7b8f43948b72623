import { parentPort, workerData } from "node:worker_threads";
import { type WritingTask, written } from "./writing.ts";

/** The thread that makes the texts of a long transcript. */
void written(workerData as WritingTask).then((result) =>
	parentPort?.postMessage(result),
);
