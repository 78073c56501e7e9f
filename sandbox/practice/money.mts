/** Integer cents as v4 writes decimals: a string with two decimals (wire.md 5.1). */
export function decimal(cents: number): string {
	if (cents === 0) return '0.00';
	const sign = cents < 0 ? '-' : '';
	const size = Math.abs(cents);
	return `${sign}${Math.floor(size / 100)}.${String(size % 100).padStart(2, '0')}`;
}

/** A share of an amount in cents, rounded to the cent. */
export function share(cents: number, ratio: number): number {
	return Math.round(cents * ratio);
}
