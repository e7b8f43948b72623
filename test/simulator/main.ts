import { parseArgs } from "node:util";
import type { Fault, RequestKind } from "./faults.ts";
import { SIMULATOR_KEY, startSimulator } from "./simulator.ts";

const HELP = `Speaks AssemblyAI's v2 API on this machine, without AssemblyAI.

npm run simulator -- [options]
  --port 4010             where to listen
  --key ${SIMULATOR_KEY}     the API key that is taken
  --queued-ms 300         how long a job waits
  --processing-ms 500     how long it is worked on
  --fault KIND:WHAT[xN]   what goes wrong with the next N requests of a kind;
                          KIND: upload, submit, get, list, delete
                          WHAT: a status such as 500, or reset (at once),
                          cut (in the middle of the request), half (in the
                          middle of the answer), lost, stall, slow, malformed
                          e.g. --fault upload:422 --fault submit:503x2
  --job-error TEXT        the next job ends in this error
`;

const { values } = orExplain(() =>
	parseArgs({
		options: {
			port: { type: "string", default: "4010" },
			key: { type: "string", default: SIMULATOR_KEY },
			"queued-ms": { type: "string", default: "300" },
			"processing-ms": { type: "string", default: "500" },
			fault: { type: "string", multiple: true, default: [] },
			"job-error": { type: "string", multiple: true, default: [] },
			help: { type: "boolean", default: false },
		},
	}),
);

if (values.help) {
	console.log(HELP);
} else {
	const faults = orExplain(() => values.fault.map(parseFault));
	const simulator = await startSimulator({
		port: orExplain(() => parsePort(values.port)),
		keys: [values.key],
		queuedMs: Number(values["queued-ms"]),
		processingMs: Number(values["processing-ms"]),
	});
	for (const fault of faults) {
		simulator.fault(fault);
	}
	for (const error of values["job-error"]) {
		simulator.failJobs({ error });
	}
	console.log(`AssemblyAI's API, simulated, at ${simulator.url}

In VS Code's user settings:  "sidescribe.api.baseUrl": "${simulator.url}"
As the key:                  ${values.key}
`);
	simulator.on("ended", (request) => {
		console.log(
			[
				new Date(request.time).toISOString(),
				request.kind.padEnd(8),
				String(request.status ?? request.outcome),
				request.requestId,
			].join("  "),
		);
	});
}

/** Reads `upload:422x2`. */
function parseFault(text: string): Fault {
	const [, kind, what, times] =
		/^(upload|submit|get|list|delete):(\d{3}|reset|cut|half|lost|stall|slow|malformed)(?:x(\d+))?$/.exec(
			text,
		) ?? [];
	if (kind === undefined || what === undefined) {
		throw new Error(`--fault ${text} is none`);
	}
	const where = { on: kind as RequestKind, times: Number(times ?? 1) };
	switch (what) {
		case "reset":
			return { ...where, kind: "resetBefore" };
		case "cut":
			return { ...where, kind: "resetInRequest", afterBytes: 1 };
		case "half":
			return { ...where, kind: "resetInAnswer" };
		case "slow":
			return { ...where, kind: "slow", bytesPerSecond: 100_000 };
		case "malformed":
			return { ...where, kind: "malformed" };
		case "lost":
			return { ...where, kind: "answerLost" };
		case "stall":
			return { ...where, kind: "stall", where: "answer" };
		default:
			return { ...where, kind: "status", status: Number(what) };
	}
}

function parsePort(text: string): number {
	const port = Number(text);
	if (!Number.isInteger(port) || port < 0 || port > 65_535) {
		throw new Error(`--port ${text} is none`);
	}
	return port;
}

/** What a person typed wrong is told with the help, and ends the program. */
function orExplain<T>(parse: () => T): T {
	try {
		return parse();
	} catch (error) {
		console.error(
			`${error instanceof Error ? error.message : error}\n\n${HELP}`,
		);
		process.exit(1);
	}
}
