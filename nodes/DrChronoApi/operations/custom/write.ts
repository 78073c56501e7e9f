import type { Failure } from '../../../../drchrono/client/failure';
import { failed, success, type Outcome } from '../../../../drchrono/client/outcome';
import type { RequestBody } from '../../../../drchrono/client/request';
import { fileFromBinary, INPUT_BINARY_FIELD } from '../../../shared/binary';
import { emit } from '../../../shared/emit';
import type { EachOperation, OperationContext, Result } from '../../../shared/operation';
import { required, textOf, type Parameters } from '../../../shared/parameters';
import { jsonObjectOf, jsonOf } from '../json';
import { callOf } from './call';
import { WRITE_PROPERTIES } from './properties';

/** Writes whatever the API takes under a path. */
export const customWrite: EachOperation = {
	value: 'customWrite',
	name: 'Write',
	action: 'Write by custom call',
	description: 'Create, change or delete by any path of the API',
	effect: 'write',
	area: 'practice',
	lane: 'booking',
	creates: true,
	properties: WRITE_PROPERTIES,

	async each(context: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { client, connection } = context.session;
		const call = callOf(context.session, parameters, 'writeMethod', 'write');
		if (!call.ok) return call;
		const body = await bodyGiven(context, parameters);
		if (!body.ok) return body;
		const answer = await client.request({ ...call.value.request, body: body.value });
		if (!answer.ok) return answer;
		const { json, status } = answer.value;
		if (typeof json !== 'object' || json === null)
			return success({ items: [{ json: { status } }] });
		const records = Array.isArray(json) ? json : [json];
		return success({ items: records.map((record) => emit(record, connection)) });
	},
};

async function bodyGiven(
	context: OperationContext,
	parameters: Parameters,
): Promise<Outcome<RequestBody | undefined>> {
	switch (textOf(parameters.raw('content')) ?? 'json') {
		case 'none':
			return success(undefined);
		case 'file':
			return await formGiven(context, parameters);
		default: {
			const value = jsonOf(parameters.raw('body'), 'JSON');
			return value.ok ? success({ kind: 'json', value: value.value }) : value;
		}
	}
}

async function formGiven(
	{ functions }: OperationContext,
	parameters: Parameters,
): Promise<Outcome<RequestBody>> {
	const name = required(success(parameters.text('fileField')), 'File Field');
	if (!name.ok) return name;
	const binary = required(
		success(parameters.text(INPUT_BINARY_FIELD.name)),
		INPUT_BINARY_FIELD.displayName,
	);
	if (!binary.ok) return binary;
	const json = jsonObjectOf(parameters.raw('formFields'), 'Further Fields (JSON)');
	if (!json.ok) return json;
	const fields: Record<string, string> = {};
	for (const [key, value] of Object.entries(json.value)) {
		if (typeof value === 'object' && value !== null) return failed(nested());
		fields[key] = String(value ?? '');
	}
	const file = await fileFromBinary(functions, parameters.item, binary.value);
	if (!file.ok) return file;
	return success({ kind: 'multipart', fields, files: { [name.value]: file.value } });
}

function nested(): Failure {
	return {
		kind: 'invalid-input',
		sentence:
			"'Further Fields (JSON)' holds an object or a list, which cannot go along with a file",
		advice: 'Send plain values with the file, and the rest in a step of its own. Nothing was sent.',
		field: 'Further Fields (JSON)',
	};
}
