import assert from "node:assert/strict";
import { test } from "node:test";
import { whyNoSound } from "../../../../src/page/sound/whyNoSound.ts";

test("A file of a kind that is never played is told by its kind, with the way out", () => {
	assert.equal(
		whyNoSound({ name: "talk.AIFF", failure: "unreadable" }),
		"talk.AIFF cannot be played: VS Code plays no AIFF files. A copy as MP3, M4A or WAV can be heard.",
	);
});

test("Any other file that cannot be read may be damaged", () => {
	for (const name of ["talk.mp3", "talk", "constructor", "talk.constructor"]) {
		assert.equal(
			whyNoSound({ name, failure: "unreadable" }),
			`${name} cannot be played: it is damaged, gone, or of a kind that VS Code does not play.`,
		);
	}
});

test("A picture without a decoder for its sound is no damage", () => {
	const told = whyNoSound({ name: "talk.mp4", failure: "noDecoder" });
	assert.match(told, /^talk\.mp4 has no sound here/);
});
