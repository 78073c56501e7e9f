type Source<T> = AsyncGenerator<T, void, void>;

/**
 * How many parts of a list to read at once: never more than half the calls that the server bears in one
 * second, so that other work under the same limit still gets through.
 */
export function parallelism(parts: number, burstLimit: number): number {
	return Math.max(1, Math.min(parts, Math.floor(burstLimit / 2)));
}

/**
 * The items of several sources, one source after the other, while up to `atOnce` of them are already
 * being read: the next item is on its way while its reader is busy with the one before. With `atOnce` 0
 * nothing is read before it is asked for.
 */
export async function* inSequence<T>(
	sources: ReadonlyArray<() => Source<T>>,
	atOnce: number,
): AsyncGenerator<T, void, void> {
	if (atOnce < 1) {
		for (const open of sources) yield* open();
		return;
	}
	const running: Array<ReadAhead<T>> = [];
	const unopened = sources.values();
	const openNext = () => {
		const { done, value: open } = unopened.next();
		if (!done) running.push(new ReadAhead(open()));
	};
	try {
		for (let slot = 0; slot < atOnce; slot++) openNext();
		for (let [first] = running; first; [first] = running) {
			yield* first.items();
			running.shift();
			openNext();
		}
	} finally {
		for (const source of running) source.stop();
	}
}

/** Reads a source from now on, and keeps its items until they are asked for. */
class ReadAhead<T> {
	readonly #results: Array<Promise<IteratorResult<T, void>>> = [];
	#stopped = false;

	constructor(private readonly source: Source<T>) {
		this.#pull();
	}

	async *items(): AsyncGenerator<T, void, void> {
		for (let result = this.#results.shift(); result; result = this.#results.shift()) {
			const { done, value } = await result;
			if (done) return;
			yield value;
		}
	}

	/** Lets the request that is under way end, and sends no other. */
	stop(): void {
		this.#stopped = true;
	}

	#pull(): void {
		const result = this.source.next();
		this.#results.push(result);
		result.then(
			({ done }) => {
				if (!done && !this.#stopped) this.#pull();
			},
			() => undefined,
		);
	}
}
