import type { INodeProperties } from 'n8n-workflow';

import { failed, success, type Outcome } from '../../../drchrono/client/outcome';
import type { Json, JsonObject } from '../../../drchrono/client/request';
import type {
	Directory,
	DirectoryFilter,
	DirectoryName,
} from '../../../drchrono/dialects/practice';
import { confine, isConfined, isWithin } from '../../../drchrono/privacy/confine';
import { emit } from '../../shared/emit';
import { CONTINUE_FROM, optionsCollection, RETURN_ALL_AND_LIMIT } from '../../shared/fields';
import { readList } from '../../shared/list';
import type { BatchOperation, Emitted, OperationContext, Result } from '../../shared/operation';
import { idOf, textOf, type Parameters } from '../../shared/parameters';
import { isContinueLater } from '../../shared/quotaOptions';
import type { Session } from '../../shared/session';

/** What an operation over a directory has of its own. */
interface Wish {
	directory: DirectoryName | ((parameters: Parameters) => DirectoryName);
	action: string;
	description: string;
	/** Fields before those that every list or read has. */
	properties?: INodeProperties[];
	/** Entries of *Filters*. */
	filters?: INodeProperties[];
	/** A record as it is handed out; one may become several. */
	shape?: (record: JsonObject, parameters: Parameters) => JsonObject[];
}

export const SIMPLIFY: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

const INCLUDE_ARCHIVED: INodeProperties = {
	displayName: 'Include Archived',
	name: 'includeArchived',
	type: 'boolean',
	default: false,
	description: 'Whether to return archived entries as well',
};

const FILTERS: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
};

/** Lists a directory. Items that ask for the same are answered by one read. */
export function listing({ properties = [], filters = [], ...wish }: Wish): BatchOperation {
	const options = [...filters, INCLUDE_ARCHIVED].sort((one, other) =>
		one.displayName.localeCompare(other.displayName),
	);
	return {
		value: 'getMany',
		name: 'Get Many',
		action: wish.action,
		description: wish.description,
		effect: 'read',
		area: 'practice',
		lane: 'read',
		properties: [
			...properties,
			...RETURN_ALL_AND_LIMIT,
			{ ...FILTERS, options },
			optionsCollection([CONTINUE_FROM]),
		],

		async *batch(context: OperationContext, items: readonly Parameters[]) {
			const known = new Map<string, Result>();
			for (const parameters of items) {
				const wanted = listWanted(context, wish, parameters);
				if (!wanted.ok) yield wanted;
				else {
					const { key, read } = wanted.value;
					const before = known.get(key);
					const list = before ? success(before) : await read();
					if (list.ok && !list.value.remaining) known.set(key, list.value);
					yield list.ok ? success(shaped(context, wish, parameters, list.value)) : list;
				}
			}
		},
	};
}

/** Reads entries by their ids: one by itself, several by one read of the whole directory. */
export function reading(wish: Wish & { id: INodeProperties; idLabel: string }): BatchOperation {
	return {
		value: 'get',
		name: 'Get',
		action: wish.action,
		description: wish.description,
		effect: 'read',
		area: 'practice',
		lane: 'read',
		properties: [wish.id, ...(wish.properties ?? []), optionsCollection()],

		async *batch(context: OperationContext, items: readonly Parameters[]) {
			const ids = items.map((parameters) => parameters.requiredId(wish.id.name, wish.idLabel));
			const different = new Set(ids.flatMap((id) => (id.ok ? [id.value] : [])));
			const entries = new Entries(context.session, different.size > 1);
			for (const [index, parameters] of items.entries()) {
				const id = ids[index]!;
				const record = id.ok ? await entries.get(nameOf(wish, parameters), id.value) : id;
				if (!record.ok) yield record;
				else {
					const emitted = emit(record.value, context.session.connection);
					yield success(shaped(context, wish, parameters, { items: [emitted] }));
				}
			}
		},
	};
}

/** Entries of the practice's directories, each read at most once in an execution. */
export class Entries {
	private readonly known = new Map<string, JsonObject>();

	private readonly read = new Set<DirectoryName>();

	constructor(
		private readonly session: Session,
		/** True if a directory is read as a whole at the first question for it. */
		private readonly whole: boolean,
	) {}

