import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { codeOf } from '../../../../drchrono/clinical/codes';
import { failed, success, type Outcome } from '../../../../drchrono/client/outcome';
import type { Json, JsonObject } from '../../../../drchrono/client/request';
import type { ChartDialect } from '../../../../drchrono/dialects/clinical';
import { confine, isConfined } from '../../../../drchrono/privacy/confine';
import { emit } from '../../../shared/emit';
import {
	alphabetical,
	CONTINUE_FROM,
	optionsCollection,
	RETURN_ALL_AND_LIMIT,
} from '../../../shared/fields';
import { readList } from '../../../shared/list';
import { patientLocator, providerLocator } from '../../../shared/locators';
import type { EachOperation, OperationContext, Resource, Result } from '../../../shared/operation';
import { optional, textOf, type Parameters } from '../../../shared/parameters';
import { isContinueLater } from '../../../shared/quotaOptions';
import type { Session } from '../../../shared/session';
import { changedSinceFilter, changedSinceOf } from '../../../shared/changedSince';
import { REVIEW } from '../../../shared/review';
import { whoseOf } from '../../../shared/whose';
import { propertyOf, valueOf } from './field';
import { changesOf, newEntry } from './input';
import { KINDS, type ListKind } from './kinds';

const read = { effect: 'read', area: 'clinical', lane: 'read' } as const;
const write = { effect: 'write', area: 'clinical', lane: 'booking' } as const;

const CVX_FILTER: INodeProperties = {
	displayName: 'CVX Code',
	name: 'cvxCode',
	type: 'string',
	default: '',
	placeholder: 'e.g. 08',
	description: "Only vaccines with this code of the CDC's",
};

/** Problems, medications, allergies and vaccines: the same four operations on four lists. */
export const chartResources: readonly Resource[] = KINDS.map((kind) => ({
	value: kind.kind,
	name: kind.name,
	operations: [getMany(kind), get(kind), create(kind), update(kind)],
}));

function getMany(list: ListKind): EachOperation {
	const { kind, many, byChangesAndCode } = list;
	return {
		...read,
		value: 'getMany',
		name: 'Get Many',
		action: `Get many ${many}`,
		description: `Retrieve a list of ${many} (DrChrono API v4)`,
		properties: [
			patientLocator('Only those of this patient'),
			...RETURN_ALL_AND_LIMIT,
			{
				displayName: 'Filters',
				name: 'filters',
				type: 'collection',
				placeholder: 'Add Filter',
				default: {},
				options: alphabetical([
					...(byChangesAndCode ? [changedSinceFilter(many), CVX_FILTER] : []),
					providerLocator('Only those of this provider'),
					statusFilter(list),
				]),
			},
			optionsCollection([CONTINUE_FROM]),
		],

		async each(context: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
			const { session } = context;
			const dialect = session.dialect.chart(kind);
			if (!dialect.ok) return dialect;
			const whose = whoseOf(session, parameters);
			if (!whose.ok) return whose;
			const filters = parameters.collection('filters');
			const status = valueOf(statusField(list), filters.status, '');
			if (!status.ok) return status;
			const code = optional(textOf(filters.cvxCode), CVX_FILTER.displayName, (text, label) =>
				codeOf('cvx', text, label),
			);
			if (!code.ok) return code;
			const changedSince = await changedSinceOf(session, parameters);
			if (!changedSince.ok) return changedSince;
			const query = {
				...whose.value,
				status: status.value as string | undefined,
				code: code.value,
				changedSince: changedSince.value,
			};
			const request = dialect.value.list(query);
			if (!request.ok) return request;
			return await readList(context, request.value, {
				limit: parameters.limit(),
				continuationToken: textOf(parameters.collection('options').continueFrom),
				continueLater: isContinueLater(parameters),
				query: { [kind]: query } as unknown as Json,
				emit: (record) => emit(record, session.connection),
			});
		},
	};
}

function get({ kind, name, one }: ListKind): EachOperation {
	return {
		...read,
		value: 'get',
		name: 'Get',
		action: `Get ${one}`,
		description: `Retrieve one ${one} by its ID (DrChrono API v4)`,
		properties: [idField(name), optionsCollection()],

		async each({ session }: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
			const dialect = session.dialect.chart(kind);
			if (!dialect.ok) return dialect;
			const id = parameters.requiredId('entry', `${name} ID`);
			if (!id.ok) return id;
			const record = await readEntry(session, dialect.value, id.value);
			return record.ok ? success({ items: [emit(record.value, session.connection)] }) : record;
		},
	};
}

