import { readFile } from "node:fs/promises";
import type { CallOptions } from "../assemblyai/client.ts";
import {
	ServiceFailure,
	type ServiceFailureKind,
	TranscriptError,
} from "../assemblyai/failure.ts";
import { DELETED_AUDIO_URL, MAX_UPLOAD_BYTES } from "../assemblyai/limits.ts";
import type { RequestId } from "../assemblyai/requestId.ts";
import { createWhole, hasCode, replaceWhole } from "../files/write.ts";
import { FileProblem, sendFile } from "../media/check.ts";
import type { AudioTrack, MediaFacts } from "../media/inspection.ts";
import { type MediaReader, TrackNotCopied } from "../media/mediaReader.ts";
import { planUpload } from "../media/uploadPlan.ts";
import { delay, lagging } from "../retry/delay.ts";
import { NO_SPEECH, toTxt } from "../transcript/txt.ts";
import { WriteProblem } from "./failureRecord.ts";
import type {
	EndState,
	JobSpec,
	JobState,
	RunningState,
	SourceFacts,
	UploadFacts,
} from "./job.ts";
import { numbered } from "./outputPlan.ts";
import type { Service } from "./service.ts";
import type { FinishedTranscript, RemoteStatus, Watcher } from "./watcher.ts";

/**
 * `attempts`: as often as the settings say. `untilItPasses`: for as long as
 * the failure is one that can pass, since the work is done elsewhere.
 */
type Patience = "attempts" | "untilItPasses";

/** How an attempt is made and repeated. */
export interface AttemptOptions {
	/** Asked after each failure. */
	readonly patience: () => Patience;
	/** Whether it takes one of the places for files that are uploaded. */
	readonly takesPlace?: boolean;
}

/** What a step has to work with. */
export interface StepContext {
	readonly spec: JobSpec;
	/** What is known of the file since it was examined. */
	readonly facts?: MediaFacts;
	readonly media: Pick<MediaReader, "examine" | "sendTrack">;
	readonly signal: AbortSignal;
	/** Whether the state was reached just now, and not read from the journal or retried. */
	readonly isFresh: boolean;
	/** Whether a person asked to go on with the state after it had failed. */
	readonly isRetry: boolean;
	/** Aborted where the whole engine ends, and not this job alone. */
	readonly shutdown: AbortSignal;
	readonly watcher: Watcher;
	/** Runs `attempt` until it succeeds or may not be repeated. */
	attempts<T>(
		attempt: (service: Service, options: CallOptions) => Promise<T>,
		options: AttemptOptions,
	): Promise<T>;
	/**
	 * Waits as after any failed attempt.
	 * @throws the error where there are no attempts left.
	 */
	again(error: Error, attempt: number): Promise<void>;
	/** Asks once a session and key whether the key works. */
	checkKey(): Promise<void>;
	/** How long a job of this size takes at the service, in milliseconds. */
	expectedMs(bytes: number): number | undefined;
	/** Tells of the waiting job's success, for the next one's expectation. */
	learn(bytes: number, audioSeconds: number, tookMs: number): void;
	onExamined(facts: MediaFacts): void;
	/** @param fraction - of the file, from 0 to 1; absent where it is not known. */
	onSent(bytes: number, fraction: number | undefined): void;
	/** Only the audio of a file was sent. */
	onAudioOnly(fileBytes: number, sentBytes: number): void;
	/** The audio could not be taken out: the whole file is sent. */
	onSentWhole(error: Error): void;
	onStatus(status: RemoteStatus): void;
	onFound(transcriptId: string): void;
}

/** Does one step, and returns the state that it leads to. */
export function take(
	state: RunningState,
	context: StepContext,
): Promise<JobState> {
	switch (state.step) {
		case "checking":
			return check(context);
		case "preparing":
			return prepare(state, context);
		case "uploading":
			return upload(state, context);
		case "submitting":
			return submit(state, context);
		case "waiting":
			return wait(state, context);
		case "writing":
			return write(state, context);
		default:
			return state satisfies never;
	}
}

