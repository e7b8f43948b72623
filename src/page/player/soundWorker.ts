/** Where the page's own script is from: the worker's scripts stand beside it. */
const page = document.currentScript;

/** In the order in which they are run. */
const SCRIPTS = ["mediabunny.cjs", "sound.js"];

/**
 * Starts the worker that decodes. Its scripts are only loaded where they are
 * needed, and through a blob, as VS Code serves files to pages alone.
 *
 * @throws where it cannot be loaded.
 */
export async function startSoundWorker(signal: AbortSignal): Promise<Worker> {
	const base = page instanceof HTMLScriptElement ? page.src : location.href;
	const scripts = await Promise.all(
		SCRIPTS.map((script) => load(new URL(script, base), signal)),
	);
	signal.throwIfAborted();
	const url = URL.createObjectURL(
		new Blob(scripts, { type: "text/javascript" }),
	);
	try {
		return new Worker(url);
	} finally {
		URL.revokeObjectURL(url);
	}
}

async function load(script: URL, signal: AbortSignal): Promise<Blob> {
	const response = await fetch(script, { signal });
	if (!response.ok) {
		throw new Error(`Status ${response.status}`);
	}
	return await response.blob();
}
