import * as l10n from "@vscode/l10n";
import type { FromPage, Preferences } from "../protocol/protocol.ts";
import { allWords, copiedText } from "../transcript/copiedText.ts";
import type { Announcer } from "./controls/announcer.ts";
import { openDoubtful } from "./controls/doubtfulPanel.ts";
import { openHelp } from "./controls/helpPanel.ts";
import { openSpeakerPanel } from "./controls/speakerPanel.ts";
import { openStatistics } from "./controls/statisticsPanel.ts";
import { selectedWords } from "./editor/selectedWords.ts";
import type { TranscriptEditor } from "./editor/transcriptEditor.ts";
import type { FindWidget } from "./find/findWidget.ts";
import type { ScriptModel } from "./host/scriptModel.ts";
import { pageShortcuts, TEXT_KEYS } from "./pageShortcuts.ts";
import type { Playback } from "./playback.ts";
import type { PreferencesStore } from "./preferencesStore.ts";
import type { Reading } from "./reading.ts";
import { countDoubtful } from "./text/doubtful.ts";

/** What actions act on. */
export interface PageParts {
	readonly editor: TranscriptEditor;
	readonly playback: Playback;
	readonly reading: Reading;
	readonly find: FindWidget;
	readonly model: ScriptModel;
	readonly announcer: Announcer;
	send(message: FromPage): void;
	readonly preferences: PreferencesStore;
}

/** All that a person can have done, by a button, a menu or keys. */
export class PageActions {
	readonly #parts: PageParts;

	constructor(parts: PageParts) {
		this.#parts = parts;
	}

	playOrPause(): void {
		void this.#parts.playback.playOrPause();
	}

	/** Closes the search, else plays or pauses. */
	escape(): void {
		const { find } = this.#parts;
		if (find.isOpen) {
			find.close();
		} else {
			this.playOrPause();
		}
	}

	/** Plays from the word at the caret. */
	playFromCaret(): void {
		const { editor, reading } = this.#parts;
		if (editor.caret !== undefined) {
			reading.playFrom(editor.caret);
		}
	}

	skip(byMs: number): void {
		this.#parts.playback.skip(byMs);
	}

	changeRate(direction: 1 | -1): void {
		const { playback, announcer } = this.#parts;
		const rate = playback.nextRate(direction);
		this.setPreferences({ rate });
		announcer.say(l10n.t("Speed {0}×", rate));
	}

	goToTurn(direction: 1 | -1): void {
		this.#parts.reading.goToTurn(direction);
	}

	goToDoubtful(direction: 1 | -1): void {
		const { reading, editor, announcer } = this.#parts;
		if (countDoubtful(editor.shown.script) === 0) {
			announcer.say(l10n.t("No word is doubtful."));
			return;
		}
		reading.goToDoubtful(direction);
	}

	find(withReplace: boolean): void {
		this.#parts.find.open(withReplace);
	}

	findNext(direction: 1 | -1): void {
		this.#parts.find.go(direction);
	}

	setPreferences(changed: Partial<Preferences>): void {
		this.#parts.preferences.change(changed);
	}

	/** Copies what is selected, else everything. */
	copy(withTimes: boolean): void {
		const { editor, send, announcer } = this.#parts;
		editor.flush();
		const { script } = editor.shown;
		const selected = selectedWords(editor.view.state);
		const ranges = selected.length > 0 ? selected : allWords(script);
		send({
			type: "copyText",
			text: copiedText(script, ranges, withTimes),
		});
		announcer.say(
			selected.length > 0
				? l10n.t("The selection was copied.")
				: l10n.t("The transcript was copied."),
		);
	}

	/** Copies a link to where playback stands, or the caret where nothing plays. */
	copyLink(): void {
		const { editor, playback, send } = this.#parts;
		const caret = editor.caret && editor.shown.times.startOf(editor.caret);
		const timeMs = playback.canPlay ? playback.positionMs : (caret ?? 0);
		send({ type: "copyLink", timeMs: Math.round(timeMs) });
	}

	exportAs(): void {
		this.#parts.editor.flush();
		this.#parts.send({ type: "export" });
	}

	compareWithOriginal(): void {
		this.#parts.editor.flush();
		this.#parts.send({ type: "compareWithOriginal" });
	}

	restoreOriginal(): void {
		this.#parts.editor.flush();
		this.#parts.send({ type: "restoreOriginal" });
	}

	/** Asks who speaks in a paragraph, else in that of the caret. */
	chooseSpeaker(paragraph?: number, anchor?: Element): void {
		const { editor, model, announcer } = this.#parts;
		editor.flush();
		const { view } = editor;
		if (view.state.readOnly) {
			announcer.say(l10n.t("This transcript cannot be edited."));
			return;
		}
		openSpeakerPanel(
			anchor ?? caretAnchor(editor),
			editor.shown.script,
			paragraph ?? editor.caretParagraph,
			(edit) => model.edit(edit),
		);
	}

	showStatistics(anchor: Element): void {
		const { editor, playback } = this.#parts;
		editor.flush();
		openStatistics(anchor, editor.shown.script, playback.durationMs);
	}

	showDoubtful(anchor: Element): void {
		const { editor, preferences } = this.#parts;
		openDoubtful(
			anchor,
			{
				count: countDoubtful(editor.shown.script),
				isMarked: preferences.current.markDoubtful,
			},
			{
				mark: (markDoubtful) => this.setPreferences({ markDoubtful }),
				go: (direction) => this.goToDoubtful(direction),
			},
		);
	}

	showHelp(anchor: Element): void {
		openHelp(anchor, [...pageShortcuts(this), ...TEXT_KEYS]);
	}
}

/** The line of the caret; the text as a whole where that is out of view. */
function caretAnchor({ view }: TranscriptEditor): Element {
	const { node } = view.domAtPos(view.state.selection.main.head);
	const line = (node instanceof Element ? node : node.parentElement)?.closest(
		".cm-line",
	);
	return line ?? view.dom;
}
