import { createHash, randomUUID } from "node:crypto";
import { existsSync } from "node:fs";
import { rm } from "node:fs/promises";
import { connect, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import * as path from "node:path";
import { hasCode } from "../files/write.ts";

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
	readonly #watchers: ReadonlySet<Socket>;

	private constructor(
		id: string,
		server: Server,
		watchers: ReadonlySet<Socket>,
	) {
		this.id = id;
		this.#server = server;
		this.#watchers = watchers;
	}

	/** Starts to own; the ID is new each time. */
	static async start(): Promise<Owner> {
		const id = randomUUID();
		const watchers = new Set<Socket>();
		const server = createServer((socket) => {
			watchers.add(socket);
			socket.once("close", () => watchers.delete(socket));
			// Who connects only waits for the end; a reset is one, too.
			socket.on("error", () => socket.destroy());
			socket.unref();
		});
		await new Promise<void>((resolve, reject) => {
			server.once("error", reject);
			server.listen(socketPath(id), resolve);
		});
		server.unref();
		return new Owner(id, server, watchers);
	}

	/** Ends the claim, and with it the wait of those who watch it. */
	async [Symbol.asyncDispose](): Promise<void> {
		const closed = new Promise((resolve) => this.#server.close(resolve));
		for (const socket of this.#watchers) {
			socket.destroy();
		}
		await closed;
	}
}

/** What is known of an owner, and what ends the watch of it. */
interface OwnerWatch {
	/** `unknown`: it cannot be told now, so that nothing may be taken from it. */
	readonly is: "alive" | "dead" | "unknown";
	readonly stop: () => void;
}

/**
 * Whether an owner is alive. Where it is, `onDeath` is called once when it no
 * longer is; a dead owner's socket file is removed.
 */
export async function watchOwner(
	id: string,
	onDeath: () => void,
): Promise<OwnerWatch> {
	const socket = connect(socketPath(id));
	socket.unref();
	try {
		await new Promise<void>((resolve, reject) => {
			socket.once("connect", resolve);
			socket.once("error", reject);
		});
	} catch (error) {
		socket.destroy();
		if (!hasCode(error, "ENOENT", "ECONNREFUSED")) {
			// No file handles left, say: that does not make anyone dead.
			return { is: "unknown", stop: () => {} };
		}
		if (process.platform !== "win32") {
			await rm(socketPath(id), { force: true });
		}
		return { is: "dead", stop: () => {} };
	}
	socket.on("error", () => socket.destroy());
	socket.once("close", onDeath);
	return {
		is: "alive",
		stop: () => {
			socket.off("close", onDeath);
			socket.destroy();
		},
	};
}

/**
 * Short whatever the ID: Unix sockets take some 100 bytes of path. The same
 * for all windows, whatever `TMPDIR` each was started with: one that looked in
 * another folder would take the living for dead.
 */
function socketPath(id: string): string {
	const name = `sidescribe-${createHash("sha256").update(id).digest("hex").slice(0, 24)}`;
	return process.platform === "win32"
		? `\\\\.\\pipe\\${name}`
		: path.join(existsSync("/tmp") ? "/tmp" : tmpdir(), `${name}.sock`);
}
