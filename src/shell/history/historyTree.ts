import * as path from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Engine } from "../../engine/engine.ts";
import type { EngineEvent, JobView } from "../../engine/events.ts";
import { isDay, localDay } from "../../engine/history/fileNames.ts";
import type { History } from "../../engine/history/history.ts";
import type { HistoryRecord } from "../../engine/history/record.ts";
import { isRunning, type Job } from "../../engine/job.ts";
import type { Redact } from "../../support/redact.ts";
import { Gathered } from "./gathered.ts";
import {
	dayItem,
	elsewhereItem,
	groupItem,
	jobItem,
	recordItem,
	redactedItem,
} from "./items.ts";
import type { HistoryNode } from "./nodes.ts";
import { jobTooltip, recordTooltip } from "./tooltips.ts";

/** What the tree shows, and where. */
export interface HistoryTreeParts {
	readonly engine: Engine;
	readonly history: History;
	readonly view: Pick<
		vscode.TreeView<HistoryNode>,
		"visible" | "onDidChangeVisibility"
	>;
	readonly redact: Redact;
	/** To be told of nodes that are to be shown anew; of none for all. */
	readonly changed: (nodes: HistoryNode[] | undefined) => void;
	/** Told of the records that are shown. */
	readonly onShown: (records: readonly HistoryRecord[]) => void;
}

/** Changes that come faster are shown together, in milliseconds. */
const REFRESH_MS = 1000;

/** How often other windows are asked about, and the day may have changed, in milliseconds. */
const LOOK_MS = 5000;

const UNDER_WAY: HistoryNode = { kind: "underWay" };
const FAILED: HistoryNode = { kind: "failed" };

