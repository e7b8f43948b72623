import { UnsupportedAac } from "../aac/unsupportedAac.ts";
import type { FromWorker, SoundFailure, ToWorker, Track } from "../messages.ts";
import { Gate } from "./gate.ts";
import { PageFile } from "./pageFile.ts";
import { pictureType, producePicture } from "./pictureTrack.ts";
import { NoDecoder, openRecording, type Recording } from "./recording.ts";
import { newRun } from "./run.ts";
import { produceSound, SOUND_TYPE } from "./soundTrack.ts";

/** Makes what the browser plays of what it does not, from the place that is wanted on. */
export class SoundWorker {
	readonly #send: (message: FromWorker) => void;
	readonly #gate = new Gate();
	#file: PageFile | undefined;
	#recording: Recording | undefined;
	#wantsPicture = false;
	#current = new AbortController();

	constructor(send: (message: FromWorker) => void) {
		this.#send = send;
	}

	take(message: ToWorker): void {
		switch (message.type) {
			case "open":
				this.#file = new PageFile(message.size, this.#send);
				this.#wantsPicture = message.wantsPicture;
				this.#open(this.#file).catch((error) => this.#fail(error));
				break;
			case "from":
				this.#current.abort();
				this.#current = new AbortController();
				this.#gate.openUntil(message.until);
				this.#produce(message.run, message.seconds, this.#current.signal).catch(
					(error) => this.#fail(error),
				);
				break;
			case "until":
				this.#gate.openUntil(message.seconds);
				break;
			case "bytes":
				this.#file?.answer(message.request, message.bytes);
				break;
			default:
				message satisfies never;
		}
	}

	async #open(file: PageFile): Promise<void> {
		const recording = await openRecording(file);
		const { picture, duration } = recording;
		const type =
			this.#wantsPicture && picture ? await pictureType(picture) : undefined;
		this.#recording = type ? recording : { ...recording, picture: undefined };
		const tracks: { track: Track; type: string }[] = [
			{ track: "sound", type: SOUND_TYPE },
		];
		if (type) {
			tracks.push({ track: "picture", type });
		}
		this.#send({
			type: "opened",
			tracks,
			...(duration === undefined ? {} : { duration }),
		});
	}

	async #produce(
		run: number,
		fromS: number,
		signal: AbortSignal,
	): Promise<void> {
		const recording = this.#recording;
		if (!recording) {
			return;
		}
		const { sound, picture, duration = 0, originS } = recording;
		const work = newRun(fromS, originS, this.#gate, signal);
		const write = (track: Track) => (bytes: Uint8Array) => {
			if (!signal.aborted) {
				this.#send({ type: "part", run, track, bytes: bytes.slice() });
			}
		};
		try {
			await Promise.all([
				produceSound(sound, work, picture ? duration : 0, write("sound")),
				picture && producePicture(picture, work, duration, write("picture")),
			]);
			this.#send({ type: "end", run });
		} catch (error) {
			if (!signal.aborted) {
				throw error;
			}
		}
	}

	#fail(error: unknown): void {
		this.#send({
			type: "failed",
			failure: this.#failureOf(error),
			message: error instanceof Error ? error.message : String(error),
		});
	}

	#failureOf(error: unknown): SoundFailure {
		if (error instanceof NoDecoder || error instanceof UnsupportedAac) {
			return "noDecoder";
		}
		return this.#file?.isLost ? "unreachable" : "unreadable";
	}
}
