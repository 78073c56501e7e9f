import type { Failure } from '../client/failure';
import { failed, success, type Outcome } from '../client/outcome';
import type { PagingStrategy } from '../client/paging';
import type { ApiRequest, Area, HttpMethod, Query } from '../client/request';
import type { DialectName } from '../dialects/names';
import { guidePlace } from './guide';
import { v4Place } from './v4';

/** What is known of a path that a person typed. */
export interface Place {
	/** The path as a template: whatever may be an id is a placeholder, since templates are logged. */
	route: string;
	/** Values of the placeholders. */
	path: Readonly<Record<string, string>>;
	/** The part of a practice's data that it belongs to; none where nobody knows. */
	area?: Area;
	/** Rate-limit category of the dialect. */
	category: string;
	/** True if a POST to it only prepares a list. */
	preparesList: boolean;
	/** How its lists come in pages. */
	paging: PagingStrategy;
}

/** Tells what a dialect knows of a path, by its segments; none if it is no path of the API. */
export type PlaceOf = (segments: readonly string[]) => Place | undefined;

const PLACES: Readonly<Record<DialectName, PlaceOf>> = { v4: v4Place, guide: guidePlace };

/** Its origin stands for the API's own: a path must not lead away from it. */
const HERE = 'https://api.invalid';

/**
 * The request of a path that a person typed, such as `/api/doctors?page_size=10`, or a pasted address
 * of the API. What leads to another server or out of the API is refused.
 *
 * @param baseUrl the credential's, without a trailing slash
 */
export function requestAt(
	dialect: DialectName,
	baseUrl: string,
	method: HttpMethod,
	typed: string,
): Outcome<{ request: ApiRequest; place: Place }> {
	const text = typed.startsWith(`${baseUrl}/`) ? typed.slice(baseUrl.length) : typed;
	const url = text.startsWith('/') && URL.canParse(text, HERE) ? new URL(text, HERE) : undefined;
	const [asTyped = ''] = text.split(/[?#]/);
	const isPlain = /^(\/[A-Za-z0-9_.~:@,%-]+)+\/?$/.test(asTyped) && !/%(2f|5c)/i.test(asTyped);
	if (!url || url.origin !== HERE || url.hash !== '' || !isPlain || url.pathname !== asTyped) {
		return failed(noPath(dialect));
	}
	const place = PLACES[dialect](asTyped.split('/').slice(1));
	if (!place) return failed(noPath(dialect));
	const isRead = method === 'GET' || (method === 'POST' && place.preparesList);
	const creates = method === 'POST' && !isRead;
	return success({
		place,
		request: {
			endpoint: {
				method,
				route: place.route,
				effect: isRead ? 'read' : 'write',
				area: place.area ?? 'practice',
				category: place.category,
				...(creates && { creates }),
			},
			path: place.path,
			query: Object.fromEntries(url.searchParams) as Query,
		},
	});
}

function noPath(dialect: DialectName): Failure {
	const example = dialect === 'v4' ? '/api/doctors' : '/providers/';
	return {
		kind: 'invalid-input',
		sentence: "'Path' is not a path of DrChrono's API",
		advice: `Write it as ${example}, without the server's address. Nothing was sent.`,
		field: 'Path',
	};
}
