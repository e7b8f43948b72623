import type { TranscriptListItem, TranscriptParams } from "assemblyai";
import type {
	CallOptions,
	SubmittedAudio,
	TranscriptAnswer,
	Upload,
	UploadSource,
} from "../assemblyai/client.ts";

/** What the engine needs of AssemblyAI; `Client` is one, a test may have another. */
export interface Service {
	checkKey(options: CallOptions): Promise<void>;
	upload(source: UploadSource, options: CallOptions): Promise<Upload>;
	submit(
		params: TranscriptParams,
		options: CallOptions,
	): Promise<TranscriptAnswer>;
	get(id: string, options: CallOptions): Promise<TranscriptAnswer>;
	list(options: CallOptions, beforeId?: string): Promise<TranscriptListItem[]>;
	newest(options: CallOptions): Promise<string | undefined>;
	findByAudio(
		audio: SubmittedAudio,
		options: CallOptions,
	): Promise<TranscriptListItem[]>;
	delete(id: string, options: CallOptions): Promise<void>;
}
