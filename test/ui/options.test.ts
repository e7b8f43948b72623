import assert from "node:assert/strict";
import { after, test } from "node:test";
import { Host, type Window } from "./host.ts";

/** A minute of sound, by `recordingOf`. */
const MINUTE = 44 + 60 * 8000;

const THEMES = {
	light: "Default Light Modern",
	dark: "Default Dark Modern",
	contrast: "Default High Contrast",
};

const host = await Host.start();
after(() => host[Symbol.asyncDispose]());
const { simulator } = host;

/** What the last request for a transcript asked for, without the recording. */
function asked(): unknown {
	const params = simulator.requests.findLast(({ kind }) => kind === "submit")
		?.params as Record<string, unknown>;
	const { audio_url, ...rest } = params;
	assert(audio_url);
	return rest;
}

/** Opens the flow for what is selected. @param what - how its title names that. */
async function open(window: Window, file: string, what = file): Promise<void> {
	const { workbench } = window;
	await workbench.choose(workbench.row(file), "Transcribe with Options…");
	await isAt(window, `Transcribe ${what} with Options`);
}

/** Goes from the list to an option's page. */
async function goTo(
	window: Window,
	option: string,
	page = option,
): Promise<void> {
	await row(window, option).click();
	await isAt(window, `Transcribe with Options: ${page}`);
}

/** Waits for a page of the flow. */
async function isAt({ workbench }: Window, title: string): Promise<void> {
	await workbench.quickInput
		.locator(".quick-input-title", { hasText: title })
		.waitFor();
}

/** A row of the page, by part of what a screen reader says of it. */
function row({ workbench }: Window, label: string) {
	return workbench.quickInput.locator(
		`.monaco-list-row[aria-label*=${JSON.stringify(label)}]`,
	);
}

async function type({ workbench }: Window, text: string): Promise<void> {
	await workbench.quickInput
		.locator("input[type=text], input")
		.last()
		.fill(text);
	await workbench.page.keyboard.press("Enter");
}

test("Options are chosen one by one, sent, and offered again for the folder", async () => {
	await using window = await host.open({
		"talk.wav": MINUTE,
		"other.wav": MINUTE + 8,
	});
	const { workbench } = window;
	await open(window, "talk.wav");
	await goTo(window, "Language");
	await workbench.page.keyboard.type("German");
	await workbench.page.keyboard.press("Enter");
	await row(window, "German (settings: Automatic)").waitFor();

	await goTo(window, "Speakers");
	await row(window, "with a Number").click();
	await isAt(window, "(2/2)");
	await type(window, "many");
	await workbench.quickInput.getByText("Give a number such as 3").waitFor();
	await type(window, "2-4");
	await row(window, "Told apart, 2 to 4").waitFor();

	await goTo(window, "Key Terms");
	await type(window, "Ada Lovelace, Kubernetes");
	await row(window, "Ada Lovelace, Kubernetes").waitFor();

	await goTo(window, "Part of the Recording");
	await workbench.quickInput.getByText("talk.wav is 1:00 long").waitFor();
	await type(window, "0:10");
	await isAt(window, "(2/2)");
	await type(window, "1:30");
	await workbench.quickInput.getByText("talk.wav is only 1:00 long").waitFor();
	await type(window, "0:45");
	await row(window, "From 0:10 to 0:45").waitFor();

	await row(window, "Profanity").click();
	await row(window, "As asterisks").waitFor();

	await goTo(window, "Personal Data");
	await row(window, "Replace with What It Is").click();
	await isAt(window, "(2/2)");
	await workbench.page.keyboard.press("Enter");
	await row(window, "18 kinds as [NAMES]").waitFor();

	await goTo(window, "Formats");
	await row(window, "json").click();
	await workbench.page.keyboard.press("Enter");
	await row(window, "txt, json").waitFor();
	assert.equal(simulator.requests.length, 0);

	await row(window, "Transcribe").first().click();
	await workbench.toast("talk.wav from 0:10 to 0:45 is ready").waitFor();
	const params = asked() as { redact_pii_policies?: string[] };
	assert.equal(params.redact_pii_policies?.length, 18);
	assert.deepEqual(params, {
		language_code: "de",
		speaker_labels: true,
		speaker_options: { min_speakers_expected: 2, max_speakers_expected: 4 },
		keyterms_prompt: ["Ada Lovelace", "Kubernetes"],
		audio_start_from: 10_000,
		audio_end_at: 45_000,
		filter_profanity: true,
		redact_pii: true,
		redact_pii_policies: params.redact_pii_policies,
		redact_pii_sub: "entity_name",
	});
	assert(await window.has("talk.transcript.json"));

	await open(window, "other.wav");
	await row(window, "German (settings: Automatic)").waitFor();
	await workbench.quickInput.getByPlaceholder("As chosen last").waitFor();
	await workbench.page.keyboard.press("Enter");
	await workbench.toast("other.wav is ready").waitFor();
	const { audio_start_from, audio_end_at, ...others } = asked() as Record<
		string,
		unknown
	>;
	assert.deepEqual([audio_start_from, audio_end_at], [undefined, undefined]);
	assert.deepEqual(
		{ ...others, audio_start_from: 10_000, audio_end_at: 45_000 },
		params,
	);
});

