import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import * as esbuild from "esbuild";

const production = process.argv.includes("--production");

/**
 * Three entry points: a small one that VS Code reads at start, the shell,
 * which the first command loads, and the worker that parses recordings. CommonJS, as VS Code routes `node:http`
 * through the user's proxy only for modules that are required.
 */
const lazyShell = {
	name: "lazy-shell",
	setup(build) {
		build.onResolve({ filter: /^\.\/shell\/main\.ts$/ }, () => ({
			path: "./shell/main.cjs",
			external: true,
		}));
	},
};

const common = {
	outdir: "dist",
	bundle: true,
	minify: production,
	sourcemap: !production,
	metafile: true,
	logLevel: "warning",
};

await rm("dist", { recursive: true, force: true });
const host = await esbuild.build({
	...common,
	entryPoints: {
		extension: "src/extension.ts",
		"shell/main": "src/shell/main.ts",
		"media/worker": "src/media/worker/main.ts",
	},
	outExtension: { ".js": ".cjs" },
	platform: "node",
	// The extension host of VS Code 1.101, the oldest that is supported.
	target: "node22",
	format: "cjs",
	external: ["vscode"],
	supported: { "dynamic-import": false },
	plugins: [lazyShell],
});
/** What runs in the transcript view. */
const page = await esbuild.build({
	...common,
	entryPoints: {
		"page/main": "src/page/main.ts",
		// Loaded only where the browser cannot decode a recording.
		"page/sound": "src/page/sound/worker/main.ts",
	},
	platform: "browser",
	// The browser of VS Code 1.101.
	target: "chrome134",
	format: "iife",
	loader: { ".svg": "text" },
});
await writeFile(
	"dist/THIRD_PARTY_LICENSES.txt",
	await licences({ ...host.metafile.inputs, ...page.metafile.inputs }),
);

/**
 * The licences of the packages that the bundles hold, as those ask for. Own
 * lines, since the plug-ins for it do not know of esbuild's present versions.
 */
async function licences(inputs) {
	const folders = Object.keys(inputs).flatMap((input) => {
		const [folder] = /^[^:]*node_modules\/(@[^/]+\/)?[^/]+/.exec(input) ?? [];
		return folder ?? [];
	});
	const texts = [...new Set(folders)].sort().map(async (folder) => {
		const { name, version, license } = JSON.parse(
			await readFile(`${folder}/package.json`, "utf8"),
		);
		const file = (await readdir(folder)).find((each) =>
			/^(licen[cs]e|copying)/i.test(each),
		);
		const text = file ? await readFile(`${folder}/${file}`, "utf8") : license;
		return `${name} ${version}\n\n${text.trim()}\n`;
	});
	return (await Promise.all(texts)).join(`\n${"-".repeat(72)}\n\n`);
}
