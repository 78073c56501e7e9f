/**
 * The keys of the records returned so far, in a form that grows at its end only: a position is taken
 * after every page, and with an ever longer list must not cost ever more.
 *
 * The text holds the keys in order, separated by commas: whole numbers as the difference to the whole
 * number before, base 36 (mostly one or two characters), anything else escaped behind a `~`.
 */
export class Seen {
	readonly #keys = new Set<string>();
	#text = '';
	#last = 0;

	/** Takes up what `text` gave before. */
	static of(text: string): Seen {
		const seen = new Seen();
		for (const part of text.split(',').filter(Boolean)) {
			seen.add(
				part.startsWith('~')
					? decodeURIComponent(part.slice(1))
					: String(seen.#last + parseInt(part, 36)),
			);
		}
		return seen;
	}

	get text(): string {
		return this.#text;
	}

	/** Those records that were not returned yet, each once. Records without a key always are among them. */
	unknown<T>(records: readonly T[], keyOf: (record: T) => string | undefined): T[] {
		const here = new Set<string>();
		return records.filter((record) => {
			const key = keyOf(record);
			if (key === undefined) return true;
			if (this.#keys.has(key) || here.has(key)) return false;
			here.add(key);
			return true;
		});
	}

	add(key: string | undefined): void {
		if (key === undefined || this.#keys.has(key)) return;
		this.#keys.add(key);
		this.#text += `${this.#part(key)},`;
	}

	#part(key: string): string {
		if (!WHOLE_NUMBER.test(key)) return `~${encodeURIComponent(key)}`;
		const number = Number(key);
		const step = number - this.#last;
		this.#last = number;
		return step.toString(36);
	}
}

/** Whole numbers that come back from a `Number` as they were. */
const WHOLE_NUMBER = /^(0|[1-9]\d{0,14})$/;
