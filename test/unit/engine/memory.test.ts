import assert from "node:assert/strict";
import { test } from "node:test";
import { measureUpload } from "../../bench/memory.ts";

test("An upload of 300 MB adds at most 64 MB to the process", async (t) => {
	const { grownBytes, seconds } = await measureUpload(300_000_000);
	t.diagnostic(
		`grew by ${Math.round(grownBytes / 1e6)} MB at most, in ${seconds} s`,
	);
	assert(grownBytes <= 64_000_000);
});
