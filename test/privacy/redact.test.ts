import * as fc from 'fast-check';
import { isSensitiveField, maskSsn } from '../../drchrono/privacy/redact';

describe('fields that hold a social security number', () => {
	test.each([
		'social_security_number',
		'subscriber_social_security',
		'auto_accident_subscriber_social_security',
		'ssn',
		'patient_ssn',
		'SSN',
		'socialSecurityNumber',
		'Social Security Number',
		'patientSsn',
	])('%s', (name) => {
		expect(isSensitiveField(name)).toBe(true);
	});

	test.each(['last_name', 'session', 'lessness', 'social', 'security_question', 'classname', 'id'])(
		'not %s',
		(name) => {
			expect(isSensitiveField(name)).toBe(false);
		},
	);
});

describe('masking', () => {
	test.each([
		['123-45-6789', '***-**-6789'],
		['123456789', '***-**-6789'],
		[123456789, '***-**-6789'],
		['***-**-6789', '***-**-6789'],
		['12', '***-**-****'],
		['unknown', '***-**-****'],
		['', ''],
		[null, null],
	])('%p becomes %p', (ssn, masked) => {
		expect(maskSsn({ social_security_number: ssn })).toEqual({ social_security_number: masked });
	});

	test('at any depth, and whatever is nested under such a name', () => {
		expect(
			maskSsn([
				{ id: 1, primary_insurance: { subscriber_social_security: '123-45-6789' } },
				{ id: 2, ssn: { old: '111-22-3333', all: ['222-33-4444', null] } },
			]),
		).toEqual([
			{ id: 1, primary_insurance: { subscriber_social_security: '***-**-6789' } },
			{ id: 2, ssn: { old: '***-**-3333', all: ['***-**-4444', null] } },
		]);
	});

	test('leaves what it was given as it was, and shares what needs no mask', () => {
		const address = { city: 'Springfield' };
		const record = { ssn: '123-45-6789', address };
		const masked = maskSsn(record);
		expect(record.ssn).toBe('123-45-6789');
		expect(masked).not.toBe(record);
		expect(masked.address).toBe(address);
		const harmless = { id: 1, list: [{ a: 1 }] };
		expect(maskSsn(harmless)).toBe(harmless);
	});

	const ssn = '078-05-1120';
	const tree = fc.letrec((tie) => ({
		tree: fc.oneof(
			{ depthSize: 'small' },
			fc.constantFrom<unknown>('text', 5, null, true),
			fc.array(tie('tree'), { maxLength: 3 }),
			fc.dictionary(fc.constantFrom('a', 'ssn', 'nested'), tie('tree'), { maxKeys: 3 }),
			fc.constant({ social_security_number: ssn }),
			fc.constant({ ssn: Number(ssn.replace(/-/g, '')) }),
			fc.constant({ subscriber_social_security: [ssn] }),
		),
	})).tree;

	const hidesNumbers = (mask: (value: never) => unknown) =>
		fc.property(tree, (value) => {
			const before = JSON.stringify(value);
			expect(JSON.stringify(mask(value as never))).not.toMatch(/078-?05-?1120|\b78051120\b/);
			expect(JSON.stringify(value)).toBe(before);
		});

	test('no number survives anywhere', () => {
		fc.assert(hidesNumbers(maskSsn), { seed: 20261122, numRuns: 1000 });
	});

	test.each<[string, (value: never) => unknown]>([
		['only the top is masked', (value) => topOnly(value)],
		['lists are passed by', (value) => (Array.isArray(value) ? value : maskSsn(value))],
	])('the property notices: %s', (_, defect) => {
		expect(fc.check(hidesNumbers(defect), { seed: 20261122, numRuns: 1000 }).failed).toBe(true);
	});

	test('masking twice changes nothing more', () => {
		fc.assert(
			fc.property(tree, (value) => {
				const once = maskSsn(value as never);
				expect(maskSsn(once)).toBe(once);
			}),
		);
	});
});

function topOnly(value: unknown): unknown {
	if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
	return Object.fromEntries(
		Object.entries(value).map(([name, inner]) => [name, isSensitiveField(name) ? '***' : inner]),
	);
}
