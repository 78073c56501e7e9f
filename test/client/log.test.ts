import * as fc from 'fast-check';
import { logLine } from '../../drchrono/client/log';
import { patientHash } from '../../drchrono/privacy/hash';

const key = 'the audit key of a test';

test('method, route, status, time, quota and hashed ids', () => {
	const line = logLine({
		method: 'GET',
		route: '/api/patients/{id}',
		status: 200,
		ms: 123.4,
		quotaLeft: 412,
		ids: { patient: 12345 },
		key,
	});
	expect(line).toBe(
		`DrChrono GET /api/patients/{id} 200 123 ms, 412 calls left, patient ${patientHash(12345, key)}`,
	);
});

test('the id of a route is hashed as one of its kind', () => {
	const request = { method: 'GET', route: '/api/patients/{id}/ccda', status: 200, ms: 1, key };
	expect(logLine({ ...request, ids: { id: '12345' } })).toBe(
		logLine({ ...request, ids: { patient: 12345 } }),
	);
});

test('why there was no status', () => {
	const request = {
		method: 'POST',
		route: '/api/appointments',
		status: 'timeout',
		ms: 60_000,
		key,
	};
	expect(logLine({ ...request, status: 'timeout' })).toBe(
		'DrChrono POST /api/appointments timeout 60000 ms',
	);
});

test.each([
	['/api/patients/12345', '/api/patients/{id}'],
	['/api/patients?last_name=Smith', '/api/patients'],
	['/api/appointments/20260115_12345', '/api/appointments/{id}'],
	['/api/lab/v4/results/3f0b5c0e-0000-4000-8000-000000000001', '/api/lab/v4/results/{id}'],
	['/appointments/availability/', '/appointments/availability/'],
])('a path instead of a template loses what it gave away: %s', (route, template) => {
	expect(logLine({ method: 'GET', route, status: 200, ms: 1, key })).toBe(
		`DrChrono GET ${template} 200 1 ms`,
	);
});

test('no id in any line, with or without a key', () => {
	fc.assert(
		fc.property(
			fc.integer({ min: 10_000, max: 999_999_999 }),
			fc.constantFrom(key, ''),
			(id, auditKey) => {
				const line = logLine({
					method: 'GET',
					route: `/api/patients/${id}?id=${id}`,
					status: 200,
					ms: 7,
					ids: { patient: id, doctor: String(id) },
					key: auditKey,
				});
				// A hash may hold the digits by chance; then they stand within its hexadecimal digits.
				expect(line.replace(/\b[0-9a-f]{32}\b/g, '')).not.toContain(String(id));
			},
		),
	);
});
