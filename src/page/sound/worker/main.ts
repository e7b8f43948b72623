import type { FromWorker, ToWorker } from "../messages.ts";
import { registerAac } from "./aacSampleDecoder.ts";
import { SoundWorker } from "./soundWorker.ts";

/** What a worker has; the types of a page name another `postMessage`. */
interface WorkerScope {
	postMessage(message: FromWorker, transfer: Transferable[]): void;
}

registerAac();
const scope = globalThis as unknown as WorkerScope;
const worker = new SoundWorker((message) => {
	const isPart = message.type === "part";
	scope.postMessage(message, isPart ? [message.bytes.buffer] : []);
});
addEventListener("message", ({ data }: MessageEvent<ToWorker>) => {
	worker.take(data);
});
