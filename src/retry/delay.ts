/**
 * Waits, and leaves neither timer nor listener behind.
 * @throws the signal's reason when aborted.
 */
export async function delay(ms: number, signal: AbortSignal): Promise<void> {
	signal.throwIfAborted();
	const { promise, resolve, reject } = Promise.withResolvers<void>();
	const abort = () => reject(signal.reason);
	const timer = setTimeout(resolve, ms);
	signal.addEventListener("abort", abort, { once: true });
	try {
		await promise;
	} finally {
		clearTimeout(timer);
		signal.removeEventListener("abort", abort);
	}
}

/**
 * A signal that follows another one, `ms` milliseconds behind: for work that is
 * better let end than broken off. Dispose of it when the work has ended.
 */
export function lagging(
	signal: AbortSignal,
	ms: number,
): Disposable & { readonly signal: AbortSignal } {
	const controller = new AbortController();
	let timer: NodeJS.Timeout | undefined;
	const follow = () => {
		timer = setTimeout(() => controller.abort(signal.reason), ms);
	};
	if (signal.aborted) {
		follow();
	} else {
		signal.addEventListener("abort", follow, { once: true });
	}
	return {
		signal: controller.signal,
		[Symbol.dispose]: () => {
			clearTimeout(timer);
			signal.removeEventListener("abort", follow);
		},
	};
}

/**
 * Settles as the promise does, or rejects with the signal's reason when that
 * aborts first.
 */
export async function unlessAborted<T>(
	promise: Promise<T>,
	signal: AbortSignal,
): Promise<T> {
	// What it comes to is nobody's any more, once that was aborted.
	promise.catch(() => {});
	signal.throwIfAborted();
	const aborted = Promise.withResolvers<never>();
	const abort = () => aborted.reject(signal.reason);
	signal.addEventListener("abort", abort, { once: true });
	try {
		return await Promise.race([promise, aborted.promise]);
	} finally {
		signal.removeEventListener("abort", abort);
	}
}
