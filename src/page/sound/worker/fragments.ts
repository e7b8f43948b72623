import {
	AppendOnlyStreamTarget,
	Mp4OutputFormat,
	Output,
} from "../../../mediabunny.ts";

/** How long a fragment is at least, in seconds: the time to the first sound, and overhead. */
const FRAGMENT_S = 0.5;

/** What comes out is a fragmented MP4 with one track, as a `SourceBuffer` takes it. */
export function fragmentedOutput(write: (bytes: Uint8Array) => void): Output {
	return new Output({
		format: new Mp4OutputFormat({
			fastStart: "fragmented",
			minimumFragmentDuration: FRAGMENT_S,
		}),
		target: new AppendOnlyStreamTarget(new WritableStream({ write })),
	});
}
