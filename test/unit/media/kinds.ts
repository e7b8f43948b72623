import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";

/** The worker as Node runs it from its source. */
export const WORKER_SOURCE = new URL(
	"../../../src/media/worker/main.ts",
	import.meta.url,
);

/** What ffprobe and ffmpeg said of a file when it was made. */
export interface Probed {
	/** Of the first audio track, decoded to 16 bits. */
	readonly decodedSha256: string;
	/** Absent where ffprobe refused the file. */
	readonly ffprobe: {
		readonly streams?: readonly {
			readonly codec_type?: string;
			readonly codec_name?: string;
			readonly channels?: number;
			readonly sample_rate?: string;
			readonly disposition?: { readonly default: number };
			readonly tags?: { readonly language?: string; readonly title?: string };
		}[];
		readonly format?: {
			readonly format_name?: string;
			readonly duration?: string;
		};
	} | null;
}

/** A file made by `test/fixtures/make-media.sh`. */
export function kind(name: string): string {
	return fileURLToPath(
		new URL(`../../fixtures/media/kinds/${name}`, import.meta.url),
	);
}

/** All of those, by name. */
export async function probedKinds(): Promise<ReadonlyMap<string, Probed>> {
	const file = new URL("../../fixtures/media/probed.json", import.meta.url);
	return new Map(
		Object.entries(JSON.parse(await readFile(file, "utf8")) as object),
	);
}
