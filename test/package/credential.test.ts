import fc from 'fast-check';
import {
	isDomainAllowed,
	NodeHelpers,
	Workflow,
	type INodeParameters,
	type INodeTypes,
} from 'n8n-workflow';

import { DrChronoOAuth2Api } from '../../credentials/DrChronoOAuth2Api.credentials';
import {
	AREAS,
	connectionOf,
	isSafeBaseUrl,
	USUAL_AREAS,
	type Access,
} from '../../drchrono/client/connection';
import type { Area } from '../../drchrono/client/request';
import { scopeFor } from '../../drchrono/dialects/v4/scopes';

fc.configureGlobal({ seed: 20261122 });

const { properties } = new DrChronoOAuth2Api();
const workflow = new Workflow({
	nodes: [],
	connections: {},
	active: false,
	nodeTypes: {} as INodeTypes,
});

/** The fields as n8n 2.41.1 computes them when a person connects (`credentials-helper.js`). */
function resolved(fields: INodeParameters): Record<string, string> {
	const data = NodeHelpers.getNodeParameters(properties, fields, true, false, null, null)!;
	const node = {
		id: '1',
		name: '',
		type: 'mock',
		typeVersion: 1,
		position: [0, 0],
		parameters: {},
	};
	return workflow.expression.getComplexParameterValue(
		node as never,
		data,
		'internal',
		{},
		undefined,
		undefined,
		data as never,
	) as Record<string, string>;
}

const OAUTH = { v4: '/o/', guide: '/oauth/' } as const;
const dialects = fc.constantFrom('v4', 'guide');

/** Mostly the first of them, so that whole addresses are often right and often almost right. */
function usually(right: readonly string[], ...wrong: readonly string[]): fc.Arbitrary<string> {
	return fc.oneof(
		{ weight: 5, arbitrary: fc.constantFrom(...right) },
		{ weight: 1, arbitrary: fc.constantFrom(...wrong) },
	);
}

/** Addresses such as people and attackers type. */
const addresses = fc.oneof(
	{
		weight: 8,
		arbitrary: fc
			.tuple(
				usually(['https://', 'http://'], 'HTTPS://', 'ftp://', '//', ' https://', 'https:', ''),
				usually([''], 'user@', 'user:password@', 'app.drchrono.com@'),
				usually(
					['app.drchrono.com', 'localhost', '127.0.0.1', '[::1]'],
					'localhost.example.com',
					'127.0.0.1.example.com',
					'127.0.0.2',
					'127.1',
					'[::2]',
					'0.0.0.0',
					'10.0.0.5',
					'exämple.com',
					'example.com\\.drchrono.com',
					'',
				),
				usually(['', ':8411'], ':', ':0', ':65535', ':65536', ':123456', ':80a'),
				usually(['', '/', '/guide'], '//', '/guide/', '/a@b', '/a b', '/?a', '/#a', '\n', '?a'),
			)
			.map((parts) => parts.join('')),
	},
	{ weight: 1, arbitrary: fc.webUrl({ withQueryParameters: true, withFragments: true }) },
	{ weight: 1, arbitrary: fc.string() },
);

