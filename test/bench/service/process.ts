/**
 * The simulator, and a link to it where one is asked for, in a process of
 * their own: whoever is measured has its event loop for itself.
 */
import { startSimulator } from "../../simulator/simulator.ts";
import { failATenth } from "./faults.ts";
import { Link } from "./link.ts";
import { processingMsOf, secondsOf } from "./recordings.ts";
import type { Report, ServiceOptions } from "./service.ts";

const options = JSON.parse(process.argv[2] ?? "{}") as ServiceOptions;
const { bitsPerSecond, isFaulty = false, processingMs, concurrency } = options;
const bytesOf = (audioUrl: string) =>
	simulator.uploads.find(({ url }) => url === audioUrl)?.bytes ?? 0;
const simulator = await startSimulator({
	queuedMs: 0,
	concurrency: concurrency ?? 200,
	processingMs:
		processingMs ??
		((job) => {
			const bytes = bytesOf(job.audioUrl);
			job.script = { ...job.script, duration: secondsOf(bytes) };
			return processingMsOf(bytes);
		}),
});
if (isFaulty) {
	failATenth(simulator);
}
const link =
	bitsPerSecond === undefined
		? undefined
		: await Link.start(Number(new URL(simulator.url).port), bitsPerSecond);

process.on("message", () => process.send?.(report()));
process.on("disconnect", () => process.exit());
process.send?.({ url: link?.url ?? simulator.url });

function report(): Report {
	return {
		requests: simulator.requests.map(({ kind, time, fault }) => ({
			kind,
			time,
			isFaulty: fault !== undefined,
		})),
		jobs: simulator.jobs.map(({ id, created, completed, audioUrl }) => ({
			id,
			created,
			bytes: bytesOf(audioUrl),
			...(completed !== undefined && { completed }),
		})),
	};
}
