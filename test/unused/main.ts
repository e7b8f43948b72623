/**
 * Looks for unused files, exports and dependencies. knip's native parser is
 * left out by an npm that runs on Node 18, so that it is installed apart, on
 * first use, by the npm of the Node that runs this.
 */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { cp, readFile } from "node:fs/promises";
import * as path from "node:path";
import { PROJECT } from "../host/folders.ts";
import { installOnce } from "../host/installOnce.ts";
import { npm } from "../host/run.ts";

const manifests = path.join(import.meta.dirname, "npm");
const { dependencies } = JSON.parse(
	await readFile(path.join(manifests, "package.json"), "utf8"),
) as { dependencies: { knip: string } };
const folder = await installOnce(`knip-${dependencies.knip}`, async (into) => {
	await cp(manifests, into, { recursive: true });
	await npm(["ci"], { cwd: into });
});
const child = spawn(
	process.execPath,
	[path.join(folder, "node_modules/knip/bin/knip.js")],
	{ cwd: PROJECT, stdio: "inherit" },
);
const [code] = (await once(child, "exit")) as [number | null];
process.exitCode = code ?? 1;
