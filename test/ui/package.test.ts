import assert from "node:assert/strict";
import { stat } from "node:fs/promises";
import * as path from "node:path";
import { test } from "node:test";
import { PROJECT } from "../host/folders.ts";
import { packagedExtension } from "../host/packageExtension.ts";

const KB = 1024;

/**
 * The goal is 500 KB; five translations, each with all English texts as its
 * keys, take some 145 KB, and the rest 460.
 */
const MOST_KB = 620;

test("The package and what VS Code reads of it at start are small", async (t) => {
	const { size } = await stat(await packagedExtension());
	const entry = await stat(path.join(PROJECT, "dist", "extension.cjs"));
	t.diagnostic(
		`${Math.round(size / KB)} KB, of which ${entry.size} bytes at start`,
	);
	assert(size <= MOST_KB * KB, `The package has ${Math.round(size / KB)} KB`);
	assert(entry.size <= 30 * KB, `Its entry has ${entry.size} bytes`);
});
