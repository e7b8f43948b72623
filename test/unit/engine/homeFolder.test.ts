import assert from "node:assert/strict";
import { test } from "node:test";
import { withHome, withoutHome } from "../../../src/engine/homeFolder.ts";

for (const home of ["/home/ada", "C:\\Users\\Ada", "/home/ä “b”"]) {
	test(`The home folder ${home} leaves a journal entry, and comes back`, () => {
		const entry = {
			source: `${home}/talk.mp3`,
			message: `EACCES: open '${home}/talk.txt'`,
			tilde: "~/talk.mp3",
			escape: "\\u007e and \\\\u007e",
		};
		const json = withoutHome(JSON.stringify(entry), home);
		assert(!json.includes(JSON.stringify(home).slice(1, -1)));
		assert.equal(
			(JSON.parse(json) as typeof entry).source,
			"~/talk.mp3",
			"a person reads it as people write it",
		);
		assert.deepEqual(JSON.parse(withHome(json, home)), entry);
	});
}

for (const [home, written] of [
	["C:\\Users\\Ada", "c:\\Users\\Ada"],
	["c:\\Users\\Ada", "C:\\Users\\Ada"],
] as const) {
	test(`The home folder ${home} leaves an entry that writes it ${written}, and comes back as it was written`, () => {
		const entry = { source: `${written}\\a.mp3`, also: `${home}\\b.mp3` };
		const json = withoutHome(JSON.stringify(entry), home);
		assert.doesNotMatch(json, /Ada/);
		assert.equal((JSON.parse(json) as typeof entry).source, "~\\a.mp3");
		assert.deepEqual(JSON.parse(withHome(json, home)), entry);
	});
}

test("A home folder that is the root is no secret", () => {
	assert.equal(withoutHome('"/talk.mp3"', "/"), '"/talk.mp3"');
});
