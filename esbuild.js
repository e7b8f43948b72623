import { mkdir, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, relative, resolve } from "node:path";
import * as esbuild from "esbuild";

const production = process.argv.includes("--production");

/** What may be bundled into a package under MIT; MPL-2.0 and CC-BY-4.0 ask that the source is named. */
const PERMITTED_LICENCES = ["MIT", "BSD-3-Clause", "MPL-2.0", "CC-BY-4.0"];

/** What the entry point loads when the first command, or the first transcript, asks for it. */
const CHUNKS = {
	"shell/main": "src/shell/main.ts",
	"transcriptView/main": "src/shell/transcriptView/main.ts",
};

const common = {
	outdir: "dist",
	bundle: true,
	minify: production,
	metafile: true,
	logLevel: "warning",
};

/**
 * CommonJS, as VS Code routes `node:http` through the user's proxy only for
 * modules that are required.
 */
const node = {
	platform: "node",
	// The extension host of VS Code 1.101, the oldest that is supported.
	target: "node22",
	supported: { "dynamic-import": false },
	outExtension: { ".js": ".cjs" },
};

const page = {
	platform: "browser",
	// The browser of VS Code 1.101.
	target: "chrome134",
	format: "iife",
	loader: { ".svg": "text" },
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

/** The SDK names `ws` for its live transcription alone, which is not used. */
const withoutWebSockets = {
	name: "without-web-sockets",
	setup(build) {
		build.onResolve({ filter: /^ws$/ }, ({ path }) => ({
			path,
			external: true,
			sideEffects: false,
		}));
	},
};

/** `src/mediabunny.ts` is built once, as a module for Node and a global for the page's worker. */
const sharedMediabunny = (found) => ({
	name: "shared-mediabunny",
	setup(build) {
		build.onResolve({ filter: /\/mediabunny\.ts$/ }, () => found);
		build.onLoad({ filter: /./, namespace: "global" }, ({ path }) => ({
			contents: `module.exports = ${path};`,
		}));
		build.onResolve({ filter: /^mediabunny$/ }, () => ({
			errors: [{ text: "Import src/mediabunny.ts: it is bundled once." }],
		}));
	},
});

/** A release's are kept apart from it, to read stack traces with. */
const sourcemap = production ? "external" : true;

await rm("dist", { recursive: true, force: true });
const built = await Promise.all([
	// The one small file that VS Code reads at start.
	esbuild.build({
		...common,
		...node,
		sourcemap,
		entryPoints: { extension: "src/extension.ts" },
		format: "cjs",
		plugins: [lazyChunks, redactedVscode],
	}),
	buildChunks(),
	esbuild.build({
		...common,
		...page,
		sourcemap,
		entryPoints: { "page/main": "src/page/main.ts" },
	}),
	// Loaded only where the browser cannot decode a recording.
	esbuild.build({
		...common,
		...page,
		sourcemap,
		entryPoints: { "page/sound": "src/page/sound/worker/main.ts" },
		plugins: [sharedMediabunny({ path: "mediabunny", namespace: "global" })],
	}),
	esbuild.build({
		...common,
		...page,
		sourcemap,
		entryPoints: { "page/mediabunny": "src/mediabunny.ts" },
		outExtension: node.outExtension,
		globalName: "mediabunny",
		footer: {
			js: 'if (typeof module === "object") module.exports = mediabunny;',
		},
	}),
]);

/**
 * The shell, the transcript view, which the first transcript loads, and the
 * worker that parses recordings, with what they share in files of its own.
 * esbuild splits ECMAScript modules alone, so each is made CommonJS afterwards.
 */
async function buildChunks() {
	const result = await esbuild.build({
		...common,
		...node,
		sourcemap: "inline",
		entryPoints: {
			...CHUNKS,
			"media/worker": "src/media/worker/main.ts",
			"transcriptView/writer": "src/shell/transcriptView/writer/main.ts",
		},
		chunkNames: "shared/[hash]",
		format: "esm",
		splitting: true,
		supported: {},
		write: false,
		plugins: [
			withoutWebSockets,
			redactedVscode,
			sharedMediabunny({ path: "../page/mediabunny.cjs", external: true }),
		],
	});
	for (const { path, text } of result.outputFiles) {
		const { code, map } = await esbuild.transform(text, {
			format: "cjs",
			minify: production,
			sourcemap: production ? "external" : "inline",
			sourcefile: path,
			platform: "node",
			target: node.target,
			supported: node.supported,
		});
		await mkdir(dirname(path), { recursive: true });
		await writeFile(path, code);
		if (production) {
			await writeFile(`${path}.map`, map);
		}
	}
	return result;
}

await writeFile(
	"dist/THIRD_PARTY_LICENSES.txt",
	await licences(
		Object.assign({}, ...built.map(({ metafile }) => metafile.inputs)),
	),
);

/**
 * The licences of the packages that the bundles hold, as those ask for. Own
 * lines, since the plug-ins for it do not know of esbuild's present versions.
 *
 * @throws where one is not permitted.
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
		if (!PERMITTED_LICENCES.includes(license)) {
			throw new Error(`${name} ${version} is licensed as ${license}`);
		}
		const file = (await readdir(folder)).find((each) =>
			/^(licen[cs]e|copying)/i.test(each),
		);
		const text = file ? await readFile(`${folder}/${file}`, "utf8") : license;
		return `${name} ${version}\nLicence: ${license}\nSource: https://www.npmjs.com/package/${name}/v/${version}\n\n${text.trim()}\n`;
	});
	return (await Promise.all(texts)).join(`\n${"-".repeat(72)}\n\n`);
}
