import type { JobSpec } from "../engine/job.ts";

type Params = JobSpec["params"];

/**
 * Parameters as a log or a report may show them: AssemblyAI's support needs to
 * know what was asked for, not the names and words of a person, nor a secret.
 */
export function shownParams(params: Params): Record<string, unknown> {
	const { keyterms_prompt, custom_spelling, prompt } = params;
	const { speech_understanding } = params;
	return {
		...withoutSecret(params),
		...(keyterms_prompt && {
			keyterms_prompt: counted(keyterms_prompt, "term"),
		}),
		...(custom_spelling && {
			custom_spelling: counted(custom_spelling, "word"),
		}),
		...(prompt && { prompt: counted(prompt, "character") }),
		...(speech_understanding && {
			speech_understanding: Object.keys(speech_understanding.request ?? {}),
		}),
	};
}

/** Parameters as their owner may see them: what signs calls to their own server is for nobody's eyes. */
export function withoutSecret(params: Params): Params {
	return params.webhook_auth_header_value
		? { ...params, webhook_auth_header_value: "hidden" }
		: params;
}

/** How many there are; what a person wrote wrongly into `parameters` may be nothing to count. */
function counted(list: ArrayLike<unknown>, unit: string): string {
	const { length } = list;
	return `${length ?? 0} ${unit}${length === 1 ? "" : "s"}`;
}
