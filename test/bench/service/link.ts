import { once } from "node:events";
import {
	type AddressInfo,
	connect,
	createServer,
	type Server,
	type Socket,
} from "node:net";
import { setTimeout } from "node:timers/promises";

/** So much may pass at once after a pause, in seconds of the link's speed. */
const BURST_S = 0.02;

/**
 * A link that holds all that passes it together to a speed, each direction for
 * itself: a TCP proxy with a token bucket. Own code, as what npm has for it
 * was last touched years ago and throttles a stream, not a link; and as the
 * kernel's own (`tc`) wants root.
 */
export class Link implements AsyncDisposable {
	readonly #server: Server;
	readonly #sockets = new Set<Socket>();

	private constructor(server: Server) {
		this.#server = server;
	}

	/** @param port - of the service on this machine. */
	static async start(port: number, bitsPerSecond: number): Promise<Link> {
		const up = new Bucket(bitsPerSecond / 8);
		const down = new Bucket(bitsPerSecond / 8);
		const server = createServer((client) => {
			const service = connect(port, "127.0.0.1");
			for (const socket of [client, service]) {
				socket.setNoDelay();
				link.#sockets.add(socket);
				// One side's end is the other's.
				socket.on("error", () => {});
				socket.once("close", () => {
					link.#sockets.delete(socket);
					client.destroy();
					service.destroy();
				});
			}
			void pass(client, service, up);
			void pass(service, client, down);
		});
		const link = new Link(server);
		server.listen(0, "127.0.0.1");
		await once(server, "listening");
		return link;
	}

	get url(): string {
		return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}`;
	}

	async [Symbol.asyncDispose](): Promise<void> {
		for (const socket of this.#sockets) {
			socket.destroy();
		}
		this.#server.close();
		await once(this.#server, "close");
	}
}

async function pass(from: Socket, to: Socket, bucket: Bucket): Promise<void> {
	try {
		for await (const chunk of from as AsyncIterable<Buffer>) {
			await bucket.take(chunk.length);
			if (!to.write(chunk)) {
				await once(to, "drain");
			}
		}
		to.end();
	} catch {
		// Whoever went away is told by the socket's own events.
	}
}

/** Hands out bytes at a speed; who takes more than there are waits for them. */
class Bucket {
	readonly #bytesPerSecond: number;
	#tokens: number;
	#filledAt = performance.now();

	constructor(bytesPerSecond: number) {
		this.#bytesPerSecond = bytesPerSecond;
		this.#tokens = bytesPerSecond * BURST_S;
	}

	async take(bytes: number): Promise<void> {
		const now = performance.now();
		const gained = ((now - this.#filledAt) / 1000) * this.#bytesPerSecond;
		this.#filledAt = now;
		this.#tokens =
			Math.min(this.#bytesPerSecond * BURST_S, this.#tokens + gained) - bytes;
		if (this.#tokens < 0) {
			await setTimeout((-this.#tokens / this.#bytesPerSecond) * 1000);
		}
	}
}
