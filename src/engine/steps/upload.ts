import { MAX_UPLOAD_BYTES } from "../../assemblyai/limits.ts";
import { FileProblem, sendFile } from "../../media/check.ts";
import type { AudioTrack } from "../../media/inspection.ts";
import { TrackNotCopied } from "../../media/mediaReader.ts";
import { planUpload } from "../../media/uploadPlan.ts";
import type { SourceFacts, UploadFacts } from "../job.ts";
import { expectNotElsewhere } from "./check.ts";
import type { State, StepContext } from "./context.ts";

/** Sends the file, or only its audio where that is all that is needed. */
export async function upload(
	{ file }: State<"uploading">,
	context: StepContext,
): Promise<State<"submitting">> {
	if (context.isRetry) {
		await expectNotElsewhere(context);
	}
	const upload = await sendWhatIsNeeded(file, context);
	return { step: "submitting", file, upload, spent: [] };
}

async function sendWhatIsNeeded(
	file: SourceFacts,
	context: StepContext,
): Promise<UploadFacts> {
	const { spec, facts } = context;
	const plan = facts && planUpload(facts, spec.media);
	if (plan?.send !== "track") {
		return sendWhole(file, context);
	}
	try {
		return await sendTrack(file, plan.track, context);
	} catch (error) {
		if (!(error instanceof TrackNotCopied)) {
			throw error;
		}
		if (file.size > MAX_UPLOAD_BYTES) {
			throw new FileProblem("tooLarge", spec.source, error);
		}
		context.onSentWhole(error);
		return sendWhole(file, context);
	}
}

async function sendWhole(
	file: SourceFacts,
	context: StepContext,
): Promise<UploadFacts> {
	const onSent = (bytes: number) => context.onSent(bytes, bytes / file.size);
	const { url, acknowledgedAt } = await context.attempts(
		(service, options) =>
			sendFile(context.spec.source, file, (stream) =>
				service.upload({ stream, bytes: file.size, onSent }, options),
			),
		{ patience: () => "attempts", takesPlace: true },
	);
	return { url, acknowledgedAt };
}

/** Each attempt takes the audio out anew: it is nowhere kept. */
async function sendTrack(
	file: SourceFacts,
	track: AudioTrack,
	context: StepContext,
): Promise<UploadFacts> {
	const { spec, media, facts } = context;
	let sent = 0;
	const { url, acknowledgedAt } = await context.attempts(
		(service, options) =>
			media.sendTrack(spec.source, file, track, ({ stream, mediaS }) => {
				const onSent = (bytes: number) => {
					sent = bytes;
					context.onSent(bytes, part(mediaS(), facts?.durationS));
				};
				return service.upload({ stream, onSent }, options);
			}),
		{ patience: () => "attempts", takesPlace: true },
	);
	context.onAudioOnly(file.size, sent);
	return { url, acknowledgedAt };
}

function part(seconds: number, of: number | undefined): number | undefined {
	return of === undefined ? undefined : Math.min(1, seconds / of);
}
