import assert from "node:assert/strict";
import { test } from "node:test";
import {
	isChosen,
	isInParameters,
	OPTIONS,
	readChosen,
	withChoice,
} from "../../../src/options/chosen.ts";

const SETTINGS = {
	language: "auto",
	speakerLabels: false,
	speakersExpected: null,
	speakerOptions: { minSpeakersExpected: null, maxSpeakersExpected: null },
	formats: ["txt"],
};

test("What a person chooses stands beside what was chosen before", () => {
	const german = withChoice({}, "language", { language: "de" }, SETTINGS);
	const both = withChoice(german, "formats", { formats: ["srt"] }, SETTINGS);
	assert.deepEqual(both, { language: "de", formats: ["srt"] });
	assert(isChosen("language", both));
	assert(!isChosen("speakers", both));
});

test("What is chosen as the settings have it is no choice, whatever the order of its keys", () => {
	const chosen = { language: "de", speakerLabels: true, speakersExpected: 2 };
	const speakers = {
		speakerLabels: false,
		speakersExpected: null,
		speakerOptions: { maxSpeakersExpected: null, minSpeakersExpected: null },
	};
	const less = withChoice(chosen, "speakers", speakers, SETTINGS);
	assert.deepEqual(less, { language: "de" });
	assert.deepEqual(
		withChoice(less, "language", { language: "auto" }, SETTINGS),
		{},
	);
});

test("An option takes all its settings with it, so that none of them is left from the settings", () => {
	const chosen = withChoice({}, "speakers", { speakerLabels: true }, SETTINGS);
	assert.deepEqual(chosen, {
		speakerLabels: true,
		speakersExpected: null,
		speakerOptions: null,
	});
});

test("Where further parameters say otherwise, the same as the setting is a choice", () => {
	const settings = { ...SETTINGS, parameters: { language_code: "fr" } };
	assert(isInParameters("language", settings));
	assert(!isInParameters("speakers", settings));
	assert.deepEqual(withChoice({}, "language", { language: "auto" }, settings), {
		language: "auto",
	});
});

test("Of what was kept only options are taken", () => {
	assert.deepEqual(
		readChosen({
			language: "de",
			parameters: { webhook_url: "x" },
			prompt: "x",
		}),
		{ language: "de" },
	);
	for (const wrong of [undefined, null, "de", ["de"], 5]) {
		assert.deepEqual(readChosen(wrong), {});
	}
});

test("No two options decide about the same setting", () => {
	const names = Object.values(OPTIONS).flat();
	assert.equal(new Set(names).size, names.length);
});
