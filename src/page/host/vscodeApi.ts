import type { FromPage } from "../../protocol/protocol.ts";

/** What VS Code gives to a page, to be taken once. */
interface VsCodeApi {
	postMessage(message: FromPage): void;
	/** Kept while the tab lives, also where its page does not. */
	getState(): unknown;
	setState(state: unknown): void;
}

declare function acquireVsCodeApi(): VsCodeApi;

export const vscode: VsCodeApi = acquireVsCodeApi();
