import type * as vscode from "vscode";
import type { EngineEvent } from "../engine/events.ts";
import { formatLine, type LogLine } from "../support/jobLine.ts";
import { logLineOf } from "../support/logLine.ts";
import type { Redact } from "../support/redact.ts";

/** The log output channel; everything in it went through the redaction. */
export class Output implements vscode.Disposable {
	readonly #channel: vscode.LogOutputChannel;
	/** For whatever else leaves this extension. */
	readonly redact: Redact;

	constructor(channel: vscode.LogOutputChannel, redact: Redact) {
		this.#channel = channel;
		this.redact = redact;
	}

	/** Writes the line for an event of the engine. */
	readonly tell = (event: EngineEvent): void => {
		const line = logLineOf(event);
		if (line !== undefined) {
			this.write(line);
		}
	};

	write(line: LogLine): void {
		this.#channel[line.level](this.redact(formatLine(line)));
	}

	show(): void {
		this.#channel.show();
	}

	dispose(): void {
		this.#channel.dispose();
	}
}
