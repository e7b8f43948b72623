/*
 * What the page and the worker that decodes for it say to each other. The page
 * says `open` once, then `from` for each place to play from; the worker sends
 * parts, as far as `until` lets it. The worker reads the recording through the
 * page, since VS Code serves files to pages alone.
 */

/** From the page to the worker. */
export type ToWorker =
	| {
			readonly type: "open";
			/** Of the recording, in bytes. */
			readonly size: number;
			/** Whether its picture is wanted as well. */
			readonly wantsPicture: boolean;
	  }
	/** Begin anew at this place; parts bear the number of the run. */
	| {
			readonly type: "from";
			readonly run: number;
			readonly seconds: number;
			readonly until: number;
	  }
	/** Go on as far as this place. */
	| { readonly type: "until"; readonly seconds: number }
	/** Answers `read`; without bytes where it could not be read. */
	| {
			readonly type: "bytes";
			readonly request: number;
			readonly bytes?: Uint8Array;
	  };

export type Track = "sound" | "picture";

/** Why there is no sound to be had. */
export type SoundFailure = "noDecoder" | "unreadable" | "unreachable";

/** From the worker to the page. */
export type FromWorker =
	| {
			readonly type: "opened";
			/** In seconds, where the recording says it. */
			readonly duration?: number;
			/** The types of what comes, as a `SourceBuffer` wants them. */
			readonly tracks: readonly {
				readonly track: Track;
				readonly type: string;
			}[];
	  }
	| {
			readonly type: "read";
			readonly request: number;
			readonly start: number;
			readonly end: number;
	  }
	/** Bytes of a fragmented MP4, for a track; its start comes first in each run. */
	| {
			readonly type: "part";
			readonly run: number;
			readonly track: Track;
			readonly bytes: Uint8Array<ArrayBuffer>;
	  }
	/** The run came to the recording's end. */
	| { readonly type: "end"; readonly run: number }
	| {
			readonly type: "failed";
			readonly failure: SoundFailure;
			/** For the log. */
			readonly message: string;
	  };
