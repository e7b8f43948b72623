import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import * as path from "node:path";
import { before, test } from "node:test";
import { PROJECT } from "../../host/folders.ts";
import {
	bundleFile,
	LANGUAGES,
	manifestFile,
	readTexts,
	type Texts,
} from "../../l10n/bundles.ts";
import { type Strings, stringsInSources } from "../../l10n/strings.ts";

/** Said as in English in every language: names, and what is nothing but signs. */
const SAME_EVERYWHERE =
	/^(AssemblyAI|Markdown|`####`|\{0\} (%|s|h|min|ch)|\{0\} h \{1\} min)$/;

/** Words that are the same in a language. */
const SAME: Readonly<Record<string, readonly string[]>> = {
	de: ["Original", "Position", "Religion"],
	es: ["Original"],
	fr: [
		"Dates",
		"Formats",
		"Original",
		"Pause",
		"Position",
		"Religion",
		"Transcription",
	],
};

/** Languages whose names are the same in German. */
const SAME_NAMES =
	/^(Afrikaans|Gujarati|Hindi|Kannada|Khmer|Lingala|Malagasy|Malayalam|Marathi|Punjabi|Sanskrit|Shona|Sindhi|Somali|Tamil|Telugu|Urdu|Yoruba)$/;

/** What people see as it stands, and need not be said in their language: names and examples. */
const BARE =
	/"sidescribe\.retryStatistics"|`Sidescribe: \$\{text\}`|talk|Ada Lovelace/;

let strings: Strings;

before(() => {
	strings = stringsInSources();
});

test("All texts of the code are listed, and no others", async () => {
	assert.deepEqual(
		await readTexts(bundleFile()),
		Object.fromEntries(strings.texts),
		"Run npm run l10n.",
	);
});

test("All texts of the manifest are listed, and no others", async () => {
	const manifest = await readFile(path.join(PROJECT, "package.json"), "utf8");
	const used = [...manifest.matchAll(/"%([\w.]+)%"/g)].map(([, key]) => key);
	const listed = Object.keys(await readTexts(manifestFile()));
	assert.deepEqual(listed.toSorted(), [...new Set(used)].toSorted());
});

test("Every text is a literal, which can be found", () => {
	assert.deepEqual(strings.hidden, []);
});

test("What the shell shows is said by l10n.t", () => {
	const bare = strings.bare.filter((each) => !BARE.test(each));
	assert.deepEqual(bare, []);
});

for (const language of LANGUAGES) {
	for (const file of [bundleFile, manifestFile]) {
		const name = path.basename(file(language));

		test(`${name} has a translation of each text, and of nothing else`, async () => {
			const { english, translated } = await both(file, language);
			assert.deepEqual(
				Object.keys(translated).toSorted(),
				Object.keys(english).toSorted(),
				"Run npm run l10n: it prints what lacks.",
			);
		});

		test(`${name} keeps placeholders, code, commands and addresses`, async () => {
			const { english, translated } = await both(file, language);
			for (const [key, text] of Object.entries(translated)) {
				assert.deepEqual(kept(text), kept(english[key] ?? ""), key);
			}
		});

		test(`${name} leaves nothing in English`, async () => {
			const { english, translated } = await both(file, language);
			const same = Object.entries(translated)
				.filter(([key, text]) => text === english[key])
				.map(([, text]) => text)
				.filter(
					(text) =>
						!SAME_EVERYWHERE.test(text) &&
						!SAME[language]?.includes(text) &&
						!(language === "de" && SAME_NAMES.test(text)),
				);
			assert.deepEqual(same, []);
		});
	}
}

async function both(
	file: (language?: string) => string,
	language: string,
): Promise<{ readonly english: Texts; readonly translated: Texts }> {
	return {
		english: await readTexts(file()),
		translated: await readTexts(file(language)),
	};
}

/** What is the same in every language, in any order. */
function kept(text: string): string[] {
	const found = text.match(
		/\{\d\}|`[^`]+`|\]\([^)]+\)|sidescribe\.[\w.]*\w|https?:\/\/[\w.]*\w/g,
	);
	return (found ?? []).toSorted();
}
