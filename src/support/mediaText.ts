import type { AudioTrack, MediaFacts, Sound } from "../media/inspection.ts";

/** A number of bytes as people write it: `64 MB`, `1.1 GB`. */
export function inUnits(bytes: number): string {
	if (bytes < 1_000_000) {
		return `${Math.ceil(bytes / 1000)} KB`;
	}
	const [value, unit] =
		bytes < 1_000_000_000 ? [bytes / 1e6, "MB"] : [bytes / 1e9, "GB"];
	return `${value < 10 ? value.toFixed(1) : Math.round(value)} ${unit}`;
}

/** What a file holds, in one line: `MP4, AAC, 2 channels, 48 kHz, 1:02:03`. */
export function mediaText(media: MediaFacts): string {
	const { container, audio, hasVideo, durationS } = media;
	return [
		container,
		hasVideo ? "video" : "",
		audio.length > 1 ? `${audio.length} audio tracks` : "",
		...(audio[0] ? trackText(audio[0]) : []),
		durationS === undefined ? "" : clock(durationS),
	]
		.filter((part) => part !== "")
		.join(", ");
}

/** What was found about the sound, in a few words. */
export function soundText(sound: Sound): string {
	switch (sound) {
		case "silent":
			return "digital silence";
		case "faint":
			return "near silence";
		case "audible":
			return "audible";
		case "notChecked":
			return "not checked";
		default:
			return sound satisfies never;
	}
}

function trackText(track: AudioTrack): string[] {
	const { codec, channels, sampleRate } = track;
	return [
		codec,
		channels === undefined
			? ""
			: `${channels} ${channels === 1 ? "channel" : "channels"}`,
		sampleRate === undefined ? "" : `${sampleRate / 1000} kHz`,
	];
}

/** `1:02:03`, `2:03`, or `0.30 s` for what is shorter than ten seconds. */
export function clock(seconds: number): string {
	if (seconds < 10) {
		return `${seconds.toFixed(2)} s`;
	}
	const whole = Math.round(seconds);
	const [hours, minutes] = [
		Math.floor(whole / 3600),
		Math.floor(whole / 60) % 60,
	];
	const two = (number: number) => String(number).padStart(2, "0");
	return hours === 0
		? `${minutes}:${two(whole % 60)}`
		: `${hours}:${two(minutes)}:${two(whole % 60)}`;
}
