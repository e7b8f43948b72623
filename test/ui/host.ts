import assert from "node:assert/strict";
import {
	access,
	mkdir,
	mkdtemp,
	readdir,
	readFile,
	rm,
	writeFile,
} from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";
import type { Browser } from "playwright-core";
import { recordingOf } from "../fixtures/wave.ts";
import { type BrowserOptions, startBrowser } from "../host/browser.ts";
import { OUTPUT_FOLDER } from "../host/folders.ts";
import { installVsCode } from "../host/installVsCode.ts";
import { packagedExtension } from "../host/packageExtension.ts";
import { type Server, startServer } from "../host/server.ts";
import { Workbench } from "../host/workbench.ts";
import {
	type Simulator,
	type SimulatorOptions,
	startSimulator,
} from "../simulator/simulator.ts";
import { leaksIn, type Secrets, secretsTold } from "./secrets.ts";

/** The key of the tests; a search for it must find nothing. */
export const KEY = "0f5c7d2e9b8a4c61b3d2e1f0a9c8b7d6";

/** Where the tests leave their pictures. */
const PICTURES = path.join(OUTPUT_FOLDER, "ui");

/** What differs from a plain VS Code with a key that works. */
export interface HostOptions {
	readonly settings?: Readonly<Record<string, unknown>>;
	/** In the environment of VS Code; `undefined` for none. @default KEY */
	readonly environmentKey?: string | undefined;
	readonly simulator?: SimulatorOptions;
	/** Folders are not trusted, and nobody is asked. */
	readonly isUntrusted?: boolean;
	/** Packaged extensions to install beside ours. */
	readonly moreVsix?: readonly string[];
	readonly browser?: BrowserOptions;
	/** That VS Code is in, such as `de`; its own texts stay English. */
	readonly language?: string;
}

/** A VS Code with the packaged extension, and a simulator that it talks to. */
export class Host implements AsyncDisposable {
	readonly simulator: Simulator;
	readonly server: Server;
	/** What must not be found anywhere. The folders of all windows are in this home. */
	readonly secrets: Secrets;
	readonly #browser: Browser;
	readonly #language: string | undefined;

	private constructor(
		simulator: Simulator,
		server: Server,
		browser: Browser,
		home: string,
		language: string | undefined,
	) {
		this.simulator = simulator;
		this.server = server;
		this.#browser = browser;
		this.#language = language;
		this.secrets = { key: KEY, home };
	}

	static async start(options: HostOptions = {}): Promise<Host> {
		const tell = (line: string) => console.log(line);
		const simulator = await startSimulator({
			keys: [KEY],
			queuedMs: 0,
			processingMs: 0,
			...options.simulator,
		});
		const { folder } = await installVsCode(tell);
		const home = await mkdtemp(path.join(tmpdir(), "sidescribe-home-"));
		const server = await startServer({
			vscode: folder,
			vsix: await packagedExtension(),
			...(options.moreVsix && { moreVsix: options.moreVsix }),
			settings: {
				"sidescribe.api.baseUrl": simulator.url,
				"sidescribe.retry.initialDelaySeconds": 0.05,
				...(options.isUntrusted && {
					"security.workspace.trust.startupPrompt": "never",
				}),
				...options.settings,
			},
			...(options.isUntrusted && { withTrust: true }),
			env: {
				HOME: home,
				ASSEMBLYAI_API_KEY:
					"environmentKey" in options ? options.environmentKey : KEY,
			},
		});
		const browser = await startBrowser(tell, options.browser);
		return new Host(simulator, server, browser, home, options.language);
	}

	/**
	 * Opens a window with nothing of earlier ones: a folder of its own, a
	 * browser profile of its own, no history, a simulator that has forgotten
	 * everything.
	 *
	 * @param files - by name or path in the folder; a number stands for so many bytes.
	 */
	async open(
		files: Readonly<Record<string, string | Buffer | number>>,
	): Promise<Window> {
		this.simulator.reset();
		await rm(this.history, { recursive: true, force: true });
		return this.openBeside(files);
	}

