import assert from "node:assert/strict";
import { test } from "node:test";
import { Uploads } from "../../bench/upload/measure.ts";

test("An upload of 300 MB adds at most 64 MB to the process", async (t) => {
	await using uploads = await Uploads.start(300_000_000);
	const { grownBytes, seconds } = await uploads.by("sidescribe");
	t.diagnostic(
		`grew by ${Math.round(grownBytes / 1e6)} MB at most, in ${seconds} s`,
	);
	assert(grownBytes <= 64_000_000);
});