/** The tree of transcripts: under way, failed, then what is done, a group a day. */
export class HistoryTree implements vscode.Disposable {
	readonly #parts: HistoryTreeParts;
	/** Those that are shown, latest first. */
	#days: readonly string[] = [];
	readonly #dayNodes = new Map<string, HistoryNode>();
	readonly #jobs = new Map<string, HistoryNode>();
	readonly #disposables: vscode.Disposable[] = [];
	/** What is to be shown anew. */
	readonly #stale = new Gathered<HistoryNode>(REFRESH_MS, (stale) =>
		// What cannot be read is said where VS Code asks for it.
		this.#show(stale).catch(() => this.#parts.changed(undefined)),
	);
	/** The groups that are shown. */
	#groups = "";
	#elsewhere: readonly Job[] = [];
	#look: NodeJS.Timeout | undefined;

	constructor(parts: HistoryTreeParts) {
		this.#parts = parts;
		const pattern = new vscode.RelativePattern(
			vscode.Uri.file(parts.history.folder),
			"*/*.json",
		);
		// Other windows write there as well.
		const watcher = vscode.workspace.createFileSystemWatcher(pattern);
		const changed = ({ fsPath }: vscode.Uri) => this.#touchDay(fsPath);
		this.#disposables.push(
			watcher,
			watcher.onDidCreate(changed),
			watcher.onDidChange(changed),
			watcher.onDidDelete(changed),
			parts.view.onDidChangeVisibility(() => this.#lookIfVisible()),
		);
		this.#lookIfVisible();
	}

	/** What stands below a node; below none the groups. */
	async children(node: HistoryNode | undefined): Promise<HistoryNode[]> {
		switch (node?.kind) {
			case undefined: {
				const groups = await this.#groupNodes();
				this.#groups = signatureOf(groups);
				return groups;
			}
			case "underWay":
				return [
					...this.#views(isUnderWay).map((view) => this.#jobNode(view)),
					...this.#elsewhere.map((job) => ({
						kind: "elsewhere" as const,
						job,
					})),
				];
			case "failed":
				return this.#views(hasFailed)
					.map((view) => this.#jobNode(view))
					.reverse();
			case "day": {
				const records = await this.#parts.history.recordsOf(node.day);
				this.#parts.onShown(records);
				return records.map((record) => ({ kind: "record", record }));
			}
			case "job":
			case "elsewhere":
			case "record":
				return [];
			default:
				return node satisfies never;
		}
	}

	/** How a node is shown. */
	async item(node: HistoryNode): Promise<vscode.TreeItem> {
		return redactedItem(await this.#plainItem(node), this.#parts.redact);
	}

	async #plainItem(node: HistoryNode): Promise<vscode.TreeItem> {
		switch (node.kind) {
			case "underWay": {
				const count = this.#views(isUnderWay).length + this.#elsewhere.length;
				return groupItem(l10n.t("Under Way"), node.kind, count, true);
			}
			case "failed": {
				const count = this.#views(hasFailed).length;
				return groupItem(l10n.t("Failed"), node.kind, count, true);
			}
			case "day": {
				const count = await this.#parts.history.countOf(node.day);
				const isLatest = node.day === this.#days[0];
				return dayItem(node.day, count, isLatest, new Date());
			}
			case "job": {
				const view = this.#parts.engine.view(node.id);
				return view === undefined
					? new vscode.TreeItem("")
					: jobItem(view, this.#parts.engine.breakerState);
			}
			case "elsewhere":
				return elsewhereItem(node.job);
			case "record":
				return recordItem(node.record);
			default:
				return node satisfies never;
		}
	}

	/** Adds what is only shown when the mouse rests on a node. */
	async resolve(
		item: vscode.TreeItem,
		node: HistoryNode,
	): Promise<vscode.TreeItem> {
		const { engine, redact } = this.#parts;
		if (node.kind === "record") {
			item.tooltip = await recordTooltip(node.record, redact);
		}
		if (node.kind === "elsewhere") {
			item.tooltip = jobTooltip(node.job, redact);
		}
		const view = node.kind === "job" ? engine.view(node.id) : undefined;
		if (view !== undefined) {
			item.tooltip = jobTooltip(view.job, redact);
		}
		return item;
	}

	/** Shows what an event has changed. */
	readonly tell = (event: EngineEvent): void => {
		switch (event.type) {
			case "stage": {
				const { job, from } = event;
				if (from === undefined || !isRunning(job.state)) {
					// It came, or it left for another group.
					this.#stale.add(UNDER_WAY, FAILED, this.#today);
				} else {
					this.#touchJob(job);
				}
				break;
			}
			case "resumed":
			case "keptUsed":
				this.#stale.add(UNDER_WAY);
				break;
			case "remote":
			case "attemptFailed":
			case "uploaded":
				this.#touchJob(event.job);
				break;
			case "breaker":
				this.#stale.add(UNDER_WAY);
				break;
			default:
				break;
		}
	};

	/** Shows a person's change of the list. */
	refresh(): void {
		this.#stale.add(
			UNDER_WAY,
			FAILED,
			...this.#days.map((day) => this.#dayNode(day)),
		);
	}

	dispose(): void {
		this.#stale[Symbol.dispose]();
		clearInterval(this.#look);
		vscode.Disposable.from(...this.#disposables).dispose();
	}

	async #groupNodes(): Promise<HistoryNode[]> {
		this.#days = await this.#parts.history.days();
		const isBusy =
			this.#elsewhere.length > 0 || this.#views(isUnderWay).length > 0;
		return [
			...(isBusy ? [UNDER_WAY] : []),
			...(this.#views(hasFailed).length > 0 ? [FAILED] : []),
			...this.#days.map((day) => this.#dayNode(day)),
		];
	}

	#views(fits: (view: JobView) => boolean): JobView[] {
		return this.#parts.engine.jobs.filter(fits);
	}

	/** The same for as long as the job is known, so that it alone can be shown anew. */
	#jobNode({ job }: JobView): HistoryNode {
		const { id } = job.spec;
		const node = this.#jobs.get(id) ?? { kind: "job", id };
		this.#jobs.set(id, node);
		return node;
	}

	#touchJob({ spec }: Job): void {
		const node = this.#jobs.get(spec.id);
		if (node !== undefined) {
			this.#stale.add(node);
		}
	}

	/** @param file - a record, in the folder of its day. */
	#touchDay(file: string): void {
		const day = path.basename(path.dirname(file));
		if (isDay(day)) {
			this.#stale.add(this.#dayNode(day));
		}
	}

	/** The same each time, also of a day that is not shown yet. */
	#dayNode(day: string): HistoryNode {
		const node = this.#dayNodes.get(day) ?? { kind: "day", day };
		this.#dayNodes.set(day, node);
		return node;
	}

	get #today(): HistoryNode {
		return this.#dayNode(localDay(new Date()));
	}

	/** Shows anew what is stale; all where groups have come or gone. */
	async #show(stale: ReadonlySet<HistoryNode>): Promise<void> {
		if (this.#elsewhere.length > 0) {
			// What another window has done is no longer under way there.
			await this.#lookElsewhere();
		}
		const groups = await this.#groupNodes();
		if (signatureOf(groups) !== this.#groups) {
			this.#parts.changed(undefined);
			return;
		}
		// A group shows what is in it anew.
		const isInStale = (node: HistoryNode) =>
			node.kind === "job" && (stale.has(UNDER_WAY) || stale.has(FAILED));
		const shown = new Set<HistoryNode>([...groups, ...this.#jobs.values()]);
		const nodes = [...stale].filter(
			(node) => shown.has(node) && !isInStale(node),
		);
		if (nodes.length > 0) {
			this.#parts.changed(nodes);
		}
		this.#forgetEnded();
	}

	#forgetEnded(): void {
		for (const id of this.#jobs.keys()) {
			const state = this.#parts.engine.view(id)?.job.state;
			if (!state || !(isRunning(state) || state.step === "failed")) {
				this.#jobs.delete(id);
			}
		}
	}

	/** Looks at once, and then again and again, for as long as it is visible. */
	#lookIfVisible(): void {
		clearInterval(this.#look);
		this.#stale.want(this.#parts.view.visible);
		if (this.#parts.view.visible) {
			this.#look = setInterval(() => void this.#lookElsewhere(), LOOK_MS);
			void this.#lookElsewhere();
		}
	}

	async #lookElsewhere(): Promise<void> {
		const jobs = await this.#parts.engine.elsewhere().catch(() => []);
		const running = jobs.filter(({ state }) => isRunning(state));
		const isOtherDay = !this.#groups.startsWith(localDay(new Date()));
		if (idsOf(running) !== idsOf(this.#elsewhere) || isOtherDay) {
			this.#elsewhere = running;
			// What is no longer under way there may be done.
			this.#stale.add(UNDER_WAY, this.#today);
		}
	}
}

function isUnderWay({ job }: JobView): boolean {
	return isRunning(job.state);
}

function hasFailed({ job }: JobView): boolean {
	return job.state.step === "failed";
}

/** The day counts as well: at midnight each group is called otherwise. */
function signatureOf(groups: readonly HistoryNode[]): string {
	const names = groups.map((node) =>
		node.kind === "day" ? node.day : node.kind,
	);
	return [localDay(new Date()), ...names].join();
}

function idsOf(jobs: readonly Job[]): string {
	return jobs.map(({ spec }) => spec.id).join();
}
