import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import type { Outcome } from '../../drchrono/client/outcome';
import type { LookupName } from '../../drchrono/dialects/dialect';
import { systemClock } from './clock';
import { idOf } from './parameters';
import { openSession, type Session } from './session';
import { toNodeError } from './toError';

/** How long a look-up is remembered, in milliseconds: while a person fills in a panel. */
const REMEMBERED_MS = 60_000;

/** Look-ups remembered at once; the oldest goes first. */
const MOST_REMEMBERED = 200;

/** A person waits for the list, so quota is not waited for longer than this, in milliseconds. */
const PATIENCE_MS = 5_000;

/** Letters before patients are searched: each search costs one of 500 calls an hour. */
const LEAST_LETTERS = 2;

interface Remembered {
	at: number;
	items: INodeListSearchItems[];
}

const remembered = new Map<string, Remembered>();

/** The methods that fill the lists of `locators.ts`; every node with locators has them all. */
export const listSearch = {
	async searchPatients(
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		const letters = filter?.trim() ?? '';
		return letters.length < LEAST_LETTERS
			? { results: [] }
			: await lookUp(this, 'patients', letters, true);
	},

	async searchProviders(
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		return await lookUp(this, 'providers', filter);
	},

	async searchOffices(
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		return await lookUp(this, 'offices', filter);
	},

	/** Rooms of the office that the panel has; of all offices where it has none. */
	async searchExamRooms(
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		const { results } = await lookUp(this, 'examRooms', filter);
		const office = officeIn(this);
		if (office === undefined) return { results };
		return { results: results.filter(({ value }) => String(value).startsWith(`${office}/`)) };
	},

	async searchAppointmentTypes(
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		return await lookUp(this, 'appointmentTypes', filter);
	},
};

/** The office chosen in the panel, at its top or among the fields to change. */
function officeIn(functions: ILoadOptionsFunctions): string | undefined {
	for (const path of ['office', 'updateFields.office']) {
		const office = idOf(functions.getCurrentNodeParameter(path), 'Office');
		if (office.ok && office.value !== undefined) return office.value;
	}
	return undefined;
}

/** The entries of a drop-down list, for nodes that let several be chosen. */
export const loadOptions = {
	async getProviders(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const { results } = await lookUp(this, 'providers');
		return results.map(({ name, value }) => ({ name, value }));
	},
};

/**
 * One search of the panel: at most one call, none while the same search is remembered. A refusal is
 * an error that says to type the id instead.
 *
 * @param searchedByServer whether the server gets what the person typed; else it is filtered here
 */
async function lookUp(
	functions: ILoadOptionsFunctions,
	name: LookupName,
	filter = '',
	searchedByServer = false,
): Promise<INodeListSearchResult> {
	const session = await openSession(functions, { lane: 'interactive', waitAtMostMs: PATIENCE_MS });
	if (!session.ok) throw toNodeError(functions.getNode(), session.failure);
	const typed = filter.trim().toLowerCase();
	const key = [session.value.applicationKey, name, searchedByServer ? typed : ''].join('|');
	const known = remembered.get(key);
	const isFresh = known && systemClock.now() - known.at < REMEMBERED_MS;
	const found = isFresh ? known.items : await fetchItems(functions, session.value, name, typed);
	if (!isFresh) remember(key, found);
	const results = searchedByServer
		? found
		: found.filter(({ name: label }) => label.toLowerCase().includes(typed));
	return { results };
}

async function fetchItems(
	functions: ILoadOptionsFunctions,
	session: Session,
	name: LookupName,
	typed: string,
): Promise<INodeListSearchItems[]> {
	const found = await itemsOf(session, name, typed);
	if (found.ok) return found.value;
	throw toNodeError(functions.getNode(), {
		...found.failure,
		advice: `Choose 'By ID' and type the ID instead. ${found.failure.advice}`,
	});
}

async function itemsOf(
	session: Session,
	name: LookupName,
	typed: string,
): Promise<Outcome<INodeListSearchItems[]>> {
	const { client, connection, dialect } = session;
	const lookup = dialect.lookups[name](typed, systemClock.now());
	if (!lookup.ok) return lookup;
	const { plan, itemsOf: choicesOf, keep } = lookup.value;
	const list = await client.list(plan, { limit: plan.limit });
	if (!list.ok) return list;
	const items = new Map<string, INodeListSearchItems>();
	for (const record of list.value.records) {
		if (!keep(record, connection)) continue;
		for (const { id, label } of choicesOf(record)) items.set(id, { value: id, name: label });
	}
	const sorted = [...items.values()].sort((one, other) => one.name.localeCompare(other.name));
	return { ok: true, value: sorted };
}

function remember(key: string, items: INodeListSearchItems[]): void {
	remembered.delete(key);
	remembered.set(key, { at: systemClock.now(), items });
	for (const oldest of remembered.keys()) {
		if (remembered.size <= MOST_REMEMBERED) break;
		remembered.delete(oldest);
	}
}
