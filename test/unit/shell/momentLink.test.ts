import assert from "node:assert/strict";
import { test } from "node:test";
import * as fc from "fast-check";
import {
	linkTo,
	momentsOf,
	type Places,
} from "../../../src/shell/transcriptView/momentLink.ts";

const HERE: Places = {
	folders: [
		{ name: "talks", path: "/home/anna/work/talks" },
		{ name: "other", path: "/srv/other" },
	],
	home: "/home/anna",
};
const THERE: Places = {
	folders: [{ name: "talks", path: "/Users/bob/talks" }],
	home: "/Users/bob",
};

test("A link in a workspace opens at others who have the folder elsewhere, and names nobody's home", () => {
	const link = linkTo(
		{
			file: "/home/anna/work/talks/may/my talk.transcript.json",
			timeMs: 65_230,
		},
		HERE,
	);
	assert(!link.includes("anna"));
	assert.deepEqual(momentsOf(parsed(link), THERE), [
		{ file: "/Users/bob/talks/may/my talk.transcript.json", timeMs: 65_200 },
	]);
});

test("A link outside of a workspace begins at the home folder, or at the root", () => {
	const home = linkTo({ file: "/home/anna/talk.srt", timeMs: 0 }, HERE);
	assert(!home.includes("anna"));
	assert.deepEqual(momentsOf(parsed(home), THERE), [
		{ file: "/Users/bob/talk.srt", timeMs: 0 },
	]);
	const mounted = linkTo({ file: "/mnt/talk.vtt", timeMs: 0 }, HERE);
	assert.deepEqual(momentsOf(parsed(mounted), THERE), [
		{ file: "/mnt/talk.vtt", timeMs: 0 },
	]);
});

for (const [what, link] of [
	["another path", "/run?folder=talks&path=a.srt"],
	["another folder", "/open?folder=secret&path=a.srt"],
	["no folder", "/open?path=a.srt"],
	["a way out of the folder", "/open?folder=talks&path=../a.srt"],
	["a way out in between", "/open?folder=talks&path=x/../../a.srt"],
	["a way out of the home folder", "/open?path=~/../bob/a.srt"],
	["a network share", "/open?path=//server/share/a.srt"],
	["a network share of Windows", "/open?path=%5C%5Cserver%5Cshare%5Ca.srt"],
	["what is no transcript", "/open?folder=talks&path=a.json"],
	["a program", "/open?path=/usr/bin/env"],
	["nothing", "/open"],
] as const) {
	test(`A link to ${what} opens nothing`, () => {
		assert.deepEqual(momentsOf(parsed(link), THERE), []);
	});
}

test("A time that cannot be is the beginning", () => {
	for (const time of ["-1", "x", "NaN", "Infinity", "1e99", ""]) {
		assert.equal(
			momentsOf(parsed(`/open?folder=talks&path=a.srt&t=${time}`), THERE)[0]
				?.timeMs,
			0,
		);
	}
});

test("No relative link, whatever it is, leads out of its folder", () => {
	const part = fc.oneof(
		fc.constantFrom("..", ".", "", "a", "~", "\\", "%2e%2e"),
		fc.string({ unit: "binary" }),
	);
	fc.assert(
		fc.property(fc.array(part, { minLength: 1 }), (parts) => {
			const named = `x${parts.join("/")}.srt`;
			const query = `${new URLSearchParams({ folder: "talks", path: named })}`;
			for (const { file } of momentsOf({ path: "/open", query }, THERE)) {
				assert(file.startsWith("/Users/bob/talks/"), file);
			}
		}),
	);
});

function parsed(link: string) {
	const [path = "", query = ""] = link.split("?");
	return { path, query };
}
