import assert from "node:assert/strict";
import { test } from "node:test";
import {
	problemOfPattern,
	searchPatterns,
} from "../../../src/files/searchPattern.ts";

test("A name counts in every folder, for a file or for all in a folder", () => {
	assert.deepEqual(read("*.mp3"), ["**/*.mp3", "**/*.mp3/**"]);
	assert.deepEqual(read("interviews"), ["**/interviews", "**/interviews/**"]);
	assert.deepEqual(read("day 1/a"), ["**/day 1/a", "**/day 1/a/**"]);
	assert.deepEqual(read("**/*.{mp3,wav}"), [
		"**/*.{mp3,wav}",
		"**/*.{mp3,wav}/**",
	]);
	assert.deepEqual(read(".mp3"), ["**/*.mp3", "**/*.mp3/**"]);
	assert.deepEqual(read("day\\a/"), ["**/day/a", "**/day/a/**"]);
});

test("What begins with ./ is of the workspace's own folders", () => {
	assert.deepEqual(read("./d/*"), [
		"/a/d: *",
		"/a/d: */**",
		"/b/d: *",
		"/b/d: */**",
	]);
	assert.deepEqual(read("./d", ["/a"]), ["at /a/d"]);
	assert.deepEqual(read(".", ["/a"]), ["at /a"]);
	assert.deepEqual(read("../c/*.mp3", ["/a"]), ["/c: *.mp3", "/c: *.mp3/**"]);
});

test("Whole paths, and those of the home folder, are taken as they are", () => {
	assert.deepEqual(read("/x/y/**/*.mp3"), [
		"/x/y: **/*.mp3",
		"/x/y: **/*.mp3/**",
	]);
	assert.deepEqual(read("~/d/*"), ["/home/ada/d: *", "/home/ada/d: */**"]);
});

test("Commas divide patterns, but not within braces", () => {
	assert.deepEqual(read("a.mp3, {b,c}.mp3,"), [
		"**/a.mp3",
		"**/a.mp3/**",
		"**/{b,c}.mp3",
		"**/{b,c}.mp3/**",
	]);
});

test("A pattern that cannot find anything is told from one that can", () => {
	assert.equal(problemOfPattern("  , "), "empty");
	assert.equal(problemOfPattern("*.{mp3,wav"), "braces");
	assert.equal(problemOfPattern("*.mp3}{"), "braces");
	assert.equal(problemOfPattern("[a-z.mp3"), "brackets");
	assert.equal(problemOfPattern("[a-z]*.{mp3,wav}"), undefined);
});

function read(text: string, folders = ["/a", "/b"]): string[] {
	return searchPatterns(text, folders, "/home/ada").map((pattern) =>
		"at" in pattern
			? `at ${pattern.at}`
			: "base" in pattern
				? `${pattern.base}: ${pattern.glob}`
				: pattern.glob,
	);
}
