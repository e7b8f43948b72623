import assert from "node:assert/strict";
import { mkdir, readFile } from "node:fs/promises";
import { createRequire } from "node:module";
import * as path from "node:path";
import { after, test } from "node:test";
import type { AxeResults } from "axe-core";
import type { Statistics } from "../../../src/retry/statistics.ts";
import { statisticsPage } from "../../../src/support/statisticsPage.ts";
import themes from "../../fixtures/themes.json" with { type: "json" };
import { startBrowser } from "../../host/browser.ts";
import { OUTPUT_FOLDER, PROJECT } from "../../host/folders.ts";

const PICTURES = path.join(OUTPUT_FOLDER, "ui");
const require = createRequire(import.meta.url);
const axe = await readFile(require.resolve("axe-core/axe.min.js"), "utf8");
const style = await readFile(
	path.join(PROJECT, "media/styles/statistics.css"),
	"utf8",
);
const browser = await startBrowser(console.log);
after(() => browser.close());

/** With advice, failures and several days. */
const STATISTICS: Statistics = {
	"2026-11-23": {
		uploading: {
			succeededAt: [12, 5, 3, 1],
			gaveUp: 4,
			failures: { uploadRefused: 9, network: 3 },
			waitedMs: 95_000,
		},
	},
	"2026-11-24": {
		submitting: {
			succeededAt: [30, 1],
			gaveUp: 0,
			failures: { server: 1 },
			waitedMs: 1000,
		},
	},
};

for (const [theme, { bodyClass, variables }] of Object.entries(themes)) {
	for (const [name, statistics] of Object.entries({
		full: STATISTICS,
		empty: {},
	})) {
		test(`axe finds nothing in the ${name} statistics in the ${theme} theme`, async () => {
			const page = await browser.newPage();
			const colours = Object.entries(variables)
				.map(([variable, value]) => `${variable}: ${value};`)
				.join("\n");
			await page.setContent(`<!DOCTYPE html>
<html lang="en">
<head>
	<meta charset="utf-8">
	<title>Retry Statistics</title>
	<style>:root { ${colours} } body { background: var(--vscode-editor-background); color: var(--vscode-foreground); } ${style}</style>
</head>
<body class="${bodyClass}">${statisticsPage(statistics, "2026-11-24", "sidescribe.resetRetryStatistics")}</body>
</html>`);
			await mkdir(PICTURES, { recursive: true });
			await page.screenshot({
				path: path.join(PICTURES, `statistics-${name}-${theme}.png`),
			});
			await page.evaluate(axe);
			const { violations }: AxeResults = await page.evaluate(
				"axe.run({ resultTypes: ['violations'] })",
			);
			assert.deepEqual(
				violations.flatMap(({ id, nodes }) =>
					nodes.map(
						({ html, failureSummary }) => `${id}: ${html} ${failureSummary}`,
					),
				),
				[],
			);
			await page.close();
		});
	}
}
