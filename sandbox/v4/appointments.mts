import { Refusal, type Answer } from '../answer.mts';
import { addMinutes } from '../clock.mts';
import type { Store } from '../store/store.mts';
import type { Row } from '../store/table.mts';
import type { World } from '../world.mts';
import type { Hooks } from './hooks.mts';
import { unroll } from './series.mts';
import type { FieldErrors, Fields } from './validate.mts';

/** Statuses every practice has; its custom ones come on top (wire.md 3.4, App. B). */
export const STATUSES: readonly string[] = [
	'',
	'Arrived',
	'Checked In',
	'Checked In Online',
	'In Room',
	'In Session',
	'Complete',
	'Confirmed',
	'Not Confirmed',
	'Rescheduled',
	'Cancelled',
	'No Show',
];

const TIME = /^(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d)(:\d\d)?$/;
const REASON_MAX = 100;
const DAY_MINUTES = 1440;

/** The three recorded ways to write a time become one; undefined when the text is none. */
export function naiveTime(value: unknown): string | undefined {
	const match = TIME.exec(String(value));
	if (!match) return undefined;
	const text = `${match[1]}T${match[2]}${match[3] ?? ':00'}`;
	const at = Date.parse(`${text}Z`);
	return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text) ? text : undefined;
}

function customStatuses(store: Store): string[] {
	return store
		.table('custom_statuses')
		.ordered()
		.map((row) => String(row.name));
}

/** The appointment that a new or moved one would overlap. */
export function overlapping(world: World, row: Row): Row | undefined {
	const { store, switches } = world;
	if (row.allow_overlapping === true || row.deleted_flag === true) return undefined;
	const start = String(row.scheduled_time);
	const end = addMinutes(start, Number(row.duration));
	const table = store.table('appointments');
	const rows = table.ordered();
	const basis = switches.get('overlapBasis');
	const free = switches.get('cancelledOccupies') === 'no' ? ['Cancelled', 'Rescheduled'] : [];
	for (let index = table.seek(addMinutes(start, -DAY_MINUTES)); index < rows.length; index += 1) {
		const other = rows[index] as Row;
		const otherStart = String(other.scheduled_time);
		if (otherStart >= end) break;
		if (other.id === row.id || other.deleted_flag === true) continue;
		if (free.includes(String(other.status))) continue;
		const sameDoctor = String(other.doctor) === String(row.doctor);
		const sameRoom =
			row.exam_room !== 0 && other.office === row.office && other.exam_room === row.exam_room;
		const clash =
			basis === 'doctor' ? sameDoctor : basis === 'room' ? sameRoom : sameDoctor || sameRoom;
		if (clash && addMinutes(otherStart, Number(other.duration)) > start) return other;
	}
	return undefined;
}

function overlapAnswer(world: World, other: Row): Answer {
	const sentence = `Appointment overlaps with ${String(other.id)}`;
	const form = world.switches.get('overlapBody');
	if (form === 'text') return { status: 409, body: sentence, type: 'text/html; charset=utf-8' };
	return { status: 409, body: form === 'array' ? [sentence] : { detail: sentence } };
}

function guardOverlap(world: World, row: Row): void {
	const other = overlapping(world, row);
	if (other) throw new Refusal(overlapAnswer(world, other));
}

/** Fields that follow from others: transitions, billing dates, insurers, and what moves `updated_at`. */
export function follow(store: Store, before: Row | undefined, row: Fields, now: string): Fields {
	const followed: Fields = { ...row };
	const from = before ? String(before.status ?? '') : '';
	const to = String(row.status ?? '');
	if (!before || from !== to) {
		const earlier = before ? (before.status_transitions as Row[]) : [];
		const sent = row.status_transitions as Row[] | undefined;
		if (!sent || sent.length <= earlier.length)
			followed.status_transitions = [
				...(before ? earlier : []),
				{ appointment: Number(row.id), datetime: now, from_status: from, to_status: to },
			];
	}
	if (!before) {
		followed.first_billed_date = row.scheduled_time;
		followed.last_billed_date = row.scheduled_time;
	}
	const patient = row.patient === null ? undefined : store.table('patients').get(row.patient);
	if (!before || before.patient !== row.patient) {
		for (const level of ['primary', 'secondary']) {
			const insurance = (patient?.[`${level}_insurance`] ?? {}) as Row;
			followed[`${level}_insurer_name`] = insurance.insurance_company ?? '';
			followed[`${level}_insurer_payer_id`] = insurance.insurance_payer_id ?? '';
			followed[`${level}_insurance_id_number`] = insurance.insurance_id_number ?? '';
		}
		if (!row.payment_profile) followed.payment_profile = patient?.patient_payment_profile ?? '';
	}
	followed.extended_updated_at = now;
	return followed;
}

