import type { TranscriptListItem, TranscriptParams } from "assemblyai";
import type {
	CallOptions,
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
	findByUpload(
		uploadUrl: string,
		since: string,
		options: CallOptions,
	): Promise<TranscriptListItem[]>;
	delete(id: string, options: CallOptions): Promise<void>;
}
