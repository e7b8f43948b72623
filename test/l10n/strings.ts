import * as path from "node:path";
import {
	type CallExpression,
	type Expression,
	isAwaitExpression,
	isBinaryExpression,
	isCallExpression,
	isConditionalExpression,
	isIdentifier,
	isObjectLiteralExpression,
	isParenthesizedExpression,
	isPropertyAccessExpression,
	isPropertyAssignment,
	isStringLiteralLikeNode,
	isTemplateExpression,
	type Node,
	type SourceFile,
} from "typescript/unstable/ast";
import { API } from "typescript/unstable/sync";
import { PROJECT } from "../host/folders.ts";

/** What the sources say to people. */
export interface Strings {
	/** The texts in English, by the keys that `l10n.t` looks them up by. */
	readonly texts: ReadonlyMap<string, string>;
	/** Texts that people see as they stand, with file and line. */
	readonly bare: readonly string[];
	/** Calls whose text is no literal, so that it cannot be found, with file and line. */
	readonly hidden: readonly string[];
}

/**
 * Reads `src` for what is said by `l10n.t` and by the `say` of
 * `src/language`. Own lines: `@vscode/l10n-dev` knows the former alone, and
 * brings a client of Azure's and some sixty packages more.
 */
export function stringsInSources(): Strings {
	const texts = new Map<string, string>();
	const bare = new Set<string>();
	const hidden = new Set<string>();
	for (const file of sources()) {
		const place = (node: Node) => {
			const line = file.text.slice(0, node.getStart(file)).split("\n").length;
			return `${path.relative(PROJECT, file.fileName)}:${line}`;
		};
		const visit = (node: Node): void => {
			if (isCallExpression(node) && isSaid(node)) {
				const [message, comment] = saidBy(node);
				if (message !== undefined) {
					texts.set(
						comment === undefined ? message : `${message}/${comment}`,
						message,
					);
				} else if (!file.fileName.endsWith("src/language/language.ts")) {
					hidden.add(place(node));
				}
			} else if (file.fileName.includes("/src/shell/")) {
				for (const shown of shownBy(node).flatMap(branches)) {
					if (isBare(shown)) {
						bare.add(`${place(shown)} ${shown.getText(file)}`);
					}
				}
			}
			node.forEachChild((child) => {
				visit(child);
				return undefined;
			});
		};
		visit(file);
	}
	return { texts, bare: [...bare], hidden: [...hidden] };
}

function sources(): SourceFile[] {
	const api = new API({ cwd: PROJECT });
	try {
		const files = new Map<string, SourceFile>();
		const projects = ["tsconfig.json", "src/page/tsconfig.json"].map((name) =>
			path.join(PROJECT, name),
		);
		const snapshot = api.updateSnapshot({ openProjects: projects });
		for (const { program } of snapshot.getProjects()) {
			for (const name of program.getSourceFileNames()) {
				const isOurs =
					name.startsWith(`${PROJECT}/src/`) && !name.endsWith(".d.ts");
				const file = isOurs ? program.getSourceFile(name) : undefined;
				if (file !== undefined) {
					files.set(name, file);
				}
			}
		}
		return [...files.values()];
	} finally {
		api.close();
	}
}

function isSaid({ expression }: CallExpression): boolean {
	return isPropertyAccessExpression(expression)
		? isNamed(expression.expression, "l10n") && isNamed(expression.name, "t")
		: isNamed(expression, "say");
}

function isNamed(node: Node, name: string): boolean {
	return isIdentifier(node) && node.text === name;
}

/** The text, and the comment that is a part of its key where there is one. Absent where they are no literals. */
function saidBy({
	arguments: [first],
}: CallExpression): readonly (string | undefined)[] {
	if (first === undefined || !isObjectLiteralExpression(first)) {
		return [first && textOf(first)];
	}
	return ["message", "comment"].map((name) => {
		const property = first.properties.find(
			(each) =>
				isPropertyAssignment(each) && each.name && isNamed(each.name, name),
		);
		return property && isPropertyAssignment(property)
			? textOf(property.initializer)
			: undefined;
	});
}

function textOf(node: Expression): string | undefined {
	return isStringLiteralLikeNode(node) ? node.text : undefined;
}

/** Functions whose arguments people read. */
const SHOWING =
	/^(show(Information|Warning|Error)Message|setStatusBarMessage|tellInStatusBar|redact|appendText|createWebviewPanel)$/;

/** Properties that people read. */
const SHOWN =
	/^(title|label|placeHolder|placeholder|prompt|detail|description|tooltip|openLabel|saveLabel|validationMessage|hint)$/;

function shownBy(node: Node): readonly Expression[] {
	if (isCallExpression(node)) {
		const { expression } = node;
		const name = isPropertyAccessExpression(expression)
			? expression.name
			: expression;
		return isIdentifier(name) && SHOWING.test(name.text) ? node.arguments : [];
	}
	if (isPropertyAssignment(node) && isIdentifier(node.name)) {
		return SHOWN.test(node.name.text) ? [node.initializer] : [];
	}
	if (isBinaryExpression(node) && isPropertyAccessExpression(node.left)) {
		const { name } = node.left;
		const isSet = node.operatorToken.getText() === "=";
		return isSet && isIdentifier(name) && SHOWN.test(name.text)
			? [node.right]
			: [];
	}
	return [];
}

/** What an expression may come to. */
function branches(node: Expression): readonly Expression[] {
	if (isConditionalExpression(node)) {
		return [node.whenTrue, node.whenFalse].flatMap(branches);
	}
	return isParenthesizedExpression(node) || isAwaitExpression(node)
		? branches(node.expression)
		: [node];
}

/** Whether an expression is a text with words in it, beside icons and placeholders. */
function isBare(node: Expression): boolean {
	const text = isStringLiteralLikeNode(node)
		? node.text
		: isTemplateExpression(node)
			? [
					node.head.text,
					...node.templateSpans.map(({ literal }) => literal.text),
				].join(" ")
			: "";
	return /\p{L}{2}/u.test(
		text.replace(/\$\([\w~-]+\)/g, "").replace(/\(command:[^)]*\)/g, ""),
	);
}
