import type { INodeProperties } from 'n8n-workflow';

import { failed, success, type Outcome } from '../../../../drchrono/client/outcome';
import type { JsonObject } from '../../../../drchrono/client/request';
import { confine } from '../../../../drchrono/privacy/confine';
import { optionsCollection } from '../../../shared/fields';
import type { EachOperation, OperationContext, Result } from '../../../shared/operation';
import type { Parameters } from '../../../shared/parameters';
import { emitResult, SIMPLIFY } from '../output';

const RESULT: INodeProperties = {
	displayName: 'Result ID',
	name: 'result',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 180001',
	description: "The result's ID, as the other operations hand it out",
};

/** Reads one result of a chart. */
export const get: EachOperation = {
	value: 'get',
	name: 'Get',
	action: 'Get chart result',
	description: 'Retrieve one lab result of a chart by its ID (DrChrono API v4)',
	effect: 'read',
	area: 'clinical',
	lane: 'read',
	properties: [RESULT, SIMPLIFY, optionsCollection()],

	async each({ session }: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { client, connection, dialect } = session;
		const { results } = dialect.labs;
		const id = parameters.requiredId('result', RESULT.displayName);
		if (!id.ok) return id;
		const request = results.get(id.value);
		if (!request.ok) return request;
		const answer = await client.request(request.value);
		if (!answer.ok) return answer;
		const record = answer.value.json as JsonObject;
		const forbidden = confine(connection, { provider: results.providerOf(record) });
		if (forbidden) return failed(forbidden);
		const simplify = parameters.raw('simplify') !== false;
		return success({ items: [emitResult(session, record, results.read(record), simplify)] });
	},
};
