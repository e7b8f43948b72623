import { cp, open, readFile, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import * as path from "node:path";
import { type Browser, chromium } from "playwright-core";
import { PROJECT } from "./folders.ts";
import { installOnce } from "./installOnce.ts";
import { run } from "./run.ts";

export interface BrowserOptions {
	/** Whether it is to be without a decoder for AAC, as desktop VS Code is. */
	readonly lacksAac?: boolean;
}

/**
 * Starts the Chromium that comes from npm, with the libraries and fonts that a
 * bare machine lacks: the same browser everywhere.
 */
export async function startBrowser(
	tell: (line: string) => void,
	{ lacksAac = false }: BrowserOptions = {},
): Promise<Browser> {
	const folder = lacksAac
		? await installChromiumWithoutAac(tell)
		: await installChromium(tell);
	const fonts = path.join(folder, "fonts.conf");
	await writeFile(fonts, fontsConf(path.join(folder, "dejavu")));
	return chromium.launch({
		executablePath: path.join(folder, "chromium"),
		args: [
			"--no-sandbox",
			"--disable-gpu",
			"--disable-quic",
			"--no-first-run",
			"--disable-background-networking",
			"--disable-component-update",
			"--disable-sync",
		],
		env: {
			...(process.env as Record<string, string>),
			LD_LIBRARY_PATH: path.join(folder, "al2023/lib"),
			FONTCONFIG_FILE: fonts,
		},
	});
}

/**
 * The same Chromium, without its AAC decoder. Desktop VS Code is an Electron
 * that was built to play AAC and then got an FFmpeg in which the decoder is
 * missing: it says that it can play AAC, and cannot. The same comes of changing
 * the one number in the executable by which FFmpeg finds that decoder.
 */
async function installChromiumWithoutAac(
	tell: (line: string) => void,
): Promise<string> {
	const original = await installChromium(tell);
	return installOnce(
		`${path.basename(original)}-without-aac`,
		async (folder) => {
			tell("Taking the AAC decoder out of a copy of Chromium, once …");
			await cp(original, folder, { recursive: true });
			const executable = path.join(folder, "chromium");
			const bytes = await readFile(executable);
			const place = bytes.indexOf(AAC_DECODER);
			if (place < 0 || bytes.indexOf(AAC_DECODER, place + 1) >= 0) {
				throw new Error("This Chromium's AAC decoder was not found");
			}
			const file = await open(executable, "r+");
			await file.write(NO_DECODER, 0, NO_DECODER.length, place);
			await file.close();
		},
	);
}

/** In FFmpeg's table of decoders: that it is for sound, and AV_CODEC_ID_AAC. */
const AAC_DECODER = Buffer.from("0100000002500100", "hex");
/** The same with a number that no codec has. */
const NO_DECODER = Buffer.from("01000000ff5f0100", "hex");

async function installChromium(tell: (line: string) => void): Promise<string> {
	const require = createRequire(import.meta.url);
	const { version } = JSON.parse(
		await readFile(
			path.join(PROJECT, "node_modules/@sparticuz/chromium/package.json"),
			"utf8",
		),
	) as { version: string };
	return installOnce(`chromium-${version}`, async (folder) => {
		tell("Unpacking Chromium, once …");
		// It unpacks its libraries only for what it takes for Amazon's machines,
		// and everything into the folder for temporary files.
		await run(
			process.execPath,
			[
				"--input-type=module",
				"--eval",
				`import chromium from ${JSON.stringify(new URL(`file://${require.resolve("@sparticuz/chromium")}`).href)}; await chromium.executablePath();`,
			],
			{
				cwd: PROJECT,
				env: {
					...process.env,
					TMPDIR: folder,
					AWS_LAMBDA_JS_RUNTIME: "nodejs24.x",
				},
			},
		);
		await cp(
			path.dirname(require.resolve("dejavu-fonts-ttf/ttf/DejaVuSans.ttf")),
			path.join(folder, "dejavu"),
			// Not the serif ones, which a nameless font would become.
			{
				recursive: true,
				filter: (file) => !/Serif|Condensed|ExtraLight|Math/.test(file),
			},
		);
	});
}

/** Text as on a plain desktop, whatever fonts the system has. */
function fontsConf(folder: string): string {
	return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
	<dir>${folder}</dir>
	<cachedir prefix="xdg">fontconfig</cachedir>
	${["system-ui", "sans-serif"].map((name) => preferring(name, "DejaVu Sans")).join("\n\t")}
	${preferring("monospace", "DejaVu Sans Mono")}
</fontconfig>
`;
}

function preferring(name: string, family: string): string {
	return `<alias><family>${name}</family><prefer><family>${family}</family></prefer></alias>`;
}
