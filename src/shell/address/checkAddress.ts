import * as l10n from "@vscode/l10n";
import * as vscode from "vscode";
import { type Look, lookAt } from "../../address/look.ts";
import { isThisMachine, parseAddress } from "../../address/reach.ts";
import { MAX_FETCHED_BYTES } from "../../assemblyai/limits.ts";
import type { Told } from "../../language/language.ts";

/** An address that may be sent, and what was seen of it. */
export interface CheckedAddress {
	readonly address: string;
	/** For the name of a file: `talk.mp3`. */
	readonly name: string;
	readonly seen?: Extract<Look, { is: "good" }>["seen"];
}

/** An address that is not sent, and why. */
export type RefusedAddress = Told;

/** What a check needs to know. */
export interface CheckOptions {
	/** The service's address: where that is on this machine, so may the recording be. */
	readonly service: string;
	readonly userAgent: string;
}

/**
 * Whether an address may be sent: what plainly is no recording, or out of the
 * service's reach, is refused; where it cannot be told from here a person is
 * asked.
 *
 * @returns absent where the person does not want it sent.
 * @throws the signal's reason.
 */
export async function checkAddress(
	text: string,
	{ service, userAgent }: CheckOptions,
	signal: AbortSignal,
): Promise<CheckedAddress | RefusedAddress | undefined> {
	const allowsThisMachine = isThisMachine(new URL(service).hostname);
	const parsed = parseAddress(text, allowsThisMachine);
	if (parsed.kind !== "address") {
		return parsed;
	}
	const { address } = parsed;
	const look = await lookAt(
		address,
		{ allowsThisMachine, maxBytes: MAX_FETCHED_BYTES, userAgent },
		signal,
	);
	switch (look.is) {
		case "good":
			return { address, name: look.name, seen: look.seen };
		case "refused":
			return look;
		case "unknown":
			return (await isWantedAllTheSame(look.shown))
				? { address, name: look.name }
				: undefined;
		default:
			return look satisfies never;
	}
}

async function isWantedAllTheSame(why: string): Promise<boolean> {
	const anyway = { title: l10n.t("Transcribe Anyway") };
	const choice = await vscode.window.showWarningMessage(
		l10n.t("{0} Transcribe it anyway?", why),
		{
			modal: true,
			detail: l10n.t(
				"AssemblyAI fetches the recording itself, and may be let in where this machine is not. If it is not, the transcription fails, and costs nothing.",
			),
		},
		anyway,
	);
	return choice === anyway;
}
