/** What `Seen` picked of a page. */
export interface Taken<T> {
	taken: T[];
	/** True if it left new records behind. */
	rest: boolean;
	/** Records without a key up to where it stopped. */
	unkeyed: number;
}

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
		for (const part of text.split(',').slice(0, -1)) seen.#keys.add(seen.#keyIn(part));
		seen.#text = text;
		return seen;
	}

	get text(): string {
		return this.#text;
	}

	/**
	 * Picks the records that were not returned yet and counts them as returned. Records without a key
	 * are always new.
	 *
	 * @param most stop after so many
	 * @param unkeyed how many records without a key to pass over first, as they were returned before
	 */
	take<T>(
		records: readonly T[],
		keyOf: (record: T) => string | undefined,
		most: number = Infinity,
		unkeyed: number = 0,
	): Taken<T> {
		const taken: T[] = [];
		let passed = 0;
		for (const record of records) {
			const key = keyOf(record);
			const known = key === undefined ? passed < unkeyed : this.#keys.has(key);
			if (!known && taken.length === most) return { taken, rest: true, unkeyed: passed };
			if (key === undefined) passed++;
			if (known) continue;
			taken.push(record);
			if (key === undefined) continue;
			this.#keys.add(key);
			this.#text += `${this.#part(key)},`;
		}
		return { taken, rest: false, unkeyed: passed };
	}

	#part(key: string): string {
		if (!WHOLE_NUMBER.test(key)) return `~${escaped(key)}`;
		const step = Number(key) - this.#last;
		this.#last += step;
		return step.toString(36);
	}

	#keyIn(part: string): string {
		if (part.startsWith('~')) return unescaped(part.slice(1));
		this.#last += parseInt(part, 36);
		return String(this.#last);
	}
}

/** Whole numbers that come back from a `Number` as they were. */
const WHOLE_NUMBER = /^(0|[1-9]\d{0,14})$/;

/** The key without commas. `encodeURIComponent` would throw on half a surrogate pair. */
function escaped(key: string): string {
	return key.replaceAll('%', '%25').replaceAll(',', '%2C');
}

function unescaped(text: string): string {
	return text.replaceAll('%2C', ',').replaceAll('%25', '%');
}
