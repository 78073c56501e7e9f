import { failed } from '../../../drchrono/client/outcome';
import { untoldOffice } from '../../../drchrono/privacy/confine';
import type { EachOperation } from '../../shared/operation';

/**
 * The operation, refused where the credential is confined to offices: neither results nor orders say
 * which one they belong to, so none can be kept to it.
 */
export function officeless(operation: EachOperation): EachOperation {
	return {
		...operation,
		async each(context, parameters, item) {
			const untold = untoldOffice(context.session.connection, 'lab results');
			return untold ? failed(untold) : await operation.each(context, parameters, item);
		},
	};
}
