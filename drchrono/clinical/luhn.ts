/** Whether the last digit is the one that Luhn's algorithm (modulus 10) gives for those before it. */
export function hasLuhnDigit(digits: string): boolean {
	let sum = 0;
	for (const [place, digit] of [...digits].reverse().entries()) {
		const value = Number(digit) * (place % 2 === 0 ? 1 : 2);
		sum += value > 9 ? value - 9 : value;
	}
	return sum % 10 === 0;
}
