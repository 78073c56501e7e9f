import { DateTime } from 'luxon';
import type { Endpoint } from './request';

type Headers = Readonly<Record<string, string>>;

/** A `Warning` (RFC 7234 §5.5) that speaks of the endpoint's end, rather than of a cache. */
const SPEAKS_OF_THE_END = /deprecat|sunset|retire|remov|discontinu|end of life/i;
const ISO_DATE = /\b20\d\d-[01]\d-[0-3]\d\b/;

/**
 * Says in one sentence that the server announced the end of an endpoint, with the dates it gave:
 * `Deprecation` (RFC 9745 `@seconds`, or the `true` and HTTP dates of its drafts), `Sunset` (RFC 8594),
 * `Warning` 299. Neither is documented for DrChrono; the guide dialect promises them (guide.md *Access*).
 * The text of a `Warning` is not passed on.
 *
 * @returns the hint, or nothing if the server announced nothing
 */
export function deprecationHint(
	headers: Headers,
	endpoint: Pick<Endpoint, 'method' | 'route'>,
	dialect: 'v4' | 'guide',
): string | undefined {
	const since = headers.deprecation?.trim() ?? '';
	const warning = SPEAKS_OF_THE_END.test(headers.warning ?? '') ? (headers.warning ?? '') : '';
	const sunset = headers.sunset?.trim() ?? '';
	const isDeprecated = since !== '' && since !== 'false' && since !== '?0';
	if (!isDeprecated && warning === '' && sunset === '') return undefined;

	const deprecated = dayOf(since);
	const end = dayOf(sunset) ?? ISO_DATE.exec(warning)?.[0];
	const route = `${endpoint.method} ${endpoint.route}`;
	const announced = end
		? `DrChrono has announced the end of ${route} for ${end}`
		: `DrChrono calls ${route} outdated${deprecated ? ` since ${deprecated}` : ''} and may switch it off`;
	const remedy =
		dialect === 'guide'
			? "update this package, or set a newer 'API Version' in the credential"
			: 'update this package';
	return `${announced}: ${remedy}`;
}

/** Collects hints of one execution: one for each endpoint, however often it is called. */
export class DeprecationHints {
	readonly #hints = new Map<string, string>();

	/** Takes note of the headers of an answer. */
	add(
		headers: Headers,
		endpoint: Pick<Endpoint, 'method' | 'route'>,
		dialect: 'v4' | 'guide' = 'v4',
	): void {
		const route = `${endpoint.method} ${endpoint.route}`;
		if (this.#hints.has(route)) return;
		const hint = deprecationHint(headers, endpoint, dialect);
		if (hint !== undefined) this.#hints.set(route, hint);
	}

	/** The hints so far, in the order in which they came up. */
	all(): string[] {
		return [...this.#hints.values()];
	}
}

/** `@1767225600`, an HTTP date or an ISO date, as a day in UTC. */
function dayOf(value: string): string | undefined {
	const seconds = /^@(\d{1,11})$/.exec(value)?.[1];
	const instant =
		seconds !== undefined
			? DateTime.fromSeconds(Number(seconds), { zone: 'utc' })
			: [DateTime.fromHTTP(value), DateTime.fromISO(value, { zone: 'utc' })].find(
					(parsed) => parsed.isValid,
				);
	return instant?.toUTC().toISODate() ?? undefined;
}
