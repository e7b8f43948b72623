import { mkdirSync } from "node:fs";
import type * as vscode from "vscode";
import type { EngineEvent } from "../../engine/events.ts";
import { Comparisons } from "./comparisons.ts";
import { HistoryCommands } from "./historyCommands.ts";
import { HistoryTree } from "./historyTree.ts";
import type { HistoryNode } from "./nodes.ts";
import type { HistoryParts } from "./parts.ts";

/** All that deals with transcripts once they are there: the tree, its commands, and what tells the menus. */
export class Transcripts implements vscode.Disposable {
	readonly commands: HistoryCommands;
	readonly #parts: HistoryParts;
	readonly #comparisons: Comparisons;
	#tree: HistoryTree | undefined;

	constructor(parts: HistoryParts) {
		this.#parts = parts;
		this.#comparisons = new Comparisons(parts);
		this.commands = new HistoryCommands(parts, this.#comparisons, () =>
			this.#tree?.refresh(),
		);
	}

	/** Fills the tree, once its view is visible. */
	openTree(
		view: vscode.TreeView<HistoryNode>,
		changed: (nodes: HistoryNode[] | undefined) => void,
	): HistoryTree {
		const { engine, history, output, withTranscript } = this.#parts;
		// What is not there cannot be watched.
		mkdirSync(history.folder, { recursive: true });
		this.#tree = new HistoryTree({
			engine,
			history,
			view,
			redact: output.redact,
			changed,
			onShown: (records) => {
				const sources = records.map(({ source }) => source);
				void withTranscript.add(sources);
			},
		});
		return this.#tree;
	}

	/** Shows what an event has changed. */
	tell(event: EngineEvent): void {
		this.#tree?.tell(event);
		if (event.type === "stage" && event.job.state.step === "done") {
			void this.#parts.withTranscript.add([event.job.spec.source]);
		}
		if (event.type === "resumed" && event.job.spec.output.unedited) {
			this.#offerWhenDone(event.job.spec.id);
		}
	}

	dispose(): void {
		this.#tree?.dispose();
	}

	/** A job that was to replace a transcript, and goes on after a restart. */
	#offerWhenDone(id: string): void {
		this.#parts.engine
			.ended(id)
			.then((outcome) => this.#comparisons.offer(outcome))
			.catch(() => {
				// The window closes; both files are there.
			});
	}
}
