import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { run } from "./run.ts";

/** What a VS Code server is started with. */
export interface ServerOptions {
	/** From `installVsCode`. */
	readonly vscode: string;
	/** Packaged extension to install first. */
	readonly vsix?: string;
	/** Further ones. */
	readonly moreVsix?: readonly string[];
	/** User settings, beside those that keep VS Code quiet. */
	readonly settings?: Readonly<Record<string, unknown>>;
	/** Whether folders are to be trusted before their settings count. */
	readonly withTrust?: boolean;
	/** Reaches the extension host. */
	readonly env?: Readonly<Record<string, string | undefined>>;
	/** Lets a test module run inside the extension host; then no notification shows. */
	readonly smokeTestDriver?: boolean;
}

/** A VS Code that is up. */
export interface Server extends AsyncDisposable {
	readonly port: number;
	/** Its user data, extensions and logs. */
	readonly dataFolder: string;
	/** What it printed so far. */
	log(): string;
	/** Changes a user setting; windows that are opened from then on have it. */
	setUserSetting(name: string, value: unknown): Promise<void>;
	/** Ends it, and leaves its data. */
	stop(): Promise<void>;
	/** Restarts it as after a crash: every process of it is killed, the data stays. */
	crashAndRestart(): Promise<void>;
}

const QUIET_SETTINGS = {
	"workbench.startupEditor": "none",
	"workbench.tips.enabled": false,
	"chat.disableAIFeatures": true,
	"workbench.secondarySideBar.defaultVisibility": "hidden",
	"files.simpleDialog.enable": true,
	"extensions.ignoreRecommendations": true,
	"telemetry.telemetryLevel": "off",
	"git.enabled": false,
	"editor.wordWrap": "on",
	// As on a desktop; in a browser VS Code saves a second after each edit.
	"files.autoSave": "off",
};

/** Starts VS Code's server with data of its own, which goes with it. */
export async function startServer(options: ServerOptions): Promise<Server> {
	const dataFolder = await mkdtemp(path.join(tmpdir(), "sidescribe-vscode-"));
	const user = path.join(dataFolder, "data/User");
	await mkdir(user, { recursive: true });
	const settings: Record<string, unknown> = {
		...QUIET_SETTINGS,
		...options.settings,
	};
	const writeSettings = () =>
		writeFile(path.join(user, "settings.json"), JSON.stringify(settings));
	await writeSettings();
	for (const vsix of [options.vsix ?? [], options.moreVsix ?? []].flat()) {
		await run(
			process.execPath,
			[
				"out/server-main.js",
				"--install-extension",
				vsix,
				"--server-data-dir",
				dataFolder,
				"--accept-server-license-terms",
			],
			{ cwd: options.vscode },
		);
	}
	let current = await start(options, dataFolder, 0);
	return {
		get port() {
			return current.port;
		},
		dataFolder,
		log: () => current.log(),
		setUserSetting(name, value) {
			settings[name] = value;
			return writeSettings();
		},
		stop: () => kill(current.child),
		async crashAndRestart() {
			await kill(current.child);
			current = await start(options, dataFolder, current.port);
		},
		async [Symbol.asyncDispose]() {
			await kill(current.child);
			await rm(dataFolder, { recursive: true, force: true, maxRetries: 5 });
		},
	};
}

interface Running {
	readonly child: ChildProcess;
	readonly port: number;
	log(): string;
}

async function start(
	options: ServerOptions,
	dataFolder: string,
	port: number,
): Promise<Running> {
	const child = spawn(
		process.execPath,
		[
			"out/server-main.js",
			"--host",
			"127.0.0.1",
			"--port",
			String(port),
			"--without-connection-token",
			"--accept-server-license-terms",
			"--server-data-dir",
			dataFolder,
			"--telemetry-level",
			"off",
			...(options.withTrust ? [] : ["--disable-workspace-trust"]),
			// A window that was closed does not come back: its host is to end.
			"--reconnection-grace-time",
			"1",
			...(options.smokeTestDriver ? ["--enable-smoke-test-driver"] : []),
		],
		{
			cwd: options.vscode,
			env: { ...process.env, ...options.env },
			stdio: ["ignore", "pipe", "pipe"],
			// A group of its own, so that its extension hosts end with it.
			detached: true,
		},
	);
	let log = "";
	const actualPort = await new Promise<number>((resolve, reject) => {
		const read = (chunk: Buffer) => {
			log += chunk;
			const match = /Extension host agent listening on (\d+)/.exec(log);
			if (match) {
				resolve(Number(match[1]));
			}
		};
		child.stdout?.on("data", read);
		child.stderr?.on("data", read);
		child.once("error", reject);
		child.once("exit", () =>
			reject(new Error(`VS Code's server ended while starting:\n${log}`)),
		);
	});
	return { child, port: actualPort, log: () => log };
}

/** Kills a server and all that it started, at once. */
async function kill(child: ChildProcess): Promise<void> {
	if (child.exitCode !== null || child.signalCode !== null) {
		return;
	}
	const exited = once(child, "exit");
	process.kill(-(child.pid ?? 0), "SIGKILL");
	await exited;
}
