import * as v from "valibot";
import { vscode } from "./vscodeApi.ts";

/** Where the reader was, kept for when the tab is shown again. */
export type ViewState = v.InferOutput<typeof schema>;
const schema = v.object({
	/** Of playback, in milliseconds. */
	positionMs: v.pipe(v.number(), v.finite(), v.minValue(0)),
	/** Of the caret, in the document. */
	caret: v.pipe(v.number(), v.integer(), v.minValue(0)),
	/** What is at the top of the view, in the document. */
	top: v.pipe(v.number(), v.integer(), v.minValue(0)),
});

/** @returns nothing where nothing was kept. */
export function loadViewState(): ViewState | undefined {
	const parsed = v.safeParse(schema, vscode.getState());
	return parsed.success ? parsed.output : undefined;
}

export function saveViewState(state: ViewState): void {
	vscode.setState(state);
}
