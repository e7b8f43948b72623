import { BufferTarget } from "../../mediabunny.ts";
import { defaultTrack } from "../inspection.ts";
import { SIGNATURE_BYTES, signatureOf } from "../signature.ts";
import { containerFor } from "./containers.ts";
import { copyPackets } from "./copyTrack.ts";
import { FileBytes } from "./fileBytes.ts";
import { openInput } from "./mediaInput.ts";
import type { SampleResult, Task } from "./protocol.ts";
import { readTracks } from "./tracks.ts";
import { readWave, type WaveLayout } from "./wave.ts";

type SampleTask = Extract<Task, { do: "sample" }>;

/** Cuts a part out of a recording's audio, without decoding it. */
export async function cutSample(task: SampleTask): Promise<SampleResult> {
	await using bytes = await FileBytes.open(task.file);
	const head = await bytes.read(0, SIGNATURE_BYTES);
	const isWave = signatureOf(head)?.name === "WAV";
	const layout = isWave ? await readWave(bytes) : undefined;
	// Awaited here, as the file is closed when this function ends.
	return await (layout === undefined
		? cutTrack(bytes, task)
		: cutWave(bytes, layout, task));
}

async function cutTrack(
	bytes: FileBytes,
	{ from, length, track: wanted }: SampleTask,
): Promise<SampleResult> {
	const facts = await readTracks(bytes);
	const { index } = defaultTrack(facts?.audio ?? []) ?? {};
	using input = openInput(bytes);
	const tracks = index === undefined ? [] : await input.getAudioTracks();
	const track = tracks[wanted ?? index ?? 0];
	const codec = await track?.getCodec();
	const format = codec ? containerFor(codec, false) : undefined;
	if (!track || !codec || !format) {
		return { problem: "notCopyable" };
	}
	const target = new BufferTarget();
	const part = { from, to: from + length };
	const packets = await copyPackets(track, codec, format, target, part);
	if (packets === 0 || target.buffer === null) {
		return { problem: "beyondEnd" };
	}
	return {
		bytes: new Uint8Array(target.buffer),
		extension:
			format.fileExtension === ".mp4"
				? ".m4a"
				: audioOnly(format.fileExtension),
	};
}

function audioOnly(extension: string): string {
	return extension === ".mkv" ? ".mka" : extension;
}

/** The same format, whatever is coded in it, cut between two blocks. */
async function cutWave(
	bytes: FileBytes,
	layout: WaveLayout,
	{ from, length }: SampleTask,
): Promise<SampleResult> {
	const { format, blockBytes, durationS, dataStart, dataBytes } = layout;
	const bytesPerSecond = dataBytes / durationS;
	const blocks = (seconds: number) =>
		blockBytes * Math.floor((seconds * bytesPerSecond) / blockBytes);
	const start = blocks(from);
	if (start >= dataBytes) {
		return { problem: "beyondEnd" };
	}
	const samples = await bytes.read(
		dataStart + start,
		Math.min(blocks(length), dataBytes - start),
	);
	return {
		bytes: Buffer.concat([
			chunk("RIFF", 4 + 8 + even(format.length) + 8 + even(samples.length)),
			Buffer.from("WAVE"),
			chunk("fmt ", format.length),
			padded(format),
			chunk("data", samples.length),
			padded(samples),
		]),
		extension: ".wav",
	};
}

function chunk(id: string, length: number): Buffer {
	const header = Buffer.alloc(8);
	header.write(id, "latin1");
	header.writeUInt32LE(length, 4);
	return header;
}

function padded(content: Buffer): Buffer {
	return Buffer.concat([content], even(content.length));
}

function even(length: number): number {
	return length + (length % 2);
}
