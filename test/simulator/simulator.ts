import { createHash, randomUUID } from "node:crypto";
import { EventEmitter, once } from "node:events";
import {
	createServer,
	type IncomingHttpHeaders,
	type IncomingMessage,
	type Server,
	type ServerResponse,
} from "node:http";
import type { AddressInfo } from "node:net";
import { setTimeout } from "node:timers/promises";
import {
	Account,
	json,
	type Reply,
	refusal,
	type UploadRecord,
} from "./account.ts";
import {
	type Fault,
	type FaultKind,
	type JobFault,
	type RequestKind,
	Schedule,
} from "./faults.ts";
import { type JobRecord, Jobs, type JobTime } from "./jobs.ts";
import { seededRandom } from "./random.ts";

/** A request, kept up to date while it goes on. */
export interface RecordedRequest {
	readonly kind: RequestKind | "unknown";
	readonly method: string;
	readonly path: string;
	/** Epoch milliseconds. */
	readonly time: number;
	readonly requestId: string;
	readonly key: "valid" | "wrong" | "missing";
	/** Without the key. */
	readonly headers: IncomingHttpHeaders;
	readonly contentLength: number | undefined;
	status: number | undefined;
	bytesReceived: number;
	outcome: "open" | "answered" | "reset" | "abortedByClient";
	fault: FaultKind["kind"] | undefined;
	/** What was submitted. */
	params: unknown;
}

/** What can be waited for. */
export interface SimulatorEvents {
	/** A request arrived. */
	request: [RecordedRequest];
	/** Part of an upload was taken. */
	progress: [RecordedRequest];
	/** A request was answered, reset, or given up by the client. */
	ended: [RecordedRequest];
	job: [JobRecord];
	/** A job moved on. */
	jobChanged: [JobRecord];
}

/** How the simulator is set up. */
export interface SimulatorOptions {
	/** @default any that is free */
	readonly port?: number;
	/** @default ["simulator-key"] */
	readonly keys?: readonly string[];
	/** @default 300 */
	readonly queuedMs?: JobTime;
	/** @default 500 */
	readonly processingMs?: JobTime;
	/** @default 200 */
	readonly concurrency?: number;
	/** Parameters that the service is to know beside its SDK's. @default none */
	readonly furtherParams?: readonly string[];
	/** For faults with a probability. @default 1 */
	readonly seed?: number;
}

/** The key that the simulator takes where none is named. */
export const SIMULATOR_KEY = "simulator-key";

/** Starts a server on this machine that speaks AssemblyAI's v2 API. */
export async function startSimulator(
	options: SimulatorOptions = {},
): Promise<Simulator> {
	// Not with the module: processes that are killed by the hundred import it.
	const { strayOf } = await import("./strays.ts");
	const simulator = new Simulator(options, strayOf);
	await simulator.listen(options.port ?? 0);
	return simulator;
}

type StrayOf = typeof import("./strays.ts").strayOf;

