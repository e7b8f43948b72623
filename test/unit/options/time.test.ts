import assert from "node:assert/strict";
import { test } from "node:test";
import { parseTime, timeText } from "../../../src/options/time.ts";

test("A position is read as people write it", () => {
	assert.equal(parseTime("0"), 0);
	assert.equal(parseTime(" 12:30 "), 750);
	assert.equal(parseTime("1:02:03.5"), 3723.5);
	assert.equal(parseTime("noon"), undefined);
	assert.equal(parseTime("-1"), undefined);
});

test("A position is written as it is read", () => {
	const written = {
		0: "0:00",
		7.5: "0:07.5",
		75: "1:15",
		3723.25: "1:02:03.25",
		36000: "10:00:00",
		59.9996: "1:00",
	};
	for (const [seconds, text] of Object.entries(written)) {
		assert.equal(timeText(Number(seconds)), text);
		assert.equal(parseTime(text), Math.round(Number(seconds) * 1000) / 1000);
	}
});
