import type { Engine } from "../engine/engine.ts";
import type { Outcome } from "../engine/events.ts";
import type { Outcomes } from "./outcomes.ts";

/**
 * The jobs that go on from an earlier start. They are quiet while they run;
 * when the last has ended, what came of them is told at once.
 */
export class ResumedJobs {
	readonly #engine: Engine;
	readonly #outcomes: Outcomes;
	#running = 0;
	#ended: Outcome[] = [];

	constructor(engine: Engine, outcomes: Outcomes) {
		this.#engine = engine;
		this.#outcomes = outcomes;
	}

	/** Adds a job that was just resumed. */
	follow(id: string): void {
		this.#running++;
		this.#engine.ended(id).then(
			(outcome) => {
				this.#ended.push(outcome);
				this.#running--;
				this.#tellWhenAllEnded();
			},
			// The window closes; the next start resumes it.
			() => {
				this.#running--;
			},
		);
	}

	#tellWhenAllEnded(): void {
		if (this.#running > 0) {
			return;
		}
		const ended = this.#ended;
		this.#ended = [];
		this.#outcomes.tellQuietly(ended);
	}
}
