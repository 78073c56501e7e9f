import { classify, type About } from '../../drchrono/client/errors';
import type { Failure } from '../../drchrono/client/failure';
import type { Endpoint } from '../../drchrono/client/request';
import type { TransportResult } from '../../drchrono/client/transport';

const NOW = Date.UTC(2026, 10, 22, 14, 20);
const create: Endpoint = {
	method: 'POST',
	route: '/api/appointments',
	effect: 'write',
	area: 'scheduling',
	category: 'all',
	creates: true,
};
const list: Endpoint = { ...create, method: 'GET', effect: 'read', creates: undefined };
const update: Endpoint = {
	...create,
	method: 'PATCH',
	route: '/api/appointments/{id}',
	creates: false,
};
const v4: About = { endpoint: create, dialect: 'v4', now: NOW };

function answer(
	status: number,
	body: unknown,
	headers: Record<string, string> = {},
): TransportResult {
	const text = typeof body === 'string' ? body : JSON.stringify(body);
	return { kind: 'response', response: { status, headers, text } };
}

function failureOf(result: TransportResult, about: Partial<About> = {}): Failure {
	const outcome = classify(result, { ...v4, ...about });
	if (outcome.ok) throw new TypeError('expected a failure');
	return outcome.failure;
}

describe('the shapes of a body that refuses (wire.md §5.4, guide.md Errors)', () => {
	const html = { 'content-type': 'text/html; charset=utf-8' };
	const rows: Array<[shape: string, result: TransportResult, expected: Partial<Failure>]> = [
		[
			'401, plain text that calls itself HTML',
			answer(401, 'Authorization failed.', {
				...html,
				'www-authenticate':
					'Bearer error="invalid_token",error_description="The access token is invalid."',
			}),
			{ kind: 'unauthorized', sentence: 'DrChrono no longer accepts the token of this credential' },
		],
		[
			'object of arrays',
			answer(400, { doctor: ['This field is required.'] }),
			{ kind: 'rejected', field: 'doctor', sentence: "'doctor' is required" },
		],
		[
			'object of several arrays',
			answer(400, {
				scheduled_time: ['This field is required.'],
				office: ['This field may not be null.'],
			}),
			{
				field: 'scheduled_time',
				sentence: "'scheduled_time' is required; 'office' must not be empty",
			},
		],
		[
			'more fields than one reads',
			answer(
				400,
				Object.fromEntries('abcde'.split('').map((f) => [f, ['This field is required.']])),
			),
			{ sentence: "'a', 'b', 'c' and 2 more are required" },
		],
		[
			'object of strings',
			answer(400, { zip_code: 'Unknown or invalid ZIP code' }),
			{ field: 'zip_code', sentence: "'zip_code' is no ZIP code that DrChrono knows" },
		],
		[
			'a value echoed in the message',
			answer(400, { status: ['"Smith" is not a valid choice.'] }),
			{ field: 'status', sentence: "'status' is none of the values that DrChrono offers" },
		],
		[
			'an echoed value that reads like a message',
			answer(400, {
				reason: ['"Potential duplicate patient, note locked" is not a valid choice.'],
			}),
			{ kind: 'rejected', field: 'reason' },
		],
		[
			'an unknown message',
			answer(400, { reason: ['Smith cannot come on Mondays'] }),
			{ field: 'reason', sentence: "DrChrono refused the field 'reason'" },
		],
		[
			'nested objects',
			answer(400, { primary_insurance: { subscriber_state: ['"XX" is not a valid choice.'] } }),
			{ field: 'primary_insurance.subscriber_state' },
		],
		[
			'a list with one bad member',
			answer(400, { custom_demographics: [{}, { value: ['This field may not be blank.'] }] }),
			{ field: 'custom_demographics.value' },
		],
		[
			'bare array',
			answer(400, ['Office already has the maximum number of exam rooms']),
			{ kind: 'rejected', sentence: 'The office has as many exam rooms as DrChrono allows' },
		],
		[
			'bare array about a parameter',
			answer(400, ['template_id must be an integer']),
			{ field: 'template_id', sentence: "'template_id' must be a number" },
		],
		[
			'bare array about a missing filter',
			answer(400, ['Either since, occurred_since, date or date_range must be specified']),
			{ sentence: 'A value is missing' },
		],
		[
			'complaint about the record as a whole',
			answer(400, { non_field_errors: ['start_time must be before end_time'] }),
			{ field: undefined, sentence: 'The start must lie before the end' },
		],
		[
			'detail of no known kind',
			answer(400, { detail: 'Mrs. Smith is in the way' }),
			{
				kind: 'rejected',
				sentence: 'DrChrono refused the request and gave no reason that may be shown here',
			},
		],
		[
			'OAuth',
			answer(401, { error: 'invalid_grant', error_description: 'Invalid refresh token' }),
			{
				kind: 'unauthorized',
				sentence:
					'The DrChrono token was revoked, or renewed by another program with the same DrChrono application',
			},
		],
		[
			'OAuth with the status the standard wants',
			answer(400, { error: 'invalid_client' }),
			{
				kind: 'unauthorized',
				sentence: 'DrChrono does not know the client ID and client secret of this credential',
			},
		],
		['404', answer(404, { detail: 'Not found.' }), { kind: 'not-found', status: 404 }],
		[
			'404 of a prepared list',
			answer(404, { detail: 'Invalid uuid specified' }),
			{ kind: 'not-found', sentence: 'DrChrono no longer holds the list it prepared' },
		],
		[
			'405',
			answer(405, { detail: 'Method "POST" not allowed.' }, { allow: 'GET' }),
			{ kind: 'rejected', sentence: 'DrChrono does not offer POST /api/appointments' },
		],
		[
			'overlap that names the appointment',
			answer(409, { detail: 'Appointment overlaps with 400001' }),
			{
				kind: 'conflict',
				conflictsWith: '400001',
				sentence: 'The time overlaps with appointment 400001',
			},
		],
		[
			'overlap that does not',
			answer(409, ['Scheduled time overlaps with an existing appointment']),
			{
				kind: 'conflict',
				conflictsWith: undefined,
				sentence: 'The time overlaps with an existing appointment',
			},
		],
		['409 without a body', answer(409, ''), { kind: 'conflict', status: 409 }],
		[
			'duplicate patient with 400',
			answer(400, {
				non_field_errors: ['Potential duplicate patient(s) found. Smith, 1980-02-03'],
			}),
			{
				kind: 'conflict',
				sentence: 'The practice has a patient with the same name, date of birth and gender already',
			},
		],
		[
			'duplicate patient with 409',
			answer(409, { detail: 'Potential duplicate patient(s) found.' }),
			{ kind: 'conflict', conflictsWith: undefined },
		],
		[
			'locked note',
			answer(409, { detail: 'Cannot modify a locked clinical note.' }),
			{ kind: 'conflict', sentence: 'The clinical note is locked and cannot be changed' },
		],
		[
			'403 as a web page of the firewall in front',
			answer(403, '<!DOCTYPE html><title>Attention Required! | Cloudflare</title>', html),
			{ kind: 'unavailable', sentence: 'A firewall in front of DrChrono turned this n8n away' },
		],
		[
			'404 as a web page of a server that is no API',
			answer(404, '<html>Not Found</html>', html),
			{
				kind: 'not-found',
				sentence: 'There is no DrChrono API at the address of POST /api/appointments',
			},
		],
		['413', answer(413, '<html>413</html>', html), { kind: 'rejected', status: 413 }],
		[
			'500 of a prepared list',
			answer(500, { status: 'Failed', uuid: '3f0b', detail: 'Try Smith again' }),
			{ kind: 'unavailable', sentence: 'DrChrono could not prepare the list' },
		],
		['500 in HTML', answer(500, '<h1>Server Error (500)</h1>', html), { kind: 'unavailable' }],
		['500 with nothing', answer(500, ''), { kind: 'unavailable', status: 500 }],
		['502', answer(502, '<html></html>', html), { kind: 'unavailable', status: 502 }],
		['503', answer(503, 'down'), { kind: 'unavailable', status: 503, retryAt: undefined }],
		[
			'503 with a word',
			answer(503, '', { 'retry-after': '30' }),
			{ kind: 'unavailable', retryAt: NOW + 30_000 },
		],
		['a status of the edge', answer(522, '<html></html>', html), { kind: 'unavailable' }],
		[
			'a redirect that was not followed',
			answer(302, '', { location: 'https://elsewhere.example/?name=Smith' }),
			{
				kind: 'rejected',
				sentence:
					'DrChrono pointed POST /api/appointments to another address, which was not followed',
			},
		],
	];

	test.each(rows)('%s', (_, result, expected) => {
		expect(failureOf(result)).toMatchObject(
			Object.fromEntries(Object.entries(expected).filter(([, value]) => value !== undefined)),
		);
		for (const [key, value] of Object.entries(expected)) {
			if (value === undefined) expect(failureOf(result)).not.toHaveProperty(key);
		}
		expect(failureOf(result).route).toBe('POST /api/appointments');
		expect(JSON.stringify(failureOf(result))).not.toContain('Smith');
	});

	const guideRows: Array<[string, TransportResult, Partial<Failure>]> = [
		[
			'400 by field',
			answer(400, { errors: { email: ['Enter a valid email address.'] } }),
			{
				kind: 'rejected',
				field: 'email',
				sentence: "'email' is no e-mail address that DrChrono accepts",
			},
		],
		['401', answer(401, { error: 'Token expired' }), { kind: 'unauthorized' }],
		['403', answer(403, { error: 'Forbidden' }), { kind: 'permission' }],
		['403 for a scope', answer(403, { error: 'Missing scope billing:read' }), { kind: 'scope' }],
		['403 for a scope, as a code', answer(403, { error: 'insufficient_scope' }), { kind: 'scope' }],
		['404', answer(404, { error: 'Not found' }), { kind: 'not-found' }],
		[
			'429',
			answer(429, { error: 'Too many requests' }, { 'x-ratelimit-reset': `${NOW / 1000 + 12}` }),
			{ kind: 'throttled', retryAt: NOW + 12_000 },
		],
		[
			'500, where the reset of the limit is no promise',
			answer(500, { error: 'Oops' }, { 'x-ratelimit-reset': `${NOW / 1000 + 12}` }),
			{ kind: 'unavailable', retryAt: undefined },
		],
	];

	test.each(guideRows)('guide: %s', (_, result, expected) => {
		const failure = failureOf(result, { dialect: 'guide' });
		for (const [key, value] of Object.entries(expected)) {
			expect(failure[key as keyof Failure]).toEqual(value);
		}
	});
});

