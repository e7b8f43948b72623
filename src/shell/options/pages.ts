import * as vscode from "vscode";
import { shown } from "../redactedVscode.ts";

/** A person went back to where they came from. */
export const BACK = Symbol("back");

/** A person closed a page: the whole command is given up. */
export class GivenUp extends Error {}

type QuickInput = vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox;

/** What all pages have in common. */
interface Page {
	readonly title: string;
	/** Which one of how many that follow each other. */
	readonly step?: readonly [number, number];
}

/** A list to choose from. */
interface List<T extends vscode.QuickPickItem> extends Page {
	readonly placeholder: string;
	readonly items: readonly T[];
}

/**
 * Pages of quick input that follow each other. A page goes when the next one
 * is there, so that what is typed in between never reaches an editor.
 */
export class Pages implements Disposable {
	#shown: QuickInput | undefined;
	#isClosed = false;

	/** Asks for one of several. */
	pickOne<T extends vscode.QuickPickItem>(
		page: List<T> & { readonly active?: T | undefined },
	): Promise<T | typeof BACK> {
		const pick = listOf(page);
		pick.activeItems = page.active === undefined ? [] : [page.active];
		return this.show<T | typeof BACK>(pick, (resolve) => [
			onBack(pick, resolve),
			pick.onDidAccept(() => {
				const [chosen] = pick.selectedItems;
				if (chosen !== undefined) {
					resolve(chosen);
				}
			}),
		]);
	}

	/** Asks for any number of several. @returns them in the list's order. */
	pickMany<T extends vscode.QuickPickItem>(
		page: List<T> & {
			readonly ticked: readonly T[];
			/** What to say where none is ticked, and one must be. */
			readonly needsOne?: string;
		},
	): Promise<readonly T[] | typeof BACK> {
		const pick = listOf(page);
		pick.canSelectMany = true;
		pick.selectedItems = page.ticked;
		return this.show<readonly T[] | typeof BACK>(pick, (resolve) => [
			onBack(pick, resolve),
			pick.onDidAccept(() => {
				const chosen = new Set(pick.selectedItems);
				if (chosen.size === 0 && page.needsOne !== undefined) {
					pick.placeholder = page.needsOne;
				} else {
					resolve(page.items.filter((item) => chosen.has(item)));
				}
			}),
		]);
	}

	/** Asks for a text. */
	askText(
		page: Page & {
			readonly prompt: string | (() => string);
			readonly placeholder: string;
			readonly value: string;
			/** Why a text cannot be taken. */
			readonly problem: (text: string) => string | undefined;
			/** After this the prompt and the problem may be others. */
			readonly known?: Promise<unknown>;
		},
	): Promise<string | typeof BACK> {
		const { prompt, problem } = page;
		const input = vscode.window.createInputBox();
		common(input, page);
		input.placeholder = page.placeholder;
		input.value = page.value;
		// What was typed is not lost to a click elsewhere.
		input.ignoreFocusOut = true;
		const look = () => {
			input.prompt = typeof prompt === "string" ? prompt : prompt();
			// Who has typed nothing yet has made no mistake.
			input.validationMessage = input.value && problem(input.value);
		};
		look();
		void page.known?.then(look, () => {});
		return this.show<string | typeof BACK>(input, (resolve) => [
			onBack(input, resolve),
			input.onDidChangeValue(look),
			input.onDidAccept(() => {
				input.validationMessage = problem(input.value);
				if (input.validationMessage === undefined) {
					resolve(input.value);
				}
			}),
		]);
	}

	/**
	 * Shows a page until it is answered.
	 *
	 * @param listen - listens for what resolves to the answer.
	 * @throws GivenUp where it is closed without one.
	 */
	async show<T>(
		input: QuickInput,
		listen: (resolve: (answer: T) => void) => readonly vscode.Disposable[],
	): Promise<T> {
		const before = this.#shown;
		this.throwIfClosed();
		this.#shown = input;
		const answered = Promise.withResolvers<T>();
		const listeners = listen(answered.resolve);
		input.onDidHide(() => {
			// One may be closed after its answer, while the next is made ready.
			this.#isClosed ||= input === this.#shown;
			answered.reject(new GivenUp());
		});
		input.show();
		before?.dispose();
		try {
			return await answered.promise;
		} finally {
			vscode.Disposable.from(...listeners).dispose();
		}
	}

	/** @throws GivenUp where the page that is shown was closed. */
	throwIfClosed(): void {
		if (this.#isClosed) {
			throw new GivenUp();
		}
	}

	[Symbol.dispose](): void {
		this.#shown?.dispose();
	}
}

/** The chosen ones: first those that stood there before, in their order, then the new ones. */
export function inOrderOf(
	before: readonly string[],
	chosen: readonly string[],
): string[] {
	return [
		...before.filter((each) => chosen.includes(each)),
		...chosen.filter((each) => !before.includes(each)),
	];
}

function listOf<T extends vscode.QuickPickItem>(
	page: List<T>,
): vscode.QuickPick<T> {
	const pick = vscode.window.createQuickPick<T>();
	common(pick, page);
	pick.placeholder = page.placeholder;
	pick.matchOnDescription = true;
	pick.matchOnDetail = true;
	pick.items = page.items;
	return pick;
}

function common(input: QuickInput, { title, step }: Page): void {
	input.title = shown(title);
	[input.step, input.totalSteps] = step ?? [undefined, undefined];
	input.buttons = [vscode.QuickInputButtons.Back];
}

function onBack(
	input: QuickInput,
	goBack: (answer: typeof BACK) => void,
): vscode.Disposable {
	return input.onDidTriggerButton((button) => {
		if (button === vscode.QuickInputButtons.Back) {
			goBack(BACK);
		}
	});
}
