/** Multiplication in the dihedral group D5: 0–4 turn, 5–9 turn and flip. */
function times(one: number, other: number): number {
	const turn = one < 5 ? one + (other % 5) : one - (other % 5);
	const flipped = one < 5 === other < 5 ? 0 : 5;
	return ((((turn % 5) + 5) % 5) + flipped) % 10;
}

/** Verhoeff's permutation; a digit's place tells how often it is applied. */
const PERMUTATION = [1, 5, 7, 6, 2, 8, 3, 0, 9, 4] as const;

function permuted(digit: number, place: number): number {
	let result = digit;
	for (let round = 0; round < place % 8; round++) result = PERMUTATION[result] ?? 0;
	return result;
}

/**
 * Whether the last digit is the Verhoeff check digit of those before it, as in every SNOMED CT
 * identifier: it notices each wrong digit and each two neighbours that changed places.
 */
export function hasVerhoeffDigit(digits: string): boolean {
	const fromTheEnd = [...digits].reverse();
	return (
		fromTheEnd.reduce((sum, digit, place) => times(sum, permuted(Number(digit), place)), 0) === 0
	);
}
