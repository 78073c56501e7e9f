import {
	listPlanOf,
	requestOf,
	type ListWish,
	type OperationName,
} from '../../../../drchrono/catalog';
import { LARGEST_FILE } from '../../../../drchrono/client/files';
import { failed, success, type Outcome } from '../../../../drchrono/client/outcome';
import type { Json, JsonObject } from '../../../../drchrono/client/request';
import { endsClinicalDocument } from '../../../../drchrono/clinical/cda';
import { OUTPUT_BINARY_FIELD, toBinary } from '../../../shared/binary';
import { emit } from '../../../shared/emit';
import { readList } from '../../../shared/list';
import type { OperationContext, Result } from '../../../shared/operation';
import { required, textOf, type Parameters } from '../../../shared/parameters';
import { isContinueLater } from '../../../shared/quotaOptions';
import { idGiven } from './id';
import { givenTo } from './input';
import { allowed, targetOf } from './target';

/** Reads a list to the limit, with what the credential is confined to. */
export async function getMany(
	context: OperationContext,
	parameters: Parameters,
	resource: string,
): Promise<Outcome<Result>> {
	const { session } = context;
	const target = targetOf(session, resource, 'list');
	if (!target.ok) return target;
	const { operation, confinement } = target.value;
	const given = await givenTo(operation, context, parameters);
	if (!given.ok) return given;
	const { values, zone } = given.value;
	const each = confinement.lists(operation, values);
	if (!isList(each)) return failed(each);

	const options = parameters.collection('options');
	const verbose = options.includeDetails === true;
	const bulk = (textOf(options.bulk) ?? 'auto') as ListWish['bulk'];
	const [only] = each.length === 1 ? each : [];
	const plan = listPlanOf(
		operation,
		{ ...values, ...only },
		{
			verbose,
			bulk,
			zone,
			each: only ? undefined : each,
			westernmostZone: session.zones.westernmost(),
		},
	);
	if (!plan.ok) return plan;
	return await readList(
		context,
		{
			plan: plan.value,
			keep: confinement.isFree ? undefined : confinement.mayHave,
			hints: [],
		},
		{
			limit: parameters.limit(),
			continuationToken: textOf(options.continueFrom),
			continueLater: isContinueLater(parameters),
			query: { resource, values: values as JsonObject, verbose, bulk: bulk ?? 'auto' } as Json,
			emit: (record) => emit(record, session.connection),
		},
	);
}

/** Reads one record. */
export async function get(
	context: OperationContext,
	parameters: Parameters,
	resource: string,
	name: OperationName,
): Promise<Outcome<Result>> {
	const { session } = context;
	const target = targetOf(session, resource, name);
	if (!target.ok) return target;
	const { operation, confinement } = target.value;
	const id = idGiven(operation, parameters);
	if (!id.ok) return id;
	const given = await givenTo(operation, context, parameters);
	if (!given.ok) return given;
	const hopeless = confinement.isFree ? undefined : confinement.refusalOf({}, false);
	if (hopeless) return failed(hopeless);
	const request = requestOf(operation, id.value, given.value.values, given.value);
	if (!request.ok) return request;
	const verbose =
		operation.takesVerbose && parameters.collection('options').includeDetails === true;
	const query = { ...request.value.query, verbose: verbose ? true : undefined };
	const answer = await session.client.request({ ...request.value, query });
	if (!answer.ok) return answer;

	const { json } = answer.value;
	const records = Array.isArray(json) ? json : [json];
	for (const record of confinement.isFree ? [] : records) {
		const refusal = confinement.refusal((record ?? {}) as JsonObject);
		if (refusal) return failed(refusal);
	}
	return success({ items: records.map((record) => emit(record, session.connection)) });
}

/** Reads what the API answers with as a file. */
export async function exportFile(
	context: OperationContext,
	parameters: Parameters,
	resource: string,
	name: OperationName,
): Promise<Outcome<Result>> {
	const { functions, session } = context;
	const target = targetOf(session, resource, name);
	if (!target.ok) return target;
	const { operation } = target.value;
	const id = idGiven(operation, parameters);
	if (!id.ok) return id;
	const field = required(
		success(parameters.text(OUTPUT_BINARY_FIELD.name)),
		OUTPUT_BINARY_FIELD.displayName,
	);
	if (!field.ok) return field;
	const request = requestOf(operation, id.value, {});
	if (!request.ok) return request;
	const may = await allowed(session, target.value, id.value);
	if (!may.ok) return may;
	const file = await session.client.file(request.value, {
		maxBytes: LARGEST_FILE,
		// What the API answers with as XML are clinical documents: C-CDA and QRDA.
		isWhole: endsClinicalDocument,
		save: async (arriving) =>
			await toBinary(functions, arriving, `${resource}-${id.value}-${name}`),
	});
	if (!file.ok) return file;
	return success({
		items: [{ json: { id: id.value ?? null }, binary: { [field.value]: file.value } }],
	});
}

function isList<T>(value: readonly T[] | object): value is readonly T[] {
	return Array.isArray(value);
}