describe('the OAuth addresses', () => {
	test('are those of DrChrono itself by default', () => {
		expect(resolved({})).toMatchObject({
			authUrl: 'https://app.drchrono.com/o/authorize/',
			accessTokenUrl: 'https://app.drchrono.com/o/token/',
		});
	});

	test('lie below the base URL if that is safe, and are no address at all if it is not', () => {
		const seen = { safe: 0, unsafe: 0 };
		fc.assert(
			fc.property(addresses, dialects, (baseUrl, dialect) => {
				const { authUrl, accessTokenUrl } = resolved({ baseUrl, dialect });
				if (!isSafeBaseUrl(baseUrl)) {
					seen.unsafe++;
					for (const url of [authUrl, accessTokenUrl]) expect(URL.canParse(url!)).toBe(false);
					return;
				}
				seen.safe++;
				const root = baseUrl.replace(/\/+$/, '') + OAUTH[dialect];
				expect({ authUrl, accessTokenUrl }).toEqual({
					authUrl: `${root}authorize/`,
					accessTokenUrl: `${root}token/`,
				});
			}),
			{ numRuns: 400 },
		);
		// Otherwise the property would have been about one half only.
		expect(Math.min(seen.safe, seen.unsafe)).toBeGreaterThan(50);
	});

	test('are never in the clear to another machine, nor with a name in them', () => {
		fc.assert(
			fc.property(addresses, dialects, (baseUrl, dialect) => {
				const { accessTokenUrl } = resolved({ baseUrl, dialect });
				if (!URL.canParse(accessTokenUrl!)) return;
				const { protocol, hostname, username, password, search, hash } = new URL(accessTokenUrl!);
				const isLocal = ['localhost', '127.0.0.1', '[::1]'].includes(hostname);
				expect(protocol === 'https:' || (protocol === 'http:' && isLocal)).toBe(true);
				expect([username, password, search, hash]).toEqual(['', '', '', '']);
			}),
			{ numRuns: 400 },
		);
	});

	test.each(['http://app.drchrono.com', 'http://10.0.0.5:8411', 'http://localhost.example.com'])(
		'are none for %s',
		(baseUrl) => {
			const { authUrl, accessTokenUrl } = resolved({ baseUrl });
			expect(() => new URL(authUrl!)).toThrow();
			expect(() => new URL(accessTokenUrl!)).toThrow();
		},
	);
});

describe('the domains to which n8n’s own nodes may send the token', () => {
	test('are the base URL’s host alone, and none where the base URL is not safe', () => {
		fc.assert(
			fc.property(addresses, dialects, (baseUrl, dialect) => {
				const { allowedHttpRequestDomains, allowedDomains } = resolved({ baseUrl, dialect });
				expect(allowedHttpRequestDomains).toBe('domains');
				const isAllowed = (url: string) =>
					isDomainAllowed({ url, allowedDomains: allowedDomains! });
				expect(allowedDomains).not.toBe('');
				expect(isAllowed('https://elsewhere.example')).toBe(false);
				if (!URL.canParse(baseUrl)) return;
				if (!isSafeBaseUrl(baseUrl)) expect(isAllowed(baseUrl)).toBe(false);
				// An address that is not written out, such as 127.1, is no host to n8n.
				else if (baseUrl.includes(new URL(baseUrl).hostname)) {
					expect(isAllowed(baseUrl)).toBe(true);
				}
			}),
			{ numRuns: 400 },
		);
	});
});

describe('the scope', () => {
	const areas = fc.subarray(Object.keys(AREAS) as Area[]);
	const access = fc.constantFrom<Access>('read', 'readWrite');

	test('follows from areas and access', () => {
		fc.assert(
			fc.property(areas, access, (chosen, allowed) => {
				const fields = { areas: chosen, access: allowed } as INodeParameters;
				const meant = chosen.length > 0 ? chosen : USUAL_AREAS;
				expect(resolved(fields).scope).toBe(scopeFor(meant, allowed));
			}),
		);
	});

	test.each([[[]], [undefined]])(
		'and areas are the usual ones where none are chosen: %j',
		(areas) => {
			const fields = areas ? { areas } : {};
			expect(resolved(fields).scope).toBe(scopeFor(USUAL_AREAS, 'readWrite'));
			const connection = connectionOf({ baseUrl: 'https://app.drchrono.com', ...fields });
			expect(connection.ok && [...connection.value.areas]).toEqual(USUAL_AREAS);
		},
	);

	test('of a credential that only reads has no write in it', () => {
		fc.assert(
			fc.property(areas, (chosen) => {
				const { scope } = resolved({ areas: chosen, access: 'read' } as INodeParameters);
				expect(scope!.split(' ').filter((one) => !one.endsWith(':read'))).toEqual([]);
			}),
		);
	});

	test('is empty where all scopes are wanted, whatever else is chosen', () => {
		fc.assert(
			fc.property(areas, access, (chosen, allowed) => {
				const fields = { areas: chosen, access: allowed, allScopes: true } as INodeParameters;
				expect(resolved(fields).scope).toBe('');
			}),
		);
	});
});
