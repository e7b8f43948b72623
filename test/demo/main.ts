import { copyFile, mkdir, readFile, rm, stat } from "node:fs/promises";
import * as path from "node:path";
import { parseArgs } from "node:util";
import type { Locator } from "playwright-core";
import { startBrowser } from "../host/browser.ts";
import { OUTPUT_FOLDER, PROJECT } from "../host/folders.ts";
import { installVsCode } from "../host/installVsCode.ts";
import { packageExtension } from "../host/packageExtension.ts";
import { startServer } from "../host/server.ts";
import { Workbench } from "../host/workbench.ts";
import { SIMULATOR_KEY, startSimulator } from "../simulator/simulator.ts";
import { openDesktop } from "./desktop.ts";

const HELP = `Does Sidescribe's main job in a real VS Code, from the right-click to the transcript.

npm start [-- [path/to/recording] [--open]]

  --open   afterwards keeps VS Code open for you: the desktop one where there
           is a display and it can be downloaded, else its address to open in
           a browser

With ASSEMBLYAI_API_KEY set the recording goes to AssemblyAI, else to a
simulator on this machine.
`;

const FOLDER = path.join(OUTPUT_FOLDER, "demo");
const SAMPLE = path.join(PROJECT, "media/samples/welcome.mp3");
const VARIABLE = "ASSEMBLYAI_API_KEY";

const { values, positionals } = parseArgs({
	allowPositionals: true,
	options: {
		open: { type: "boolean", default: false },
		help: { type: "boolean", default: false },
	},
});
if (values.help) {
	console.log(HELP);
} else {
	// npm runs this at the project's top level, wherever a person stands.
	const from = process.env.INIT_CWD ?? process.cwd();
	const file =
		positionals[0] === undefined ? SAMPLE : path.resolve(from, positionals[0]);
	const facts = await stat(file).catch(() => undefined);
	if (facts?.isFile()) {
		process.exitCode = await demonstrate(file, values.open);
	} else {
		console.error(`${file} is no file.\n\n${HELP}`);
		process.exitCode = 1;
	}
}

async function demonstrate(file: string, open: boolean): Promise<number> {
	await using simulator =
		process.env[VARIABLE] === undefined
			? await startSimulator({ queuedMs: 1500, processingMs: 2500 })
			: undefined;
	say(
		simulator === undefined
			? `The recording goes to AssemblyAI, with the key in ${VARIABLE}.`
			: `${VARIABLE} is not set: a simulator on this machine stands in for AssemblyAI.`,
	);
	const recordings = path.join(FOLDER, "recordings");
	await rm(FOLDER, { recursive: true, force: true });
	await mkdir(recordings, { recursive: true });
	const name = path.basename(file);
	await copyFile(file, path.join(recordings, name));
	say(`A copy of ${name} lies in ${recordings}`);

	say("Packaging the extension …");
	const vsix = await packageExtension();
	const vscode = await installVsCode(say);
	const settings =
		simulator === undefined ? {} : { "sidescribe.api.baseUrl": simulator.url };
	const env = { [VARIABLE]: process.env[VARIABLE] ?? SIMULATOR_KEY };
	await using server = await startServer({
		vscode: vscode.folder,
		vsix,
		settings,
		env,
	});
	say(
		`VS Code ${vscode.version} is up, with ${path.basename(vsix)} installed.`,
	);
	const isTranscribed = await transcribe(server, recordings, name);
	if (open) {
		const opened = await openDesktop({
			vsix,
			settings,
			env,
			folder: recordings,
			tell: say,
		});
		if (!opened) {
			say(
				`Open http://127.0.0.1:${server.port}/?folder=${encodeURIComponent(recordings)} in a browser. Ctrl+C ends it.`,
			);
			await new Promise((resolve) => process.once("SIGINT", resolve));
		}
	}
	return isTranscribed ? 0 : 1;
}

/** Right-click, Transcribe, and wait for what comes of it, with pictures on the way. */
async function transcribe(
	server: Awaited<ReturnType<typeof startServer>>,
	folder: string,
	name: string,
): Promise<boolean> {
	const browser = await startBrowser(say);
	try {
		await using workbench = await Workbench.open(browser, server, folder);
		const picture = (title: string) => workbench.screenshot(title, FOLDER);
		say(`Right-click on ${name} …`);
		await workbench.contextMenu(workbench.row(name), "Transcribe");
		await picture("1-menu");
		await workbench.choose(workbench.row(name), "Transcribe");
		say("Transcribe is chosen.");
		const progress = workbench.toast(`${name}: `).filter({ hasText: "Cancel" });
		// Only what has ended has one of these buttons.
		const end = workbench
			.toast(/./)
			.filter({ hasText: /Open Transcript|Retry/ })
			.first();
		await answerQuestions(workbench, progress.or(end).first());
		const tellStages = follow(() => workbench.message(progress));
		await progress
			.filter({ hasText: /Transcribing, / })
			.or(end)
			.first()
			.waitFor({ timeout: 0 });
		await picture("2-progress");
		await end.waitFor({ timeout: 0 });
		await tellStages.stop();
		const text = await workbench.message(end);
		say(text);
		const output = /is ready: (.+\.txt)|; (.+\.txt) says so/.exec(text);
		const written = output?.[1] ?? output?.[2];
		if (written !== undefined) {
			await workbench.row(written).waitFor();
		}
		await picture("3-result");
		if (written === undefined) {
			console.log(await workbench.outputChannel("Sidescribe"));
			return false;
		}
		await workbench.clickToast(/\.txt/, "Open Transcript");
		await workbench.page.locator(".tab.active", { hasText: written }).waitFor();
		await picture("4-transcript");
		const transcript = path.join(folder, written);
		say(`${transcript}:`);
		console.log(`\n${await readFile(transcript, "utf8")}`);
		say(`Pictures of the menu, the progress and the result are in ${FOLDER}`);
		return true;
	} finally {
		await browser.close();
	}
}

/** Answers what a person would be asked, with what is offered first, until the job is under way or over. */
async function answerQuestions(
	workbench: Workbench,
	underWay: Locator,
): Promise<void> {
	const question = workbench.dialog
		.or(workbench.quickInput)
		.filter({ visible: true });
	for (;;) {
		await underWay.or(question).first().waitFor();
		if (!(await question.isVisible())) {
			return;
		}
		const text = (await question.allInnerTexts()).join(" ");
		say(`VS Code asks: ${text.replace(/\s*\n\s*/g, " | ")}`);
		say("Enter is pressed.");
		await workbench.page.keyboard.press("Enter");
		await question.waitFor({ state: "hidden" });
	}
}

/** Prints what a text becomes, each time that it has another wording. */
function follow(read: () => Promise<string>): { stop: () => Promise<void> } {
	let running = true;
	const work = (async () => {
		let last = "";
		while (running) {
			const text = await read().catch(() => "");
			const stage = text.replace(/\d+(:\d+)?/g, "");
			if (text !== "" && stage !== last) {
				last = stage;
				say(text);
			}
		}
	})();
	return {
		stop: async () => {
			running = false;
			await work;
		},
	};
}

function say(line: string): void {
	console.log(`${new Date().toLocaleTimeString("en-GB")}  ${line}`);
}
