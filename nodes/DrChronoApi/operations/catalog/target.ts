import {
	confinementOf,
	operationOf,
	resourceOf,
	type Confinement,
	type Operation,
	type OperationName,
} from '../../../../drchrono/catalog';
import { failed, success, type Outcome } from '../../../../drchrono/client/outcome';
import type { JsonObject } from '../../../../drchrono/client/request';
import { notInDialect } from '../../../../drchrono/dialects/unsupported';
import type { Session } from '../../../shared/session';

/** An operation of the catalog as a credential may use it. */
export interface Target {
	operation: Operation;
	confinement: Confinement;
}

/** Finds an operation of a resource. The catalog is v4's: in the other dialect nothing is sent. */
export function targetOf(
	{ connection }: Session,
	resource: string,
	name: OperationName,
): Outcome<Target> {
	const found = resourceOf(resource);
	const operation = operationOf(resource, name);
	if (connection.dialect !== 'v4') {
		const what = found ? `'${found.plural}'` : 'This kind of record';
		return failed(notInDialect(what, 'v4', connection.dialect));
	}
	if (!found || !operation) {
		return failed({
			kind: 'invalid-input',
			sentence: 'DrChrono has no such operation for this kind of record',
			advice: "Choose 'Operation' from the list again. Nothing was sent.",
			field: 'Operation',
		});
	}
	return success({ operation, confinement: confinementOf(found, connection) });
}

/**
 * Looks, for a confined credential, whether a record is within its providers and offices: one call,
 * which every other credential is spared.
 */
export async function allowed(
	{ client }: Session,
	{ operation, confinement }: Target,
	id: string | undefined,
): Promise<Outcome<void>> {
	if (confinement.isFree) return success(undefined);
	const hopeless = confinement.refusalOf({}, false);
	if (hopeless) return failed(hopeless);
	const get = operationOf(operation.resource, 'get');
	if (!get?.endpoint.route.includes('{id}') || id === undefined) return failed(unseen());
	const answer = await client.request({ endpoint: get.endpoint, path: { id } });
	if (!answer.ok) return answer;
	const refusal = confinement.refusal(answer.value.json as JsonObject);
	return refusal ? failed(refusal) : success(undefined);
}

function unseen() {
	return {
		kind: 'not-allowed' as const,
		sentence: 'Whose record this is cannot be known, and this DrChrono credential is confined',
		advice: 'Nothing was sent. Use a credential that is not confined.',
	};
}
