import type { Media } from "../../protocol/protocol.ts";
import { ElementPlayer } from "./elementPlayer.ts";
import type { Player } from "./player.ts";
import { RecordingSource } from "./recordingSource.ts";

/** The player for a recording: the one place that chooses how it is decoded. */
export function createPlayer(media: Exclude<Media, { kind: "none" }>): Player {
	return new ElementPlayer(media.kind, new RecordingSource(media));
}
