/**
 * A time as people and players read it.
 *
 * @param ms - from the recording's start.
 * @param mark - before the milliseconds; without it the second that has begun: `00:01:05`.
 */
export function clock(ms: number, mark?: "," | "."): string {
	const seconds = Math.floor(ms / 1000);
	const parts = [seconds / 3600, (seconds / 60) % 60, seconds % 60];
	const text = parts
		.map((part) => String(Math.floor(part)).padStart(2, "0"))
		.join(":");
	return mark === undefined
		? text
		: `${text}${mark}${String(Math.floor(ms % 1000)).padStart(3, "0")}`;
}
