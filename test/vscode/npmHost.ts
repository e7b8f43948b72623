import { homedir } from "node:os";
import { startBrowser } from "../host/browser.ts";
import { PROJECT } from "../host/folders.ts";
import { installVsCode } from "../host/installVsCode.ts";
import { startServer } from "../host/server.ts";
import { SIMULATOR_KEY } from "../simulator/simulator.ts";
import { leaksIn } from "../ui/secrets.ts";
import { MARK } from "./mark.ts";
import type { SuiteRun } from "./suiteRun.ts";

/** Runs the tests in the VS Code from npm, shown by a browser; resolves to the exit code. */
export async function runInNpmHost({
	suite,
	folder,
	env,
	tell,
}: SuiteRun): Promise<number> {
	const vscode = await installVsCode(tell);
	tell(`The tests run in VS Code ${vscode.version} from npm.`);
	await using server = await startServer({
		vscode: vscode.folder,
		env,
		smokeTestDriver: true,
	});
	const browser = await startBrowser(tell);
	try {
		const page = await browser.newPage();
		const exit = Promise.withResolvers<number>();
		await page.exposeFunction("codeAutomationExit", exit.resolve);
		let chatter = "";
		await page.exposeFunction(
			"codeAutomationLog",
			(_type: string, args: unknown[]) => {
				const line = args.join(" ");
				if (line.startsWith(MARK)) {
					tell(line.slice(MARK.length));
				} else {
					chatter += `${line}\n`;
				}
			},
		);
		await page.goto(suiteUrl(server.port, suite, folder));
		const code = await exit.promise;
		if (code !== 0) {
			tell(`The extension host said as well:\n${chatter}`);
		}
		const secrets = { key: SIMULATOR_KEY, home: homedir() };
		const leaks = await leaksIn(server.dataFolder, secrets);
		leaks.forEach(tell);
		return leaks.length > 0 ? 1 : code;
	} finally {
		await browser.close();
	}
}

/** The address that lets VS Code load the extension from its sources, and run the tests. */
function suiteUrl(port: number, suite: string, folder: string): string {
	const remote = (file: string) => `vscode-remote://127.0.0.1:${port}${file}`;
	const payload = JSON.stringify([
		["extensionDevelopmentPath", remote(PROJECT)],
		["extensionTestsPath", remote(suite)],
		["skipWelcome", "true"],
	]);
	return `http://127.0.0.1:${port}/?folder=${encodeURIComponent(folder)}&payload=${encodeURIComponent(payload)}`;
}
