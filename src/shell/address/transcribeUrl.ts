import * as path from "node:path";
import * as vscode from "vscode";
import { nameInAddress, withoutSecrets } from "../../address/address.ts";
import type { Told } from "../../language/language.ts";
import type { TranscribeResult } from "../api/sidescribe.d.ts";
import { sourceUri } from "../resourceOf.ts";
import { tellInStatusBar } from "../statusBar.ts";
import { alreadyThere } from "../transcribe/alreadyThere.ts";
import { claimedBy } from "../transcribe/prepare.ts";
import { CANCELLED, resultOf, withoutOutput } from "../transcribe/results.ts";
import { run } from "../transcribe/run.ts";
import { hasKey, serviceOrComplain } from "../transcribe/service.ts";
import { tellSettingProblems } from "../transcribe/settingProblems.ts";
import type { Wishes } from "../transcribe/wishes.ts";
import type { TranscribeParts } from "../transcribe.ts";
import { askAddress } from "./askAddress.ts";
import { type CheckedAddress, checkAddress } from "./checkAddress.ts";
import {
	askDestination,
	type Destination,
	destinationOf,
	planDestination,
} from "./destination.ts";

/** What the command needs. */
export type TranscribeUrlParts = Omit<TranscribeParts, "media"> & {
	readonly userAgent: string;
};

/** What it is called with: by a person nothing, by a program the address and where to write. */
export interface UrlRequest {
	/** A string: a `Uri` keeps no signed address as it is. */
	readonly address?: string;
	/** The transcript's file. */
	readonly file?: vscode.Uri;
	/** In place of a file: the folder for one that is named after the recording. */
	readonly folder?: vscode.Uri;
}

/** The arguments of `sidescribe.transcribeUrl`. */
export function urlRequestOf([address, file]: readonly unknown[]): UrlRequest {
	return {
		...(typeof address === "string" && { address }),
		...(file instanceof vscode.Uri && { file }),
	};
}

/**
 * Lets the service transcribe what an address leads to. All that needs a
 * person is asked before anything is sent.
 *
 * @returns one result; none where no address was given.
 */
export async function transcribeUrl(
	request: UrlRequest,
	wishes: Wishes,
	parts: TranscribeUrlParts,
): Promise<TranscribeResult[]> {
	const service = await serviceOrComplain();
	if (service === undefined) {
		return request.address === undefined
			? []
			: [
					withoutOutput(
						sourceUri(request.address),
						"No address of the service",
					),
				];
	}
	const options = { service, userAgent: parts.userAgent };
	const checked =
		request.address === undefined
			? await askAddress((text, signal) => checkAddress(text, options, signal))
			: await checkAddress(
					request.address,
					options,
					new AbortController().signal,
				);
	if (checked === undefined || "sentence" in checked) {
		return request.address === undefined
			? []
			: [
					checked === undefined
						? withoutOutput(sourceUri(request.address), CANCELLED)
						: refused(request.address, checked, parts),
				];
	}
	const destination = await destinationFor(request, checked.name);
	return destination === undefined
		? [withoutOutput(sourceUri(checked.address), CANCELLED)]
		: [await send(checked, destination, service, wishes, parts)];
}

async function destinationFor(
	{ file, folder }: UrlRequest,
	name: string,
): Promise<Destination | undefined> {
	if (file !== undefined) {
		return destinationOf(file, name);
	}
	return folder === undefined
		? askDestination(name)
		: destinationOf(vscode.Uri.joinPath(folder, path.parse(name).name), name);
}

async function send(
	{ address, seen }: CheckedAddress,
	destination: Destination,
	service: string,
	wishes: Wishes,
	parts: TranscribeUrlParts,
): Promise<TranscribeResult> {
	const { paramsOf, formatsOf } = wishes;
	const { source } = destination;
	tellSettingProblems([source], wishes, parts.output);
	const output = await planDestination(
		destination,
		formatsOf(source),
		claimedBy(parts.engine, new Set([address])),
		parts.output.redact,
	);
	if (output !== undefined && "skip" in output) {
		const names = output.skip.map((file) => path.basename(file));
		return refused(address, alreadyThere(names), parts);
	}
	if (output === undefined || !(await hasKey(parts.apiKey))) {
		return withoutOutput(sourceUri(address), CANCELLED);
	}
	const job = {
		source: address,
		...(seen && { seen }),
		output,
		params: paramsOf(source),
		media: WHOLE,
		baseUrl: service,
	};
	const [outcome] = await run([job], parts);
	return outcome === undefined
		? withoutOutput(sourceUri(address), CANCELLED)
		: resultOf(sourceUri(address), outcome);
}

/** The service fetches what is there; nothing is taken out of it here. */
const WHOLE = { extractAudio: false };

/** What a program asked for and is not done is said, but interrupts nobody. */
function refused(
	address: string,
	{ sentence: message, shown }: Told,
	{ output }: TranscribeUrlParts,
): TranscribeResult {
	const name = nameInAddress(address);
	output.write({
		level: "info",
		sentence: `${name}: ${message}`,
		fields: { event: "skipped", file: withoutSecrets(address), message },
	});
	tellInStatusBar(`${name}: ${shown}`, output.redact);
	return withoutOutput(sourceUri(address), message);
}
