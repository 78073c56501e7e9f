/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals -- looks into the sources */
import { readdirSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';

import { operationAt } from '../../drchrono/catalog';
import type { Endpoint } from '../../drchrono/client/request';
import { v4 } from '../../drchrono/dialects/v4';

const FOLDER = resolve(__dirname, '../../drchrono/dialects/v4');

/** Something of everything that a dialect's functions ask for. */
const ANYTHING: Record<string, unknown> = {
	durationMinutes: 30,
	examRoom: 1,
	firstName: 'Text',
	from: '2026-01-01',
	gender: 'Other',
	id: '1',
	lastName: 'Text',
	office: '1',
	patient: '1',
	payerType: 'emdeon',
	provider: '1',
	providers: ['1'],
	start: { kind: 'wall', wall: '2026-01-01T10:00:00' },
	to: '2026-01-02',
	ranges: [],
};

/** Arguments with which most of them do what they do; what needs others is left out. */
const ARGUMENTS: readonly unknown[][] = [
	[ANYTHING, 'US/Eastern', ANYTHING, 'US/Eastern'],
	['1', ANYTHING, 'US/Eastern', ANYTHING],
	['1', true],
	['2026-01-01T00:00:00', 0],
	[],
];

/** Every endpoint that a dialect holds or makes. */
function endpointsIn(value: unknown, found = new Map<string, Endpoint>(), depth = 0) {
	if (depth > 8 || value === null) return found;
	if (typeof value === 'function') {
		for (const given of ARGUMENTS) {
			try {
				endpointsIn((value as (...given: unknown[]) => unknown)(...given), found, depth + 2);
			} catch {
				// It wanted something else.
			}
		}
	} else if (typeof value === 'object') {
		if (isEndpoint(value)) found.set(`${value.method} ${value.route}`, value);
		for (const part of Object.values(value)) endpointsIn(part, found, depth + 1);
	}
	return found;
}

/** A function that was given no kind of record makes a path without one, which is none. */
function isEndpoint(value: object): value is Endpoint {
	if (!('method' in value && 'route' in value && 'effect' in value)) return false;
	return typeof value.route === 'string' && value.route.startsWith('/api/');
}

const endpoints = [...endpointsIn(v4).values()];

test('enough of the endpoints are found', () => {
	const found = endpoints.map(({ method, route }) => `${method} ${route}`);
	expect(found).toEqual(
		expect.arrayContaining([
			'GET /api/appointments',
			'POST /api/appointments',
			'PATCH /api/appointments/{id}',
			'DELETE /api/appointments/{id}',
			'GET /api/patients',
			'GET /api/users/current',
			'GET /api/doctors',
		]),
	);
});

test.each(endpoints.map((endpoint) => [`${endpoint.method} ${endpoint.route}`, endpoint] as const))(
	'the catalog has %s with the same effect',
	(_, { method, route, effect, creates }) => {
		const operation = operationAt(method, route);
		const sides = [operation?.endpoint, operation?.bulk?.prepare, operation?.bulk?.look];
		const known = sides.find((side) => side?.method === method && side.route === route);
		expect({ effect: known?.effect, creates: known?.creates ?? false }).toEqual({
			effect,
			creates: creates ?? false,
		});
	},
);

test('every path in the sources of the dialect is one of the catalog', () => {
	const paths = readdirSync(FOLDER).flatMap((file) =>
		[...readFileSync(join(FOLDER, file), 'utf8').matchAll(/'(\/api\/[a-z_0-9{}/]+)'/g)].map(
			([, path]) => path!,
		),
	);
	expect(paths.length).toBeGreaterThan(20);
	const methods = ['GET', 'POST', 'PATCH', 'PUT', 'DELETE'];
	const unknown = paths.filter((path) => !methods.some((method) => operationAt(method, path)));
	expect(unknown).toEqual([]);
});
