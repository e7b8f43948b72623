import { readdir } from "node:fs/promises";
import * as path from "node:path";
import Mocha from "mocha";
import { MARK } from "../mark.ts";

/** Runs every test file beside this one; VS Code calls it. */
export async function run(): Promise<void> {
	const mocha = new Mocha({
		ui: "tdd",
		timeout: 60_000,
		reporter: Mocha.reporters.Base,
	});
	for (const name of (await readdir(__dirname)).sort()) {
		if (name.endsWith(".test.cjs")) {
			mocha.addFile(path.join(__dirname, name));
		}
	}
	const failures = await new Promise<number>((resolve) => {
		report(mocha.run(resolve));
	});
	if (failures > 0) {
		throw new Error(`${failures} tests failed`);
	}
}

/** A line a test, marked: the extension host's own chatter comes the same way. */
function report(runner: Mocha.Runner): void {
	const tell = (line: string) => console.log(`${MARK}${line}`);
	runner.on("pass", ({ title, duration }) =>
		tell(`✔ ${title} (${duration} ms)`),
	);
	runner.on("fail", ({ title }, error) => tell(`✖ ${title}\n${error.stack}`));
	runner.once("end", () => {
		const { passes = 0, failures = 0 } = runner.stats ?? {};
		tell(`${passes} passed, ${failures} failed`);
	});
}
