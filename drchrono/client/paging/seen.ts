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
	 * Picks the records that were not returned yet, `most` at most, and counts them as returned. Records
	 * without a key are always new.
	 *
	 * @returns `rest`: whether it left new records out
	 */
	take<T>(
		records: readonly T[],
		keyOf: (record: T) => string | undefined,
		most: number = Infinity,
	): { taken: T[]; rest: boolean } {
		const taken: T[] = [];
		let text = '';
		for (const record of records) {
			const key = keyOf(record);
			if (key !== undefined && this.#keys.has(key)) continue;
			if (taken.length >= most) {
				this.#text += text;
				return { taken, rest: true };
			}
			taken.push(record);
			if (key === undefined) continue;
			this.#keys.add(key);
			text += `${this.#part(key)},`;
		}
		this.#text += text;
		return { taken, rest: false };
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
