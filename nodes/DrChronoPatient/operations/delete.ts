import type { INodeProperties } from 'n8n-workflow';

import type { Failure } from '../../../drchrono/client/failure';
import { failed, success, type Outcome } from '../../../drchrono/client/outcome';
import { optionsCollection } from '../../shared/fields';
import type { EachOperation, OperationContext, Result } from '../../shared/operation';
import type { Parameters } from '../../shared/parameters';
import { PATIENT } from './fields';
import { allowed } from './record';

const properties: INodeProperties[] = [PATIENT, optionsCollection()];

/** Removes a patient. */
export const deletePatient: EachOperation = {
	value: 'delete',
	name: 'Delete Patient',
	action: 'Delete patient',
	description: "Delete a patient. To keep the chart, set 'Patient Status' to inactive instead.",
	effect: 'write',
	area: 'demographics',
	lane: 'booking',
	recordsArePatients: true,
	properties,

	async each({ session }: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { client, dialect } = session;
		const id = parameters.requiredId('patient', 'Patient');
		if (!id.ok) return id;
		const may = await allowed(session, id.value);
		if (!may.ok) return may;
		const answer = await client.request(dialect.patients.remove(id.value));
		if (!answer.ok) return failed(explained(answer.failure));
		return success({ items: [{ json: { id: id.value, deleted: true } }] });
	},
};

/** A refusal in the words of a deletion: a 409 here is no duplicate, and a 405 no wrong address. */
function explained(failure: Failure): Failure {
	const { status } = failure;
	if (status === 409) {
		return {
			...failure,
			sentence: 'DrChrono does not delete this patient, because other records hang on the chart',
			advice: "Set 'Patient Status' to inactive with 'Update Patient' instead.",
		};
	}
	if (status === 405) {
		return {
			...failure,
			sentence: 'This DrChrono does not let patients be deleted through its API',
			advice: 'Delete the patient in DrChrono itself.',
		};
	}
	if (status === 404) {
		return {
			...failure,
			advice: `The patient may be deleted already. ${failure.advice}`,
		};
	}
	return failure;
}
