import type { Engine } from "../../engine/engine.ts";
import type { History } from "../../engine/history/history.ts";
import type { Outcomes } from "../outcomes.ts";
import type { Output } from "../output.ts";
import type { SupportReport } from "../supportReport.ts";
import type { MediaWithTranscript } from "./mediaWithTranscript.ts";

/** What the commands on transcripts work with. */
export interface HistoryParts {
	readonly engine: Engine;
	readonly history: History;
	readonly output: Output;
	readonly outcomes: Outcomes;
	readonly report: SupportReport;
	readonly withTranscript: MediaWithTranscript;
}
