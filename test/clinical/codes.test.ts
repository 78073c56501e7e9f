import { array, assert, constantFrom, integer, property, tuple } from 'fast-check';

import { codeOf, type CodeSystem } from '../../drchrono/clinical/codes';
import { hasVerhoeffDigit } from '../../drchrono/clinical/verhoeff';

test.each<[CodeSystem, string, string]>([
	['icd10', 'E11.9', 'E11.9'],
	['icd10', 'e119', 'E11.9'],
	['icd10', ' I10 ', 'I10'],
	['icd10', 'S72001A', 'S72.001A'],
	['icd10', 'C4A.9', 'C4A.9'],
	['icd10', 'O9A111', 'O9A.111'],
	['icd10', 'U07.1', 'U07.1'],
	['icd9', '250.00', '250.00'],
	['icd9', '25000', '250.00'],
	['icd9', 'V70.0', 'V70.0'],
	['icd9', 'E8490', 'E849.0'],
	['snomed', '44054006', '44054006'],
	['snomed', '195967001', '195967001'],
	['rxnorm', '860975', '860975'],
	['ndc', '0093-7214-01', '0093-7214-01'],
	['ndc', '50242-040-62', '50242-040-62'],
	['ndc', '60575-4112-1', '60575-4112-1'],
	['ndc', '00093721401', '00093721401'],
	['cvx', '8', '08'],
	['cvx', '08', '08'],
	['cvx', '150', '150'],
	['cpt', '90686', '90686'],
	['cpt', '0031a', '0031A'],
	['cpt', 'G0008', 'G0008'],
])('%s takes %s as %s', (system, text, code) => {
	expect(codeOf(system, text, 'Code')).toEqual({ ok: true, value: code });
});

test.each<[CodeSystem, string]>([
	['icd10', '250.00'],
	['icd10', 'J4'],
	['icd10', 'E11.90000'],
	['icd10', 'diabetes'],
	['icd10', 'EE1.9'],
	['icd9', 'E11.9'],
	['icd9', '31'],
	['snomed', '44054007'],
	['snomed', '44504006'],
	['snomed', '12345'],
	['rxnorm', '0860975'],
	['rxnorm', 'metformin'],
	['ndc', '0093721401'],
	['ndc', '0093-7214-1'],
	['cvx', '1500'],
	['cvx', 'flu'],
	['cpt', '1234'],
	['cpt', 'Z0008'],
])('%s refuses %s before anything is sent, without repeating it', (system, text) => {
	const read = codeOf(system, text, 'Code');
	expect(read).toMatchObject({ ok: false, failure: { kind: 'invalid-input', field: 'Code' } });
	expect(JSON.stringify(read)).not.toContain(text);
	expect(JSON.stringify(read)).toContain('Nothing was sent');
});

describe('the check digit of SNOMED CT', () => {
	const digits = array(integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 17 }).map((all) =>
		all.join(''),
	);
	const valid = digits.map((start) => {
		const ends = [...'0123456789'].filter((end) => hasVerhoeffDigit(start + end));
		return { start, ends };
	});

	test('is one of ten', () => {
		assert(property(valid, ({ ends }) => ends.length === 1));
	});

	test('notices every wrong digit and every two neighbours that changed places', () => {
		const number = valid.map(({ start, ends }) => start + ends[0]!);
		assert(
			property(
				tuple(number, integer({ min: 0 }), constantFrom(1, 2, 3, 4, 5)),
				([text, at, by]) => {
					const place = at % text.length;
					const other = (Number(text[place]) + by) % 10;
					const mistyped = text.slice(0, place) + other + text.slice(place + 1);
					const [one, next] = [text[place]!, text[place + 1] ?? text[place]!];
					const swapped = text.slice(0, place) + next + one + text.slice(place + 2);
					return (
						!hasVerhoeffDigit(mistyped) &&
						(one === next || place + 1 >= text.length || !hasVerhoeffDigit(swapped))
					);
				},
			),
		);
	});

	test('identifiers of anything but concepts are refused', () => {
		// Partition 01 is a description, 02 a relationship.
		for (const partition of ['01', '02', '11']) {
			const start = `123456${partition}`;
			const end = [...'0123456789'].find((digit) => hasVerhoeffDigit(start + digit))!;
			expect(codeOf('snomed', start + end, 'Code').ok).toBe(false);
		}
	});
});
