import type { CallOptions } from "../../assemblyai/client.ts";
import { isKind, ServiceFailure } from "../../assemblyai/failure.ts";
import { delay, lagging } from "../../retry/delay.ts";
import type { UploadFacts } from "../job.ts";
import type { Service } from "../service.ts";
import { expectNotElsewhere } from "./check.ts";
import type { Patience, State, StepContext } from "./context.ts";

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
export async function submit(
	state: State<"submitting">,
	context: StepContext,
): Promise<State<"waiting"> | State<"uploading">> {
	const { upload } = state;
	if (context.isRetry) {
		await expectNotElsewhere(context);
	}
	let lostAt = context.isFresh ? undefined : Date.now();
	let patience: Patience = "attempts";
	const findOrSubmit = async (service: Service, options: CallOptions) => {
		if (lostAt !== undefined) {
			// A look that fails is no attempt to submit: what may be paid for already
			// is looked for until there is an answer.
			patience = "untilItPasses";
			const id = await findJob(state, context, service, options, lostAt);
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
		return { ...state, step: "waiting", transcriptId, submittedAt };
	} catch (error) {
		// The key changed since the upload, which belongs to the old key's
		// project: it can only be an upload of an earlier start.
		const { file } = state;
		if (file && isKind(error, "forbidden") && !context.isFresh) {
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
 * The job that an earlier submit of this upload or address made, if one did.
 *
 * @param lostAt - when that submit was given up, epoch milliseconds.
 */
export async function findJob(
	{
		upload,
		spent,
	}: { readonly upload: UploadFacts; readonly spent: readonly string[] },
	{ idsOfOthers }: Pick<StepContext, "idsOfOthers">,
	service: Pick<Service, "findByAudio">,
	options: CallOptions,
	lostAt: number,
): Promise<string | undefined> {
	const look = async () => {
		const items = await service.findByAudio(upload, options);
		const others = await idsOfOthers();
		return items.findLast(({ id }) => !spent.includes(id) && !others.has(id))
			?.id;
	};
	const settlesInMs = lostAt + SETTLE_MS - Date.now();
	const found = await look();
	if (found !== undefined || settlesInMs <= 0) {
		return found;
	}
	await delay(settlesInMs, options.signal);
	return look();
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
