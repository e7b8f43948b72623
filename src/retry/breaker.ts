import {
	BrokenCircuitError,
	type CircuitBreakerPolicy,
	CircuitState,
	ConsecutiveBreaker,
	circuitBreaker,
	handleWhen,
} from "cockatiel";
import { unlessAborted } from "./delay.ts";

/** Whether the service answers, as far as the last attempts tell. */
export type BreakerState =
	| { readonly state: "closed" }
	/** No attempt goes out before `retryAt` (epoch milliseconds). */
	| { readonly state: "open"; readonly retryAt: number }
	/** One attempt is out to see; the others wait for what comes of it. */
	| { readonly state: "probing" };

/** When to stop asking a service that does not answer. */
export interface BreakerOptions {
	/** Consecutive failures that open it. */
	readonly failureThreshold: number;
	/** From opening to the probe, in milliseconds. */
	readonly recoveryMs: number;
	/**
	 * What an error tells of the service: that it is in trouble (`outage`), that
	 * it answers, if not as one would like (`answer`), or nothing at all.
	 */
	readonly tells: (error: Error) => "outage" | "answer" | "nothing";
	readonly onChange: (state: BreakerState) => void;
}

/**
 * A circuit breaker before which attempts wait instead of failing: cockatiel
 * decides when it opens and which attempt is the probe.
 */
export class Breaker {
	readonly #options: BreakerOptions;
	#policy: CircuitBreakerPolicy;
	#state: BreakerState = { state: "closed" };
	#timer: NodeJS.Timeout | undefined;
	/** Replaced, after it resolved, each time that those who wait are to look again. */
	#change = Promise.withResolvers<void>();

	constructor(options: BreakerOptions) {
		this.#options = options;
		this.#policy = this.#createPolicy();
	}

	get state(): BreakerState {
		return this.#state;
	}

	/**
	 * Runs an attempt as soon as the service may be asked.
	 *
	 * @param attempt - told whether it is the probe of a service that failed.
	 * @param inPlace - runs the attempt where it has a place, such as a queue;
	 * while the service may not be asked, none is held.
	 * @throws what the attempt throws; the signal's reason when aborted.
	 */
	async run<T>(
		attempt: (isProbe: boolean) => Promise<T>,
		signal: AbortSignal,
		inPlace: (work: () => Promise<T>) => Promise<T> = (work) => work(),
	): Promise<T> {
		for (;;) {
			const change = this.#change.promise;
			try {
				return await inPlace(() => this.#attempt(attempt, signal));
			} catch (error) {
				if (!(error instanceof BrokenCircuitError)) {
					throw error;
				}
				await unlessAborted(change, signal);
			}
		}
	}

	/** @throws BrokenCircuitError where the service may not be asked now. */
	async #attempt<T>(
		attempt: (isProbe: boolean) => Promise<T>,
		signal: AbortSignal,
	): Promise<T> {
		signal.throwIfAborted();
		if (this.#state.state === "probing") {
			// cockatiel would wait for the probe here, and hold the place.
			throw new BrokenCircuitError();
		}
		return this.#policy.execute(() => attempt(this.#state.state === "probing"));
	}

	/** Sends the next attempt as a probe now, without waiting further. */
	tryNow(): void {
		if (this.#state.state === "open") {
			this.#policy = this.#createPolicy({
				ownState: { value: CircuitState.Open, openedAt: 0, attemptNo: 1 },
				breakerState: 0,
			});
			this.#wake();
		}
	}

	/** Stops the timer; those who wait are stopped by their own signals. */
	dispose(): void {
		clearTimeout(this.#timer);
	}

	#createPolicy(initialState?: object): CircuitBreakerPolicy {
		const policy = circuitBreaker(
			handleWhen((error) => {
				const tells = error instanceof Error && this.#options.tells(error);
				// A probe that a person cancels, say, has shown nothing: the service
				// is still one that did not answer.
				return (
					tells === "outage" ||
					(tells === "nothing" && this.#state.state === "probing")
				);
			}),
			{
				halfOpenAfter: this.#options.recoveryMs,
				breaker: new ConsecutiveBreaker(this.#options.failureThreshold),
				...(initialState && { initialState }),
			},
		);
		policy.onStateChange((state) => {
			if (policy === this.#policy) {
				this.#onStateChange(state);
			}
		});
		return policy;
	}

	#onStateChange(state: CircuitState): void {
		clearTimeout(this.#timer);
		switch (state) {
			case CircuitState.Closed:
				this.#set({ state: "closed" });
				this.#wake();
				break;
			case CircuitState.HalfOpen:
				this.#set({ state: "probing" });
				break;
			case CircuitState.Open:
			case CircuitState.Isolated: {
				const { recoveryMs } = this.#options;
				this.#set({ state: "open", retryAt: Date.now() + recoveryMs });
				// A millisecond more: cockatiel compares the clock, not a timer.
				this.#timer = setTimeout(() => this.#wake(), recoveryMs + 1);
				break;
			}
			default:
				state satisfies never;
		}
	}

	#set(state: BreakerState): void {
		this.#state = state;
		this.#options.onChange(state);
	}

	#wake(): void {
		const { resolve } = this.#change;
		this.#change = Promise.withResolvers<void>();
		resolve();
	}
}
