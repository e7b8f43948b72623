/** A WAV file's header, and such samples as are given. */
export function wave({
	tag = 1,
	channels = 1,
	sampleRate = 8000,
	bits = 8,
	samples = Buffer.alloc(0),
	bytes = samples.length,
}: {
	readonly tag?: number;
	readonly channels?: number;
	readonly sampleRate?: number;
	readonly bits?: number;
	readonly samples?: Buffer;
	/** What the header says of the samples' length. */
	readonly bytes?: number;
}): Buffer {
	const blockBytes = (channels * bits) / 8;
	const header = Buffer.alloc(44);
	header.write("RIFF", 0);
	header.writeUInt32LE(36 + bytes, 4);
	header.write("WAVEfmt ", 8);
	header.writeUInt32LE(16, 16);
	header.writeUInt16LE(tag, 20);
	header.writeUInt16LE(channels, 22);
	header.writeUInt32LE(sampleRate, 24);
	header.writeUInt32LE(sampleRate * blockBytes, 28);
	header.writeUInt16LE(blockBytes, 32);
	header.writeUInt16LE(bits, 34);
	header.write("data", 36);
	header.writeUInt32LE(bytes, 40);
	return Buffer.concat([header, samples]);
}