function create(list: ListKind): EachOperation {
	const { kind, one, fields, needsProvider } = list;
	return {
		...write,
		value: 'create',
		name: 'Create',
		action: `Create ${one}`,
		description: `Add a new ${one} to a chart (DrChrono API v4)`,
		creates: true,
		properties: [
			patientLocator('The patient in whose chart it goes', true),
			providerLocator('The provider who keeps it', needsProvider),
			...fields
				.filter(({ main }) => main)
				.map((field) => ({
					...propertyOf(field),
					...(field.main === 'required' && { required: true }),
				})),
			{
				displayName: 'Additional Fields',
				name: 'additionalFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: alphabetical(fields.filter(({ main }) => !main).map(propertyOf)),
			},
			optionsCollection(),
		],

		async each({ session }: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
			const { client, connection } = session;
			const dialect = session.dialect.chart(kind);
			if (!dialect.ok) return dialect;
			const draft = await newEntry(session, list, parameters);
			if (!draft.ok) return draft;
			const forbidden = confine(connection, {
				provider: draft.value.provider as string | undefined,
				office: draft.value.office as string | undefined,
			});
			if (forbidden) return failed(forbidden);
			const answer = await client.request(dialect.value.create(draft.value));
			if (!answer.ok) return answer;
			return success({ items: [emit(answer.value.json, connection)], hints: [REVIEW] });
		},
	};
}

function update(list: ListKind): EachOperation {
	const { kind, name, one, fields } = list;
	return {
		...write,
		value: 'update',
		name: 'Update',
		action: `Update ${one}`,
		description: `Update a ${one}, for example its status. DrChrono has no way to delete one (API v4).`,
		properties: [
			idField(name),
			{
				displayName: 'Update Fields',
				name: 'updateFields',
				type: 'collection',
				placeholder: 'Add Field',
				default: {},
				options: alphabetical([
					...fields.map(propertyOf),
					providerLocator('The provider who keeps it'),
				]),
			},
			optionsCollection(),
		],

		async each({ session }: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
			const { client, connection } = session;
			const dialect = session.dialect.chart(kind);
			if (!dialect.ok) return dialect;
			const id = parameters.requiredId('entry', `${name} ID`);
			if (!id.ok) return id;
			const changes = await changesOf(session, list, parameters);
			if (!changes.ok) return changes;
			const forbidden = confine(connection, {
				provider: changes.value.provider as string | undefined,
				office: changes.value.office as string | undefined,
			});
			if (forbidden) return failed(forbidden);
			if (isConfined(connection)) {
				const allowed = await readEntry(session, dialect.value, id.value);
				if (!allowed.ok) return allowed;
			}
			const { request, changed } = dialect.value.update(id.value, changes.value);
			const answer = await client.request(request);
			if (!answer.ok) return answer;
			const json: IDataObject = { id: id.value, changed };
			return success({ items: [{ json }], hints: [REVIEW] });
		},
	};
}

function statusField({ fields }: ListKind) {
	const field = fields.find(({ name }) => name === 'status');
	if (!field) throw new RangeError('Each list of a chart has a status');
	return field;
}

function statusFilter(list: ListKind): INodeProperties {
	return {
		...propertyOf(statusField(list)),
		description: `Only ${list.many} in this state. DrChrono has no such filter, so it is applied here.`,
	};
}

function idField(name: string): INodeProperties {
	return {
		displayName: `${name} ID`,
		name: 'entry',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 250001',
		description: 'Its ID, as the other operations hand it out',
	};
}

/** An entry, if the credential may see it. */
async function readEntry(
	{ client, connection }: Session,
	dialect: ChartDialect,
	id: string,
): Promise<Outcome<JsonObject>> {
	const answer = await client.request(dialect.get(id));
	if (!answer.ok) return answer;
	const record = answer.value.json as JsonObject;
	const forbidden = confine(connection, { provider: dialect.providerOf(record) });
	return forbidden ? failed(forbidden) : success(record);
}
