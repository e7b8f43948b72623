import { readFile } from "node:fs/promises";
import * as path from "node:path";
import { isDeepStrictEqual } from "node:util";
import { withOpenFile } from "../files/openFiles.ts";
import { sizeOf } from "../files/size.ts";
import { endingOf, FORMATS } from "../transcript/formats.ts";
import { fromJson, NoTranscript } from "../transcript/json.ts";
import type { History } from "./history/history.ts";
import type { HistoryRecord } from "./history/record.ts";
import type { JobSpec } from "./job.ts";

type Params = JobSpec["params"];

/** What a file's transcript was asked for with, as far as that is known. */
export interface FileOrigin {
	/** In milliseconds of the recording; 0 for its beginning. */
	readonly startMs: number;
	/** Absent for the recording's end. */
	readonly endMs?: number | undefined;
	/** Absent where the history knows nothing of the file. */
	readonly params?: Params;
}

/** A transcript's file is the wanted one, or of another part, or of the same part with other options. */
export type Likeness = "same" | "otherPart" | "otherOptions";

const WHOLE: FileOrigin = { startMs: 0 };

/** How a file compares with what is wanted. A file of unknown origin is taken for one of the whole recording, as wanted. */
export function likenessOf(
	origin: FileOrigin | undefined,
	wanted: Params,
): Likeness {
	const { startMs, endMs, params } = origin ?? WHOLE;
	const part = partOf(wanted);
	if (startMs !== part.startMs || endMs !== part.endMs) {
		return "otherPart";
	}
	return params === undefined || isDeepStrictEqual(params, wanted)
		? "same"
		: "otherOptions";
}

/** What is known of the transcripts beside some recordings: by the history, else by the JSON that stands there. */
export class FileOrigins {
	readonly #records: ReadonlyMap<string, HistoryRecord>;
	/** By name alone, where a folder was moved or renamed. */
	readonly #moved: ReadonlyMap<string, HistoryRecord>;

	private constructor(records: readonly HistoryRecord[]) {
		// Of those that wrote a file the latest counts: it comes last here.
		const written = records
			.toReversed()
			.flatMap((record) =>
				record.outputs.map((output) => ({ record, file: output.path })),
			);
		this.#records = new Map(written.map(({ file, record }) => [file, record]));
		this.#moved = new Map(
			written.map(({ file, record }) => [
				`${record.size} ${path.basename(file)}`,
				record,
			]),
		);
	}

	/** Reads the records of all recordings at once. @param recordings - absolute paths. */
	static async of(
		recordings: readonly string[],
		history: History,
	): Promise<FileOrigins> {
		const sizes = await Promise.all(recordings.map(sizeOf));
		const known = new Set(sizes.filter((size) => size !== undefined));
		return new FileOrigins(await history.ofSizes(known));
	}

	/**
	 * Where a file comes from; absent where nobody knows.
	 *
	 * @param file - absolute path of a transcript beside the recording.
	 */
	async originOf(
		file: string,
		recording: string,
	): Promise<FileOrigin | undefined> {
		const record =
			this.#records.get(file) ??
			this.#moved.get(`${await sizeOf(recording)} ${path.basename(file)}`);
		if (record !== undefined) {
			const { params } = record.spec;
			return { ...partOf(params), params };
		}
		const transcript = await jsonBeside(file);
		return transcript && partOf(transcript);
	}
}

/** The part of the recording that is asked for. */
export function partOf({
	audio_start_from,
	audio_end_at,
}: {
	readonly audio_start_from?: number | null;
	readonly audio_end_at?: number | null;
}): Pick<FileOrigin, "startMs" | "endMs"> {
	return { startMs: audio_start_from ?? 0, endMs: audio_end_at || undefined };
}

/** The service's answer, as the JSON of the same name has it; absent where there is none, or none that can be read. */
async function jsonBeside(file: string) {
	const ending = FORMATS.map(endingOf).find((each) => file.endsWith(each));
	const json = file.slice(0, -(ending?.length ?? 0)) + endingOf("json");
	const text = await withOpenFile(() => readFile(json, "utf8")).catch(() => "");
	try {
		return fromJson(text, "").transcript;
	} catch (error) {
		if (error instanceof NoTranscript) {
			return undefined;
		}
		throw error;
	}
}
