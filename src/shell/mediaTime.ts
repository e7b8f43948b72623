/** Reads `75`, `1:15` or `1:02:03`. @returns seconds; absent where it is no time. */
export function parseTime(text: string): number | undefined {
	const match = /^(?:(?:(\d+):)?(\d+):)?(\d+(?:\.\d+)?)$/.exec(text.trim());
	if (match === null) {
		return undefined;
	}
	const [hours, minutes, seconds] = match
		.slice(1)
		.map((part) => Number(part ?? 0));
	return 3600 * (hours ?? 0) + 60 * (minutes ?? 0) + (seconds ?? 0);
}
