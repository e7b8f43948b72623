import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import type { Engine } from "../engine/engine.ts";
import type { JobView } from "../engine/events.ts";
import { sourceName } from "../engine/source.ts";
import { grouped } from "../language/numbers.ts";
import type { BreakerState } from "../retry/breaker.ts";
import type { Redact } from "../support/redact.ts";
import { runningJobs } from "./progress.ts";
import { countsText, outageText, stageText } from "./stageText.ts";

/** The tooltip names so many files, and counts the rest. */
const FILES_IN_TOOLTIP = 15;

const REFRESH_MS = 1000;

/** A batch has a hundred events a second: it is shown no more often than this, in milliseconds. */
const AT_LEAST_MS = 200;

/** Nothing while idle; while jobs are under way their number and, on hovering, each one's stage. */
export class StatusBar implements vscode.Disposable {
	readonly #engine: Engine;
	readonly #redact: Redact;
	readonly #item = vscode.window.createStatusBarItem(
		"sidescribe.jobs",
		vscode.StatusBarAlignment.Left,
	);
	#timer: NodeJS.Timeout | undefined;
	#shownAt = Number.NEGATIVE_INFINITY;

	constructor(engine: Engine, redact: Redact) {
		this.#engine = engine;
		this.#redact = redact;
		this.#item.name = "Sidescribe";
		this.#item.command = "sidescribe.cancel";
	}

	/** Shows the jobs as they are now, or soon, and keeps on while there are any. */
	refresh(): void {
		const waitMs = this.#shownAt + AT_LEAST_MS - performance.now();
		clearTimeout(this.#timer);
		if (waitMs > 0) {
			this.#timer = setTimeout(() => this.#show(), waitMs);
		} else {
			this.#show();
		}
	}

	#show(): void {
		this.#shownAt = performance.now();
		const running = runningJobs(this.#engine);
		if (running.length === 0) {
			this.#item.hide();
			return;
		}
		const now = Date.now();
		const breaker = this.#engine.breakerState;
		this.#item.text = this.#redact(
			breaker.state === "open"
				? `$(warning) ${grouped(running.length)} · ${outageText(breaker.retryAt, now)}`
				: `$(loading~spin) ${whatTheyDo(running, breaker, now)}`,
		);
		this.#item.accessibilityInformation = {
			label:
				running.length === 1
					? l10n.t("Sidescribe: 1 transcription under way")
					: l10n.t(
							"Sidescribe: {0} transcriptions under way",
							grouped(running.length),
						),
			role: "button",
		};
		this.#item.tooltip = this.#tooltip(running, breaker, now);
		this.#item.show();
		this.#timer = setTimeout(() => this.#show(), REFRESH_MS);
	}

	#tooltip(
		running: readonly JobView[],
		breaker: BreakerState,
		now: number,
	): vscode.MarkdownString {
		const tooltip = new vscode.MarkdownString("", true);
		tooltip.isTrusted = { enabledCommands: ["sidescribe.tryNow"] };
		if (breaker.state === "open") {
			tooltip.appendMarkdown(
				`[${l10n.t("Try now")}](command:sidescribe.tryNow)\n\n`,
			);
		}
		for (const view of running.slice(0, FILES_IN_TOOLTIP)) {
			const name = sourceName(view.job.spec.source);
			tooltip
				.appendText(this.#redact(`${name}: ${stageText(view, breaker, now)}`))
				.appendMarkdown("\n\n");
		}
		if (running.length > FILES_IN_TOOLTIP) {
			tooltip.appendText(
				l10n.t("and {0} more", grouped(running.length - FILES_IN_TOOLTIP)),
			);
		}
		return tooltip;
	}

	dispose(): void {
		clearTimeout(this.#timer);
		this.#item.dispose();
	}
}

/** The stage of one, or how many are at each. */
function whatTheyDo(
	running: readonly JobView[],
	breaker: BreakerState,
	now: number,
): string {
	const [only] = running;
	return running.length === 1 && only
		? l10n.t("1 transcription: {0}", stageText(only, breaker, now))
		: l10n.t(
				"{0} transcriptions: {1}",
				grouped(running.length),
				countsText(running),
			);
}

/** How long a word in passing stays, in milliseconds. */
const MESSAGE_MS = 8000;

/** Says something that nobody has to act on. */
export function tellInStatusBar(text: string, redact: Redact): void {
	vscode.window.setStatusBarMessage(redact(`Sidescribe: ${text}`), MESSAGE_MS);
}
