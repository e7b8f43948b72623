import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import * as path from "node:path";
import type { FromWindow, ToWindow, WindowSetup } from "./window.ts";

/** A window that is open, in a process of its own. */
export class OpenWindow {
	readonly #process: ChildProcess;
	readonly #onMessage: (message: FromWindow) => void;
	/** Told of what comes, while someone waits. */
	#waits: ((message: FromWindow | "gone") => void) | undefined;

	private constructor(
		child: ChildProcess,
		onMessage: (message: FromWindow) => void,
	) {
		this.#process = child;
		this.#onMessage = onMessage;
		child.on("message", (message: FromWindow) => {
			this.#onMessage(message);
			this.#waits?.(message);
		});
		child.once("exit", () => this.#waits?.("gone"));
	}

	/** @param onMessage - told of everything that the window says. */
	static async open(
		setup: WindowSetup,
		onMessage: (message: FromWindow) => void,
	): Promise<OpenWindow> {
		const window = new OpenWindow(
			fork(path.join(import.meta.dirname, "window.ts"), [
				JSON.stringify(setup),
			]),
			onMessage,
		);
		await window.until(({ type }) => type === "ready");
		return window;
	}

	tell(message: ToWindow): void {
		this.#process.send(message);
	}

	/**
	 * Resolves when a message fits, with true, or when the window is gone, with
	 * false.
	 */
	until(fits: (message: FromWindow) => boolean): Promise<boolean> {
		const { exitCode, signalCode } = this.#process;
		if (exitCode !== null || signalCode !== null) {
			return Promise.resolve(false);
		}
		return new Promise((resolve) => {
			this.#waits = (message) => {
				if (message === "gone" || fits(message)) {
					this.#waits = undefined;
					resolve(message !== "gone");
				}
			};
		});
	}

	/** As `kill -9` does. */
	async kill(): Promise<void> {
		const exit = once(this.#process, "exit");
		this.#process.kill("SIGKILL");
		await exit;
	}

	/** As a person closes it; resolves to what it still had open. */
	async close(): Promise<readonly string[]> {
		let open: readonly string[] = [];
		const exit = once(this.#process, "exit");
		const closed = this.until((message) => {
			open = message.type === "closed" ? message.resources : open;
			return message.type === "closed";
		});
		this.tell({ type: "close" });
		await closed;
		await exit;
		return open;
	}
}
