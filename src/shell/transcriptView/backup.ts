import * as v from "valibot";
import { packScript, unpackScript } from "../../protocol/packedScript.ts";
import type { Script } from "../../transcript/script.ts";

/** Edits that no file has yet, kept by VS Code until its next start. */
export interface Backup {
	readonly script: Script;
	/** Of the file's content that was edited. */
	readonly hash: string;
}

const shape = v.object({ hash: v.string(), script: v.string() });

export function toBackup({ script, hash }: Backup): string {
	return JSON.stringify({ hash, script: packScript(script) });
}

/** @returns nothing where a text is none. */
export function fromBackup(text: string): Backup | undefined {
	try {
		const { hash, script } = v.parse(shape, JSON.parse(text));
		const unpacked = unpackScript(script);
		return unpacked && { hash, script: unpacked };
	} catch {
		return undefined;
	}
}
