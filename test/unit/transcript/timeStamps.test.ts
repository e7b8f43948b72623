import assert from "node:assert/strict";
import { test } from "node:test";
import { timeStampsIn } from "../../../src/transcript/timeStamps.ts";

for (const [what, name, text, expected] of [
	[
		"captions, their beginnings and ends",
		"a.srt",
		"1\n00:00:01,500 --> 01:00:02,000\nat 10:30 and 00:00:07\n",
		[
			["00:00:01,500", 1500],
			["01:00:02,000", 3_602_000],
		],
	],
	[
		"short ones of WebVTT",
		"a.vtt",
		"WEBVTT\r\n\r\n00:01.000 --> 00:02.000 align:start\r\nHi\r\n",
		[
			["00:01.000", 1000],
			["00:02.000", 2000],
		],
	],
	[
		"links to the recording",
		"a.md",
		"[00:01:05](talk.mp4#t=65) **Anna:** Hi\n",
		[["00:01:05", 65_000]],
	],
	[
		"a line's beginning",
		"a.md",
		"1:05 Hi\n- **2:00** Ho\n> (0:10) Hu\n",
		[
			["1:05", 65_000],
			["2:00", 120_000],
			["0:10", 10_000],
		],
	],
	[
		"brackets",
		"a.md",
		"as she said [12:30], and (1:02:03)\n",
		[
			["12:30", 750_000],
			["1:02:03", 3_723_000],
		],
	],
	[
		"all that has seconds",
		"a.md",
		"as she said at 01:02:03.\n",
		[["01:02:03", 3_723_000]],
	],
] as const) {
	test(`Time stamps are found in ${what}`, () => {
		assert.deepEqual(
			timeStampsIn(name, text).map(({ from, to, timeMs }) => [
				text.slice(from, to),
				timeMs,
			]),
			expected,
		);
	});
}

test("Times of day, versions and addresses are no time stamps", () => {
	const text =
		"We meet at 10:30, not 9:15. See 1.2:30 and http://[::1]:80:90/ or 2026-11-24T18:24:31Z\n";
	assert.deepEqual(
		timeStampsIn("a.md", text).map(({ from, to }) => text.slice(from, to)),
		[],
	);
});

for (const piece of ["1:", " ", ">", "\n", "[[(1:", "1:0"]) {
	test(`A text of a million times ${JSON.stringify(piece)} is searched at once`, () => {
		assert.deepEqual(timeStampsIn("a.md", piece.repeat(1_000_000)), []);
		assert.deepEqual(timeStampsIn("a.srt", piece.repeat(1_000_000)), []);
	});
}