describe('fields by their names', () => {
	const fieldLabel = (field: string) => ({ doctor: 'Provider' })[field];

	test('as the node calls them, with the name of the API beside', () => {
		const body = { doctor: ['Invalid pk "123" - object does not exist.'] };
		expect(failureOf(answer(400, body), { fieldLabel })).toMatchObject({
			field: 'doctor',
			sentence:
				"'Provider' (doctor) points to a record that DrChrono does not have or does not show to this user",
			advice: "Choose 'Provider' (doctor) from the list, or check the ID.",
		});
	});

	test('a limit of the schema is told', () => {
		const body = { reason: ['Ensure this field has no more than 100 characters.'] };
		expect(failureOf(answer(400, body)).sentence).toBe("'reason' is longer than 100 characters");
	});

	test('what is no name of the API does not stand in for one', () => {
		const failure = failureOf(answer(400, { 'Smith, Ann': ['This field is required.'] }));
		expect(failure).not.toHaveProperty('field');
		expect(failure.sentence).toBe('A value is required');
	});
});

describe('403: scope or permission', () => {
	const refused = answer(403, { detail: 'You do not have permission to perform this action.' });
	const clinical: Endpoint = { ...list, route: '/api/lab_orders', area: 'clinical' };
	const scopeBases = ['clinical', 'labs'];

	test.each([
		['none of the scopes', clinical, ['user:read', 'calendar:read'], 'scope'],
		['all of them', clinical, ['clinical:read', 'labs:write'], 'permission'],
		[
			'only for reading, when changing',
			{ ...clinical, effect: 'write' as const },
			['clinical:read', 'labs:read'],
			'scope',
		],
	])('%s', (_, endpoint, grantedScopes, kind) => {
		const failure = failureOf(refused, { endpoint, grantedScopes, scopeBases });
		expect(failure.kind).toBe(kind);
		expect(failure.sentence).toContain("'Clinical'");
		expect(failure.advice).toContain(kind === 'scope' ? "'Clinical'" : "'Access Clinical Notes'");
	});

	test.each([
		['some of them', ['clinical:read'], scopeBases],
		['scopes unknown', undefined, scopeBases],
		['no scopes told', [], scopeBases],
		['needs unknown', ['clinical:read'], undefined],
	])('%s: both are said', (_, grantedScopes, bases) => {
		const failure = failureOf(refused, { endpoint: clinical, grantedScopes, scopeBases: bases });
		expect(failure.kind).toBe('permission');
		expect(failure.advice).toMatch(/scope.*permission/);
	});

	test('the server may say it itself', () => {
		const headers = { 'www-authenticate': 'Bearer error="insufficient_scope"' };
		expect(failureOf(answer(403, '', headers), { grantedScopes: [] }).kind).toBe('scope');
	});

	test('a suspended account is neither', () => {
		const failure = failureOf(answer(403, { detail: 'Your account is suspended.' }));
		expect(failure.sentence).toBe('DrChrono has suspended this account or limits it to reading');
	});
});

