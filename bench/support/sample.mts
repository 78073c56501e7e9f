/** What one reading took, in milliseconds. */
export interface Sample {
	wall: number;
	/** CPU time of the process that read. */
	cpu: number;
}

export function median(values: readonly number[]): number {
	const sorted = [...values].sort((one, other) => one - other);
	const middle = sorted.length / 2;
	return ((sorted[Math.ceil(middle) - 1] ?? NaN) + (sorted[Math.floor(middle)] ?? NaN)) / 2;
}

/** Median of what one took against another in the same round, so that a busy minute counts for both. */
export function medianRatio(
	ones: readonly Sample[],
	others: readonly Sample[],
	kind: keyof Sample,
): number {
	const ratios = ones.flatMap((one, round) => {
		const other = others[round];
		return other ? [one[kind] / other[kind]] : [];
	});
	return median(ratios);
}
