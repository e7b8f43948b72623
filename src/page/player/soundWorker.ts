/** Where the page's own script is from: `sound.js` stands beside it. */
const page = document.currentScript;

/**
 * Starts the worker that decodes. Its script is only loaded where it is needed,
 * and through a blob, as VS Code serves files to pages alone.
 *
 * @throws where it cannot be loaded.
 */
export async function startSoundWorker(signal: AbortSignal): Promise<Worker> {
	const base = page instanceof HTMLScriptElement ? page.src : location.href;
	const response = await fetch(new URL("sound.js", base), { signal });
	if (!response.ok) {
		throw new Error(`Status ${response.status}`);
	}
	const script = await response.blob();
	signal.throwIfAborted();
	const url = URL.createObjectURL(
		new Blob([script], { type: "text/javascript" }),
	);
	try {
		return new Worker(url);
	} finally {
		URL.revokeObjectURL(url);
	}
}
