import type { IDataObject } from 'n8n-workflow';

import { requestOf, type Operation, type OperationName } from '../../../../drchrono/catalog';
import { failed, success, type Outcome } from '../../../../drchrono/client/outcome';
import type { ApiRequest, Json, RequestBody } from '../../../../drchrono/client/request';
import { emit } from '../../../shared/emit';
import type { OperationContext, Result } from '../../../shared/operation';
import type { Parameters } from '../../../shared/parameters';
import { idGiven } from './id';
import { givenTo } from './input';
import { allowed, targetOf } from './target';

/** Creates, changes or removes a record, or does what a resource has of its own. */
export async function write(
	context: OperationContext,
	parameters: Parameters,
	resource: string,
	name: OperationName,
): Promise<Outcome<Result>> {
	const { session } = context;
	const { client, connection } = session;
	const target = targetOf(session, resource, name);
	if (!target.ok) return target;
	const { operation, confinement } = target.value;
	const id = idGiven(operation, parameters);
	if (!id.ok) return id;
	const given = await givenTo(operation, context, parameters);
	if (!given.ok) return given;
	const request = requestOf(operation, id.value, given.value.values, given.value);
	if (!request.ok) return request;
	if (name === 'update' && sentIn(request.value).length === 0) return failed(nothingToChange());

	if (!confinement.isFree) {
		const isNew = id.value === undefined;
		const sent = { ...given.value.values, ...given.value.unknown };
		const refusal = confinement.refusalOf(sent, isNew);
		if (refusal) return failed(refusal);
		const may = isNew ? success(undefined) : await allowed(session, target.value, id.value);
		if (!may.ok) return may;
	}
	const answer = await client.request(request.value);
	if (!answer.ok) return answer;
	const { json } = answer.value;
	if (name === 'create' || (isRecord(json) && !CHANGES.has(name))) {
		return success({ items: recordsIn(json).map((record) => emit(record, connection)) });
	}
	return success({ items: [{ json: reportOf(operation, id.value, request.value) }] });
}

/** Operations that report what they did; DrChrono itself mostly answers them with nothing. */
const CHANGES: ReadonlySet<string> = new Set(['update', 'replace', 'delete']);

function reportOf({ name }: Operation, id: string | undefined, request: ApiRequest): IDataObject {
	if (name === 'delete') return { id: id ?? null, deleted: true };
	if (CHANGES.has(name)) return { id: id ?? null, changed: sentIn(request) };
	return { id: id ?? null, done: true };
}

/** Names of the fields that a request changes. */
function sentIn({ body }: ApiRequest): string[] {
	return namesIn(body).filter((name) => name !== 'id');
}

function namesIn(body: RequestBody | undefined): string[] {
	if (!body) return [];
	if (body.kind === 'json') return Object.keys(body.value as object);
	return [...Object.keys(body.fields), ...Object.keys(body.files)];
}

function recordsIn(json: Json): Json[] {
	return Array.isArray(json) ? json : [json];
}

function isRecord(json: Json): boolean {
	return typeof json === 'object' && json !== null;
}

function nothingToChange() {
	return {
		kind: 'invalid-input' as const,
		sentence: "'Fields' is empty, so there is nothing to change",
		advice: 'Add the fields that are to be different. Nothing was sent.',
		field: 'Fields',
	};
}
