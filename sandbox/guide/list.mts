import { ok, RawJson, type Answer } from '../answer.mts';
import type { Store } from '../store/store.mts';
import { changedAt, type Row } from '../store/table.mts';
import type { Endpoint } from './endpoints.mts';
import { invalidFields } from './errors.mts';
import type { Source } from './sources.mts';
import { wallClock } from './values.mts';

type Link = (reference: string) => string;

const texts = new WeakMap<Row, { extra: Row | undefined; text: string }>();

/** JSON of a record; appointments' are remembered while row and guide-only fields stay. */
function encode(store: Store, source: Source, row: Row, link: Link): string {
	if (!source.selfContained) return JSON.stringify(source.record(store, row, link));
	const extra = store.guideFields(`appointments/${String(row.id)}`);
	const known = texts.get(row);
	if (known && known.extra === extra) return known.text;
	const text = JSON.stringify(source.record(store, row, link));
	texts.set(row, { extra, text });
	return text;
}

const DAY = /^\d{4}-\d\d-\d\d$/;

function check(name: string, value: string, source: Source): void {
	if (/(^|_)date(_|$)/.test(name) && (!DAY.test(value) || Number.isNaN(Date.parse(value))))
		throw invalidFields({ [name]: ['Enter a date (YYYY-MM-DD).'] });
	if (['patient', 'provider', 'appointment_type'].includes(name) && !/^\d+$/.test(value))
		throw invalidFields({ [name]: ['Enter a number.'] });
	const choices = source.choices?.[name];
	if (choices && !choices.includes(value))
		throw invalidFields({ [name]: [`Choose one of ${choices.join(', ')}.`] });
}

/** Rows that a guide query selects, in the endpoint's order. */
export function selected(store: Store, source: Source, query: ReadonlyMap<string, string>): Row[] {
	const tests: Array<(row: Row) => boolean> = [];
	for (const [name, value] of query) {
		if (name === 'updated_after') {
			if (!source.updatedAfter || store.switches.get('guideUpdatedAfter') === 'absent') continue;
			tests.push(changedAfter(store, value));
			continue;
		}
		const filter = Object.hasOwn(source.filters, name) ? source.filters[name] : undefined;
		if (!filter || value === '') continue;
		check(name, value, source);
		tests.push(filter(store, value));
	}
	const rows = source.rows(store);
	return tests.length === 0 ? [...rows] : rows.filter((row) => tests.every((test) => test(row)));
}

/** Exclusive: what changed later than an instant, compared on each row's own wall clock. */
function changedAfter(store: Store, value: string): (row: Row) => boolean {
	const bounds = new Map<string, string>();
	const boundIn = (zone: string) => {
		let bound = bounds.get(zone);
		if (bound === undefined) {
			bound = wallClock(value, zone);
			if (bound === undefined)
				throw invalidFields({ updated_after: ['Enter an ISO 8601 time with offset.'] });
			bounds.set(zone, bound);
		}
		return bound;
	};
	boundIn('utc');
	return (row) => changedAt(row) > boundIn(store.zoneOf(row));
}

const whole = (text: string | undefined, fallback: number) => {
	const value = Number(text);
	return text !== undefined && Number.isInteger(value) && value >= 0 ? value : fallback;
};

/** A page: `{results, next_token}` or `{results, count}` (guide.md, "Limits and paging"). */
export function list(
	store: Store,
	endpoint: Endpoint,
	source: Source,
	query: ReadonlyMap<string, string>,
	link: Link,
): Answer {
	const rows = selected(store, source, query);
	const size = Math.min(whole(query.get('limit'), endpoint.most) || endpoint.most, endpoint.most);
	const write = (page: readonly Row[]) =>
		page.map((row) => encode(store, source, row, link)).join(',');
	if (endpoint.paging === 'offset') {
		const offset = whole(query.get('offset'), 0);
		return ok(
			new RawJson(
				`{"results":[${write(rows.slice(offset, offset + size))}],"count":${rows.length}}`,
			),
		);
	}
	const token = query.get('next_token');
	const start = token ? after(rows, token) : 0;
	const page = rows.slice(start, start + size);
	const last = page[page.length - 1];
	const next = start + size < rows.length && last ? encodeToken(last) : null;
	return ok(new RawJson(`{"results":[${write(page)}],"next_token":${JSON.stringify(next)}}`));
}

/** A token names the last row seen, so that rows added or gone before it shift nothing. */
function encodeToken(row: Row): string {
	return Buffer.from(JSON.stringify([orderKey(row), Number(row.id)])).toString('base64url');
}

function orderKey(row: Row): string {
	return typeof row.scheduled_time === 'string' ? row.scheduled_time : '';
}

function after(rows: readonly Row[], token: string): number {
	let key: unknown;
	let id: unknown;
	try {
		[key, id] = JSON.parse(Buffer.from(token, 'base64url').toString()) as unknown[];
	} catch {
		throw invalidFields({ next_token: ['This token is not valid.'] });
	}
	if (typeof key !== 'string' || typeof id !== 'number')
		throw invalidFields({ next_token: ['This token is not valid.'] });
	let low = 0;
	let high = rows.length;
	while (low < high) {
		const middle = (low + high) >> 1;
		const row = rows[middle] as Row;
		const other = orderKey(row);
		if (other < key || (other === key && Number(row.id) <= id)) low = middle + 1;
		else high = middle;
	}
	return low;
}
