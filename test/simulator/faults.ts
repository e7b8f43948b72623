/** What a request asks for. */
export type RequestKind =
	| "upload"
	| "submit"
	| "get"
	| "list"
	| "delete"
	| "captions"
	| "paragraphs"
	| "sentences"
	| "wordSearch";

/** What goes wrong with a request. */
export type FaultKind =
	/** An answer of another status, after the request was read unless `early`. */
	| {
			readonly kind: "status";
			readonly status: number;
			/** Default: the service's words for that status. */
			readonly message?: string;
			readonly headers?: Readonly<Record<string, string>>;
			readonly early?: boolean;
	  }
	/** The connection is destroyed as soon as the request arrives. */
	| { readonly kind: "resetBefore" }
	/** The connection is destroyed after so many bytes of the body. */
	| { readonly kind: "resetInRequest"; readonly afterBytes: number }
	/** The work is done, and the connection is destroyed half way through the answer. */
	| { readonly kind: "resetInAnswer" }
	/** The work is done, and the connection is destroyed without an answer. */
	| { readonly kind: "answerLost" }
	/** The work is done only after this time, whether or not the client still waits. */
	| { readonly kind: "late"; readonly afterMs: number }
	/**
	 * Nothing more is read (`request`), or nothing is answered (`answer`), and no
	 * work is done; or the work is done, and the answer stops half way.
	 */
	| {
			readonly kind: "stall";
			readonly where: "request" | "answer" | "midAnswer";
	  }
	/** The body is taken at this speed, or the answer given at it where there is no body. */
	| { readonly kind: "slow"; readonly bytesPerSecond: number }
	/** Status 200 with what is not JSON, and no work is done. */
	| { readonly kind: "malformed"; readonly body?: string }
	/** Status 200 with JSON of another shape, and no work is done. */
	| { readonly kind: "wrongShape"; readonly body?: unknown };

/** A fault and the requests that it befalls. */
export type Fault = FaultKind & {
	readonly on: RequestKind;
	/** So many such requests pass first. @default 0 */
	readonly skip?: number;
	/** @default 1 */
	readonly times?: number;
	/** From 0 to 1, by the simulator's seeded random numbers. @default 1 */
	readonly probability?: number;
};

/** Jobs that end in `status: "error"`. */
export interface JobFault {
	/** So many jobs succeed first. @default 0 */
	readonly skip?: number;
	/** @default 1 */
	readonly times?: number;
	/** The transcript's `error`. */
	readonly error: string;
}

/** The faults that are to come, in the order in which they were scheduled. */
export class Schedule<F extends { skip?: number; times?: number }> {
	#entries: { fault: F; skip: number; left: number }[] = [];

	add(fault: F): void {
		this.#entries.push({
			fault,
			skip: fault.skip ?? 0,
			left: fault.times ?? 1,
		});
	}

	clear(): void {
		this.#entries = [];
	}

	/** The first fault that fits and is due; it counts as having happened. */
	take(fits: (fault: F) => boolean): F | undefined {
		for (const entry of this.#entries) {
			if (entry.left <= 0 || !fits(entry.fault)) {
				continue;
			}
			if (entry.skip > 0) {
				entry.skip--;
				continue;
			}
			entry.left--;
			return entry.fault;
		}
		return undefined;
	}
}
