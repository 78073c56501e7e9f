import type { IDataObject } from 'n8n-workflow';

import { ECHO } from './scene';

/** What the sandbox does to a request that a fault strikes. */
export interface FaultKind {
	name: string;
	/** As `POST /_control/faults` takes it, without the route. */
	fault: IDataObject;
	/** The request is served as if nothing were wrong, only late or with other headers. */
	harmless?: true;
	/** The server, or the way to it, is unwell for a moment: a read must get over it (design: retry). */
	passes?: true;
	/** The server refuses before it does anything and says when to come again: a write must get over it. */
	postpones?: true;
	/** The server acts, and its answer is lost: never left out of a sample. */
	acted?: true;
	/** Struck at every later request too, whatever its route: for look-ups that are to settle a doubt. */
	everywhere?: true;
	/**
	 * Not for temporary links: object storage answers no JSON, and may send on to where the file is, without
	 * the token; nobody could tell that it is another file.
	 */
	apiOnly?: true;
}

const page = `<!DOCTYPE html><html><body><h1>Server Error</h1><p>${ECHO}</p></body></html>`;

/** Every fault of the sandbox, in the forms that the server was seen to take, with patient data wherever a body may echo it. */
export function faultKinds(elsewhere: string, isFile = false): FaultKind[] {
	const kinds = everyKind(elsewhere);
	return isFile ? kinds.filter(({ apiOnly }) => !apiOnly) : kinds;
}

function everyKind(elsewhere: string): FaultKind[] {
	const status = (code: number, body?: unknown, headers?: object): IDataObject =>
		({ kind: 'status', status: code, body, headers }) as IDataObject;
	return [
		{
			name: '429 with Retry-After',
			fault: status(429, { detail: 'Request was throttled.' }, { 'retry-after': '3' }),
			passes: true,
			postpones: true,
		},
		{
			name: '429 with seconds in words',
			fault: status(429, {
				detail: 'Request was throttled. Expected available in 95.0 seconds.',
			}),
			passes: true,
			postpones: true,
		},
		{
			name: '429 and no more',
			fault: status(429),
			passes: true,
			postpones: true,
			everywhere: true,
		},
		{ name: '500', fault: status(500, page), passes: true, everywhere: true },
		{ name: '503', fault: status(503, page), passes: true },
		{ name: '401', fault: status(401, 'Authorization failed.'), everywhere: true },
		{
			name: '403, scope',
			fault: status(403, { detail: 'Token has no scope', error: 'insufficient_scope' }),
		},
		{
			name: '403, permission',
			fault: status(403, { detail: 'You do not have permission to perform this action.' }),
		},
		{ name: '404', fault: status(404, { detail: 'Not found.' }) },
		{
			name: '409',
			fault: status(409, { detail: `Appointment overlaps with 900000002 (${ECHO})` }),
		},
		{ name: '400 by field', fault: status(400, { doctor: [`Not the doctor of ${ECHO}`] }) },
		{ name: '400 as a list', fault: status(400, [`Not possible for ${ECHO}`]) },
		{ name: '400 in the guide', fault: status(400, { errors: { notes: [`Too long: ${ECHO}`] } }) },
		{ name: '200 with text', fault: { kind: 'body', body: ECHO }, apiOnly: true },
		{
			name: '200 with {}',
			fault: { kind: 'body', body: {} },
			everywhere: true,
			apiOnly: true,
		},
		{
			name: '200 with half a record',
			fault: { kind: 'body', body: `{"notes":"${ECHO}` },
			apiOnly: true,
		},
		{ name: '200 with a page of HTML', fault: { kind: 'html200' }, passes: true },
		{ name: 'half an answer', fault: { kind: 'truncate' }, acted: true },
		{ name: 'late', fault: { kind: 'delay', ms: 5 }, harmless: true },
		{
			name: 'announced end',
			fault: {
				kind: 'headers',
				headers: { deprecation: 'true', sunset: 'Wed, 31 Mar 2027 00:00:00 GMT' },
			},
			harmless: true,
		},
		{ name: 'cut before', fault: { kind: 'dropBefore' }, passes: true, everywhere: true },
		{
			name: 'cut after',
			fault: { kind: 'dropAfter' },
			passes: true,
			everywhere: true,
			acted: true,
		},
		{
			name: 'redirect to another port',
			apiOnly: true,
			fault: { kind: 'redirect', headers: { location: `${elsewhere}/api/stolen` } },
		},
		{
			name: 'redirect to another host',
			apiOnly: true,
			fault: {
				kind: 'redirect',
				status: 307,
				headers: { location: `${elsewhere.replace('127.0.0.1', 'localhost')}/api/stolen` },
			},
		},
		{ name: 'redirect to itself', fault: { kind: 'redirect' } },
	];
}

/** How often the fault strikes: this request alone, all later ones of its route, or all there are. */
export const SPREADS = ['once', 'route', 'all'] as const;
export type Spread = (typeof SPREADS)[number];