test("Back leads to the list and leaves what stands there; Escape gives up, and nothing is sent or remembered", async () => {
	await using window = await host.open({ "talk.wav": MINUTE });
	const { workbench } = window;
	await open(window, "talk.wav");
	await goTo(window, "Language");
	await back(window);
	await goTo(window, "Part of the Recording");
	await type(window, "0:10");
	await isAt(window, "(2/2)");
	await back(window);
	await isAt(window, "(1/2)");
	assert.equal(
		await workbench.quickInput.locator("input").last().inputValue(),
		"0:10",
	);
	await back(window);
	await isAt(window, "Transcribe talk.wav with Options");
	await row(window, "Channels").click();
	await row(window, "Each on its own (settings: Together)").waitFor();
	await row(window, "Channels").click();
	await row(window, "Reset to the Settings").waitFor({ state: "detached" });
	await row(window, "Profanity").click();
	await goTo(window, "Speakers");
	await workbench.page.keyboard.press("Escape");
	await workbench.quickInput.waitFor({ state: "hidden" });
	await open(window, "talk.wav");
	await row(window, "Kept").first().waitFor();
	await workbench.page.keyboard.press("Escape");
	await workbench.quickInput.waitFor({ state: "hidden" });
	assert.equal(simulator.requests.length, 0);
	assert.deepEqual(await window.names(), ["talk.wav"]);
});

test("Several recordings take the options for all, and a reset forgets them", async () => {
	await using window = await host.open({
		"one.wav": MINUTE,
		"two.wav": MINUTE + 8,
	});
	const { workbench } = window;
	await workbench.select("one.wav", "two.wav");
	await open(window, "two.wav", "2 Recordings");
	await goTo(window, "Models");
	await row(window, "universal-3-5-pro").click();
	await row(window, "universal-2").click();
	await workbench.quickInput.getByText("2 Selected").waitFor();
	await workbench.page.keyboard.press("Enter");
	await row(window, "universal-3-5-pro, then universal-2").waitFor();
	await row(window, "Transcribe").first().click();
	await workbench.toast("2 transcripts are ready").waitFor();
	const all = simulator.requests.filter(({ kind }) => kind === "submit");
	assert.deepEqual(
		all.map(
			({ params }) => (params as { speech_models: string[] }).speech_models,
		),
		[
			["universal-3-5-pro", "universal-2"],
			["universal-3-5-pro", "universal-2"],
		],
	);
	// A list that gets new files loses what is selected.
	await workbench.row("one.txt").waitFor();
	await workbench.row("two.txt").waitFor();
	await workbench.select("one.wav", "two.wav");
	await open(window, "one.wav", "2 Recordings");
	await row(window, "Reset to the Settings").click();
	await row(window, "AssemblyAI's choice").waitFor();
	await workbench.closeQuickInput();
	await workbench.select("one.wav", "two.wav");
	await open(window, "one.wav", "2 Recordings");
	await row(window, "AssemblyAI's choice").waitFor();
});

