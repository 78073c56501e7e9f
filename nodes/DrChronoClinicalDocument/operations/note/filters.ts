import type { INodeProperties } from 'n8n-workflow';

import { failed, success, type Outcome } from '../../../../drchrono/client/outcome';
import type { NoteQuery } from '../../../../drchrono/dialects/clinical';
import { confine } from '../../../../drchrono/privacy/confine';
import { officeLocator, patientLocator, providerLocator } from '../../../shared/locators';
import { idOf, textOf, type Parameters } from '../../../shared/parameters';
import type { Session } from '../../../shared/session';
import { whoseOf } from '../../../shared/whose';

export const PATIENT = patientLocator('Only those of this patient');

export const OFFICE = officeLocator('Only notes of visits in this office (DrChrono API v4)');

export const PROVIDER = providerLocator('Only notes of visits with this provider');

export const LOCK_STATE: INodeProperties = {
	displayName: 'Lock State',
	name: 'lockState',
	type: 'options',
	options: [
		{ name: 'Locked', value: 'locked', description: 'Notes that were signed and locked' },
		{ name: 'Locked or Open', value: 'any', description: 'All notes' },
		{ name: 'Open', value: 'open', description: 'Notes that are still being written' },
	],
	default: 'locked',
	description: 'Whether only locked or only open notes are wanted (DrChrono API v4)',
};

const LOCKED: Readonly<Record<string, boolean | undefined>> = { locked: true, open: false };

/** Filters of a list of notes, as far as the credential allows; days and times come on top. */
export function queryOf(
	session: Session,
	parameters: Parameters,
): Outcome<NoteQuery & { providers: string[] }> {
	const { connection, dialect } = session;
	const whose = whoseOf(session, parameters);
	if (!whose.ok) return whose;
	const filters = parameters.collection('filters');
	const office = idOf(filters.office, 'Office');
	if (!office.ok) return office;
	const forbidden = confine(connection, { office: office.value });
	if (forbidden) return failed(forbidden);
	const { onlyOffices } = connection;
	// A note does not say where it was written, so only the server can keep to an office.
	if (office.value === undefined && onlyOffices.size > 1) {
		return failed({
			kind: 'invalid-input',
			sentence: "'Office' is needed, because this DrChrono credential is confined to some offices",
			advice: "Add the filter 'Office' and choose one of them. Nothing was sent.",
			field: 'Office',
		});
	}
	const [only] = dialect.name === 'v4' ? onlyOffices : [];
	return success({
		...whose.value,
		office: office.value ?? only,
		locked: LOCKED[textOf(filters.lockState) ?? ''],
	});
}
