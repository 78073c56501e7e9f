import { failed, success, type Outcome } from '../../drchrono/client/outcome';
import { confine } from '../../drchrono/privacy/confine';
import { idOf, type Parameters } from './parameters';
import type { Session } from './session';

/** Whose records are wanted. */
export interface Whose {
	patient?: string;
	/** Of which providers; a confined credential asks for its own alone. Empty: any. */
	providers: string[];
}

/** *Patient*, and *Provider* among the filters, as far as the credential allows. */
export function whoseOf({ connection }: Session, parameters: Parameters): Outcome<Whose> {
	const patient = parameters.id('patient', 'Patient');
	if (!patient.ok) return patient;
	const provider = idOf(parameters.collection('filters').provider, 'Provider');
	if (!provider.ok) return provider;
	const forbidden = confine(connection, { provider: provider.value });
	if (forbidden) return failed(forbidden);
	return success({
		patient: patient.value,
		providers: provider.value === undefined ? [...connection.onlyProviders] : [provider.value],
	});
}