test("A part belongs to its recording: it is not offered for the next one, and passes nowhere for the whole", async () => {
	await using window = await host.open({
		"long.wav": 2 * MINUTE,
		"short.wav": MINUTE,
	});
	const { workbench } = window;
	await open(window, "long.wav");
	await goTo(window, "Part of the Recording");
	await type(window, "");
	await isAt(window, "(2/2)");
	await type(window, "1:45");
	await row(window, "Up to 1:45").waitFor();
	await row(window, "Channels").click();
	await row(window, "Each on its own").waitFor();
	await row(window, "Transcribe, long.wav").click();
	await workbench
		.toast("The transcript of long.wav up to 1:45 is ready: long.txt.")
		.waitFor();
	await window.picture("options-part-done");
	assert.deepEqual(asked(), {
		language_detection: true,
		multichannel: true,
		audio_end_at: 105_000,
	});

	await open(window, "short.wav");
	await row(window, "Each on its own").waitFor();
	await row(window, "Part of the Recording")
		.filter({ hasText: "All" })
		.waitFor();
	await workbench.page.keyboard.press("Enter");
	await workbench.toast("short.wav is ready").waitFor();
	assert.deepEqual(asked(), { language_detection: true, multichannel: true });

	await window.transcribe("long.wav");
	const question = workbench.dialog.filter({
		hasText: "long.txt already exists",
	});
	await question
		.getByText("It is of long.wav up to 1:45 only.")
		.first()
		.waitFor();
	await window.picture("options-part-exists");
	await question.getByRole("button", { name: "Overwrite" }).click();
	await workbench
		.toast("The transcript of long.wav is ready: long.txt.")
		.waitFor();
	assert.deepEqual(asked(), { language_detection: true });
});

test("One more format of a recording that is done is written at once, and costs nothing", async () => {
	await using window = await host.open({ "talk.wav": MINUTE });
	const { workbench } = window;
	await window.transcribe("talk.wav");
	await workbench.toast("talk.wav is ready: talk.txt.").waitFor();
	const text = await window.read("talk.txt");
	await open(window, "talk.wav");
	await goTo(window, "Formats");
	await row(window, "srt").click();
	await workbench.page.keyboard.press("Enter");
	await row(window, "txt, srt").waitFor();
	await row(window, "Transcribe, talk.wav").click();
	await workbench.toast("talk.wav is ready: talk.srt.").waitFor();
	assert.deepEqual(await window.names(), ["talk.srt", "talk.txt", "talk.wav"]);
	assert.equal(await window.read("talk.txt"), text);
	assert.equal(simulator.jobs.length, 1);
});

test("A part in the settings that a recording does not have is asked about before anything is sent", async () => {
	await host.server.setUserSetting(
		"sidescribe.transcription.audioEndAt",
		"1:45",
	);
	await using window = await host.open({ "short.wav": MINUTE });
	const { workbench } = window;
	await open(window, "short.wav");
	await row(window, "Up to 1:45").waitFor();
	await workbench.page.keyboard.press("Enter");
	await workbench.quickInput.getByText("short.wav is only 1:00 long").waitFor();
	assert.equal(simulator.count("submit"), 0);
	await type(window, "");
	await row(window, "Part of the Recording")
		.filter({ hasText: "All" })
		.waitFor();
	await workbench.page.keyboard.press("Enter");
	await workbench.toast("short.wav is ready").waitFor();
	assert.deepEqual(asked(), { language_detection: true });
	await host.server.setUserSetting("sidescribe.transcription.audioEndAt", "");
});

test("A setting that cannot be used is told, and stops nothing", async (t) => {
	const wrong = {
		"sidescribe.transcription.language": "klingon",
		"sidescribe.transcription.parameters": "webhook_url",
	};
	for (const [name, value] of Object.entries(wrong)) {
		await host.server.setUserSetting(name, value);
	}
	t.after(async () => {
		await host.server.setUserSetting(
			"sidescribe.transcription.language",
			"auto",
		);
		await host.server.setUserSetting("sidescribe.transcription.parameters", {});
	});
	await using window = await host.open({ "talk.wav": MINUTE });
	const { workbench } = window;
	await window.transcribe("talk.wav");
	await workbench.toast("talk.wav is ready").waitFor();
	const told = workbench.toast(
		"The setting sidescribe.transcription.language was not used",
	);
	await told.waitFor();
	await window.picture("options-wrong-setting");
	assert.match(
		await workbench.message(told),
		/was not used: it is "klingon"\. It takes auto or a code such as de; AssemblyAI finds out the language itself now\. The output tells of more such settings\.$/,
	);
	assert.match(
		await window.output(),
		/The setting sidescribe\.transcription\.parameters was not used: "webhook_url" is not what it takes\./,
	);
	assert.deepEqual(asked(), { language_detection: true });
});

