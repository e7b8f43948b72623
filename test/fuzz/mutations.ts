/** A number from 0 to below 1, the same ones for the same seed. */
type Random = () => number;

/** Ways to damage a file; each is given a true file, another one, and chance. */
const MUTATIONS = {
	bitFlips: (file: Buffer, _: Buffer, random: Random) => {
		const damaged = Buffer.from(file);
		for (let count = 1 + below(64, random); count > 0; count--) {
			const at = below(damaged.length, random);
			damaged[at] = (damaged[at] ?? 0) ^ (1 << below(8, random));
		}
		return damaged;
	},
	truncation: (file: Buffer, _: Buffer, random: Random) =>
		file.subarray(0, 1 + below(file.length, random)),
	/** A true beginning and rubbish: most endless loops of mediabunny came of these. */
	headerOnly: (file: Buffer, _: Buffer, random: Random) => {
		const header = file.subarray(0, 4 + below(257, random));
		return Buffer.concat([header, noise(4000, random)]);
	},
	spliced: (file: Buffer, other: Buffer, random: Random) =>
		Buffer.concat([
			file.subarray(0, below(file.length, random)),
			other.subarray(below(other.length, random)),
		]),
	/** Lengths that are nothing, or more than there is. */
	lengths: (file: Buffer, _: Buffer, random: Random) => {
		const damaged = Buffer.from(file);
		for (let count = 1 + below(8, random); count > 0; count--) {
			const value = [0, 1, 0xff, 0x7f][below(4, random)] ?? 0;
			const at = below(Math.min(damaged.length, 2000), random);
			const end = at + 1 + below(8, random);
			damaged.fill(value, at, Math.min(damaged.length, end));
		}
		return damaged;
	},
} as const;

/** A damaged file. */
export interface Mutant {
	/** Of what it was made and how. */
	readonly name: string;
	readonly bytes: Buffer;
}

/**
 * Damages true files in turn, in every way in turn.
 *
 * @param files - name and content.
 */
export function* mutants(
	files: readonly (readonly [string, Buffer])[],
	count: number,
	random: Random,
): Generator<Mutant> {
	const ways = Object.entries(MUTATIONS);
	for (let index = 0; index < count; index++) {
		const [way, mutate] = ways[index % ways.length] ?? [];
		const [name, file] = files[below(files.length, random)] ?? [];
		const [, other] = files[below(files.length, random)] ?? [];
		if (mutate && name !== undefined && file && other) {
			const bytes = mutate(file, other, random);
			yield { name: `${index}.${way}.${name}`, bytes };
		}
	}
}

function below(limit: number, random: Random): number {
	return Math.floor(limit * random());
}

function noise(length: number, random: Random): Buffer {
	return Buffer.from(Array.from({ length }, () => below(256, random)));
}
