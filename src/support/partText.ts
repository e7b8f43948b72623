import * as l10n from "@vscode/l10n";
import { timeText } from "../options/time.ts";

/** A part of a recording, in milliseconds; without an end it goes to the recording's own. */
export interface PartMs {
	readonly startMs: number;
	readonly endMs?: number | undefined;
}

/** Whether a part is the whole recording. */
export function isWhole({ startMs, endMs }: PartMs): boolean {
	return startMs === 0 && endMs === undefined;
}

/** A recording's name, with the part of it that is meant: `talk.mp3 from 0:10 to 0:20`. */
export function withPart(name: string, part: PartMs): string {
	const { startMs, endMs } = part;
	if (isWhole(part)) {
		return name;
	}
	const start = timeText(startMs / 1000);
	if (endMs === undefined) {
		return l10n.t("{0} from {1} on", name, start);
	}
	const end = timeText(endMs / 1000);
	return startMs === 0
		? l10n.t("{0} up to {1}", name, end)
		: l10n.t("{0} from {1} to {2}", name, start, end);
}
