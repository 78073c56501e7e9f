import { failed } from '../../../drchrono/client/outcome';
import { untoldProvider } from '../../../drchrono/privacy/confine';
import type { EachOperation, Operation } from '../../shared/operation';
import { create } from './create';
import { deletePatient } from './delete';
import { describeCustomFields } from './describeCustomFields';
import { get } from './get';
import { getCcda } from './getCcda';
import { getMany } from './getMany';
import { getPhoto } from './getPhoto';
import { setPhoto } from './setPhoto';
import { update } from './update';

/** Operations of the node; the first is its default. */
export const operations: readonly Operation[] = [
	getMany,
	get,
	create,
	update,
	deletePatient,
	describeCustomFields,
	getCcda,
	getPhoto,
	setPhoto,
].map(confinable);

/** The operation, refused to a confined credential where the dialect's patients name no provider. */
function confinable(operation: EachOperation): EachOperation {
	return {
		...operation,
		async each(context, parameters, item) {
			const { connection, dialect } = context.session;
			const untold = dialect.patients.tellsProvider
				? undefined
				: untoldProvider(connection, 'Patients');
			return untold ? failed(untold) : await operation.each(context, parameters, item);
		},
	};
}
