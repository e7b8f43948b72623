import * as path from "node:path";

/** The project's top level. */
export const PROJECT = path.resolve(import.meta.dirname, "../..");

/**
 * Where VS Code and the browser are installed on first use; git-ignored. Set
 * `SIDESCRIBE_HOST_DIR` to share one between clones.
 */
export const HOST_FOLDER = path.resolve(
	process.env.SIDESCRIBE_HOST_DIR ?? path.join(PROJECT, ".host"),
);

/** Where runs leave screenshots and logs; git-ignored. */
export const OUTPUT_FOLDER = path.join(PROJECT, "test-output");
