import type { Failure } from '../failure';
import type { Area } from '../request';
import type { HttpResponse } from '../transport';
import type { About } from './about';
import { complaintsOf, oauthCodeOf, readBody, type Body } from './body';
import { remarksOn, toldBy, type Remark } from './complaints';
import { shutGate, type Gate } from './gates';
import {
	SITUATION_OF_OAUTH_CODE,
	SITUATION_OF_PAGE,
	SITUATION_OF_STATUS,
	type Situation,
} from './sentences';
import { throttledFailure } from './throttled';
import { retryAtOf } from './wait';
import { failureOf, tidy, type Facts } from './wording';

/** More than this would not be read. */
const MOST_REMARKS = 3;

const SITUATION_OF_GATE: Readonly<Record<Gate, Situation>> = {
	scope: 'scope',
	permission: 'permission',
	either: 'scopeOrPermission',
};

/** A 409 whose text says nothing known: what the vendor documents for the area (wire.md §5.3). */
const CONFLICT_OF_AREA: Readonly<Partial<Record<Area, Situation>>> = {
	scheduling: 'overlap',
	demographics: 'duplicatePatient',
	clinical: 'lockedNote',
};

/** The failure of an answer that is no 2xx. */
export function refusalOf(response: HttpResponse, about: About): Failure {
	const { status } = response;
	const { endpoint } = about;
	const facts: Facts = { status, route: `${endpoint.method} ${endpoint.route}` };
	if (status === 429) {
		return throttledFailure({ ...facts, retryAt: retryAtOf(response, about.now) }, about);
	}

	const body = readBody(response);
	if (status >= 500) {
		return failureOf(outageOf(status, body), { ...facts, retryAt: retryAtOf(response, about.now) });
	}
	if (status < 400) return failureOf('redirect', facts);

	const complaints = complaintsOf(body);
	const told = toldBy(complaints);
	if (told) {
		const conflictsWith = told.record;
		return failureOf(told.situation, { ...facts, conflictsWith }, endpoint.area);
	}
	const situation = situationOf(response, body, about);
	const failure = failureOf(situation, facts, endpoint.area);
	if (situation !== 'rejected') return failure;
	return remarked(failure, remarksOn(complaints, about.fieldLabel));
}

function situationOf(response: HttpResponse, body: Body, about: About): Situation {
	const { status, headers } = response;
	const code = oauthCodeOf(body) ?? /error="(\w+)"/.exec(headers['www-authenticate'] ?? '')?.[1];
	const oauth = code === undefined ? undefined : SITUATION_OF_OAUTH_CODE[code];
	if (oauth) return oauth;
	const page = body.shape === 'page' ? SITUATION_OF_PAGE[status] : undefined;
	if (page) return page;
	if (status === 403) {
		return SITUATION_OF_GATE[shutGate(about.endpoint, about.grantedScopes, about.scopeBases)];
	}
	if (status === 409) return CONFLICT_OF_AREA[about.endpoint.area] ?? 'conflict';
	return SITUATION_OF_STATUS[status] ?? 'rejected';
}

/** A prepared list that went wrong says so with `AsyncResourceError` and 500 (wire.md §4). */
function outageOf(status: number, body: Body): Situation {
	const json = body.shape === 'json' ? body.json : null;
	const isJob = typeof json === 'object' && json !== null && 'uuid' in json;
	return isJob ? 'jobBroken' : (SITUATION_OF_STATUS[status] ?? 'outage');
}

/** Remarks in place of the general sentence; the first one names the field and gives the advice. */
function remarked(failure: Failure, remarks: readonly Remark[]): Failure {
	const [first] = remarks;
	if (!first) return failure;
	const more = remarks.length > MOST_REMARKS ? [`and ${remarks.length - MOST_REMARKS} more`] : [];
	const sentence = [...remarks.slice(0, MOST_REMARKS).map(({ says }) => says), ...more].join('; ');
	return tidy({ ...failure, sentence, advice: first.advice, field: first.field });
}
