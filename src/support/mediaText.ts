import { languageTag, type Say } from "../language/language.ts";
import type { AudioTrack, MediaFacts, Sound } from "../media/inspection.ts";

/** A number of bytes as people write it: `64 MB`, `1.1 GB`. @param locale - `en` for logs. */
export function inUnits(bytes: number, locale = languageTag()): string {
	if (bytes < 1_000_000) {
		return `${Math.ceil(bytes / 1000)} KB`;
	}
	const [value, unit] =
		bytes < 1_000_000_000 ? [bytes / 1e6, "MB"] : [bytes / 1e9, "GB"];
	const digits = value < 10 ? 1 : 0;
	const number = new Intl.NumberFormat(locale, {
		minimumFractionDigits: digits,
		maximumFractionDigits: digits,
	});
	return `${number.format(value)} ${unit}`;
}

/** What a file holds, in one line: `MP4, AAC, 2 channels, 48 kHz, 1:02:03`. */
export function mediaText(media: MediaFacts, say: Say): string {
	const { container, audio, hasVideo, durationS } = media;
	return [
		container,
		hasVideo ? say("video") : "",
		audio.length > 1 ? say("{0} audio tracks", audio.length) : "",
		...(audio[0] ? trackText(audio[0], say) : []),
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

function trackText(track: AudioTrack, say: Say): string[] {
	const { codec, channels, sampleRate } = track;
	return [
		codec,
		channels === undefined
			? ""
			: channels === 1
				? say("1 channel")
				: say("{0} channels", channels),
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
