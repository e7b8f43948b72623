import { readFile, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { PROJECT } from "../host/folders.ts";

/** The languages that Sidescribe speaks beside English, as VS Code names them. */
export const LANGUAGES = ["de", "es", "fr", "ja", "zh-cn"] as const;

/** Texts by their key: in code the English text, in the manifest a name. */
export type Texts = Readonly<Record<string, string>>;

/** The file of the texts in the code; the English one where no language is given. */
export function bundleFile(language?: string): string {
	return path.join(PROJECT, "media/l10n", nameOf("bundle.l10n", language));
}

/** The file of the manifest's texts; the English one where no language is given. */
export function manifestFile(language?: string): string {
	return path.join(PROJECT, nameOf("package.nls", language));
}

/** The texts of a file. */
export async function readTexts(file: string): Promise<Texts> {
	return JSON.parse(await readFile(file, "utf8")) as Texts;
}

/** Writes texts, as the formatter would. */
export async function writeTexts(file: string, texts: Texts): Promise<void> {
	await writeFile(file, `${JSON.stringify(texts, undefined, "\t")}\n`);
}

function nameOf(stem: string, language: string | undefined): string {
	return language === undefined ? `${stem}.json` : `${stem}.${language}.json`;
}
