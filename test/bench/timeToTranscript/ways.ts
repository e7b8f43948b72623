import { createReadStream } from "node:fs";
import { stat, writeFile } from "node:fs/promises";
import { request } from "node:http";
import * as path from "node:path";
import { json } from "node:stream/consumers";
import { pipeline } from "node:stream/promises";
import { setTimeout } from "node:timers/promises";
import { AssemblyAI } from "assemblyai";
import { SIMULATOR_KEY } from "../../simulator/simulator.ts";
import { OurEngine } from "../ourEngine.ts";
import { run } from "../recordings.ts";

/** Takes a recording to a text beside it; `folder` is for what is needed in between. */
type Transcribe = (
	recording: string,
	baseUrl: string,
	folder: string,
) => Promise<void>;

/** How often the others ask for the transcript, in milliseconds: at once, and again after this. */
const POLL_MS = 3000;

/** Everyone's way from a recording to its transcript. */
export const WAYS = {
	sidescribe: async (recording, baseUrl, folder) => {
		await using ours = await OurEngine.start(folder, baseUrl);
		await ours.transcribe([recording]);
	},
	sdk: async (recording, baseUrl) => {
		const client = new AssemblyAI({ apiKey: SIMULATOR_KEY, baseUrl });
		const { text } = await client.transcripts.transcribe({ audio: recording });
		await writeFile(textBeside(recording), text ?? "");
	},
	/**
	 * AssemblyAI's CLI calls its Python SDK, which is not there where only npm
	 * is: this does what that does. It sends the whole file as a stream, and asks
	 * every 3 s (`polling_interval` in `assemblyai/types.py`).
	 */
	cli: (recording, baseUrl) =>
		uploadAndPoll(recording, baseUrl, async () => {
			const { size } = await stat(recording);
			const post = request(`${baseUrl}/v2/upload`, {
				method: "POST",
				headers: { authorization: SIMULATOR_KEY, "content-length": size },
			});
			const answer = new Promise<{ upload_url: string }>((resolve, reject) => {
				post.once("error", reject);
				post.once("response", (response) =>
					resolve(json(response) as Promise<{ upload_url: string }>),
				);
			});
			await pipeline(createReadStream(recording), post);
			return answer;
		}),
	curl: (recording, baseUrl) =>
		uploadAndPoll(recording, baseUrl, () => curlUpload(recording, baseUrl)),
	"ffmpeg + curl": (recording, baseUrl, folder) =>
		uploadAndPoll(recording, baseUrl, async () => {
			const audio = path.join(folder, "audio.m4a");
			await run("ffmpeg", [
				..."-v error -y -i".split(" "),
				recording,
				..."-vn -c:a copy".split(" "),
				audio,
			]);
			return curlUpload(audio, baseUrl);
		}),
} as const satisfies Readonly<Record<string, Transcribe>>;

export type Way = keyof typeof WAYS;

async function uploadAndPoll(
	recording: string,
	baseUrl: string,
	upload: () => Promise<{ readonly upload_url: string }>,
): Promise<void> {
	const { upload_url: audio_url } = await upload();
	const submitted = await curl<{ id: string }>([
		...["-H", "content-type: application/json"],
		...["-d", JSON.stringify({ audio_url })],
		`${baseUrl}/v2/transcript`,
	]);
	for (;;) {
		const { status, text } = await curl<{ status: string; text: string }>([
			`${baseUrl}/v2/transcript/${submitted.id}`,
		]);
		if (status === "completed") {
			await writeFile(textBeside(recording), text);
			return;
		}
		await setTimeout(POLL_MS);
	}
}

/** `-T` streams, where `--data-binary` would take the whole file into memory. */
function curlUpload(file: string, baseUrl: string) {
	return curl<{ upload_url: string }>([
		...["-X", "POST", "-T", file],
		`${baseUrl}/v2/upload`,
	]);
}

async function curl<T>(args: readonly string[]): Promise<T> {
	const { stdout } = await run("curl", [
		"-sSf",
		...["-H", `authorization: ${SIMULATOR_KEY}`],
		...["-H", "expect:"],
		...args,
	]);
	return JSON.parse(stdout) as T;
}

function textBeside(recording: string): string {
	const { dir, name } = path.parse(recording);
	return path.join(dir, `${name}.txt`);
}