function checkRoom(store: Store, row: Row, errors: FieldErrors): void {
	const office = store.table('offices').get(row.office);
	const rooms = (office?.exam_rooms ?? []) as Row[];
	if (row.appt_is_break === true && Number(row.exam_room) === 0) return;
	if (office && !rooms.some((room) => room.index === row.exam_room))
		errors.exam_room = [`Invalid exam room for office ${String(row.office)}.`];
}

/** A virtual occurrence: a change makes it a record with an id of its own. */
function isVirtual(row: Row): boolean {
	return Number.isNaN(Number(row.id));
}

/** Rules for appointments on write (wire.md 3.4, 5.2, 5.3). */
export const appointmentHooks: Hooks = {
	check(call, fields, errors, before) {
		const { store, switches } = call.world;
		if (fields.patient === null) {
			const isBreak = (fields.appt_is_break ?? before?.appt_is_break) === true;
			if (isBreak && switches.get('breakWithoutPatient') === 'accept') delete errors.patient;
		}
		if (fields.scheduled_time !== undefined) {
			const time = naiveTime(fields.scheduled_time);
			if (time) fields.scheduled_time = time;
			else
				errors.scheduled_time = [
					'Datetime has wrong format. Use one of these formats instead: YYYY-MM-DDThh:mm[:ss].',
				];
		}
		const status = fields.status;
		if (typeof status === 'string' && customStatuses(store).includes(status)) delete errors.status;
		if (typeof fields.reason === 'string' && fields.reason.length > REASON_MAX)
			if (switches.get('reasonOver100') === 'refuse')
				errors.reason = [`Ensure this field has no more than ${REASON_MAX} characters.`];
		if (
			!before &&
			fields.duration === undefined &&
			fields.profile === undefined &&
			!errors.duration
		)
			errors.duration = ['Either duration or profile must be specified.'];
		if (typeof fields.duration === 'number' && fields.duration <= 0)
			errors.duration = ['Ensure this value is greater than or equal to 1.'];
		const room = { ...before, ...fields };
		if (!errors.office && !errors.exam_room && ('exam_room' in fields || 'office' in fields))
			checkRoom(store, room, errors);
		if (before && call.method === 'PUT' && Object.keys(fields).every((name) => name === 'vitals'))
			errors.doctor ??= ['This field is required.'];
	},
	create(call, row, fields, now) {
		const { store } = call.world;
		const profile = store.table('appointment_profiles').get(row.profile);
		const timed = { ...row };
		if (fields.duration === undefined) timed.duration = Number(profile?.duration ?? row.duration);
		guardOverlap(call.world, timed);
		return follow(store, undefined, timed, now);
	},
	created(call, row) {
		if (row.recurring_appointment === true) unroll(call.world.store, row);
	},
	update(call, before, row, fields, now) {
		const { store, switches } = call.world;
		const moved = ['scheduled_time', 'duration', 'doctor', 'office', 'exam_room', 'status'].some(
			(name) => row[name] !== before[name],
		);
		if (moved && !['Cancelled', 'Rescheduled', 'No Show'].includes(String(row.status)))
			guardOverlap(call.world, row);
		if (isVirtual(before)) row.id = String(store.table('appointments').nextId());
		const followed = follow(store, before, row, now);
		const vitalsOnly = Object.keys(fields).every((name) =>
			['vitals', 'custom_vitals'].includes(name),
		);
		if (vitalsOnly && switches.get('vitalsBump') === 'extended')
			followed.updated_at = before.updated_at;
		return followed;
	},
};
