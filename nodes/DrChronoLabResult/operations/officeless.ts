import { failed } from '../../../drchrono/client/outcome';
import type { EachOperation } from '../../shared/operation';

/**
 * The operation, refused where the credential is confined to offices: neither results nor orders say
 * which one they belong to, so none can be kept to it.
 */
export function officeless(operation: EachOperation): EachOperation {
	return {
		...operation,
		each: async (context, parameters, item) =>
			context.session.connection.onlyOffices.size > 0
				? failed({
						kind: 'not-allowed',
						sentence:
							'This DrChrono credential is confined to some offices, and lab results do not tell theirs',
						advice:
							"Nothing was sent. Use a credential without 'Only These Offices', or one confined to providers.",
						field: 'Only These Offices',
					})
				: await operation.each(context, parameters, item),
	};
}