/** AssemblyAI's v2 API without AssemblyAI, with faults on demand. */
export class Simulator
	extends EventEmitter<SimulatorEvents>
	implements AsyncDisposable
{
	readonly #keys: readonly string[];
	readonly #faults = new Schedule<Fault>();
	readonly #jobFaults = new Schedule<JobFault>();
	readonly #random: () => number;
	readonly #jobs: Jobs;
	readonly #account: Account;
	readonly #strayOf: StrayOf;
	readonly #furtherParams: readonly string[];
	/** Requests that the service's SDK would not make. */
	readonly #strays: string[] = [];
	#server: Server;
	#port = 0;
	#closing = new AbortController();
	requests: RecordedRequest[] = [];

	/** @param strayOf - says what of a request the service does not know. */
	constructor(options: SimulatorOptions, strayOf: StrayOf) {
		super();
		this.#strayOf = strayOf;
		this.#furtherParams = options.furtherParams ?? [];
		this.setMaxListeners(0);
		this.#keys = options.keys ?? [SIMULATOR_KEY];
		this.#random = seededRandom(options.seed ?? 1);
		this.#jobs = new Jobs({
			queuedMs: options.queuedMs ?? 300,
			processingMs: options.processingMs ?? 500,
			concurrency: options.concurrency ?? 200,
			onChange: (job) => this.emit("jobChanged", job),
		});
		this.#account = new Account(
			this.#jobs,
			() => this.#jobFaults.take(() => true)?.error,
			(job) => this.emit("job", job),
		);
		this.#server = this.#createServer();
	}

	get url(): string {
		return `http://127.0.0.1:${this.#port}`;
	}

	get uploads(): readonly UploadRecord[] {
		return this.#account.uploads;
	}

	get jobs(): readonly JobRecord[] {
		return this.#jobs.all;
	}

	/** Schedules a fault; the first that fits a request befalls it. */
	fault(fault: Fault): void {
		this.#faults.add(fault);
	}

	/** Lets the next jobs end in an error. */
	failJobs(fault: JobFault): void {
		this.#jobFaults.add(fault);
	}

	clearFaults(): void {
		this.#faults.clear();
		this.#jobFaults.clear();
	}

	/** No job moves on until {@link release}. */
	hold(): void {
		this.#jobs.hold();
	}

	release(): void {
		this.#jobs.release();
	}

	/** How many requests of a kind there were. */
	count(kind: RequestKind): number {
		return this.requests.filter((request) => request.kind === kind).length;
	}

	/** The next event that fits. */
	async next<E extends keyof SimulatorEvents>(
		event: E,
		fits: (record: SimulatorEvents[E][0]) => boolean = () => true,
	): Promise<SimulatorEvents[E][0]> {
		return new Promise((resolve) => {
			const look = (record: SimulatorEvents[E][0]) => {
				if (fits(record)) {
					this.off(event, look as never);
					resolve(record);
				}
			};
			this.on(event, look as never);
		});
	}

	/** Refuses connections, as a service that is down. Its state is kept. */
	async outage(): Promise<void> {
		const closed = once(this.#server, "close");
		this.#server.close();
		this.#server.closeAllConnections();
		await closed;
	}

	/** Ends an outage. */
	async recover(): Promise<void> {
		this.#server = this.#createServer();
		await this.listen(this.#port);
	}

	/** Forgets requests, uploads, jobs and faults. */
	reset(): void {
		this.clearFaults();
		this.#jobs.reset();
		this.#account.uploads = [];
		this.requests = [];
	}

	async listen(port: number): Promise<void> {
		this.#server.listen(port, "127.0.0.1");
		await once(this.#server, "listening");
		this.#port = (this.#server.address() as AddressInfo).port;
	}

	/** Ends it. @throws where any request was none that the service knows. */
	async [Symbol.asyncDispose](): Promise<void> {
		this.#closing.abort();
		this.reset();
		if (this.#server.listening) {
			await this.outage();
		}
		if (this.#strays.length > 0) {
			throw new Error(
				`AssemblyAI does not know of this:\n${this.#strays.join("\n")}`,
			);
		}
	}

	#createServer(): Server {
		// A gigabyte on a slow link takes longer than Node's five minutes.
		return createServer({ requestTimeout: 0 }, (request, response) => {
			this.#serve(request, response).catch((error: unknown) => {
				// A client that goes away is part of the game.
				if (!response.destroyed) {
					response.destroy(error instanceof Error ? error : undefined);
				}
			});
		});
	}

	async #serve(
		request: IncomingMessage,
		response: ServerResponse,
	): Promise<void> {
		const url = new URL(request.url ?? "/", this.url);
		const record = this.#record(request, url);
		response.once("close", () => {
			if (record.outcome === "open") {
				record.outcome = "abortedByClient";
			}
			this.emit("ended", record);
		});
		this.emit("request", record);
		const fault = this.#faults.take(
			(each) =>
				each.on === record.kind &&
				(each.probability === undefined || this.#random() < each.probability),
		);
		record.fault = fault?.kind;
		if (
			fault?.kind === "resetBefore" ||
			(fault?.kind === "status" && fault.early)
		) {
			return this.#finish(
				response,
				record,
				fault.kind === "status" ? statusReply(fault) : undefined,
				fault,
			);
		}
		const hash = createHash("sha256");
		const body = await this.#read(request, record, fault, hash);
		if (body === undefined) {
			return;
		}
		if (record.kind === "submit") {
			record.params = parsed(body);
		}
		const stray = this.#strayOf(record, url, this.#furtherParams);
		if (stray !== undefined) {
			this.#strays.push(stray);
		}
		if (fault?.kind === "stall" && fault.where === "answer") {
			return;
		}
		if (fault?.kind === "late") {
			const { signal } = this.#closing;
			await setTimeout(fault.afterMs, undefined, { signal });
		}
		const reply =
			replyInsteadOf(fault) ??
			this.#reply(record, url, request, body, hash.digest("hex"));
		this.#finish(response, record, reply, fault);
	}

	#record(request: IncomingMessage, url: URL): RecordedRequest {
		const { authorization, ...headers } = request.headers;
		const length = headers["content-length"];
		const record: RecordedRequest = {
			kind: kindOf(request.method ?? "GET", url.pathname),
			method: request.method ?? "GET",
			path: url.pathname + url.search,
			time: Date.now(),
			requestId: randomUUID(),
			key:
				authorization === undefined
					? "missing"
					: this.#keys.includes(authorization)
						? "valid"
						: "wrong",
			headers,
			contentLength: length === undefined ? undefined : Number(length),
			status: undefined,
			bytesReceived: 0,
			outcome: "open",
			fault: undefined,
			params: undefined,
		};
		this.requests.push(record);
		return record;
	}

	/** Reads the body as the fault has it; absent where it is never read to its end. */
	async #read(
		request: IncomingMessage,
		record: RecordedRequest,
		fault: Fault | undefined,
		hash: ReturnType<typeof createHash>,
	): Promise<string | undefined> {
		if (fault?.kind === "stall" && fault.where === "request") {
			return undefined;
		}
		const kept: Buffer[] = [];
		for await (const chunk of request as AsyncIterable<Buffer>) {
			record.bytesReceived += chunk.length;
			this.emit("progress", record);
			hash.update(chunk);
			if (record.kind !== "upload") {
				kept.push(chunk);
			}
			if (
				fault?.kind === "resetInRequest" &&
				record.bytesReceived >= fault.afterBytes
			) {
				record.outcome = "reset";
				request.socket.destroy();
				return undefined;
			}
			if (fault?.kind === "slow") {
				const ms = (chunk.length / fault.bytesPerSecond) * 1000;
				await setTimeout(ms, undefined, { signal: this.#closing.signal });
			}
		}
		return Buffer.concat(kept).toString();
	}

	#reply(
		record: RecordedRequest,
		url: URL,
		request: IncomingMessage,
		body: string,
		sha256: string,
	): Reply {
		if (record.key !== "valid") {
			return refusal(401);
		}
		if (record.kind === "unknown") {
			return refusal(404, "Not found");
		}
		return this.#account.handle({
			kind: record.kind,
			id: url.pathname.replace("/v2/transcript/", ""),
			query: url.searchParams,
			body,
			bytes: record.bytesReceived,
			sha256,
			keyIndex: this.#keys.indexOf(request.headers.authorization ?? ""),
			baseUrl: this.url,
		});
	}

	#finish(
		response: ServerResponse,
		record: RecordedRequest,
		reply: Reply | undefined,
		fault: Fault | undefined,
	): void {
		if (reply === undefined || fault?.kind === "answerLost") {
			record.outcome = "reset";
			response.socket?.destroy();
			return;
		}
		record.status = reply.status;
		response.writeHead(reply.status, {
			"content-type": reply.type,
			"content-length": Buffer.byteLength(reply.body),
			"x-request-id": record.requestId,
			...(fault?.kind === "status" && fault.headers),
		});
		const half = reply.body.slice(0, reply.body.length / 2);
		if (fault?.kind === "stall") {
			response.write(half);
			return;
		}
		if (fault?.kind === "resetInAnswer") {
			record.outcome = "reset";
			response.write(half, () => response.socket?.destroy());
			return;
		}
		if (fault?.kind === "slow" && record.contentLength === undefined) {
			this.#trickle(response, record, reply.body, fault.bytesPerSecond).catch(
				() => response.destroy(),
			);
			return;
		}
		record.outcome = "answered";
		response.end(reply.body);
	}

	async #trickle(
		response: ServerResponse,
		record: RecordedRequest,
		body: string,
		bytesPerSecond: number,
	): Promise<void> {
		const bytes = Buffer.from(body);
		const size = Math.ceil(bytes.length / TRICKLE_PARTS);
		for (let sent = 0; sent < bytes.length; sent += size) {
			response.write(bytes.subarray(sent, sent + size));
			await setTimeout((size / bytesPerSecond) * 1000, undefined, {
				signal: this.#closing.signal,
			});
		}
		record.outcome = "answered";
		response.end();
	}
}

