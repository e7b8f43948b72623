import { glob, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import * as esbuild from "esbuild";
import { findDesktop } from "../host/desktop.ts";
import { OUTPUT_FOLDER, PROJECT } from "../host/folders.ts";
import { SIMULATOR_KEY } from "../simulator/simulator.ts";
import { runInDesktop } from "./desktop.ts";
import { runInNpmHost } from "./npmHost.ts";

/** Where the extension host, which knows no TypeScript, loads the tests from. */
const SUITE = path.join(OUTPUT_FOLDER, "vscode-suite");

const folder = await mkdtemp(path.join(tmpdir(), "sidescribe-suite-"));
try {
	await bundleSuite();
	const run = {
		suite: path.join(SUITE, "run.cjs"),
		folder,
		env: { ASSEMBLYAI_API_KEY: SIMULATOR_KEY },
		tell: (line: string) => console.log(line),
	};
	const desktop = await findDesktop(run.tell);
	process.exitCode = await (desktop === undefined
		? runInNpmHost(run)
		: runInDesktop(desktop, run));
} finally {
	await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}

async function bundleSuite(): Promise<void> {
	await rm(SUITE, { recursive: true, force: true });
	await mkdir(SUITE, { recursive: true });
	const tests: string[] = [];
	for await (const file of glob("test/vscode/suite/*.test.ts", {
		cwd: PROJECT,
	})) {
		tests.push(file);
	}
	await esbuild.build({
		absWorkingDir: PROJECT,
		entryPoints: ["test/vscode/suite/run.ts", ...tests],
		outdir: SUITE,
		outExtension: { ".js": ".cjs" },
		bundle: true,
		platform: "node",
		format: "cjs",
		external: ["vscode", "mocha"],
		// A bundle has no `import.meta`; the files that ask for it are in test/simulator.
		define: { "import.meta.dirname": "SIMULATOR_FOLDER" },
		banner: {
			js: `const SIMULATOR_FOLDER = ${JSON.stringify(path.join(PROJECT, "test/simulator"))};`,
		},
		sourcemap: "inline",
		logLevel: "warning",
	});
}
