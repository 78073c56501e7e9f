import { checkRequest, type Violation } from './contract/check.mts';
import { toLocal } from './clock.mts';
import type { ParsedBody } from './body.mts';
import type { Exchange } from './request.mts';
import { CONTRACT } from './v4/resources.mts';

const ZONE = 'US/Eastern';
const MINUTE_MS = 60_000;

let today = { minute: Number.NaN, date: '' };

/** The server's date, worked out anew once a minute. */
function dateOf(millis: number): string {
	const minute = Math.floor(millis / MINUTE_MS);
	if (minute !== today.minute) today = { minute, date: toLocal(millis, ZONE).slice(0, 10) };
	return today.date;
}

/** How a request departs from the contract; shown and counted, never part of the answer. */
export function violations(exchange: Exchange, parsed: ParsedBody): Violation[] {
	const body =
		parsed.files.size > 0
			? { ...(parsed.body as object), ...Object.fromEntries(parsed.files) }
			: parsed.body;
	return checkRequest(CONTRACT, {
		dialect: exchange.dialect === 'guide' ? 'guide' : 'v4',
		method: exchange.method,
		path: exchange.path,
		query: exchange.rawQuery,
		body,
		contentType: body === undefined ? undefined : parsed.contentType,
		today: dateOf(exchange.world.clock.now()),
	});
}
