import type { Transcript } from "assemblyai";
import { withoutSecrets } from "../address/address.ts";
import type { CallOptions } from "../assemblyai/client.ts";
import { isKind, ServiceFailure } from "../assemblyai/failure.ts";
import { DELETED_AUDIO_URL } from "../assemblyai/limits.ts";
import type { RequestId } from "../assemblyai/requestId.ts";
import { faultOf } from "../transcript/savedShape.ts";
import type { Service } from "./service.ts";

/** @throws ServiceFailure `notFound` where only the shell of a deleted transcript is left. */
export function expectNotDeleted<T extends Transcript>(
	transcript: T,
	requestId: RequestId | undefined,
): T {
	if (transcript.audio_url !== DELETED_AUDIO_URL) {
		return transcript;
	}
	throw new ServiceFailure(
		"notFound",
		"The transcript was deleted at AssemblyAI",
		{ operation: "get", ...(requestId && { requestId }) },
	);
}

/**
 * What comes from the service may be anything.
 * @throws ServiceFailure `malformedAnswer` where it cannot be written, which no
 * other look at it changes.
 */
export function expectSound<T extends Transcript>(
	transcript: T,
	requestId: RequestId | undefined,
): T {
	const fault =
		transcript.text === undefined
			? "text is absent"
			: typeof transcript.audio_url !== "string"
				? "audio_url is no text"
				: faultOf(transcript);
	if (fault === undefined) {
		return transcript;
	}
	throw new ServiceFailure(
		"malformedAnswer",
		`The transcript is not as AssemblyAI describes it: ${fault}`,
		{ operation: "get", ...(requestId && { requestId }) },
	);
}

/** The answer repeats the address that was asked for, with all that signs it: nothing to be kept. */
export function withoutSigning<T extends Transcript>(transcript: T): T {
	return { ...transcript, audio_url: withoutSecrets(transcript.audio_url) };
}

/** Deletes a transcript; one whose deletion was done, and its answer lost, is not there any more. */
export async function deleteIfThere(
	transcriptId: string,
	service: Pick<Service, "delete">,
	options: CallOptions,
): Promise<void> {
	try {
		await service.delete(transcriptId, options);
	} catch (error) {
		if (!isKind(error, "notFound")) {
			throw error;
		}
	}
}
