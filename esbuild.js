import { readdir, readFile, rm, writeFile } from "node:fs/promises";
import { relative, resolve } from "node:path";
import * as esbuild from "esbuild";

const production = process.argv.includes("--production");

/**
 * Entry points: a small one that VS Code reads at start, the shell, which the
 * first command loads, the transcript view, which the first transcript loads,
 * and the worker that parses recordings. CommonJS, as VS Code routes
 * `node:http` through the user's proxy only for modules that are required.
 */
const CHUNKS = {
	"shell/main": "src/shell/main.ts",
	"transcriptView/main": "src/shell/transcriptView/main.ts",
};

const lazyChunks = {
	name: "lazy-chunks",
	setup(build) {
		build.onResolve({ filter: /\/main\.ts$/ }, ({ kind, path, resolveDir }) => {
			const file = relative(import.meta.dirname, resolve(resolveDir, path));
			const chunk = Object.keys(CHUNKS).find(
				(each) => CHUNKS[each] === file.replaceAll("\\", "/"),
			);
			return kind === "dynamic-import" && chunk !== undefined
				? { path: `./${chunk}.cjs`, external: true }
				: undefined;
		});
	},
};

/** What is imported as `vscode` redacts what it shows. */
const redactedVscode = {
	name: "redacted-vscode",
	setup(build) {
		const file = resolve(import.meta.dirname, "src/shell/redactedVscode.ts");
		build.onResolve({ filter: /^vscode$/ }, ({ importer }) =>
			importer === file ? { path: "vscode", external: true } : { path: file },
		);
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
		...CHUNKS,
		"media/worker": "src/media/worker/main.ts",
	},
	outExtension: { ".js": ".cjs" },
	platform: "node",
	// The extension host of VS Code 1.101, the oldest that is supported.
	target: "node22",
	format: "cjs",
	supported: { "dynamic-import": false },
	plugins: [lazyChunks, redactedVscode],
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
