import type { Engine } from "../engine/engine.ts";
import type { JobView, Outcome } from "../engine/events.ts";
import { type EndState, isRunning } from "../engine/job.ts";

/** The jobs of one command, counted as they end. */
export class FollowedJobs {
	readonly #engine: Pick<Engine, "view" | "ended">;
	readonly #open: Set<string>;
	readonly #ended = new Map<EndState["step"], number>();
	/** How many there are in all. */
	readonly count: number;
	/** Resolves to how all ended, in order; rejects where the window closes first. */
	readonly allEnded: Promise<Outcome[]>;

	constructor(engine: Pick<Engine, "view" | "ended">, ids: readonly string[]) {
		this.#engine = engine;
		this.#open = new Set(ids);
		this.count = ids.length;
		this.allEnded = Promise.all(ids.map((id) => this.#follow(id)));
	}

	/** Those that are not over yet. */
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
		return (this.count - this.#open.size) / this.count;
	}

	async #follow(id: string): Promise<Outcome> {
		const outcome = await this.#engine.ended(id);
		const { step } = outcome.state;
		this.#open.delete(id);
		this.#ended.set(step, this.ended(step) + 1);
		return outcome;
	}
}