	/** Opens a window without a folder. */
	openEmpty(): Promise<Workbench> {
		return Workbench.open(
			this.#browser,
			this.server,
			undefined,
			this.#language,
		);
	}

	/** Opens one more window, with a folder of its own. */
	async openBeside(
		files: Readonly<Record<string, string | Buffer | number>>,
	): Promise<Window> {
		const folder = await mkdtemp(path.join(this.secrets.home, "recordings-"));
		for (const [name, content] of Object.entries(files)) {
			const file = path.join(folder, name);
			await mkdir(path.dirname(file), { recursive: true });
			await writeFile(
				file,
				typeof content === "number" ? recordingOf(name, content) : content,
			);
		}
		const workbench = await Workbench.open(
			this.#browser,
			this.server,
			folder,
			this.#language,
		);
		return new Window(folder, workbench, this.secrets);
	}

	/** Whether the extension keeps edits that were not saved, with a text in them. */
	async hasBackup(text: string): Promise<boolean> {
		const storage = path.join(
			this.server.dataFolder,
			"data/User/workspaceStorage",
		);
		const entries = await readdir(storage, {
			recursive: true,
			withFileTypes: true,
		});
		for (const entry of entries) {
			const file = path.join(entry.parentPath, entry.name);
			const isOurs = file.includes("sidescribe.sidescribe");
			if (entry.isFile() && isOurs) {
				if ((await readFile(file, "utf8")).includes(text)) {
					return true;
				}
			}
		}
		return false;
	}

	/** Where the extension keeps what is done. */
	get history(): string {
		return path.join(
			this.server.dataFolder,
			"data/User/globalStorage/sidescribe.sidescribe/history",
		);
	}

	/** A line for each secret in what was written. */
	leaks(): Promise<string[]> {
		return leaksIn(this.server.dataFolder, this.secrets);
	}

	/** Ends VS Code. @throws where anything that was written holds a secret. */
	async [Symbol.asyncDispose](): Promise<void> {
		await this.#browser.close();
		await this.server.stop();
		const leaks = await this.leaks();
		await this.server[Symbol.asyncDispose]();
		await this.simulator[Symbol.asyncDispose]();
		await rm(this.secrets.home, { recursive: true, force: true });
		assert.deepEqual(leaks, []);
	}
}

/** A window and the folder that is open in it. */
export class Window implements AsyncDisposable {
	readonly folder: string;
	readonly workbench: Workbench;
	readonly #secrets: Secrets;

	constructor(folder: string, workbench: Workbench, secrets: Secrets) {
		this.folder = folder;
		this.workbench = workbench;
		this.#secrets = secrets;
	}

	/** Right-clicks a file and chooses Transcribe. */
	async transcribe(name: string): Promise<void> {
		await this.workbench.choose(this.workbench.row(name), "Transcribe");
	}

	read(name: string): Promise<string> {
		return readFile(path.join(this.folder, name), "utf8");
	}

	async has(name: string): Promise<boolean> {
		try {
			await access(path.join(this.folder, name));
			return true;
		} catch {
			return false;
		}
	}

	/** The names of all that lies in the folder. */
	async names(): Promise<string[]> {
		return (await readdir(this.folder)).sort();
	}

	/** The lines of the output channel. */
	output(): Promise<string> {
		return this.workbench.outputChannel("Sidescribe");
	}

	/** Leaves a picture for people to look at. */
	async picture(name: string): Promise<void> {
		await mkdir(PICTURES, { recursive: true });
		await this.workbench.screenshot(name, PICTURES);
	}

	/** Closes it. @throws where a notification held a secret, or a report that was looked at. */
	async [Symbol.asyncDispose](): Promise<void> {
		await this.workbench[Symbol.asyncDispose]();
		// The window's host ends a little later, and may write until then.
		await rm(this.folder, { recursive: true, force: true, maxRetries: 5 });
		assert.deepEqual(secretsTold(this.workbench, this.#secrets), []);
	}
}
