import type { Endpoint } from '../client/request';
import { BULK_PAGE_SIZE } from '../dialects/v4/wire';
import { catalogData } from './data';
import type { Deviation } from './deviations';
import { nameOf, type Entry } from './entries';
import { bodyFields, queryFields, recordFields } from './fields';
import type { Answer, BulkList, CatalogData, Field, Operation, RawField } from './model';
import { RESOURCE_FACTS } from './names';

const BULK = /_list$/;

/** An operation in full: its fields, endpoint and bulk variant. */
export function buildOperation(
	entry: Entry,
	siblings: readonly Entry[],
	bulk: readonly Entry[],
): Operation {
	const data = catalogData();
	const { raw, deviations, resource } = entry;
	const name = nameOf(entry, siblings);
	const record = answerFields(entry, data);
	const query = queryFields(raw.query, data).map((field) => opened(field, deviations));
	const isRead = entry.method === 'GET';
	const body = isRead || entry.method === 'DELETE' ? undefined : bodyOf(entry, data);
	return {
		resource,
		name,
		endpoint: endpointOf(entry, resource),
		answers: answersOf(entry),
		query,
		oneOf: deviations.flatMap(({ oneOf }) => (oneOf ? [oneOf] : [])),
		body,
		takesForm: raw.form === true,
		oneOfBody: deviations.flatMap(({ oneOfBody }) => (oneOfBody ? [oneOfBody] : [])),
		record,
		takesVerbose: isRead && (raw.verbose === true || record.some(({ verbose }) => verbose)),
		takesPageSize: raw.fixedPages !== true,
		takesSince: query.some((field) => field.name === 'since'),
		bulk: name === 'list' ? bulkOf(bulk, resource, query, data) : undefined,
		scopes: raw.scopes ?? [],
		permissions: raw.permissions ?? [],
		remarks: deviations.flatMap(({ remark, because }) => (remark ? [because] : [])),
	};
}

/** What it answers, as far as is known. */
export function answersOf({ method, raw }: Entry): Answer {
	switch (raw.answers) {
		case 'list':
		case 'record':
		case 'xml':
			return raw.answers;
		default:
			return method === 'GET' ? 'any' : 'nothing';
	}
}

/** Fields of what it answers. A create answers with details, a read only if it is asked for them. */
function answerFields({ raw, deviations }: Entry, data: CatalogData): Field[] {
	const fields = recordFields(raw.record, data);
	const changed = bodyFields(together(deviations.map(({ answer }) => answer)), data);
	return fields.map((field) => {
		const change = changed.find(({ name }) => name === field.name);
		return change ? { ...field, ...change } : field;
	});
}

/** The fields that a write may send. */
function bodyOf({ raw, deviations }: Entry, data: CatalogData): Field[] {
	const whole = deviations.some(({ wholeBody }) => wholeBody);
	const changes = together(deviations.map(({ body }) => body));
	if (whole) return bodyFields(changes, data);
	const known =
		typeof raw.body === 'string' ? recordFields(raw.body, data) : bodyFields(raw.body ?? {}, data);
	const changed = bodyFields(changes, data);
	const fields = known
		.filter(({ readOnly }) => !readOnly)
		.map((field) => {
			const change = changed.find(({ name }) => name === field.name);
			return opened(change ? { ...change, required: field.required } : field, deviations);
		});
	const added = changed.filter(({ name }) => !known.some((field) => field.name === name));
	return [...fields, ...added];
}

function opened(field: Field, deviations: readonly Deviation[]): Field {
	const isOpen = deviations.some(({ open }) => open?.includes(field.name));
	return isOpen && field.choices ? { ...field, open: true } : field;
}

function endpointOf({ method, route, deviations }: Entry, resource: string): Endpoint {
	const isRead = method === 'GET' || BULK.test(route);
	const told = deviations.find(({ creates }) => creates !== undefined)?.creates;
	const creates = told ?? (method === 'POST' && !isRead);
	return {
		method,
		route,
		effect: isRead ? 'read' : 'write',
		area: RESOURCE_FACTS[resource.replace(BULK, '')]?.area ?? 'practice',
		category: 'all',
		...(creates && { creates }),
	};
}

function bulkOf(
	entries: readonly Entry[],
	resource: string,
	query: readonly Field[],
	data: CatalogData,
): BulkList | undefined {
	const prepare = entries.find(({ method }) => method === 'POST');
	const look = entries.find(({ method }) => method === 'GET');
	if (!prepare || !look) return undefined;
	const fields = queryFields(prepare.raw.query, data);
	const shared = fields.filter(({ name }) => query.some((field) => field.name === name));
	const told = prepare.deviations.find(({ pageSize, orderBy }) => pageSize ?? orderBy);
	return {
		prepare: endpointOf(prepare, resource),
		look: endpointOf(look, resource),
		pageSize: told?.pageSize ?? BULK_PAGE_SIZE,
		orderBy: told?.orderBy ?? 'id',
		filters: shared.map(({ name }) => name),
		ownFilters: fields.filter((field) => !shared.includes(field)),
		takesVerbose: prepare.raw.verbose === true,
	};
}

type RawFields = Readonly<Record<string, RawField>>;

function together(changes: ReadonlyArray<RawFields | undefined>): RawFields {
	return Object.assign({}, ...changes) as RawFields;
}
