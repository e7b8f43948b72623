import { execFile } from "node:child_process";
import { truncate, writeFile } from "node:fs/promises";
import * as path from "node:path";
import { promisify } from "node:util";
import { SIMULATOR_KEY, startSimulator } from "../simulator/simulator.ts";
import { temporaryFolder } from "../unit/temporaryFolder.ts";

/** What an upload took of its process. */
export interface UploadCost {
	/** By how much the resident memory grew at most, in bytes. */
	readonly grownBytes: number;
	/** Resident memory before, in bytes. */
	readonly beforeBytes: number;
	readonly seconds: number;
}

/** Uploads a sparse file of so many bytes to a simulator in another process. */
export async function measureUpload(bytes: number): Promise<UploadCost> {
	await using folder = await temporaryFolder();
	await using simulator = await startSimulator();
	const file = path.join(folder.path, "talk.wav");
	await writeFile(file, "");
	await truncate(file, bytes);
	const script = path.join(import.meta.dirname, "uploadProcess.ts");
	const { stdout } = await promisify(execFile)(process.execPath, [
		script,
		simulator.url,
		SIMULATOR_KEY,
		file,
	]);
	if (simulator.uploads[0]?.bytes !== bytes) {
		throw new Error("The service has not got the whole file");
	}
	return JSON.parse(stdout) as UploadCost;
}
