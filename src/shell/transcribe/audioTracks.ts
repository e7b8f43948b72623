import * as path from "node:path";
import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { languageTag } from "../../language/language.ts";
import {
	type AudioTrack,
	defaultTrack,
	type MediaFacts,
} from "../../media/inspection.ts";
import { type MediaChoices, planUpload } from "../../media/uploadPlan.ts";
import type { Redact } from "../../support/redact.ts";
import { extractAudio } from "../settings.ts";

type Files = ReadonlyMap<vscode.Uri, MediaFacts>;

/**
 * How each file is sent, after a person has chosen among several audio
 * tracks: once for all files that have the same ones.
 *
 * @returns absent where the whole command is given up.
 */
export async function chooseTracks(
	files: Files,
	redact: Redact,
): Promise<ReadonlyMap<vscode.Uri, MediaChoices> | undefined> {
	const answers = new Map<string, number>();
	const choices = new Map<vscode.Uri, MediaChoices>();
	for (const [uri, facts] of files) {
		const usual = {
			extractAudio: extractAudio(uri),
			...(facts.reading === "gaveUp" && { asItIs: true as const }),
		};
		const isChoice =
			facts.audio.length > 1 && planUpload(facts, usual).send === "track";
		if (!isChoice) {
			choices.set(uri, usual);
			continue;
		}
		const key = JSON.stringify(facts.audio.map(labelOf));
		const track = answers.get(key) ?? (await ask(uri, facts.audio, redact));
		if (track === undefined) {
			return undefined;
		}
		answers.set(key, track);
		choices.set(uri, { ...usual, track });
	}
	return choices;
}

async function ask(
	uri: vscode.Uri,
	tracks: readonly AudioTrack[],
	redact: Redact,
): Promise<number | undefined> {
	const usual = defaultTrack(tracks);
	const items = tracks.map((track) => ({
		label: labelOf(track),
		description: track === usual ? l10n.t("default") : "",
		detail: detailOf(track),
		track,
	}));
	items.sort((a, b) => Number(b.track === usual) - Number(a.track === usual));
	const chosen = await vscode.window.showQuickPick(items, {
		title: redact(
			l10n.t(
				"{0} has {1} audio tracks",
				path.basename(uri.path),
				tracks.length,
			),
		),
		placeHolder: l10n.t(
			"Which one is transcribed, in all files with the same tracks?",
		),
	});
	return chosen?.track.index;
}

function labelOf({ index, language, title }: AudioTrack): string {
	return [
		l10n.t("Track {0}", index + 1),
		...(language === undefined ? [] : [languageName(language)]),
		...(title === undefined ? [] : [title]),
	].join(" · ");
}

function detailOf({ codec, channels, sampleRate, isCopyable }: AudioTrack) {
	return [
		codec,
		...(channels === undefined ? [] : [l10n.t("{0} ch", channels)]),
		...(sampleRate === undefined ? [] : [`${sampleRate / 1000} kHz`]),
		...(isCopyable ? [] : [l10n.t("cannot be sent alone")]),
	].join(", ");
}

/** `English` for `eng`, in VS Code's language; the code where the file has none of ISO 639. */
function languageName(code: string): string {
	try {
		return (
			new Intl.DisplayNames(languageTag(), { type: "language" }).of(code) ??
			code
		);
	} catch (error) {
		if (error instanceof RangeError) {
			return code;
		}
		throw error;
	}
}