describe('429', () => {
	const throttled = (seconds: string) =>
		answer(429, { detail: `Request was throttled. Expected available in ${seconds} seconds.` });

	test('by the text of v4, up to the hour', () => {
		expect(failureOf(throttled('2295.0'))).toMatchObject({
			kind: 'throttled',
			retryAt: NOW + 2_295_000,
			sentence: 'The DrChrono application has used up its calls of this hour',
			advice: expect.stringContaining('2026-11-22T14:58:15Z'),
		});
	});

	test('a short wait is no used-up hour', () => {
		expect(failureOf(throttled('1.0')).sentence).toBe('DrChrono takes no more calls for now');
	});

	test('no more than an hour is believed', () => {
		expect(failureOf(throttled('99999999.0')).retryAt).toBe(NOW + 3_600_000);
	});

	test.each([
		['seconds', { 'retry-after': '17' }, 17_000],
		['a date', { 'retry-after': 'Sun, 22 Nov 2026 14:20:09 GMT' }, 9_000],
		[
			"a date by the server's own clock",
			{ 'retry-after': 'Sun, 22 Nov 2026 16:00:09 GMT', date: 'Sun, 22 Nov 2026 16:00:00 GMT' },
			9_000,
		],
	])('Retry-After as %s', (_, headers, wait) => {
		expect(failureOf(answer(429, '', headers)).retryAt).toBe(NOW + wait);
	});

	test('a silent server promises nothing', () => {
		expect(failureOf(answer(429, ''))).not.toHaveProperty('retryAt');
	});
});