/** Parts in which a slow answer comes. */
const TRICKLE_PARTS = 10;

function kindOf(method: string, path: string): RequestKind | "unknown" {
	const match = /^\/v2\/(upload|transcript)(?:\/([^/]+)(?:\/([^/]+))?)?$/.exec(
		path,
	);
	const [, root, id, part] = match ?? [];
	switch (`${method} ${root} ${id ? "id" : ""} ${part ?? ""}`.trimEnd()) {
		case "POST upload":
			return "upload";
		case "POST transcript":
			return "submit";
		case "GET transcript":
			return "list";
		case "GET transcript id":
			return "get";
		case "DELETE transcript id":
			return "delete";
		case "GET transcript id srt":
		case "GET transcript id vtt":
			return "captions";
		case "GET transcript id sentences":
			return "sentences";
		case "GET transcript id paragraphs":
			return "paragraphs";
		case "GET transcript id word-search":
			return "wordSearch";
		default:
			return "unknown";
	}
}

function replyInsteadOf(fault: Fault | undefined): Reply | undefined {
	switch (fault?.kind) {
		case "status":
			return statusReply(fault);
		case "malformed":
			return { ...json({}), body: fault.body ?? "<html>oops" };
		case "wrongShape":
			return json(fault.body ?? { ok: true });
		default:
			return undefined;
	}
}

function statusReply(fault: Extract<FaultKind, { kind: "status" }>): Reply {
	return refusal(fault.status, fault.message);
}

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}
