import { type JobSpec, type PlannedOutput, plansOf } from "./job.ts";

/**
 * The files of a job once another request for the same transcript has joined
 * it: formats that it lacks are written under the same name. What is to be
 * somewhere else, or may replace what the job itself may not, stays apart.
 *
 * @returns absent where the job writes all of it anyway.
 */
export function joinedFiles(
	spec: Pick<JobSpec, "output" | "also">,
	wanted: PlannedOutput,
): Pick<JobSpec, "output" | "also"> | undefined {
	const { output, also = [] } = spec;
	const rest = remaining(plansOf(spec), wanted);
	if (rest === undefined) {
		return undefined;
	}
	const ifExists = commonChoice(output, rest);
	return output.stem === rest.stem && ifExists !== undefined
		? {
				output: {
					...output,
					formats: [...output.formats, ...rest.formats],
					ifExists,
				},
				also,
			}
		: { output, also: [...also, rest] };
}

/** What of a request is in none of some plans; absent where all of it is. */
export function remaining(
	plans: readonly PlannedOutput[],
	wanted: PlannedOutput,
): PlannedOutput | undefined {
	const planned = new Set(
		plans
			.filter(({ stem }) => stem === wanted.stem)
			.flatMap(({ formats }) => formats),
	);
	const formats = wanted.formats.filter((format) => !planned.has(format));
	return formats.length === 0 ? undefined : { ...wanted, formats };
}

/** Who expects no file of the name keeps what appears there. */
function commonChoice(
	{ ifExists: own }: PlannedOutput,
	{ ifExists: other }: PlannedOutput,
): PlannedOutput["ifExists"] | undefined {
	if (own === other) {
		return own;
	}
	return own === "replace" || other === "replace" ? undefined : "keepBoth";
}
