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

/**
 * A position as {@link parseTime} reads it: `1:15`, `1:02:03`, `0:07.5`.
 *
 * @param seconds - taken to the millisecond.
 */
export function timeText(seconds: number): string {
	const ms = Math.round(1000 * seconds);
	const [whole, rest] = [Math.floor(ms / 1000), ms % 1000];
	const hours = Math.floor(whole / 3600);
	const minutes = Math.floor(whole / 60) % 60;
	const two = (part: number) => String(part).padStart(2, "0");
	const start = hours > 0 ? `${hours}:${two(minutes)}` : String(minutes);
	const fraction = String(rest).padStart(3, "0").replace(/0+$/, "");
	return `${start}:${two(whole % 60)}${rest > 0 ? `.${fraction}` : ""}`;
}
