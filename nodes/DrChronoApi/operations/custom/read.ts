import { LARGEST_FILE } from '../../../../drchrono/client/files';
import { success, type Outcome } from '../../../../drchrono/client/outcome';
import type { Json } from '../../../../drchrono/client/request';
import { OUTPUT_BINARY_FIELD, toBinary } from '../../../shared/binary';
import { emit } from '../../../shared/emit';
import { readList } from '../../../shared/list';
import type { EachOperation, OperationContext, Result } from '../../../shared/operation';
import { required, textOf, type Parameters } from '../../../shared/parameters';
import { isContinueLater } from '../../../shared/quotaOptions';
import { callOf, type Call } from './call';
import { READ_PROPERTIES } from './properties';

/** Reads whatever the API has under a path. */
export const customRead: EachOperation = {
	value: 'customRead',
	name: 'Read',
	action: 'Read by custom call',
	description: 'Read from any path of the API',
	effect: 'read',
	area: 'practice',
	lane: 'read',
	properties: READ_PROPERTIES,

	async each(context: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const call = callOf(context.session, parameters, 'readMethod', 'read');
		if (!call.ok) return call;
		const answer = textOf(parameters.raw('answer')) ?? 'record';
		if (answer === 'list') return await list(context, parameters, call.value);
		if (answer === 'file') return await file(context, parameters, call.value);
		return await record(context, call.value);
	},
};

async function record({ session }: OperationContext, { request }: Call): Promise<Outcome<Result>> {
	const answer = await session.client.request(request);
	if (!answer.ok) return answer;
	const { json } = answer.value;
	const records = Array.isArray(json) ? json : [json];
	return success({ items: records.map((one) => emit(one, session.connection)) });
}

async function list(
	context: OperationContext,
	parameters: Parameters,
	{ request, place }: Call,
): Promise<Outcome<Result>> {
	return await readList(
		context,
		{ plan: { request, paging: place.paging }, hints: [] },
		{
			limit: parameters.limit(),
			continuationToken: textOf(parameters.collection('options').continueFrom),
			continueLater: isContinueLater(parameters),
			query: { route: place.route, path: place.path, query: request.query } as Json,
			emit: (one) => emit(one, context.session.connection),
		},
	);
}

async function file(
	{ functions, session }: OperationContext,
	parameters: Parameters,
	{ request }: Call,
): Promise<Outcome<Result>> {
	const field = required(
		success(parameters.text(OUTPUT_BINARY_FIELD.name)),
		OUTPUT_BINARY_FIELD.displayName,
	);
	if (!field.ok) return field;
	const brought = await session.client.file(request, {
		maxBytes: LARGEST_FILE,
		save: async (arriving) => await toBinary(functions, arriving, 'drchrono'),
	});
	if (!brought.ok) return brought;
	return success({ items: [{ json: {}, binary: { [field.value]: brought.value } }] });
}
