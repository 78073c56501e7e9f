import { pastDayOf } from '../../drchrono/formats/birthday';
import { amountOf } from '../../drchrono/formats/money';
import { npiOf } from '../../drchrono/formats/npi';
import { samePhone } from '../../drchrono/formats/phone';
import { ssnOf } from '../../drchrono/formats/ssn';
import type { Outcome } from '../../drchrono/client/outcome';

const valueOf = <T>(outcome: Outcome<T>) => (outcome.ok ? outcome.value : undefined);

/** Noon in New York; already the next day east of the date line. */
const NOW = Date.parse('2026-11-22T17:00:00Z');

test.each([
	['1980-02-03', '1980-02-03'],
	['2026-11-22', '2026-11-22'],
	['2026-11-23', '2026-11-23'],
	['1980-02-03T00:00:00Z', '1980-02-03'],
	['2026-11-24', undefined],
	['1876-11-22', undefined],
	['1981-02-29', undefined],
	['02/03/1980', undefined],
	['', undefined],
])('the birthday %j is %j', (input, day) => {
	expect(valueOf(pastDayOf(input, 'Date of Birth', NOW))).toBe(day);
});

test.each([
	['123-45-6789', '123-45-6789'],
	['123456789', '123-45-6789'],
	[' 123 45 6789 ', '123-45-6789'],
	['000-45-6789', undefined],
	['666-45-6789', undefined],
	['900-45-6789', undefined],
	['123-00-6789', undefined],
	['123-45-0000', undefined],
	['12345678', undefined],
	['***-**-6789', undefined],
])('the social security number %j is %j', (input, number) => {
	expect(valueOf(ssnOf(input, 'SSN'))).toBe(number);
});

test.each([
	['20', '20.00'],
	['20.5', '20.50'],
	['$1,250.00', '1250.00'],
	['0', '0.00'],
	['-5', undefined],
	['20.505', undefined],
	['1,25', undefined],
	['twenty', undefined],
])('the amount %j is %j', (input, amount) => {
	expect(valueOf(amountOf(input, 'Copay'))).toBe(amount);
});

test.each([
	['1234567893', true],
	['1234567890', false],
	['123456789', false],
	['3234567893', false],
])('the provider number %j is one: %j', (input, isOne) => {
	expect(npiOf(input, 'NPI').ok).toBe(isOne);
});

test.each([
	['(650) 555-0100', true],
	['+16505550100', true],
	['650.555.0100', true],
	['650-555-0101', false],
	['555-0100', false],
	['', false],
	[null, false],
])('%j is the number looked for: %j', (text, isSame) => {
	expect(samePhone(text, { area: '650', exchange: '555', line: '0100' })).toBe(isSame);
});

test('a refusal holds nothing of the value', () => {
	const refusals = [
		ssnOf('123-45-0000', 'SSN'),
		amountOf('12x34', 'Copay'),
		npiOf('1234567890', 'NPI'),
		pastDayOf('2190-01-01', 'Date of Birth', NOW),
	];
	for (const refusal of refusals) {
		expect(refusal.ok).toBe(false);
		expect(JSON.stringify(refusal)).not.toMatch(/0000|12x34|1234567890|2190/);
		expect(JSON.stringify(refusal)).toContain('Nothing was sent');
	}
});
