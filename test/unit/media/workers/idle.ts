import { parentPort } from "node:worker_threads";

// Waits for ever, as for a network drive that went away.
parentPort?.postMessage({ type: "ready" });
parentPort?.on("message", () => {});
