import * as vscode from "vscode";
import { lazily } from "../lazily.ts";
import type { HistoryTree } from "./historyTree.ts";
import type { HistoryNode } from "./nodes.ts";

/** What fills the tree once it is looked at. */
interface HistoryShell {
	/** @param changed - told of the nodes to be shown anew; of none for all. */
	openHistory(
		view: vscode.TreeView<HistoryNode>,
		changed: (nodes: HistoryNode[] | undefined) => void,
	): HistoryTree;
}

/** Registers the tree of transcripts; all that fills it is loaded when the view is first visible. */
export function registerHistoryTree(
	shell: () => Promise<HistoryShell>,
): vscode.Disposable {
	const changes = new vscode.EventEmitter<HistoryNode[] | undefined>();
	const tree = lazily(async () =>
		(await shell()).openHistory(view, (nodes) => changes.fire(nodes)),
	);
	const view: vscode.TreeView<HistoryNode> = vscode.window.createTreeView(
		"sidescribe.history",
		{
			treeDataProvider: {
				onDidChangeTreeData: changes.event,
				getChildren: async (node) => (await tree()).children(node),
				getTreeItem: async (node) => (await tree()).item(node),
				resolveTreeItem: async (item, node) =>
					(await tree()).resolve(item, node),
			},
			canSelectMany: true,
			showCollapseAll: true,
		},
	);
	return vscode.Disposable.from(view, changes);
}
