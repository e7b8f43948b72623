/**
 * Makes a release of what is committed:
 *
 *     npm run release -- 0.2.0
 *
 * Raises the version, gives the changelog's Unreleased part its name and date,
 * packages, writes the package's SHA-256 beside it, commits and tags. Nothing
 * leaves this machine: pushing the tag has CI publish it.
 */
import { createHash } from "node:crypto";
import { readFile, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { PROJECT } from "../test/host/folders.ts";
import { packageExtension } from "../test/host/packageExtension.ts";
import { npm, run } from "../test/host/run.ts";

const UNRELEASED = "## Unreleased";
const here = { cwd: PROJECT };

const [version = ""] = process.argv.slice(2);
// The Marketplace knows no pre-release part.
if (!/^\d+\.\d+\.\d+$/.test(version)) {
	throw new Error("Give the version to release: npm run release -- 0.2.0");
}
if ((await run("git", ["status", "--porcelain"], here)).trim() !== "") {
	throw new Error("There are changes that are not committed.");
}
const changelog = path.join(PROJECT, "CHANGELOG.md");
const released = release(await readFile(changelog, "utf8"));
// It refuses the version that there is.
await npm(["version", version, "--no-git-tag-version"], here);
await writeFile(changelog, released);
const vsix = await packageExtension();
const name = path.basename(vsix);
const sha256 = createHash("sha256")
	.update(await readFile(vsix))
	.digest("hex");
await writeFile(`${vsix}.sha256`, `${sha256}  ${name}\n`);
await run("git", ["commit", "--all", "--message", `Version ${version}`], here);
await run(
	"git",
	["tag", "--annotate", `v${version}`, "--message", version],
	here,
);
console.log(
	`${name}, SHA-256 ${sha256}\nTo publish it: git push origin main v${version}`,
);

/** The changelog with what is unreleased under the version's heading, and an empty Unreleased part above. */
function release(text: string): string {
	const [before, after = ""] = text.split(`${UNRELEASED}\n`);
	const [news = ""] = after.split(/^## /m);
	if (news.trim() === "") {
		throw new Error(`CHANGELOG.md has nothing under “${UNRELEASED}”.`);
	}
	const today = new Date().toISOString().slice(0, 10);
	return `${before}${UNRELEASED}\n\n## ${version}, ${today}\n${after}`;
}
