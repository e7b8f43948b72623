/** Why a recording cannot be heard. */
export type PlayerFailure =
	/** The browser reads the file but has no decoder for its sound. */
	| "noDecoder"
	/** The browser cannot read the file, or did not get its first bytes. */
	| "unreadable"
	/** The file came no more: it was moved, or a drive is gone. */
	| "unreachable";

export type PlayerEvent =
	/** It plays or pauses now, by whatever reason; the end of the recording pauses. */
	| { readonly type: "playing"; readonly isPlaying: boolean }
	/** The position jumped, by a seek. */
	| { readonly type: "sought" }
	/** The duration is known, or known better. */
	| { readonly type: "duration" }
	/** It waits for bytes or for its decoder, or does so no more. */
	| { readonly type: "waiting"; readonly isWaiting: boolean }
	| { readonly type: "failed"; readonly failure: PlayerFailure };

/** Plays a recording; times in milliseconds from its start. */
export interface Player {
	/** What shows the picture, for the page to put in place; absent for sound alone. */
	readonly picture: HTMLElement | undefined;
	/** Where it is now. Read every frame while it plays: it must be cheap. */
	readonly positionMs: number;
	/** Absent until it is known. */
	readonly durationMs: number | undefined;
	readonly isPlaying: boolean;
	/** Speed, 0.5 to 3, with the pitch kept. */
	rate: number;
	/** Never rejects: what goes wrong is told as `failed`. */
	play(): Promise<void>;
	pause(): void;
	/** Bounded to the recording; goes on playing if it plays. */
	seek(positionMs: number): void;
	/** @returns what ends the listening. */
	listen(listener: (event: PlayerEvent) => void): () => void;
	/** Ends sound and loading; nothing is told afterwards. */
	dispose(): void;
}
