import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import * as path from "node:path";

/** A folder that goes with the test. */
export async function temporaryFolder(): Promise<
	AsyncDisposable & { readonly path: string }
> {
	const folder = await mkdtemp(path.join(tmpdir(), "sidescribe-test-"));
	return {
		path: folder,
		[Symbol.asyncDispose]: () => rm(folder, { recursive: true, force: true }),
	};
}
