import type { JobState, RunningState } from "../job.ts";
import { check, prepare } from "./check.ts";
import type { StepContext } from "./context.ts";
import { submit } from "./submit.ts";
import { upload } from "./upload.ts";
import { wait } from "./wait.ts";
import { write } from "./write.ts";

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
