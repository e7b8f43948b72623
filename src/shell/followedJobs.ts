import type { Engine } from "../engine/engine.ts";
import type { JobView, Outcome } from "../engine/events.ts";
import { type EndState, isRunning } from "../engine/job.ts";

/** The jobs of one command, counted as they end. */
export class FollowedJobs {
	readonly #engine: Pick<Engine, "view" | "ended">;
	readonly #open = new Set<string>();
	readonly #ended = new Map<EndState["step"], number>();
	/** How many there are in all. */
	readonly count: number;
	/** Resolves when all are begun. */
	readonly allBegun: Promise<unknown>;
	/** Resolves to how all ended, in order; rejects where the window closes first. */
	readonly allEnded: Promise<Outcome[]>;

	/** @param ids - resolves when all are begun. */
	constructor(
		engine: Pick<Engine, "view" | "ended">,
		count: number,
		ids: Promise<readonly string[]>,
	) {
		this.#engine = engine;
		this.count = count;
		this.allBegun = ids;
		this.allEnded = ids.then((begun) =>
			Promise.all(begun.map((id) => this.#follow(id))),
		);
		// Whoever waits for it has its catch.
		this.allEnded.catch(() => {});
	}

	/** Those that have begun and are not over yet. */
	get running(): JobView[] {
		return [...this.#open].flatMap((id) => {
			const view = this.#engine.view(id);
			return view !== undefined && isRunning(view.job.state) ? [view] : [];
		});
	}

	/** How many ended in a way. */
	ended(step: EndState["step"]): number {
		return this.#ended.get(step) ?? 0;
	}

	/** How many of all have ended, from 0 to 1. */
	get share(): number {
		const ended = [...this.#ended.values()].reduce((sum, n) => sum + n, 0);
		return ended / this.count;
	}

	async #follow(id: string): Promise<Outcome> {
		this.#open.add(id);
		const outcome = await this.#engine.ended(id);
		this.#open.delete(id);
		const { step } = outcome.state;
		this.#ended.set(step, this.ended(step) + 1);
		return outcome;
	}
}
