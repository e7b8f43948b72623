import type { MediaFacts } from "../inspection.ts";

/** What a worker is started for. */
export type Task =
	| { readonly do: "inspect"; readonly file: string }
	/** Copies an audio track, streamed. @see AudioTrack.index */
	| { readonly do: "extract"; readonly file: string; readonly track: number }
	| {
			readonly do: "sample";
			readonly file: string;
			/** Absent for the default track. */
			readonly track?: number;
			/** In seconds from the start. */
			readonly from: number;
			/** In seconds. */
			readonly length: number;
	  };

/** What an inspection comes to: the facts, or a reason not to send the file at all. */
export type Finding =
	| { readonly facts: MediaFacts }
	| { readonly problem: "notMedia" | "unfinished" | "protected" };

/** A sample: a small file of its own, or the reason why there is none. */
export type SampleResult =
	| {
			readonly bytes: Uint8Array;
			/** With a dot. */
			readonly extension: string;
	  }
	| { readonly problem: "notCopyable" | "beyondEnd" };

/** From the worker to its host. */
export type FromWorker =
	/** All is loaded; the file is touched next. */
	| { readonly type: "ready" }
	/** A part of what is extracted. @see more */
	| {
			readonly type: "chunk";
			readonly bytes: Uint8Array;
			/** How far into the recording this is, in seconds. */
			readonly mediaS: number;
	  }
	| { readonly type: "found"; readonly finding: Finding }
	| { readonly type: "sampled"; readonly result: SampleResult }
	/** All of the track has been sent. */
	| { readonly type: "extracted" }
	/** The file could not be read, in the parser's words, which are for the log only. */
	| { readonly type: "failed"; readonly message: string };

/** From the host to the worker. */
export type ToWorker =
	/** One more chunk is wanted. */
	| "more"
	/** An inspection that has ended goes on with another file. */
	| { readonly inspect: string };
