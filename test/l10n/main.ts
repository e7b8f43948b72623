/**
 * Lists all texts of the code in `media/l10n/bundle.l10n.json`, takes out of
 * the translations what is no more, and prints what they lack.
 */
import {
	bundleFile,
	LANGUAGES,
	manifestFile,
	readTexts,
	type Texts,
	writeTexts,
} from "./bundles.ts";
import { stringsInSources } from "./strings.ts";

const { texts } = stringsInSources();
const english = Object.fromEntries(
	[...texts].sort(([a], [b]) => (a < b ? -1 : 1)),
);
await writeTexts(bundleFile(), english);
const inManifest = await readTexts(manifestFile());
for (const language of LANGUAGES) {
	await tidy(bundleFile(language), english, language);
	await tidy(manifestFile(language), inManifest, language);
}

async function tidy(file: string, wanted: Texts, language: string) {
	const there = await readTexts(file);
	const keys = Object.keys(wanted);
	const missing = keys.filter((key) => !(key in there));
	// In the order of the English ones.
	const kept = keys.flatMap((key) =>
		there[key] === undefined ? [] : [[key, there[key]] as const],
	);
	await writeTexts(file, Object.fromEntries(kept));
	for (const key of missing) {
		console.log(`${language}: ${JSON.stringify(key)}`);
	}
}
