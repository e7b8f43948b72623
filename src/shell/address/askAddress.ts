import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { CheckedAddress, RefusedAddress } from "./checkAddress.ts";

/** Checks what was typed; absent where the person has thought better of it. */
type Check = (
	text: string,
	signal: AbortSignal,
) => Promise<CheckedAddress | RefusedAddress | undefined>;

/**
 * Asks for an address until one can be sent: what is wrong with it is said in
 * the same box.
 *
 * @returns absent where the person gives up.
 */
export async function askAddress(
	check: Check,
): Promise<CheckedAddress | undefined> {
	const box = vscode.window.createInputBox();
	box.title = l10n.t("Transcribe from URL");
	box.prompt = l10n.t(
		"The address of an audio or video file. AssemblyAI fetches it itself, up to 5 GB.",
	);
	box.placeholder = "https://…/talk.mp3";
	// A person may go and look for it.
	box.ignoreFocusOut = true;
	const listeners: vscode.Disposable[] = [];
	let looking = new AbortController();
	const found = Promise.withResolvers<CheckedAddress | undefined>();
	const accept = async () => {
		looking.abort();
		looking = new AbortController();
		const { signal } = looking;
		box.validationMessage = "";
		box.busy = true;
		try {
			const checked = await check(box.value, signal);
			if (checked !== undefined && "address" in checked) {
				found.resolve(checked);
			} else if (checked !== undefined) {
				box.validationMessage = checked.shown;
			}
		} catch (error) {
			if (!signal.aborted) {
				found.reject(error);
			}
		} finally {
			if (looking.signal === signal) {
				box.busy = false;
			}
		}
	};
	listeners.push(
		box.onDidAccept(() => void accept()),
		box.onDidChangeValue(() => {
			looking.abort();
			box.busy = false;
			box.validationMessage = "";
		}),
		box.onDidHide(() => found.resolve(undefined)),
	);
	box.show();
	try {
		return await found.promise;
	} finally {
		looking.abort();
		vscode.Disposable.from(box, ...listeners).dispose();
	}
}