type State<S extends RunningState["step"]> = Extract<RunningState, { step: S }>;

async function check(context: StepContext): Promise<State<"preparing">> {
	const { spec, signal } = context;
	const { file, media } = await context.media.examine(
		spec.source,
		spec.media,
		signal,
	);
	context.onExamined(media);
	if (media.reading === "gaveUp" && !spec.media.asItIs) {
		// Not without a person's word.
		throw new FileProblem("gaveUp", spec.source);
	}
	return { step: "preparing", file };
}

async function prepare(
	{ file }: State<"preparing">,
	context: StepContext,
): Promise<State<"uploading">> {
	await context.checkKey();
	return { step: "uploading", file };
}

async function upload(
	{ file }: State<"uploading">,
	context: StepContext,
): Promise<State<"submitting">> {
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

/**
 * A submit that is under way when a person cancels gets this long to say what
 * it has made, in milliseconds: that can be deleted with certainty.
 */
const CANCEL_GRACE_MS = 5000;

/**
 * Asks for the transcript, exactly once: wherever an earlier request may have
 * been taken without its answer having come, the service's list is asked for
 * the upload's address first.
 */
async function submit(
	state: State<"submitting">,
	context: StepContext,
): Promise<State<"waiting"> | State<"uploading">> {
	const { file, upload, spent } = state;
	let lostAt = context.isFresh ? undefined : Date.now();
	let patience: Patience = "attempts";
	const findOrSubmit = async (service: Service, options: CallOptions) => {
		if (lostAt !== undefined) {
			// A look that fails is no attempt to submit: what may be paid for already
			// is looked for until there is an answer.
			patience = "untilItPasses";
			const id = await findJob(state, service, options, lostAt);
			patience = "attempts";
			if (id !== undefined) {
				context.onFound(id);
				return id;
			}
			lostAt = undefined;
		}
		const grace = lagging(options.signal, CANCEL_GRACE_MS);
		try {
			const params = { ...context.spec.params, audio_url: upload.url };
			const signal = AbortSignal.any([grace.signal, context.shutdown]);
			const answer = await service.submit(params, { ...options, signal });
			return answer.transcript.id;
		} catch (error) {
			lostAt = lostTime(error);
			throw error;
		} finally {
			grace[Symbol.dispose]();
		}
	};
	try {
		const transcriptId = await context.attempts(findOrSubmit, {
			patience: () => patience,
		});
		const submittedAt = new Date().toISOString();
		return {
			step: "waiting",
			file,
			upload,
			spent,
			transcriptId,
			submittedAt,
		};
	} catch (error) {
		// The key changed since the upload, which belongs to the old key's
		// project: it can only be an upload of an earlier start.
		if (isKind(error, "forbidden") && !context.isFresh) {
			return { step: "uploading", file };
		}
		throw error;
	}
}

/**
 * A request whose connection is gone may still be worked on for a while: a job
 * that is not on the list this long after, in milliseconds, was not made.
 */
const SETTLE_MS = 2000;

/**
 * The job that an earlier submit of this upload made, if one did.
 *
 * @param lostAt - when that submit was given up, epoch milliseconds.
 */
export async function findJob(
	work: { readonly upload: UploadFacts; readonly spent: readonly string[] },
	service: Pick<Service, "findByUpload">,
	options: CallOptions,
	lostAt: number,
): Promise<string | undefined> {
	const { url, acknowledgedAt } = work.upload;
	const look = async () => {
		const items = await service.findByUpload(url, acknowledgedAt, options);
		return items.findLast((item) => !work.spent.includes(item.id))?.id;
	};
	const settlesInMs = lostAt + SETTLE_MS - Date.now();
	const found = await look();
	if (found !== undefined || settlesInMs <= 0) {
		return found;
	}
	await delay(settlesInMs, options.signal);
	return look();
}

function isKind(error: unknown, kind: ServiceFailureKind): boolean {
	return error instanceof ServiceFailure && error.kind === kind;
}

/**
 * When a submit was lost that the service may have taken all the same; absent
 * where it certainly has not.
 */
function lostTime(error: unknown): number | undefined {
	if (!(error instanceof ServiceFailure)) {
		return Date.now();
	}
	if (!error.mayHaveBeenDone) {
		return undefined;
	}
	// What answered is done with it, unless a gateway answered in its place.
	const isSettled = error.status !== undefined && error.status !== 504;
	return isSettled ? 0 : Date.now();
}

async function wait(
	state: State<"waiting">,
	context: StepContext,
): Promise<RunningState> {
	const { file, upload, transcriptId, spent } = state;
	const submittedAt = Date.parse(state.submittedAt);
	let requestId: RequestId | undefined;
	const watch = context.watcher.finished({
		transcriptId,
		submittedAt,
		expectedMs: context.expectedMs(file.size),
		signal: context.signal,
		onStatus: context.onStatus,
		get: async () => {
			const answer = await context.attempts(
				(service, options) => service.get(transcriptId, options),
				{ patience: () => "untilItPasses" },
			);
			requestId = answer.requestId;
			return answer.transcript;
		},
		list: () =>
			context.attempts((service, options) => service.list(options), {
				patience: () => "attempts",
			}),
	});
	let transcript: FinishedTranscript;
	try {
		transcript = expectNotDeleted(await watch, requestId);
	} catch (error) {
		if (context.isRetry && isKind(error, "notFound")) {
			// A person was told that it is not there, and asks for it all the same.
			return { step: "checking" };
		}
		throw error;
	}
	if (transcript.status === "completed") {
		if (context.isFresh) {
			const tookMs = Date.now() - submittedAt;
			context.learn(file.size, transcript.audio_duration ?? 0, tookMs);
		}
		return { step: "writing", file, transcript };
	}
	const error = new TranscriptError(
		transcript.error ?? "The service gives no reason.",
		transcriptId,
		requestId,
	);
	if (error.isServerError) {
		await context.again(error, spent.length + 1);
		return {
			step: "submitting",
			file,
			upload,
			spent: [...spent, transcriptId],
		};
	}
	if (error.isDownloadError && isOld(upload)) {
		return { step: "uploading", file };
	}
	throw error;
}

/** @throws ServiceFailure `notFound` where only the shell of a deleted transcript is left. */
function expectNotDeleted(
	transcript: FinishedTranscript,
	requestId: RequestId | undefined,
): FinishedTranscript {
	if (transcript.audio_url !== DELETED_AUDIO_URL) {
		return transcript;
	}
	throw new ServiceFailure(
		"notFound",
		"The transcript was deleted at AssemblyAI",
		{ operation: "get", ...(requestId && { requestId }) },
	);
}

/** An upload that the service may have thrown away, as one of a job that was resumed late. */
function isOld(upload: UploadFacts): boolean {
	return Date.now() - Date.parse(upload.acknowledgedAt) > 3600_000;
}

async function write(
	{ transcript }: State<"writing">,
	{ spec }: StepContext,
): Promise<EndState> {
	const text = toTxt(transcript);
	const output = await writeOutput(spec, text);
	return {
		step: "done",
		output,
		transcriptId: transcript.id,
		hasSpeech: text.trim() !== NO_SPEECH,
	};
}

/** Resolves to the path that was written, which is another than planned where that was taken meanwhile. */
async function writeOutput(spec: JobSpec, content: string): Promise<string> {
	const { path: planned, ifExists } = spec.output;
	try {
		if (ifExists === "replace") {
			await replaceWhole(planned, content, spec.id);
			return planned;
		}
		for (let number = 1; ; number++) {
			const target = numbered(planned, number);
			try {
				await createWhole(target, content, spec.id);
				return target;
			} catch (error) {
				if (!hasCode(error, "EEXIST")) {
					throw error;
				}
				// Written by this job before a crash, most likely; else by one whose
				// text is the same to the letter, which serves as well.
				if ((await readFile(target, "utf8")) === content) {
					return target;
				}
			}
		}
	} catch (error) {
		throw new WriteProblem(planned, error);
	}
}
