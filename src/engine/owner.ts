import { createHash, randomUUID } from "node:crypto";
import { rm } from "node:fs/promises";
import { connect, createServer, type Server } from "node:net";
import { tmpdir } from "node:os";
import * as path from "node:path";

/**
 * A process's claim to jobs: it listens on a local socket (a named pipe on
 * Windows) for as long as it lives. The system closes the socket with the
 * process, however that ends, so that no other process has to guess.
 *
 * Own code rather than `proper-lockfile`: a lock that is kept alive by a timer
 * looks stale after a laptop's sleep, and two windows that wake up together
 * could both hold a job, and pay for it twice.
 */
export class Owner implements AsyncDisposable {
	readonly id: string;
	readonly #server: Server;

	private constructor(id: string, server: Server) {
		this.id = id;
		this.#server = server;
	}

	/** Starts to own; the ID is new each time. */
	static async start(): Promise<Owner> {
		const id = randomUUID();
		const server = createServer((socket) => {
			// Who connects only waits for the end; a reset is one, too.
			socket.on("error", () => socket.destroy());
		});
		await new Promise<void>((resolve, reject) => {
			server.once("error", reject);
			server.listen(socketPath(id), resolve);
		});
		server.unref();
		return new Owner(id, server);
	}

	async [Symbol.asyncDispose](): Promise<void> {
		await new Promise((resolve) => this.#server.close(resolve));
	}
}

/**
 * Whether an owner is alive. Where it is, `onDeath` is called once when it no
 * longer is; a dead owner's socket file is removed.
 */
export async function watchOwner(
	id: string,
	onDeath: () => void,
): Promise<{ alive: boolean; stop: () => void }> {
	const socket = connect(socketPath(id));
	socket.unref();
	try {
		await new Promise<void>((resolve, reject) => {
			socket.once("connect", resolve);
			socket.once("error", reject);
		});
	} catch {
		socket.destroy();
		if (process.platform !== "win32") {
			await rm(socketPath(id), { force: true });
		}
		return { alive: false, stop: () => {} };
	}
	socket.on("error", () => socket.destroy());
	socket.once("close", onDeath);
	return {
		alive: true,
		stop: () => {
			socket.off("close", onDeath);
			socket.destroy();
		},
	};
}

/** Short whatever the ID: Unix sockets take some 100 bytes of path. */
function socketPath(id: string): string {
	const name = `sidescribe-${createHash("sha256").update(id).digest("hex").slice(0, 24)}`;
	return process.platform === "win32"
		? `\\\\.\\pipe\\${name}`
		: path.join(tmpdir(), `${name}.sock`);
}