test("What AssemblyAI refuses is shown in its words, and other options are chosen without losing those before", async () => {
	await using window = await host.open({ "talk.wav": MINUTE });
	const { workbench } = window;
	const words =
		"The following models are not available in this language: speaker_labels";
	simulator.fault({
		on: "submit",
		kind: "status",
		status: 400,
		message: words,
		times: 2,
	});
	await open(window, "talk.wav");
	await goTo(window, "Language");
	await workbench.page.keyboard.type("Yoruba");
	await row(window, "Yoruba").waitFor();
	await workbench.page.keyboard.press("Enter");
	await row(window, "Yoruba (settings: Automatic)").waitFor();
	await goTo(window, "Speakers");
	await row(window, "AssemblyAI finds out").click();
	await row(window, "Told apart").waitFor();
	await workbench.page.keyboard.press("Enter");
	await workbench.toast(words).waitFor();
	await window.picture("options-refused");

	// The settings are not what was refused: a retry keeps what was chosen.
	await workbench.clickToast(words, "Retry");
	await workbench.toast(words).waitFor({ state: "detached" });
	await workbench.toast(words).waitFor();
	assert.deepEqual(asked(), { language_code: "yo", speaker_labels: true });

	await workbench.clickToast(words, "Options…");
	await isAt(window, "Retry talk.wav with Other Options");
	await row(window, "Yoruba (settings: Automatic)").waitFor();
	await window.picture("options-retry");
	await goTo(window, "Speakers");
	await row(window, "Do Not Tell Apart").click();
	await row(window, "Not told apart").waitFor();
	await workbench.page.keyboard.press("Enter");
	await workbench.toast("talk.wav is ready").waitFor();
	assert.deepEqual(asked(), { language_code: "yo" });
	assert.equal(simulator.count("upload"), 1);
});

for (const [name, theme] of Object.entries(THEMES)) {
	test(`The pages of the options in the ${name} theme`, async () => {
		await host.server.setUserSetting("workbench.colorTheme", theme);
		await using window = await host.open({ "talk.wav": MINUTE });
		const { workbench } = window;
		await open(window, "talk.wav");
		await window.picture(`options-${name}`);
		await goTo(window, "Language");
		await workbench.page.keyboard.type("Ger");
		await row(window, "German (Swiss)").waitFor();
		await window.picture(`options-language-${name}`);
		await workbench.page.keyboard.press("Enter");
		await row(window, "German (settings: Automatic)").waitFor();
		await goTo(window, "Speakers");
		await isAt(window, "Speakers (1/2)");
		await window.picture(`options-speakers-${name}`);
		await row(window, "with a Number").click();
		await isAt(window, "(2/2)");
		await type(window, "many");
		await workbench.quickInput.getByText("Give a number").waitFor();
		await window.picture(`options-number-${name}`);
		await type(window, "2-4");
		await row(window, "Told apart, 2 to 4").waitFor();
		await goTo(window, "Personal Data");
		await row(window, "####").click();
		await isAt(window, "Personal Data (2/2)");
		await window.picture(`options-kinds-${name}`);
		await workbench.page.keyboard.press("Enter");
		await row(window, "18 kinds as ####").waitFor();
		await window.picture(`options-chosen-${name}`);
	});
}

test("The settings editor offers languages by name", async () => {
	await using window = await host.open({ "talk.wav": MINUTE });
	const { workbench } = window;
	await open(window, "talk.wav");
	await workbench.quickInput
		.getByRole("button", { name: "Open Settings" })
		.click();
	const { page } = workbench;
	await page
		.locator(".settings-editor")
		.getByText("Speaker Labels")
		.first()
		.waitFor();
	await window.picture("options-settings");
});

async function back({ workbench }: Window): Promise<void> {
	await workbench.quickInput.getByRole("button", { name: "Back" }).click();
}
