import assert from "node:assert/strict";
import { readFile } from "node:fs/promises";
import { after, before, test } from "node:test";
import * as l10n from "@vscode/l10n";
import { parseAddress } from "../../../src/address/reach.ts";
import type { Outcome } from "../../../src/engine/events.ts";
import { languageTag } from "../../../src/language/language.ts";
import { firstOf, grouped, listed } from "../../../src/language/numbers.ts";
import { FileProblem } from "../../../src/media/check.ts";
import { languageName } from "../../../src/options/languages.ts";
import { IN_WORDS } from "../../../src/options/words.ts";
import { costInUsd } from "../../../src/support/confirmText.ts";
import { endLines, endOf, failureText } from "../../../src/support/endText.ts";
import { explain } from "../../../src/support/explain.ts";
import { dayLabel } from "../../../src/support/historyText.ts";
import { inUnits } from "../../../src/support/mediaText.ts";
import { bundleFile } from "../../l10n/bundles.ts";
import { someFailure, someJob } from "../support/someJob.ts";

before(async () => {
	l10n.config({ contents: await readFile(bundleFile("de"), "utf8") });
});

after(() => l10n.config({ contents: {} }));

test("Numbers, dates, names and lists are as the language has them", () => {
	assert.equal(languageTag(), "de");
	assert.equal(grouped(1200), "1.200");
	assert.equal(inUnits(1_100_000_000), "1,1 GB");
	assert.equal(costInUsd(0.2), "etwa 0,20 USD");
	assert.equal(listed(["a.txt", "b.txt"]), "a.txt und b.txt");
	assert.equal(firstOf(["a", "b", "c"], 1), "a und 2 weitere");
	assert.equal(dayLabel("2026-05-03", "2026-11-25"), "Sonntag, 3. Mai");
	assert.equal(dayLabel("2026-11-24", "2026-11-25"), "Gestern");
	assert.equal(languageName("en_uk"), "Englisch (Vereinigtes Königreich)");
	assert.equal(
		IN_WORDS.speakers({ speakerLabels: true, speakersExpected: 3 }),
		"Unterschieden, 3 Sprecher",
	);
});

test("A failure is explained in VS Code's language, and in English in the output", () => {
	const end = endOf([failed("leer.mp3"), failed("stumm.mp3")], 0, false);
	assert.equal(
		failureText(end).text,
		"2 Dateien konnten nicht transkribiert werden: leer.mp3, stumm.mp3. leer.mp3 ist leer (0 Byte). Prüfen Sie, ob die Aufnahme gespeichert wurde.",
	);
	const [line] = endLines(end);
	assert.equal(
		line?.sentence,
		"Failed: leer.mp3 is empty (0 bytes). Check whether the recording was saved.",
	);
});

test("An error's own message stays English: it goes into the journal, the output and reports", () => {
	const { message } = new FileProblem("empty", "/home/ada/leer.mp3");
	assert.match(message, /^leer\.mp3 is empty/);
});

test("What stands in the way of an address is told in both languages", () => {
	const found = parseAddress("http://localhost/talk.mp3", false);
	assert.ok(found.kind === "thisMachine");
	assert.match(found.sentence, /^localhost is this machine/);
	assert.match(found.shown, /^localhost ist dieser Computer/);
});

test("A service's own words stay as they are", () => {
	const failure = someFailure({ type: "badRequest", message: "No {0} such" });
	const { what, link } = explain(failure, "/home/ada/talk.mp3");
	assert.match(
		what,
		/AssemblyAI hat die Anfrage abgelehnt \(„No \{0\} such“\)/,
	);
	assert.equal(link.title, "Sprachen und Optionen");
});

test("Where there are no texts in a language all is English, numbers as well", () => {
	l10n.config({ contents: {} });
	assert.equal(languageTag(), "en");
	assert.equal(grouped(1200), "1,200");
	assert.equal(dayLabel("2026-05-03", "2026-11-25"), "Sunday 3 May");
});

function failed(name: string): Outcome {
	const failure = someFailure({ type: "file.empty", message: "as it was" });
	const state = {
		step: "failed",
		at: "checking",
		failure,
		resume: { step: "checking" },
	} as const;
	const job = someJob(state);
	return { ...job, state, spec: { ...job.spec, source: `/home/ada/${name}` } };
}
