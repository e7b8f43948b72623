import { runTests } from "@vscode/test-electron";
import { PROJECT } from "../host/folders.ts";
import type { SuiteRun } from "./suiteRun.ts";

/** Runs the tests in the desktop VS Code; resolves to the exit code. */
export async function runInDesktop(
	vscodeExecutablePath: string,
	{ suite, folder, env, tell }: SuiteRun,
): Promise<number> {
	tell(`The tests run in the desktop VS Code: ${vscodeExecutablePath}`);
	return runTests({
		vscodeExecutablePath,
		extensionDevelopmentPath: PROJECT,
		extensionTestsPath: suite,
		extensionTestsEnv: env,
		launchArgs: [
			folder,
			"--disable-extensions",
			"--disable-workspace-trust",
			"--skip-welcome",
		],
	});
}
