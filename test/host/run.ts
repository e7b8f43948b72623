import { spawn } from "node:child_process";

/** What a program is started with. */
export interface RunOptions {
	readonly cwd: string;
	readonly env?: NodeJS.ProcessEnv;
}

/**
 * Runs a program to its end and resolves to what it printed to standard output.
 * @throws with all that it printed where it fails.
 */
export async function run(
	program: string,
	args: readonly string[],
	options: RunOptions,
): Promise<string> {
	const child = spawn(program, args, {
		...options,
		stdio: ["ignore", "pipe", "pipe"],
	});
	let output = "";
	let all = "";
	child.stdout.on("data", (chunk: Buffer) => {
		output += chunk;
		all += chunk;
	});
	child.stderr.on("data", (chunk: Buffer) => {
		all += chunk;
	});
	const code = await new Promise<number | null>((resolve, reject) => {
		child.once("error", reject);
		child.once("close", resolve);
	});
	if (code !== 0) {
		throw new Error(`${program} ${args.join(" ")} ended with ${code}:\n${all}`);
	}
	return output;
}

/** Runs the npm that runs this script, else the one on the path. */
export function npm(
	args: readonly string[],
	options: RunOptions,
): Promise<string> {
	const script = process.env.npm_execpath;
	return script === undefined
		? run("npm", args, options)
		: run(process.execPath, [script, ...args], options);
}
