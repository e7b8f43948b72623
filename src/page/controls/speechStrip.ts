import type { Script } from "../../transcript/script.ts";
import { element } from "../dom.ts";
import { speakerColours } from "../speakerColours.ts";

/** In pixels, a bar and the space behind it. */
const BAR = 3;

/** No word takes longer; where it says so, its times are broken. */
const MAX_WORD_MS = 60_000;

/** A bar of the strip. */
interface Bar {
	/** Of its time, how much is spoken, 0 to 1. */
	readonly spoken: number;
	/** Of who speaks most of it. */
	readonly colour: number;
}

/**
 * The recording at a glance: how much is spoken where, and by whom. It is made
 * from the words' times alone, so that a file of many hours costs no reading.
 */
export class SpeechStrip {
	readonly element = element("canvas", {
		class: "strip",
		"aria-hidden": "true",
	});
	#script: Script = { paragraphs: [], names: {} };
	#durationMs = 0;
	#scheduled = false;

	constructor() {
		new ResizeObserver(() => this.#schedule()).observe(this.element);
		// VS Code tells another theme so.
		new MutationObserver(() => this.#schedule()).observe(document.body, {
			attributeFilter: ["class", "data-vscode-theme-id"],
		});
	}

	show(script: Script, durationMs: number): void {
		if (script !== this.#script || durationMs !== this.#durationMs) {
			this.#script = script;
			this.#durationMs = durationMs;
			this.#schedule();
		}
	}

	#schedule(): void {
		if (!this.#scheduled) {
			this.#scheduled = true;
			requestAnimationFrame(() => {
				this.#scheduled = false;
				this.#draw();
			});
		}
	}

	#draw(): void {
		const { clientWidth: width, clientHeight: height } = this.element;
		this.element.width = Math.round(width * devicePixelRatio);
		this.element.height = Math.round(height * devicePixelRatio);
		const context = this.element.getContext("2d");
		const count = Math.floor(width / BAR);
		if (context === null || count < 1 || this.#durationMs <= 0) {
			return;
		}
		context.scale(devicePixelRatio, devicePixelRatio);
		const colours = this.#colours();
		for (const [index, bar] of barsOf(
			this.#script,
			this.#durationMs,
			count,
		).entries()) {
			const length = Math.max(1, bar.spoken * (height - 2));
			context.fillStyle = colours[bar.colour] ?? colours[0] ?? "";
			context.fillRect(index * BAR, (height - length) / 2, BAR - 1, length);
		}
	}

	/** As the styles have them for nobody and for each speaker. */
	#colours(): string[] {
		const styles = getComputedStyle(this.element);
		return Array.from({ length: 7 }, (_, index) =>
			styles.getPropertyValue(`--speaker-${index}`).trim(),
		);
	}
}

/** What is spoken in each of so many equal parts of a recording. */
function barsOf(script: Script, durationMs: number, count: number): Bar[] {
	const colours = speakerColours(script);
	const spoken = Array.from({ length: count }, () => new Map<number, number>());
	const part = durationMs / count;
	for (const { speaker, words } of script.paragraphs) {
		const colour = colours.get(speaker ?? "") ?? 0;
		for (const { start, end } of words) {
			const last = Math.min(end, start + MAX_WORD_MS, durationMs);
			for (let at = start; at < last; ) {
				const index = Math.floor(at / part);
				const to = Math.min(last, (index + 1) * part);
				const bar = spoken[index];
				if (bar === undefined || to <= at) {
					break;
				}
				bar.set(colour, (bar.get(colour) ?? 0) + to - at);
				at = to;
			}
		}
	}
	return spoken.map((bar) => {
		const [most] = [...bar].sort(([, a], [, b]) => b - a);
		const sum = [...bar.values()].reduce((all, each) => all + each, 0);
		return { spoken: Math.min(1, sum / part), colour: most?.[0] ?? 0 };
	});
}
