import { holds } from '../oauth/scopes.mts';
import type { Store } from '../store/store.mts';
import type { Row } from '../store/table.mts';
import type { Operation } from '../contract/model.mts';
import { forbidden, type Call } from './call.mts';
import { doctorOf } from './filters.mts';

/** The key in a user's `permissions` for each name of the contract's x-permissions. */
const PERMISSION_KEYS: Readonly<Record<string, string>> = {
	scheduling: 'access_scheduling',
	calendar: 'access_scheduling',
	settings: 'settings',
	'manage-patients': 'create_and_update_patients',
	billing: 'access_billing',
	'show-billing-tab': 'show_billing_tab',
	'clinical-notes': 'access_clinical_notes',
	clinical: 'access_clinical_notes',
	'message-center': 'access_to_message_center',
	'access-patient-payments': 'access_patient_payments',
};

function permitted(user: Row, names: readonly string[]): boolean {
	const held = (user.permissions ?? {}) as Record<string, unknown>;
	return names.length === 0 || names.some((name) => held[PERMISSION_KEYS[name] ?? name] === true);
}

/** Whether a request may pass scope and in-app permission; `empty`: it may, but sees nothing. */
export function admit(call: Call, operation: Operation, write: boolean): 'full' | 'empty' {
	const { world, resource, grant, user } = call;
	const gate = world.switches.get('settingsGate');
	if (resource.settingsGate && gate !== 'none') {
		if (gate === 'scopeAndPermission' && !holds(grant.scopes, ['settings'], write))
			throw forbidden();
		if (!permitted(user, ['settings'])) throw forbidden();
	}
	if (
		resource.name === 'appointments' &&
		!write &&
		!holds(grant.scopes, ['calendar'], false) &&
		world.switches.get('missingCalendarScope') === 'empty'
	)
		return 'empty';
	const bases = operation.scopes.map((scope) => scope.replace(/:(read|write)$/, ''));
	if (bases.length > 0 && !holds(grant.scopes, bases, write)) throw forbidden();
	if (!permitted(user, operation.permissions)) throw forbidden();
	return 'full';
}

/** Tells which rows a user sees: his practice's, and only his own patients' without sharing. */
export function visibility(store: Store, user: Row): ((row: Row) => boolean) | undefined {
	const doctors = store.table('doctors').ordered();
	const group = user.practice_group;
	const own = doctors.filter((doctor) => String(doctor.practice_group) === String(group));
	const shares = (user.permissions as Row | undefined)?.share_patients !== false;
	const alone = user.is_doctor === true && user.doctor !== null && !shares;
	if (own.length === doctors.length && !alone) return undefined;
	const practice = new Set(own.map(({ id }) => String(id)));
	return (row) => {
		if ('timezone' in row && 'practice_group' in row) return practice.has(String(row.id));
		if (row.practice_group !== undefined && row.practice_group !== null)
			return String(row.practice_group) === String(group);
		const doctor = doctorOf(store, row);
		if (doctor === undefined || doctor === null) return true;
		const ofPatient = 'patient' in row || 'chart_id' in row;
		return alone && ofPatient
			? String(doctor) === String(user.doctor)
			: practice.has(String(doctor));
	};
}
