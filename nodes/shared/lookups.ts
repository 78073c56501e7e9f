import type {
	ILoadOptionsFunctions,
	INodeListSearchItems,
	INodeListSearchResult,
	INodePropertyOptions,
} from 'n8n-workflow';

import type { Outcome } from '../../drchrono/client/outcome';
import type { LookupItem, LookupName } from '../../drchrono/dialects/dialect';
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
	items: LookupItem[];
}

const remembered = new Map<string, Remembered>();

/** Where a panel may have its office: at its top or among the fields to change. */
const OFFICES = ['office', 'updateFields.office'];
const PROVIDERS = ['provider', 'updateFields.provider', 'filters.provider'];

/** The methods that fill the lists of `locators.ts`; every node with locators has them all. */
export const listSearch = {
	async searchPatients(
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		const letters = filter?.trim() ?? '';
		return asResult(
			letters.length < LEAST_LETTERS ? [] : await lookUp(this, 'patients', letters.toLowerCase()),
		);
	},

	async searchProviders(
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		return asResult(await lookUp(this, 'providers'), filter);
	},

	async searchOffices(
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		return asResult(await lookUp(this, 'offices'), filter);
	},

	async searchNoteFields(
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		return asResult(await lookUp(this, 'noteFields'), filter);
	},

	/** Rooms of the office that the panel has; of all offices where it has none. */
	async searchExamRooms(
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		const rooms = await lookUp(this, 'examRooms');
		const office = chosenIn(this, OFFICES);
		const own = rooms.filter(({ id }) => office === undefined || id.startsWith(`${office}/`));
		return asResult(own, filter);
	},

	/** Types of the provider that the panel has; of all providers where it or they have none. */
	async searchAppointmentTypes(
		this: ILoadOptionsFunctions,
		filter?: string,
	): Promise<INodeListSearchResult> {
		const types = await lookUp(this, 'appointmentTypes');
		const provider = chosenIn(this, PROVIDERS);
		const own = types.filter((type) => type.provider === provider);
		return asResult(own.length > 0 ? own : await toldApart(this, types), filter);
	},
};

/** Items that have a label in common, with the name of their provider in it: one call at most. */
async function toldApart(
	functions: ILoadOptionsFunctions,
	items: readonly LookupItem[],
): Promise<LookupItem[]> {
	const labels = items.map(({ label }) => label);
	const isAlone = (label: string) => labels.indexOf(label) === labels.lastIndexOf(label);
	if (labels.every(isAlone)) return [...items];
	const providers = await lookUp(functions, 'providers');
	const names = new Map(providers.map(({ id, label }) => [id, label]));
	return items.map((item) => {
		const { id, label, provider = '' } = item;
		if (isAlone(label)) return item;
		return { ...item, label: `${label} – ${names.get(provider) ?? `ID ${id}`}` };
	});
}

/** @param filter what the person typed, where the server has not seen to it */
function asResult(items: readonly LookupItem[], filter = ''): INodeListSearchResult {
	const typed = filter.trim().toLowerCase();
	const results = items
		.filter(({ label }) => label.toLowerCase().includes(typed))
		.map(({ id, label }): INodeListSearchItems => ({ value: id, name: label }));
	return { results };
}

/** The record chosen in the first of the fields that has one. */
function chosenIn(functions: ILoadOptionsFunctions, paths: readonly string[]): string | undefined {
	for (const path of paths) {
		const id = idOf(functions.getCurrentNodeParameter(path), path);
		if (id.ok && id.value !== undefined) return id.value;
	}
	return undefined;
}

/** The entries of a drop-down list, for nodes that let several be chosen. */
export const loadOptions = {
	async getProviders(this: ILoadOptionsFunctions): Promise<INodePropertyOptions[]> {
		const providers = await lookUp(this, 'providers');
		return providers.map(({ id, label }) => ({ name: label, value: id }));
	},
};

/**
 * One search of the panel: at most one call, none while the same search is remembered. A refusal is
 * an error that says to type the id instead.
 *
 * @param typed what the server searches for, in lower case
 */
async function lookUp(
	functions: ILoadOptionsFunctions,
	name: LookupName,
	typed = '',
): Promise<LookupItem[]> {
	const session = await openSession(functions, { lane: 'interactive', waitAtMostMs: PATIENCE_MS });
	if (!session.ok) throw toNodeError(functions.getNode(), session.failure);
	const key = [session.value.applicationKey, name, typed].join('|');
	const known = remembered.get(key);
	if (known && systemClock.now() - known.at < REMEMBERED_MS) return known.items;
	const found = await fetchItems(functions, session.value, name, typed);
	remember(key, found);
	return found;
}

async function fetchItems(
	functions: ILoadOptionsFunctions,
	session: Session,
	name: LookupName,
	typed: string,
): Promise<LookupItem[]> {
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
): Promise<Outcome<LookupItem[]>> {
	const { client, connection, dialect } = session;
	const lookup = dialect.lookups[name](typed, systemClock.now());
	if (!lookup.ok) return lookup;
	const { plan, itemsOf: choicesOf, keep } = lookup.value;
	const list = await client.list(plan, { limit: plan.limit });
	if (!list.ok) return list;
	const items = new Map<string, LookupItem>();
	for (const record of list.value.records) {
		if (!keep(record, connection)) continue;
		for (const item of choicesOf(record)) items.set(item.id, item);
	}
	const sorted = [...items.values()].sort((one, other) => one.label.localeCompare(other.label));
	return { ok: true, value: sorted };
}

function remember(key: string, items: LookupItem[]): void {
	remembered.delete(key);
	remembered.set(key, { at: systemClock.now(), items });
	for (const oldest of remembered.keys()) {
		if (remembered.size <= MOST_REMEMBERED) break;
		remembered.delete(oldest);
	}
}
