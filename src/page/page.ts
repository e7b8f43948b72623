import * as l10n from "@vscode/l10n";
import {
	ANSWER_TIMEOUT_MS,
	type FromHost,
	type FromPage,
} from "../protocol/protocol.ts";
import { PageActions } from "./actions.ts";
import { Announcer } from "./controls/announcer.ts";
import { iconButton, textButton } from "./controls/button.ts";
import { element } from "./dom.ts";
import { TranscriptEditor } from "./editor/transcriptEditor.ts";
import { FindWidget } from "./find/findWidget.ts";
import { Follow } from "./follow.ts";
import { ScriptModel } from "./host/scriptModel.ts";
import { KeptPlace } from "./keptPlace.ts";
import { pageShortcuts } from "./pageShortcuts.ts";
import { Playback } from "./playback.ts";
import { PreferencesStore } from "./preferencesStore.ts";
import { Reading } from "./reading.ts";
import { RecordingView } from "./recordingView.ts";
import { keys, runShortcut, type Shortcut } from "./shortcuts.ts";
import { Toolbar } from "./toolbar.ts";
import { Writing } from "./writing.ts";

/** The transcript view: its parts put together, which do what the host says. */
export class Page {
	readonly #send: (message: FromPage) => void;
	readonly #playback = new Playback();
	readonly #announcer = new Announcer();
	readonly #text = element("main", {
		class: "text",
		"aria-busy": "true",
	});
	readonly #title = element(
		"h1",
		{ class: "visually-hidden" },
		l10n.t("Transcript"),
	);
	readonly #hint = element("div", { class: "hint", role: "status" });
	readonly #preferences: PreferencesStore;
	readonly #model: ScriptModel;
	readonly #editor: TranscriptEditor;
	readonly #follow: Follow;
	readonly #reading: Reading;
	readonly #recording: RecordingView;
	readonly #find: FindWidget;
	readonly #actions: PageActions;
	readonly #toolbar: Toolbar;
	readonly #place: KeptPlace;
	#waiting: ReturnType<typeof setTimeout> | undefined;

	/** @param nonce - that the page's policy lets styles in with. */
	constructor(
		root: HTMLElement,
		nonce: string,
		send: (message: FromPage) => void,
	) {
		this.#send = send;
		this.#preferences = new PreferencesStore(send);
		this.#model = new ScriptModel(send);
		this.#editor = new TranscriptEditor(this.#text, nonce);
		const back = iconButton("target", l10n.t("Back to the Spoken Word"), () =>
			this.#follow.resume(),
		);
		back.classList.add("back");
		back.hidden = true;
		this.#follow = new Follow(this.#editor, (isFollowing) => {
			back.hidden = isFollowing;
		});
		this.#reading = new Reading(this.#editor, this.#playback, this.#follow);
		const writing = new Writing(this.#editor, this.#model, send);
		this.#find = new FindWidget(this.#editor);
		this.#actions = this.#makeActions();
		this.#toolbar = new Toolbar(this.#actions);
		this.#recording = new RecordingView(this.#playback, {
			setRate: (rate) => this.#preferences.change({ rate }),
			chooseMedia: () => send({ type: "chooseMedia" }),
		});
		this.#place = new KeptPlace(this.#editor, this.#playback, send);
		this.#text.append(this.#find.element, this.#hint, back);
		root.append(
			element(
				"header",
				{},
				this.#title,
				this.#recording.picture,
				element(
					"div",
					{ class: "top" },
					this.#recording.bar,
					this.#toolbar.element,
				),
				this.#recording.notice,
			),
			this.#text,
			this.#announcer.element,
		);
		this.#listen();
		this.#listenToKeys([...writing.shortcuts, ...this.#spaceShortcuts()]);
	}

	/** Asks the host for everything; says so where nothing comes. */
	start(): void {
		this.#hint.replaceChildren();
		clearTimeout(this.#waiting);
		this.#waiting = setTimeout(() => {
			this.#hint.replaceChildren(
				l10n.t("VS Code does not answer."),
				textButton(l10n.t("Try Again"), "primary", () => this.start()),
			);
		}, ANSWER_TIMEOUT_MS);
		this.#send({ type: "ready" });
	}

	/** Does what the host says. */
	take(message: FromHost): void {
		switch (message.type) {
			case "state":
				this.#takeState(message);
				break;
			case "change":
				this.#model.change(message);
				break;
			case "refused":
				this.#model.refuse(message);
				break;
			case "media":
				this.#playback.load(message.media);
				break;
			case "preferences":
				this.#preferences.take(message.preferences);
				break;
			case "seek":
				this.#seek(message.timeMs, message.play);
				break;
			case "command":
				this.#run(message.command);
				break;
			default:
				message satisfies never;
		}
	}

	#takeState(state: Extract<FromHost, { type: "state" }>): void {
		clearTimeout(this.#waiting);
		this.#title.textContent = state.title;
		this.#model.load(state);
		this.#preferences.take(state.preferences);
		this.#playback.load(state.media);
		const { paragraphs } = this.#model.shown;
		this.#editor.setReadonly(
			state.readonlyReason !== undefined || paragraphs.length === 0,
		);
		this.#toolbar.setHasOriginal(state.hasOriginal);
		this.#hint.replaceChildren(
			paragraphs.length === 0
				? l10n.t("No speech was found in this recording.")
				: (state.readonlyReason ?? ""),
		);
		this.#place.restore(state.startMs);
		this.#text.setAttribute("aria-busy", "false");
	}

	#seek(timeMs: number, play: boolean): void {
		this.#follow.resume();
		this.#playback.seek(timeMs);
		const place = this.#editor.shown.times.at(timeMs);
		if (place !== undefined) {
			this.#editor.goTo(place, "caret");
		}
		if (play) {
			void this.#playback.play();
		}
	}

	#run(command: Extract<FromHost, { type: "command" }>["command"]): void {
		switch (command) {
			case "playOrPause":
				this.#actions.playOrPause();
				break;
			case "find":
			case "replace":
				this.#actions.find(command === "replace");
				break;
			default:
				command satisfies never;
		}
	}

	#listen(): void {
		this.#preferences.listen(({ rate, markDoubtful, showMedia }) => {
			this.#playback.setRate(rate);
			this.#recording.showRate(rate);
			this.#recording.show(showMedia);
			this.#editor.setMarkDoubtful(markDoubtful);
			this.#toolbar.setShowMedia(showMedia);
		});
		this.#model.listen((event) => {
			if (event.type === "script") {
				this.#editor.show(this.#model.shown, event.cause);
				this.#recording.showScript(this.#model.shown);
				this.#reading.refresh();
			} else if (event.type === "refused") {
				this.#announcer.say(event.reason);
			}
		});
		this.#editor.listen((event) => {
			if (event.type === "speaker") {
				this.#actions.chooseSpeaker(event.paragraph, event.at);
			}
		});
	}

	#listenToKeys(own: readonly Shortcut[]): void {
		const shortcuts = [...own, ...pageShortcuts(this.#actions)];
		// Before the text has them, which would type a Space.
		document.addEventListener(
			"keydown",
			(event) => {
				const { target } = event;
				const inside = (selector: string) =>
					target instanceof Element && target.closest(selector) !== null;
				if (inside("input[type=text]") && isUndo(event)) {
					// The field's own, not the document's.
					event.stopPropagation();
				} else if (!inside(".panel")) {
					const isField = inside("input, select, .find");
					runShortcut(
						event,
						shortcuts.filter((each) => !(isField && each.isFields)),
					);
				}
			},
			{ capture: true },
		);
	}

	/** Space pauses what plays, in the text as well; and plays where nothing has the focus. */
	#spaceShortcuts(): Shortcut[] {
		const run = () => {
			const isNowhere = document.activeElement === document.body;
			const isInText = this.#editor.view.hasFocus;
			const isMeant = isNowhere || (isInText && this.#playback.isPlaying);
			if (isMeant) {
				this.#actions.playOrPause();
			}
			return isMeant;
		};
		return [{ keys: keys("Space"), label: "Pause", isFields: true, run }];
	}

	#makeActions(): PageActions {
		return new PageActions({
			editor: this.#editor,
			playback: this.#playback,
			reading: this.#reading,
			find: this.#find,
			model: this.#model,
			announcer: this.#announcer,
			preferences: this.#preferences,
			send: this.#send,
		});
	}
}

function isUndo({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
	return (ctrlKey || metaKey) && /^[zy]$/i.test(key);
}