	async get(name: DirectoryName, id: string): Promise<Outcome<JsonObject>> {
		const directory = this.session.dialect.practice.directory(name);
		if (!directory.ok) return directory;
		const { list, one } = directory.value;
		if ((this.whole || !one) && !this.read.has(name)) {
			const all = await this.session.client.list(list({}));
			if (!all.ok) return all;
			this.read.add(name);
			for (const record of all.value.records) this.keep(name, record);
		}
		const held = this.known.get(`${name}/${id}`);
		if (held) return this.allowed(directory.value, held);
		if (!one) return failed(notFound());
		const answer = await this.session.client.request(one(id));
		if (!answer.ok) return answer;
		const record = answer.value.json as JsonObject;
		this.keep(name, record);
		return this.allowed(directory.value, record);
	}

	private keep(name: DirectoryName, record: JsonObject): void {
		this.known.set(`${name}/${String(record.id)}`, record);
	}

	private allowed(directory: Directory, record: JsonObject): Outcome<JsonObject> {
		const forbidden = confine(this.session.connection, {
			provider: directory.providerOf(record),
			office: directory.officeOf(record),
		});
		return forbidden ? failed(forbidden) : success(record);
	}
}

function listWanted(
	context: OperationContext,
	wish: Wish,
	parameters: Parameters,
): Outcome<{ key: string; read: () => Promise<Outcome<Result>> }> {
	const { session } = context;
	const { connection, dialect } = session;
	const name = nameOf(wish, parameters);
	const directory = dialect.practice.directory(name);
	if (!directory.ok) return directory;
	const filter = filterOf(parameters);
	if (!filter.ok) return filter;
	const forbidden = confine(connection, filter.value);
	if (forbidden) return failed(forbidden);
	const withArchived = parameters.collection('filters').includeArchived === true;
	const { isArchived, list, officeOf, providerOf } = directory.value;
	const keep = (record: JsonObject) =>
		(withArchived || !isArchived(record)) &&
		isWithin(connection, { provider: providerOf(record), office: officeOf(record) });
	const listWish = {
		limit: parameters.limit(),
		continuationToken: textOf(parameters.collection('options').continueFrom),
		continueLater: isContinueLater(parameters),
		query: { directory: name, ...filter.value, withArchived } as unknown as Json,
	};
	return success({
		key: JSON.stringify(listWish),
		read: async () =>
			await readList(
				context,
				{
					plan: list(filter.value),
					hints: [],
					keep: withArchived && !isConfined(connection) ? undefined : keep,
				},
				{ ...listWish, emit: (record) => emit(record, connection) },
			),
	});
}

function filterOf(parameters: Parameters): Outcome<DirectoryFilter> {
	const filters = parameters.collection('filters');
	const provider = idOf(filters.provider, 'Provider');
	if (!provider.ok) return provider;
	const office = idOf(filters.office, 'Office');
	if (!office.ok) return office;
	const type = idOf(filters.type, 'Appointment Type');
	if (!type.ok) return type;
	return success({
		provider: provider.value,
		office: office.value,
		type: type.value,
		openSlots: parameters.flag('openSlots') || undefined,
	});
}

/** Records as the person wants them: simplified, and in as many items as they make. */
function shaped(
	{ session }: OperationContext,
	wish: Wish,
	parameters: Parameters,
	result: Result,
): Result {
	const directory = session.dialect.practice.directory(nameOf(wish, parameters));
	const essential = directory.ok ? directory.value.essential : undefined;
	const simplify = parameters.raw('simplify') === true && essential !== undefined;
	const items = result.items.flatMap(({ json }): Emitted[] => {
		const record = json as JsonObject;
		const records = wish.shape ? wish.shape(record, parameters) : [record];
		return records.map((one) => {
			const fields = one === record && simplify ? essential : undefined;
			return emit(fields ? picked(one, fields) : one, session.connection);
		});
	});
	return { ...result, items };
}

function picked(record: JsonObject, fields: readonly string[]): JsonObject {
	return Object.fromEntries(fields.map((field) => [field, record[field] ?? null]));
}

function nameOf({ directory }: Wish, parameters: Parameters): DirectoryName {
	return typeof directory === 'function' ? directory(parameters) : directory;
}

function notFound() {
	return {
		kind: 'not-found' as const,
		sentence: 'DrChrono has no entry with this ID',
		advice: 'Compare the ID with the list that Get Many gives.',
		status: 404,
	};
}
