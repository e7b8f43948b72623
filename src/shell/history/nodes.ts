import type { HistoryRecord } from "../../engine/history/record.ts";
import type { Job } from "../../engine/job.ts";

/** What the tree of transcripts is made of. */
export type HistoryNode =
	| { readonly kind: "underWay" }
	| { readonly kind: "failed" }
	/** @see localDay */
	| { readonly kind: "day"; readonly day: string }
	/** A job of this window, at work or failed. */
	| { readonly kind: "job"; readonly id: string }
	/** A job that another window works on. */
	| { readonly kind: "elsewhere"; readonly job: Job }
	/** A transcript that is done. */
	| { readonly kind: "record"; readonly record: HistoryRecord };

/**
 * The nodes that a command is meant for: VS Code hands over the one under the
 * mouse and, where several are selected, all of these.
 */
export function nodesIn(args: readonly unknown[]): HistoryNode[] {
	const [first, all] = args;
	const selected = Array.isArray(all) ? all.filter(isNode) : [];
	if (selected.length > 0) {
		return selected;
	}
	return isNode(first) ? [first] : [];
}

/** The done transcripts among them. */
export function recordsIn(args: readonly unknown[]): HistoryRecord[] {
	return nodesIn(args).flatMap((node) =>
		node.kind === "record" ? [node.record] : [],
	);
}

/** The IDs of this window's jobs among them. */
export function jobIdsIn(args: readonly unknown[]): string[] {
	return nodesIn(args).flatMap((node) =>
		node.kind === "job" ? [node.id] : [],
	);
}

function isNode(value: unknown): value is HistoryNode {
	return typeof value === "object" && value !== null && "kind" in value;
}
