import assert from "node:assert/strict";
import { test } from "node:test";
import { againText } from "../../../src/support/againText.ts";
import { estimateOf } from "../../../src/support/estimate.ts";

const hour = {
	length: { seconds: 3600, isEstimate: false },
	pricePerHour: 0.21,
};
const unknown = { length: undefined, pricePerHour: 0.21 };

test("Before a recording is transcribed again a person is told that it is charged, and about how much", () => {
	const { question, detail } = againText(["talk.mp3"], estimateOf([hour]));
	assert.equal(question, "Transcribe talk.mp3 again?");
	assert.match(detail, /charges for this: about 0\.21 USD, by an estimate\./);
	assert.match(detail, /Another format .* costs nothing/);
});

test("Of several they are counted, and what is not known is said to be", () => {
	const { question, detail } = againText(
		["a.mp3", "b.mp3"],
		estimateOf([hour, unknown]),
	);
	assert.equal(question, "Transcribe 2 recordings again?");
	assert.match(
		detail,
		/about 0\.21 USD, by an estimate, and what the recordings of unknown/,
	);
	const none = againText(["a.mp3"], estimateOf([unknown]));
	assert.match(none.detail, /^AssemblyAI charges for this\.\n/);
});
