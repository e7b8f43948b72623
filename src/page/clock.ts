/** A time as a person reads it: `0:07`, `12:34`, `1:02:03`. */
export function clock(timeMs: number): string {
	const seconds = Math.max(0, Math.floor(timeMs / 1000));
	const minutes = Math.floor(seconds / 60);
	const hours = Math.floor(minutes / 60);
	const two = (number: number) => String(number).padStart(2, "0");
	return hours > 0
		? `${hours}:${two(minutes % 60)}:${two(seconds % 60)}`
		: `${minutes}:${two(seconds % 60)}`;
}
