const fs = require("node:fs");
const Module = require("node:module");
const path = require("node:path");
const { monitorEventLoopDelay } = require("node:perf_hooks");
const vscode = require("vscode");

/** Writes down, on request, what it sees of the process that all extensions share. */
exports.activate = (context) => {
	let delays = monitorEventLoopDelay({ resolution: 1 });
	delays.enable();
	context.subscriptions.push(
		vscode.commands.registerCommand("probe.report", () => {
			const report = {
				p99Ms: delays.percentile(99) / 1e6,
				longestMs: delays.max / 1e6,
				bytesRead: Object.fromEntries(
					vscode.extensions.all
						.filter(({ isActive }) => isActive)
						.map((each) => [each.id, bytesReadOf(each)]),
				),
			};
			delays = monitorEventLoopDelay({ resolution: 1 });
			delays.enable();
			fs.writeFileSync(
				`${process.env.PROBE_FILE}.part`,
				JSON.stringify(report),
			);
			fs.renameSync(`${process.env.PROBE_FILE}.part`, process.env.PROBE_FILE);
		}),
	);
};

/** Code that was loaded, and what VS Code itself reads of every extension. */
function bytesReadOf({ extensionPath }) {
	const code = Object.keys(Module._cache).filter((file) =>
		file.startsWith(extensionPath + path.sep),
	);
	const texts = ["package.json", "package.nls.json"].map((name) =>
		path.join(extensionPath, name),
	);
	return {
		code: sizeOf(code),
		texts: sizeOf(texts.filter((file) => fs.existsSync(file))),
	};
}

function sizeOf(files) {
	return files.reduce((sum, file) => sum + fs.statSync(file).size, 0);
}
