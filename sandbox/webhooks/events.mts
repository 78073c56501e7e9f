import type { Store, Change } from '../store/store.mts';
import type { Row } from '../store/table.mts';

/** Something a webhook tells of: the event's name and the resource and row its `object` shows. */
export interface Event {
	readonly name: string;
	readonly resource: string;
	readonly row: Row;
}

type Kind = Change['kind'];

/** v4's events by resource and kind of change (wire.md 7); what is not listed tells nobody. */
const EVENTS: Readonly<Record<string, Partial<Record<Kind, string>>>> = {
	appointments: {
		create: 'APPOINTMENT_CREATE',
		modify: 'APPOINTMENT_MODIFY',
		delete: 'APPOINTMENT_DELETE',
	},
	patient_payments: { delete: 'CASH_PAYMENT_DELETE' },
	lab_orders: {
		create: 'LAB_ORDER_CREATE',
		modify: 'LAB_ORDER_MODIFY',
		delete: 'LAB_ORDER_DELETE',
	},
	line_items: {
		create: 'LINE_ITEM_CREATE',
		modify: 'LINE_ITEM_MODIFY',
		delete: 'LINE_ITEM_DELETE',
	},
	transactions: { delete: 'LINE_ITEM_TRANSACTION_DELETE' },
	patients: { create: 'PATIENT_CREATE', modify: 'PATIENT_MODIFY' },
	allergies: { create: 'PATIENT_ALLERGY_CREATE', modify: 'PATIENT_ALLERGY_MODIFY' },
	medications: { create: 'PATIENT_MEDICATION_CREATE', modify: 'PATIENT_MEDICATION_MODIFY' },
	problems: { create: 'PATIENT_PROBLEM_CREATE', modify: 'PATIENT_PROBLEM_MODIFY' },
	tasks: { create: 'TASK_CREATE', modify: 'TASK_MODIFY', delete: 'TASK_DELETE' },
	patient_vaccine_records: { create: 'VACCINE_ADMINISTERED' },
};

/** All 27 names; each may be subscribed to, `PING` is always delivered. */
export const V4_EVENTS: readonly string[] = [
	...Object.values(EVENTS).flatMap((kinds) => Object.values(kinds)),
	'CLINICAL_NOTE_LOCK',
	'CLINICAL_NOTE_UNLOCK',
	'PATIENT_FLAG_CREATE',
	'PATIENT_FLAG_MODIFY',
];

export const GUIDE_EVENTS: readonly string[] = ['appointment.created', 'claim.status_updated'];

const locked = (row: Row | undefined) =>
	(row?.clinical_note as Row | null | undefined)?.locked === true;

/** Locking a note shows on its appointment. */
function noteEvents(store: Store, { before, row }: Change): Event[] {
	if (!before || locked(before) === locked(row)) return [];
	const note = store.table('clinical_notes').get(row.id);
	if (!note) return [];
	const name = locked(row) ? 'CLINICAL_NOTE_LOCK' : 'CLINICAL_NOTE_UNLOCK';
	return [{ name, resource: 'clinical_notes', row: note }];
}

/** Flags hang on their patient. */
function flagEvents({ before, row }: Change): Event[] {
	if (!before) return [];
	const old = new Map(
		((before.patient_flags_attached ?? []) as Row[]).map((flag) => [flag.id, flag]),
	);
	return ((row.patient_flags_attached ?? []) as Row[])
		.filter((flag) => JSON.stringify(flag) !== JSON.stringify(old.get(flag.id)))
		.map((flag) => ({
			name: old.has(flag.id) ? 'PATIENT_FLAG_MODIFY' : 'PATIENT_FLAG_CREATE',
			resource: 'patient_flags_attached',
			row: { ...flag, patient: row.id },
		}));
}

/** The v4 events of a change, in order. */
export function v4Events(store: Store, change: Change): Event[] {
	const name = EVENTS[change.resource]?.[change.kind];
	const events: Event[] = name ? [{ name, resource: change.resource, row: change.row }] : [];
	if (change.resource === 'appointments') events.push(...noteEvents(store, change));
	if (change.resource === 'patients') events.push(...flagEvents(change));
	return events;
}
