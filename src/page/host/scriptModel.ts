import * as l10n from "@vscode/l10n";
import { unpackScript } from "../../protocol/packedScript.ts";
import {
	ANSWER_TIMEOUT_MS,
	type FromHost,
	type FromPage,
} from "../../protocol/protocol.ts";
import { withChange } from "../../transcript/change.ts";
import { applyEdit, type Edit, EditRefused } from "../../transcript/edits.ts";
import type { Script } from "../../transcript/script.ts";
import { Emitter } from "../emitter.ts";

/** Why another script is shown. */
export type ScriptCause =
	/** The page made an edit. */
	| "edit"
	/** The host made it, or did not. */
	| "answer"
	/** VS Code changed the document, as in undo, or another view of it did. */
	| "host";

export type ModelEvent =
	| { readonly type: "script"; readonly cause: ScriptCause }
	/** An edit was not made; a sentence for the reader. */
	| { readonly type: "refused"; readonly reason: string }
	/** No edit waits for its answer any more. */
	| { readonly type: "settled" };

interface Confirmed {
	readonly version: number;
	readonly script: Script;
}

const EMPTY: Script = { paragraphs: [], names: {} };

/**
 * The script as the page shows it: what the host confirmed, and on top of it
 * the edits that wait for its answer. One is under way at a time.
 */
export class ScriptModel {
	readonly #send: (message: FromPage) => void;
	readonly #events = new Emitter<ModelEvent>();
	#confirmed: Confirmed | undefined;
	#waiting: readonly Edit[] = [];
	#request = 0;
	#timer: ReturnType<typeof setTimeout> | undefined;
	#shown: Script = EMPTY;

	constructor(send: (message: FromPage) => void) {
		this.#send = send;
	}

	get shown(): Script {
		return this.#shown;
	}

	/** Whether an edit waits for its answer. */
	get isBusy(): boolean {
		return this.#waiting.length > 0;
	}

	/** @returns what ends the listening. */
	listen(listener: (event: ModelEvent) => void): () => void {
		return this.#events.listen(listener);
	}

	/** Shows an edit at once, and sends it when its turn comes. */
	edit(edit: Edit): void {
		try {
			this.#shown = applyEdit(this.#shown, edit);
		} catch (error) {
			this.#events.emit({ type: "refused", reason: reasonOf(error) });
			return;
		}
		this.#waiting = [...this.#waiting, edit];
		this.#events.emit({ type: "script", cause: "edit" });
		if (this.#waiting.length === 1) {
			this.#sendFirst();
		}
	}

	/** Takes everything anew. Edits that waited are lost: their versions are gone. */
	load(state: Extract<FromHost, { type: "state" }>): void {
		const script = unpackScript(state.script);
		if (script === undefined) {
			throw new TypeError("The host sent no script.");
		}
		this.#confirm({ version: state.version, script });
		this.#drop("host");
	}

	/** Takes what the host changed; asks for everything where a change was missed. */
	change(message: Extract<FromHost, { type: "change" }>): void {
		if (this.#confirmed?.version !== message.base) {
			this.#send({ type: "ready" });
			return;
		}
		this.#confirm({
			version: message.version,
			script: withChange(this.#confirmed.script, message.change),
		});
		if (message.request === this.#request && this.isBusy) {
			this.#waiting = this.#waiting.slice(1);
			this.#show("answer");
			this.#sendFirst();
		} else {
			this.#show("host");
		}
	}

	/** Takes back an edit that the host did not make, and those that came after it. */
	refuse({ request, reason }: Extract<FromHost, { type: "refused" }>): void {
		if (request === this.#request && this.isBusy) {
			this.#drop("answer");
			this.#events.emit({ type: "refused", reason });
		}
	}

	#confirm(confirmed: Confirmed): void {
		this.#confirmed = confirmed;
	}

	/** The edits that wait, on what was confirmed; those that do not fit it any more are left out. */
	#show(cause: ScriptCause): void {
		let script = this.#confirmed?.script ?? EMPTY;
		for (const edit of this.#waiting) {
			try {
				script = applyEdit(script, edit);
			} catch (error) {
				// The host will refuse it as well, and say why.
				if (!(error instanceof EditRefused)) {
					throw error;
				}
			}
		}
		this.#shown = script;
		this.#events.emit({ type: "script", cause });
	}

	#sendFirst(): void {
		clearTimeout(this.#timer);
		const [edit] = this.#waiting;
		if (edit === undefined || this.#confirmed === undefined) {
			this.#events.emit({ type: "settled" });
			return;
		}
		const request = ++this.#request;
		this.#send({
			type: "edit",
			request,
			version: this.#confirmed.version,
			edit,
		});
		this.#timer = setTimeout(() => {
			this.refuse({
				type: "refused",
				request,
				reason: l10n.t(
					"VS Code did not answer, and the last edit was taken back. Try again.",
				),
			});
			this.#send({ type: "ready" });
		}, ANSWER_TIMEOUT_MS);
	}

	#drop(cause: ScriptCause): void {
		clearTimeout(this.#timer);
		this.#waiting = [];
		this.#show(cause);
		this.#events.emit({ type: "settled" });
	}
}

function reasonOf(error: unknown): string {
	if (error instanceof EditRefused) {
		return error.message;
	}
	throw error;
}
