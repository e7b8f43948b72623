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
import { startBrowser } from "../host/browser.ts";
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
}

/** A VS Code with the packaged extension, and a simulator that it talks to. */
export class Host implements AsyncDisposable {
	readonly simulator: Simulator;
	readonly server: Server;
	readonly #browser: Browser;

	private constructor(simulator: Simulator, server: Server, browser: Browser) {
		this.simulator = simulator;
		this.server = server;
		this.#browser = browser;
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
		const server = await startServer({
			vscode: folder,
			vsix: await packagedExtension(),
			settings: {
				"sidescribe.api.baseUrl": simulator.url,
				"sidescribe.retry.initialDelaySeconds": 0.05,
				...options.settings,
			},
			env: {
				ASSEMBLYAI_API_KEY:
					"environmentKey" in options ? options.environmentKey : KEY,
			},
		});
		return new Host(simulator, server, await startBrowser(tell));
	}

	/**
	 * Opens a window with nothing of earlier ones: a folder of its own, a
	 * browser profile of its own, a simulator that has forgotten everything.
	 *
	 * @param files - by name; a number stands for so many bytes.
	 */
	async open(
		files: Readonly<Record<string, string | Buffer | number>>,
	): Promise<Window> {
		this.simulator.reset();
		const folder = await mkdtemp(path.join(tmpdir(), "sidescribe-ui-"));
		for (const [name, content] of Object.entries(files)) {
			await writeFile(
				path.join(folder, name),
				typeof content === "number" ? recordingOf(name, content) : content,
			);
		}
		const workbench = await Workbench.open(this.#browser, this.server, folder);
		return new Window(folder, workbench);
	}

	/** Every file that VS Code has written: logs, storage, the jobs' journal. */
	async writtenFiles(): Promise<string[]> {
		const data = path.join(this.server.dataFolder, "data");
		const entries = await readdir(data, {
			recursive: true,
			withFileTypes: true,
		});
		return entries
			.filter((entry) => entry.isFile())
			.map((entry) => path.join(entry.parentPath, entry.name));
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await this.#browser.close();
		await this.server[Symbol.asyncDispose]();
		await this.simulator[Symbol.asyncDispose]();
	}
}

/** A window and the folder that is open in it. */
export class Window implements AsyncDisposable {
	readonly folder: string;
	readonly workbench: Workbench;

	constructor(folder: string, workbench: Workbench) {
		this.folder = folder;
		this.workbench = workbench;
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

	async [Symbol.asyncDispose](): Promise<void> {
		await this.workbench[Symbol.asyncDispose]();
		await rm(this.folder, { recursive: true, force: true });
	}
}
