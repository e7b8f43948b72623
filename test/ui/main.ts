/**
 * Runs the tests of the interface, one file after the other. A window of
 * VS Code is driven from outside, and can lose a click where the machine is
 * busy: what fails is run once more, alone, and named at the end. What does not
 * pass then has failed.
 */
import { glob } from "node:fs/promises";
import * as path from "node:path";
import { run } from "node:test";
import { spec } from "node:test/reporters";

/** So long may a test take, in milliseconds; it waits for events and no longer. */
const TIMEOUT_MS = 180_000;

/** What became of the tests of some files, by name. */
interface Ended {
	readonly passed: ReadonlySet<string>;
	/** With their file; a file that could not be run stands for itself. */
	readonly failed: readonly { readonly name: string; readonly file: string }[];
}

const files: string[] = [];
for await (const file of glob("**/*.test.ts", { cwd: import.meta.dirname })) {
	files.push(path.join(import.meta.dirname, file));
}
const { failed } = await runTests(files.sort());
const told: string[] = [];
for (const { name, file } of failed) {
	console.log(`\nOnce more: ${name}\n`);
	const isFile = path.basename(name) === path.basename(file);
	const second = await runTests([file], isFile ? undefined : name);
	const isGood =
		second.failed.length === 0 && (isFile || second.passed.has(name));
	if (!isGood) {
		process.exitCode = 1;
	}
	told.push(
		isGood
			? `Failed once, and passed when it was run alone: ${name}`
			: `Failed twice: ${name}`,
	);
}
console.log(told.join("\n"));

/** Runs files. @param only - the name of the one test to run. */
async function runTests(
	files: readonly string[],
	only?: string,
): Promise<Ended> {
	const passed = new Set<string>();
	const failed: { name: string; file: string }[] = [];
	const events = run({
		files: [...files],
		concurrency: 1,
		timeout: TIMEOUT_MS,
		...(only !== undefined && { testNamePatterns: [exactly(only)] }),
	});
	events.on("test:pass", ({ name, nesting }) => {
		if (nesting === 0) {
			passed.add(name);
		}
	});
	events.on("test:fail", ({ name, nesting, file }) => {
		if (nesting === 0) {
			failed.push({ name, file: file ?? name });
		}
	});
	for await (const line of events.compose(spec)) {
		process.stdout.write(line);
	}
	return { passed, failed };
}

function exactly(name: string): RegExp {
	return new RegExp(`^${name.replace(/[\\^$.*+?()[\]{}|]/g, "\\$&")}$`);
}
