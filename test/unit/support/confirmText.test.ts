import assert from "node:assert/strict";
import { test } from "node:test";
import { publishedPrice } from "../../../src/assemblyai/prices.ts";
import {
	type CommandFacts,
	confirmText,
} from "../../../src/support/confirmText.ts";
import {
	estimateOf,
	type PricedRecording,
} from "../../../src/support/estimate.ts";
import { hoursText } from "../../../src/support/wording.ts";

test("What is left out, free, or transcribed again is counted by itself, one as well as many", () => {
	const some = [recording(60), recording(60), recording(60)];
	const { detail } = confirmText(
		facts(some, { upToDate: 4, otherwise: 2, kept: 3, other: 2, skipped: 2 }),
	);
	assert.match(detail, /^4 recordings have their transcripts already/m);
	assert.match(detail, /^2 of them were made with other options\.$/m);
	assert.match(detail, /^3 recordings were transcribed before: .* at no cost/m);
	assert.match(detail, /^2 have a transcript of another part or with other/m);
	assert.match(detail, /^2 recordings have an older transcript, and are left/m);
	const one = confirmText(
		facts(some, { upToDate: 1, otherwise: 1, kept: 1, other: 1, skipped: 1 }),
	);
	assert.match(one.detail, /^1 recording has its transcript already/m);
	assert.match(one.detail, /^1 of them was made with other options\.$/m);
	assert.match(
		one.detail,
		/^1 recording was transcribed before: .* at no cost/m,
	);
	assert.match(
		one.detail,
		/^1 has a transcript of another part or with other/m,
	);
	assert.match(
		one.detail,
		/^1 recording has an older transcript, and is left/m,
	);
});

test("The estimate adds up what is known, at each recording's own price", () => {
	const estimate = estimateOf([
		recording(3600, { pricePerHour: 0.21 }),
		recording(7200, { pricePerHour: 0.15, isEstimate: true }),
		{ length: undefined, pricePerHour: 0.21 },
	]);
	assert.equal(estimate.seconds, 10_800);
	assert.equal(estimate.cost.toFixed(4), "0.5100");
	assert.deepEqual(estimate.prices, [0.15, 0.21]);
	assert.equal(estimate.estimated, 1);
	assert.equal(estimate.unknown, 1);
});

test("The published price goes by the model that is preferred", () => {
	assert.equal(publishedPrice([]), 0.21);
	assert.equal(publishedPrice(["universal-3-5-pro", "universal-2"]), 0.21);
	assert.equal(publishedPrice(["universal-2"]), 0.15);
	assert.equal(publishedPrice(["universal-2", "universal-3-5-pro"]), 0.15);
});

test("The summary says how many, how long and what it is likely to cost, marked as an estimate", () => {
	const { question, detail } = confirmText(
		facts(Array<PricedRecording>(48).fill(recording(940)), {
			searched: "“interviews”",
			recordings: 60,
			upToDate: 10,
			refused: ["empty.mp3", "void.mp3"],
		}),
	);
	assert.equal(question, "Transcribe 48 recordings (12 h 32 min)?");
	assert.match(detail, /^60 recordings were found in “interviews”\.$/m);
	assert.match(
		detail,
		/^10 recordings have their transcripts already, and are left out\.$/m,
	);
	assert.match(detail, /^2 cannot be sent: empty\.mp3, void\.mp3\.$/m);
	assert.match(
		detail,
		/^Likely to cost about 2\.63 USD: an estimate, at AssemblyAI's published 0\.21 USD an hour/m,
	);
	assert.match(detail, /Nothing has been uploaded yet/);
	assert.doesNotMatch(detail, /unknown|by the size/);
});

test("What is only estimated or not known at all is said", () => {
	const estimated = recording(3600, { isEstimate: true });
	const some = confirmText(facts([estimated, recording(3600)]));
	assert.match(some.question, /\(about 2 h\)/);
	assert.match(
		some.detail,
		/The length of 1 is estimated by the size of the file\./,
	);
	const unknown = { length: undefined, pricePerHour: 0.21 };
	const none = confirmText(facts([estimated, unknown]));
	assert.match(none.question, /\(at least 1 h\)/);
	assert.match(
		none.detail,
		/^1 recording of unknown length is not counted in\.$/m,
	);
	assert.doesNotMatch(confirmText(facts([unknown])).detail, /Likely to cost/);
});

test("A person's own price is called so, and one recording by its name", () => {
	const { question, detail } = confirmText(
		facts([recording(6 * 3600, { pricePerHour: 0.1 })], {
			isOwnPrice: true,
			only: "talk.mp3",
		}),
	);
	assert.equal(question, "Transcribe talk.mp3 (6 h)?");
	assert.match(detail, /about 0\.60 USD: an estimate, at your 0\.10 USD/);
});

test("Lengths are told in hours and minutes", () => {
	assert.deepEqual([0, 59, 60, 3569, 3600, 45_060, 360_060].map(hoursText), [
		"less than a minute",
		"less than a minute",
		"1 min",
		"59 min",
		"1 h",
		"12 h 31 min",
		"100 h",
	]);
});

function recording(
	seconds: number,
	{ isEstimate = false, pricePerHour = 0.21 } = {},
): PricedRecording {
	return { length: { seconds, isEstimate }, pricePerHour };
}

function facts(
	recordings: readonly PricedRecording[],
	more: Partial<CommandFacts> = {},
): CommandFacts {
	return {
		recordings: recordings.length,
		upToDate: 0,
		otherwise: 0,
		kept: 0,
		other: 0,
		skipped: 0,
		refused: [],
		estimate: estimateOf(recordings),
		isOwnPrice: false,
		...more,
	};
}
