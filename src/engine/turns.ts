import { unlessAborted } from "../retry/delay.ts";

/** A wait for something that only one may do at a time. */
export interface Turn extends Disposable {
	/** Resolves when it is one's own; again, at once. @throws the signal's reason */
	take(signal: AbortSignal): Promise<void>;
	/** Lets the next one in, where it was one's own. */
	end(): void;
}

/** Turns by name: those of one name follow each other, in the order asked for. */
export class Turns {
	readonly #last = new Map<string, Promise<unknown>>();

	of(name: string): Turn {
		let end: (() => void) | undefined;
		const turn = {
			take: async (signal: AbortSignal) => {
				end ??= await this.#take(name, signal);
			},
			end: () => {
				end?.();
				end = undefined;
			},
		};
		return { ...turn, [Symbol.dispose]: turn.end };
	}

	/** Resolves to what ends the turn. */
	async #take(name: string, signal: AbortSignal): Promise<() => void> {
		const before = this.#last.get(name) ?? Promise.resolve();
		const { promise, resolve } = Promise.withResolvers<void>();
		const mine = before.then(() => promise);
		this.#last.set(name, mine);
		void mine.then(() => {
			if (this.#last.get(name) === mine) {
				this.#last.delete(name);
			}
		});
		try {
			await unlessAborted(before, signal);
			return resolve;
		} catch (error) {
			resolve();
			throw error;
		}
	}
}
