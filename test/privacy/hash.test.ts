import * as fc from 'fast-check';
import { idHash, NO_KEY, patientHash } from '../../drchrono/privacy/hash';

test('the same id has the same hash, as number and as string', () => {
	expect(patientHash(12345, 'k')).toBe(patientHash(' 12345 ', 'k'));
	expect(patientHash(12345, 'k')).toMatch(/^[0-9a-f]{32}$/);
});

test('is HMAC-SHA-256 of kind and id, cut to 128 bits', () => {
	// printf 'patient:12345' | openssl dgst -sha256 -hmac k
	expect(patientHash(12345, 'k')).toBe('9b3763f3628bd05a167eef2c0d18a3e5');
});

test('another key, id or kind has another hash', () => {
	const hashes = [
		patientHash(1, 'k'),
		patientHash(2, 'k'),
		patientHash(1, 'l'),
		idHash('appointment', 1, 'k'),
	];
	expect(new Set(hashes).size).toBe(hashes.length);
});

test('without a key there is no hash that counting up could undo', () => {
	expect(patientHash(12345, '')).toBe(NO_KEY);
});

test('no two ids of a practice share a hash', () => {
	fc.assert(
		fc.property(fc.uniqueArray(fc.nat(), { minLength: 2, maxLength: 50 }), (ids) => {
			expect(new Set(ids.map((id) => patientHash(id, 'k'))).size).toBe(ids.length);
		}),
	);
});
