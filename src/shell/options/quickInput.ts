import * as vscode from "vscode";

/** A person went back to where they came from. */
export const BACK = Symbol("back");

/** A person closed the question: the whole command is given up. */
export class GivenUp extends Error {}

type QuickInput = vscode.QuickPick<vscode.QuickPickItem> | vscode.InputBox;

/** What all questions have in common. */
interface Question {
	readonly title: string;
	/** Which one of how many that follow each other. */
	readonly step?: readonly [number, number];
}

/** A list to choose from. */
interface ListQuestion<T extends vscode.QuickPickItem> extends Question {
	readonly placeholder: string;
	readonly items: readonly T[];
}

/** Asks for one of several. */
export function pickOne<T extends vscode.QuickPickItem>(
	question: ListQuestion<T> & { readonly active?: T | undefined },
): Promise<T | typeof BACK> {
	const pick = listOf(question);
	pick.activeItems = question.active === undefined ? [] : [question.active];
	return answer<T | typeof BACK>(pick, (resolve) => [
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
export function pickMany<T extends vscode.QuickPickItem>(
	question: ListQuestion<T> & {
		readonly ticked: readonly T[];
		/** What to say where none is ticked, and one must be. */
		readonly needsOne?: string;
	},
): Promise<readonly T[] | typeof BACK> {
	const pick = listOf(question);
	pick.canSelectMany = true;
	pick.selectedItems = question.ticked;
	return answer<readonly T[] | typeof BACK>(pick, (resolve) => [
		onBack(pick, resolve),
		pick.onDidAccept(() => {
			const chosen = new Set(pick.selectedItems);
			if (chosen.size === 0 && question.needsOne !== undefined) {
				pick.placeholder = question.needsOne;
			} else {
				resolve(question.items.filter((item) => chosen.has(item)));
			}
		}),
	]);
}

/** Asks for a text. */
export function askText(
	question: Question & {
		readonly prompt: string | (() => string);
		readonly placeholder: string;
		readonly value: string;
		/** Why a text cannot be taken. */
		readonly problem: (text: string) => string | undefined;
		/** After this the prompt and the problem may be others. */
		readonly known?: Promise<unknown>;
	},
): Promise<string | typeof BACK> {
	const input = vscode.window.createInputBox();
	common(input, question);
	input.placeholder = question.placeholder;
	input.value = question.value;
	// What was typed is not lost to a click elsewhere.
	input.ignoreFocusOut = true;
	const { prompt } = question;
	const look = () => {
		input.prompt = typeof prompt === "string" ? prompt : prompt();
		// Who has typed nothing yet has made no mistake.
		input.validationMessage = input.value && question.problem(input.value);
	};
	look();
	void question.known?.then(look, () => {});
	return answer<string | typeof BACK>(input, (resolve) => [
		onBack(input, resolve),
		input.onDidChangeValue(look),
		input.onDidAccept(() => {
			const isGood = question.problem(input.value) === undefined;
			if (isGood) {
				resolve(input.value);
			} else {
				look();
			}
		}),
	]);
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
	question: ListQuestion<T>,
): vscode.QuickPick<T> {
	const pick = vscode.window.createQuickPick<T>();
	common(pick, question);
	pick.placeholder = question.placeholder;
	pick.matchOnDescription = true;
	pick.matchOnDetail = true;
	pick.items = question.items;
	return pick;
}

function common(input: QuickInput, { title, step }: Question): void {
	input.title = title;
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

/**
 * Shows a question until it is answered.
 *
 * @param listen - listens for what resolves to the answer.
 * @throws GivenUp where it is closed without one.
 */
export async function answer<T>(
	input: QuickInput,
	listen: (resolve: (answer: T) => void) => readonly vscode.Disposable[],
): Promise<T> {
	const listeners: vscode.Disposable[] = [];
	try {
		return await new Promise<T>((resolve, reject) => {
			listeners.push(
				...listen(resolve),
				input.onDidHide(() => reject(new GivenUp())),
			);
			input.show();
		});
	} finally {
		vscode.Disposable.from(...listeners, input).dispose();
	}
}
