import { isAddress } from "../../address/address.ts";
import { exists, isNameTooLong } from "../../files/exists.ts";
import { FileProblem } from "../../media/check.ts";
import { delay } from "../../retry/delay.ts";
import { Appeared, AtWorkElsewhere } from "../failureRecord.ts";
import { type JobSpec, type PlannedOutput, plansOf } from "../job.ts";
import { filesOf } from "../outputPlan.ts";
import type { State, StepContext } from "./context.ts";

/** Examines a file. @throws FileProblem where it cannot be sent; AtWorkElsewhere */
export async function check(context: StepContext): Promise<State<"preparing">> {
	const { spec, signal } = context;
	await expectNotElsewhere(context);
	// Only now: what another window is done with is no longer at work there.
	await expectNoTranscript(spec.output);
	await expectNamesFit(spec);
	if (isAddress(spec.source)) {
		// The service fetches it itself; a person was told what was seen of it.
		return { step: "preparing" };
	}
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

/** @throws Appeared where none was expected, and one is there. */
async function expectNoTranscript(output: PlannedOutput): Promise<void> {
	if (output.ifExists !== "expectNone") {
		return;
	}
	for (const file of filesOf(output)) {
		if (await exists(file)) {
			throw new Appeared(file);
		}
	}
}

/** @throws FileProblem where the transcript could not be written once it is paid for. */
async function expectNamesFit(spec: JobSpec): Promise<void> {
	for (const file of plansOf(spec).flatMap((plan) => filesOf(plan))) {
		if (await isNameTooLong(file)) {
			throw new FileProblem("nameTooLong", spec.source);
		}
	}
}

/** Between two looks at what another window's job does, in milliseconds. */
const LOOK_MS = 50;

/** @throws AtWorkElsewhere where another window works on the same recording. */
export async function expectNotElsewhere({
	standing,
	signal,
}: Pick<StepContext, "standing" | "signal">): Promise<void> {
	let now = await standing();
	while (now === "wait") {
		await delay(LOOK_MS, signal);
		now = await standing();
	}
	if (now === "giveWay") {
		throw new AtWorkElsewhere();
	}
}

/** Makes sure, once a session, that the key works. */
export async function prepare(
	{ file }: State<"preparing">,
	context: StepContext,
): Promise<State<"uploading"> | State<"submitting">> {
	await context.checkKey();
	if (context.isRetry) {
		await expectNotElsewhere(context);
		await expectNoTranscript(context.spec.output);
	}
	return file === undefined
		? prepareAddress(context)
		: { step: "uploading", file };
}

/**
 * Notes what is at the service already: an address can be that of several
 * transcripts, and a submit whose answer is lost must be told from them.
 */
async function prepareAddress(
	context: StepContext,
): Promise<State<"submitting">> {
	const acknowledgedAt = new Date().toISOString();
	const after = await context.attempts(
		(service, options) => service.newest(options),
		{ patience: () => "attempts" },
	);
	const url = context.spec.source;
	const upload = { url, acknowledgedAt, ...(after !== undefined && { after }) };
	return { step: "submitting", upload, spent: [] };
}