describe('no answer', () => {
	test.each([
		['refused', 'network'],
		['lost', 'network'],
		['timeout', 'timeout'],
		['cancelled', 'cancelled'],
	] as const)('%s is %s', (fault, kind) => {
		expect(failureOf({ kind: 'fault', fault }).kind).toBe(kind);
	});

	test.each([
		['invalid_grant', 'unauthorized', /one DrChrono application per n8n/],
		['The credential "Smith" needs to be reconnected.', 'unauthorized', /one DrChrono application/],
		['invalid_client', 'unauthorized', /client ID|Compare both/],
		['not-connected', 'unauthorized', /connect it/],
		['HTTP status 429: Expected available in 30 seconds', 'throttled', /2026-11-22T14:20:30Z/],
		['token-endpoint 429', 'throttled', /Wait a moment/],
		['token-endpoint', 'unavailable', /most likely fine/],
		['connect ECONNREFUSED 10.0.0.1:443', 'network', /Check the network/],
		['domain', 'rejected', /Base URL/],
		['who knows what Smith did', 'unauthorized', /Reconnect/],
		['', 'unauthorized', /Reconnect/],
	] as const)('a credential that cannot sign: %s', (detail, kind, advice) => {
		const failure = failureOf({ kind: 'fault', fault: 'credential', detail });
		expect(failure.kind).toBe(kind);
		expect(failure.advice).toMatch(advice);
		expect(JSON.stringify(failure)).not.toContain('Smith');
	});
});

describe('2xx', () => {
	const about = (endpoint: Endpoint): About => ({ ...v4, endpoint });

	test('JSON is handed on with status and headers', () => {
		const headers = { 'content-type': 'application/json' };
		expect(classify(answer(200, { results: [], next: null }, headers), about(list))).toEqual({
			ok: true,
			value: { status: 200, headers, json: { results: [], next: null } },
		});
	});

	test('a byte order mark does not spoil it', () => {
		expect(classify(answer(200, '\uFEFF[1]'), about(list))).toMatchObject({ value: { json: [1] } });
	});

	test.each([
		['204 of a PATCH', answer(204, '', { 'content-type': 'text/html; charset=utf-8' }), update],
		['200 of a PATCH with nothing', answer(200, ' \n'), update],
	])('%s is a success without JSON', (_, result, endpoint) => {
		expect(classify(result, about(endpoint))).toMatchObject({ ok: true, value: { json: null } });
	});

	test.each([
		['a web page', '<!DOCTYPE html><html>Smith</html>', list, 'unavailable'],
		['a web page for a DELETE', '<html>', { ...update, method: 'DELETE' as const }, 'unavailable'],
		['JSON that breaks off', '{"results":[{"last_name":"Smi', list, 'malformed'],
		['plain text', 'OK Smith', list, 'malformed'],
		['a read without data', '', list, 'malformed'],
		['a create without a record', '', create, 'malformed'],
	])('%s is no success', (_, text, endpoint, kind) => {
		const failure = failureOf(answer(200, text), { endpoint });
		expect(failure).toMatchObject({ kind, status: 200 });
		expect(JSON.stringify(failure)).not.toContain('Smi');
	});
});

describe('an answer without a field in it is no answer', () => {
	test.each([
		['a create with {}', create, {}, false],
		['a create with []', create, [], false],
		['a create with null', create, 'null', false],
		['a create with a record', create, { id: 1 }, true],
		['a create of several', create, [{ index: 0, status: 201 }], true],
		['a change with {}', update, {}, false],
		['a change with the record', update, { id: 1 }, true],
		['a read with {}', list, {}, false],
		['a read with an empty list', list, [], true],
	] as const)('%s', (_, endpoint, body, understood) => {
		const outcome = classify(answer(200, body), { ...v4, endpoint });
		expect(outcome.ok).toBe(understood);
		if (!outcome.ok) expect(outcome.failure.sentence).toContain('answered with nothing');
	});
});
