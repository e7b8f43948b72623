import { execFile } from "node:child_process";
import { open, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { promisify } from "node:util";
import { wave } from "../fixtures/wave.ts";

/** Runs a program to its end. */
export const run = promisify(execFile);

/**
 * An hour's video of some 1.1 GB: a minute of noisy pictures and sound, coded
 * once and copied sixty times. The index stands behind, as cameras leave it.
 */
export async function makeVideo(
	folder: string,
	minutes: number,
): Promise<string> {
	const minute = path.join(folder, "minute.mp4");
	const video = path.join(folder, "talk.mp4");
	await run("ffmpeg", [
		..."-v error -y -f lavfi -i testsrc2=s=640x360:r=25:d=60 -f lavfi -i anoisesrc=d=60:c=pink:r=48000".split(
			" ",
		),
		..."-vf noise=alls=40:allf=t -c:v libx264 -preset ultrafast -b:v 2300k -maxrate 2300k -bufsize 2300k -c:a aac -b:a 144k -ac 2".split(
			" ",
		),
		minute,
	]);
	await repeat(minute, minutes, video);
	return video;
}

/** A WAV of 2 GB with sound in its second half; most of it takes no place on the disk. */
export async function makeWave(folder: string): Promise<string> {
	const file = path.join(folder, "talk.wav");
	const bytes = 2_000_000_000;
	await writeFile(
		file,
		wave({ bits: 16, channels: 2, sampleRate: 48_000, bytes }),
	);
	await using handle = await open(file, "r+");
	await handle.truncate(44 + bytes);
	const sound = Buffer.alloc(64_000_000, Buffer.from([0, 0, 0, 0x20]));
	await handle.write(sound, 0, sound.length, 1_200_000_044);
	return file;
}

/** An MP3 of 128 kbit/s: 60 MB for 62.5 minutes, made in the same way. */
export async function makeMp3(
	folder: string,
	minutes: number,
): Promise<string> {
	const minute = path.join(folder, "minute.mp3");
	const file = path.join(folder, "speech.mp3");
	await run("ffmpeg", [
		..."-v error -y -f lavfi -i anoisesrc=d=60:c=pink:r=44100 -b:a 128k".split(
			" ",
		),
		minute,
	]);
	await repeat(minute, Math.round((minutes * 62.5) / 60), file);
	return file;
}

async function repeat(
	minute: string,
	times: number,
	file: string,
): Promise<void> {
	await run("ffmpeg", [
		..."-v error -y -stream_loop".split(" "),
		String(times - 1),
		"-i",
		minute,
		..."-c copy".split(" "),
		file,
	]);
}
