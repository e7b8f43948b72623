import assert from "node:assert/strict";
import { test } from "node:test";
import {
	keytermsText,
	parseKeyterms,
	problemOfKeyterms,
} from "../../../src/options/keyterms.ts";
import {
	partOf,
	problemOfPart,
	settingsOfPart,
} from "../../../src/options/part.ts";
import {
	parseSpeakers,
	settingsOfSpeakers,
	speakersOf,
	speakersText,
} from "../../../src/options/speakers.ts";
import { IN_WORDS } from "../../../src/options/words.ts";

test("A number of speakers is read, and a range however it is written", () => {
	assert.deepEqual(parseSpeakers(" 3 "), { tell: "exactly", count: 3 });
	for (const text of ["2-5", "2 – 5", "2..5", "2…5", "2 to 5"]) {
		assert.deepEqual(parseSpeakers(text), { tell: "between", min: 2, max: 5 });
	}
	assert.deepEqual(parseSpeakers("4-4"), { tell: "exactly", count: 4 });
});

test("No number of speakers is none, zero, or a range from many to few", () => {
	for (const text of [
		"",
		"many",
		"0",
		"0-3",
		"5-2",
		"2-",
		"-3",
		"2.5",
		"1000",
	]) {
		assert.equal(parseSpeakers(text), undefined, text);
	}
});

test("What is chosen of speakers is what the settings then say", () => {
	for (const text of ["3", "2-5"]) {
		const speakers = parseSpeakers(text);
		assert(speakers !== undefined);
		const read = speakersOf(settingsOfSpeakers(speakers));
		assert.deepEqual(read, speakers);
		assert.equal(speakersText(read), text);
	}
	for (const tell of ["no", "any"] as const) {
		assert.deepEqual(speakersOf(settingsOfSpeakers({ tell })), { tell });
	}
});

test("Key terms are read with commas between them, or semicolons", () => {
	assert.deepEqual(parseKeyterms(" Ada Lovelace,, Kubernetes ,Kubernetes"), [
		"Ada Lovelace",
		"Kubernetes",
	]);
	const terms = ["Smith, Jones & Co", "Ada"];
	assert.deepEqual(parseKeyterms(keytermsText(terms)), terms);
	assert.deepEqual(parseKeyterms(keytermsText(["one, two"])), ["one, two"]);
	assert.deepEqual(parseKeyterms(keytermsText(["a", "b"])), ["a", "b"]);
	assert.deepEqual(parseKeyterms("  "), []);
});

test("Key terms that the service would refuse are refused at once", () => {
	assert.match(
		problemOfKeyterms(["a", "one two three four five six seven"]) ?? "",
		/at most 6 words: “one two/,
	);
	const many = Array.from({ length: 1001 }, (_, index) => `term${index}`);
	assert.match(problemOfKeyterms(many) ?? "", /1000 terms, these are 1001/);
	assert.equal(problemOfKeyterms(many.slice(1)), undefined);
});

test("A part that is no part of a recording is refused, as far as its length is known", () => {
	const talk = { name: "talk.mp3", seconds: 750.4 };
	const short = { name: "short.mp3", seconds: 60 };
	assert.equal(problemOfPart({ from: 10, to: 20 }, []), undefined);
	assert.match(
		problemOfPart({ from: 20, to: 20 }, []) ?? "",
		/after the start, 0:20/,
	);
	assert.equal(problemOfPart({ from: 0, to: 751 }, [talk]), undefined);
	assert.match(
		problemOfPart({ from: 0, to: 752 }, [talk]) ?? "",
		/talk\.mp3 is only 12:30 long/,
	);
	// Of several recordings each must begin, but need not be so long.
	assert.equal(problemOfPart({ from: 10, to: 700 }, [talk, short]), undefined);
	assert.match(
		problemOfPart({ from: 60 }, [talk, short]) ?? "",
		/short\.mp3 is only 1:00 long/,
	);
});

test("A part is what the settings then say", () => {
	for (const part of [
		{ from: 0, to: undefined },
		{ from: 12.5, to: 3723 },
	]) {
		assert.deepEqual(partOf(settingsOfPart(part)), part);
	}
	assert.deepEqual(partOf({ audioStartFrom: 5, audioEndAt: "noon" }), {
		from: 0,
		to: undefined,
	});
});

test("Each option says in a few words what it is at", () => {
	const said = (values: Record<string, unknown>) =>
		Object.fromEntries(
			Object.entries(IN_WORDS).map(([option, words]) => [
				option,
				words(values),
			]),
		);
	assert.deepEqual(said({}), {
		language: "Automatic",
		speakers: "Not told apart",
		channels: "Together",
		keyterms: "None",
		models: "AssemblyAI's choice",
		part: "All",
		profanity: "Kept",
		personalData: "Kept",
		formats: "txt",
	});
	assert.deepEqual(
		said({
			language: "de_ch",
			speakerLabels: true,
			speakerOptions: { minSpeakersExpected: 2, maxSpeakersExpected: 4 },
			multichannel: true,
			keyterms: ["a", "b", "c", "d", "e"],
			speechModels: ["universal-3-5-pro", "universal-2"],
			audioStartFrom: "0:30",
			audioEndAt: "12:00",
			filterProfanity: true,
			redactPii: true,
			redactPiiPolicies: ["drug"],
			redactPiiSub: "entity_name",
			formats: ["txt", "json"],
		}),
		{
			language: "German (Swiss)",
			speakers: "Told apart, 2 to 4",
			channels: "Each on its own",
			keyterms: "a, b, c and 2 more",
			models: "universal-3-5-pro, then universal-2",
			part: "From 0:30 to 12:00",
			profanity: "As asterisks",
			personalData: "1 kind as [NAMES]",
			formats: "txt, json",
		},
	);
});
