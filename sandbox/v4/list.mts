import { ok, type Answer } from '../answer.mts';
import { compareIds, type Row, type Table } from '../store/table.mts';
import { flag, type Call } from './call.mts';
import { encodeRow, envelope } from './encode.mts';
import { queryError, select, spanInDays, type Selection } from './filters.mts';
import { visibility } from './gate.mts';
import { HOOKS } from './hooks.mts';

/** Largest page, also the default: 250, with verbose 50 (wire.md 2). */
export const PAGE_MAX = 250;
export const VERBOSE_PAGE_MAX = 50;

/** Below this share of the table a `since` is answered from the order of changes. */
const FEW = 0.2;

interface Cursor {
	/** Order field and id of the row the page starts behind (or ends before, going back). */
	readonly at: readonly [string, string];
	readonly back: boolean;
}

function encodeCursor(table: Table, row: Row, back: boolean): string {
	const key = table.options.orderBy ? String(row[table.options.orderBy] ?? '') : '';
	return Buffer.from(JSON.stringify([back ? 1 : 0, key, String(table.idOf(row))])).toString(
		'base64url',
	);
}

function decodeCursor(text: string): Cursor {
	try {
		const [back, key, id] = JSON.parse(Buffer.from(text, 'base64url').toString()) as unknown[];
		if (typeof key === 'string' && typeof id === 'string')
			return { at: [key, id], back: back === 1 };
	} catch {
		// falls through to the refusal below
	}
	throw queryError('cursor is invalid');
}

function pageSize(call: Call, verbose: boolean): number {
	const { resource, world } = call;
	const forAppointments = Number(world.switches.get('verboseAppointmentsPage'));
	const most = !verbose
		? PAGE_MAX
		: resource.name === 'appointments'
			? forAppointments
			: VERBOSE_PAGE_MAX;
	const asked = Number.parseInt(call.query.get('page_size') ?? '', 10);
	if (!(asked > 0)) return most;
	if (asked > most && world.switches.get('pageSizeOverMax') === 'error')
		throw queryError(`page_size must not be over ${most}`);
	return Math.min(asked, most);
}

/** The checks a list's query must pass before any row is looked at; true: the answer is empty. */
function guardQuery(call: Call, selection: Selection): boolean {
	const { resource, query, world } = call;
	const { requiredQuery = [], oneOf = [] } = resource.contract.list ?? {};
	for (const name of requiredQuery)
		if (!query.get(name)) throw queryError(`${name} must be specified`);
	if (oneOf.length > 0 && !oneOf.some((names) => names.every((name) => query.get(name)))) {
		if (world.switches.get('missingFilter') === 'empty') return true;
		const names = oneOf.map((set) => set.join(' and '));
		throw queryError(
			`Either ${names.slice(0, -1).join(', ')} or ${names.at(-1)} must be specified`,
		);
	}
	if (resource.maxDays && selection.days && spanInDays(selection.days) > resource.maxDays) {
		const yesterday = new Date(world.clock.now() - 86_400_000).toISOString().slice(0, 10);
		if (selection.days.last < yesterday) return false;
		if (world.switches.get('wideRange') === 'empty') return true;
		throw queryError(`date_range must not exceed ${resource.maxDays} days`);
	}
	return false;
}

/** Rows that can match, in list order, from the cheapest source. */
function candidates(table: Table, selection: Selection): readonly Row[] {
	if (selection.by) return table.by(selection.by.field, selection.by.value);
	if (selection.since && table.countSince(selection.since) < table.size * FEW)
		return table.since(selection.since);
	return table.ordered();
}

/** All rows a query selects, in list order, for the signed-in user. */
export function* matching(
	call: Call,
	table: Table,
	selection: Selection,
	from: Cursor | undefined,
): Generator<Row> {
	const rows = candidates(table, selection);
	const tests = [...selection.tests];
	const visible = visibility(call.world.store, call.user);
	if (visible) tests.push(visible);
	const hidden = call.resource.softDelete;
	if (hidden && !flag(call, 'show_archived')) tests.push((row) => row[hidden] !== true);
	if (flag(call, 'ignore_virtual'))
		tests.push((row) => row.is_virtual !== true && !isComposite(row));
	const passes = (row: Row) => tests.every((test) => test(row));
	const inOrder = rows === table.ordered() && selection.days && table.options.orderBy;
	const limits = {
		first: inOrder ? table.seek(selection.days.first) : 0,
		last: inOrder ? table.seek(`${selection.days.last}U`) : rows.length,
	};
	if (from) {
		const [key, id] = from.at;
		const mark: Row = table.options.orderBy
			? { [table.options.orderBy]: key, [table.key]: id }
			: { [table.key]: id };
		const at = table.position(rows, mark);
		if (from.back) {
			for (let index = Math.min(at, limits.last) - 1; index >= limits.first; index -= 1) {
				const row = rows[index] as Row;
				if (passes(row)) yield row;
			}
			return;
		}
		const here = rows[at];
		limits.first = Math.max(
			limits.first,
			here && compareIds(table.idOf(here), id) === 0 ? at + 1 : at,
		);
	}
	for (let index = limits.first; index < limits.last; index += 1) {
		const row = rows[index] as Row;
		if (passes(row)) yield row;
	}
}

/** The table that a call's resource shows. */
export function tableOf(call: Call): Table {
	return call.world.store.table(call.resource.table ?? call.resource.name);
}

/** Whether a row is a recurrence that was not made a record yet (its id is no number). */
export function isComposite(row: Row): boolean {
	return Number.isNaN(Number(row.id));
}

/** `GET /api/{resource}`: a page of rows with links to its neighbours. */
export function list(call: Call): Answer {
	const { resource, world } = call;
	const table = tableOf(call);
	const verbose = flag(call, 'verbose');
	const selection = select(world.store, resource, call.query);
	const size = pageSize(call, verbose);
	if (guardQuery(call, selection)) return ok(envelope([], null, null));
	const present = HOOKS[resource.name]?.present;
	const token = call.query.get('cursor');
	const from = token ? decodeCursor(token) : undefined;
	const rows: Row[] = [];
	let more = false;
	for (const row of matching(call, table, selection, from)) {
		if (rows.length === size) {
			more = true;
			break;
		}
		rows.push(row);
	}
	if (from?.back) rows.reverse();
	const first = rows[0];
	const last = rows[rows.length - 1];
	const hasNext = from?.back ? true : more;
	const hasPrevious = from ? (from.back ? more : true) : false;
	return ok(
		envelope(
			rows.map((row) =>
				encodeRow(resource, picked(call, present?.(call, row) ?? row), verbose, call.sign),
			),
			hasPrevious && first ? link(call, encodeCursor(table, first, true)) : null,
			hasNext && last ? link(call, encodeCursor(table, last, false)) : null,
		),
	);
}

/** Only the keys that `fields` names, where the switch has it mean that. */
function picked(call: Call, row: Row): Row {
	const names = call.query.get('fields');
	if (!names || call.world.switches.get('fieldsParameter') === 'ignored') return row;
	const wanted = new Set(names.split(','));
	return Object.fromEntries(Object.entries(row).filter(([key]) => wanted.has(key)));
}

function link(call: Call, cursor: string): string {
	const query = new URLSearchParams(call.search);
	query.delete('cursor');
	query.append('cursor', cursor);
	return `${call.origin}${call.path}?${query.toString()}`;
}
