import { idOf } from './ids.mts';
import { PAYERS } from './payers.mts';
import type { Cover } from './persons.mts';
import { type Row, type VirtualOccurrence, fileRef } from './practice.mts';
import { externalIdField } from './settings.mts';
import { type Series, weekdayName } from './series.mts';
import { CUSTOM_STATUSES, lastChange, transitionsOf } from './transitions.mts';
import type { Visit } from './visit.mts';
import type { Claim } from './claims.mts';
import type { Findings } from './diagnoses.mts';
import type { Random } from './random.mts';
import { type Vitals, vitalsObject } from './vitals.mts';
import { DAY, HOUR, type Local, date, dayOf, stamp } from './wallclock.mts';

const payerOf = (cover: Cover | null | undefined) =>
	cover == null ? undefined : PAYERS[cover.payer];

/** The base appointment of each series: its first occurrence. */
export function seriesBases(visits: readonly Visit[]): Map<Series, number> {
	const bases = new Map<Series, Visit>();
	for (const visit of visits) {
		if (visit.series === null) continue;
		const base = bases.get(visit.series);
		if (base === undefined || visit.start < base.start) bases.set(visit.series, visit);
	}
	return new Map([...bases].map(([series, visit]) => [series, visit.id]));
}

/** Occurrences that are not records yet, as far as the calendar reaches. */
export function virtualOccurrences(
	series: readonly Series[],
	bases: ReadonlyMap<Series, number>,
): VirtualOccurrence[] {
	return series.flatMap((each) => {
		const base = bases.get(each);
		if (base === undefined) return [];
		const ahead = [...each.days].filter((day) => day > each.materialisedUntil);
		return ahead.map((day) => ({
			base,
			date: date(day),
			scheduled_time: stamp(day * 86_400 + each.startMinute * 60),
		}));
	});
}

/** What stands in an appointment's record besides the visit itself. */
export interface AppointmentFacts {
	/** Id of the series' base appointment. */
	base: number | null;
	createdBy: number;
	findings: Findings | null;
	vitals: Vitals | null;
	claim: Claim | null;
	note: { locked: boolean; updated: Local } | null;
	/** Rows of `billing_notes`, also served by `/api/claim_billing_notes`. */
	billingNotes: Row[];
	/** Id of the first of the visit's reminders; null where none were planned. */
	reminder: number | null;
	/** Id in the other system that booked it. */
	externalId: string | null;
	random: Random;
}

const NOTES: readonly string[] = [
	'Patient asked for a call before the visit.',
	'Bring all medication bottles.',
	'Fasting since midnight.',
	'Prefers mornings.',
	'Wheelchair access needed.',
	'Daughter will accompany.',
	'Arrived 10 min late last time; ask to come early.',
	'Needs school form signed.',
	'Copay due from last visit.',
	'Interpreter booked.',
];

function reminders(visit: Visit, first: number | null): Row[] {
	if (first === null) return [];
	return [
		{ id: first, type: 'email', scheduled_time: stamp(visit.start - 2 * DAY) },
		{ id: first + 1, type: 'sms', scheduled_time: stamp(visit.start - 3 * HOUR) },
	];
}

function clinicalNote(visit: Visit, note: AppointmentFacts['note']): Row | null {
	if (note === null) return null;
	const pdf = note.locked
		? fileRef('clinical_notes', visit.id)
		: visit.id % 9 === 0
			? 'None'
			: null;
	return { locked: note.locked, pdf, updated_at: stamp(note.updated) };
}

/** The rule of a series, which its base appointment carries. */
function recurrenceRule({ series }: Visit, isBase: boolean) {
	const own = isBase ? series : null;
	return {
		days: own === null ? [] : [weekdayName(own.weekday)],
		every: own?.every ?? null,
		from: own === null ? null : date(own.first),
		to: own === null || own.last === null ? null : date(own.last),
	};
}

/**
 * One record of `/api/appointments`, verbose: wire.md 12.1 in its key order. `first_billed_date`
 * equals `scheduled_time` until a claim is sent (wire.md 3.4).
 */
export function appointmentRow(visit: Visit, facts: AppointmentFacts): Row {
	const { person } = visit;
	const { base, claim, findings, note, random } = facts;
	const [primary, secondary] = [payerOf(person?.primary), payerOf(person?.secondary)];
	const isBase = base === visit.id;
	const rule = recurrenceRule(visit, isBase);
	const scheduled = stamp(visit.start);
	const sent = claim?.sent ?? [];
	const [first, last] = [sent[0], sent[sent.length - 1]];
	const changed = Math.max(lastChange(visit.history), claim?.updated ?? 0);
	const extended = Math.max(changed, note?.updated ?? 0, visit.created + 1);
	const telehealth = visit.profile?.only === 'telehealth';
	return {
		allow_overlapping: visit.overlapping,
		appt_is_break: person === null,
		base_recurring_appointment: base === null || isBase ? null : base,
		billing_status: claim?.billingStatus ?? '',
		billing_provider: null,
		billing_notes: facts.billingNotes,
		cloned_from: null,
		color: visit.profile?.color ?? null,
		created_at: stamp(visit.created),
		deleted_flag: visit.deleted,
		doctor: visit.doctor.id,
		duration: visit.minutes,
		exam_room: visit.room,
		first_billed_date: first === undefined ? scheduled : stamp(first),
		first_edi_date: first === undefined ? '' : date(dayOf(first)),
		icd9_codes: [],
		icd10_codes: findings?.codes.map((code) => code.icd10) ?? [],
		id: String(visit.id),
		ins1_status: claim?.ins1 ?? '',
		ins2_status: claim?.ins2 ?? '',
		is_walk_in: visit.walkIn,
		is_virtual_base: false,
		last_billed_date: last === undefined ? scheduled : stamp(last),
		last_edi_date: last === undefined ? '' : date(dayOf(last)),
		notes: person !== null && random.chance(0.18) ? random.pick(NOTES) : '',
		office: idOf('offices', visit.doctor.office),
		patient: person?.id ?? null,
		primary_insurer_payer_id: primary?.payerId ?? '',
		primary_insurer_name: primary?.name ?? '',
		primary_insurance_id_number: person?.primary?.memberId ?? '',
		profile: visit.profile?.id ?? null,
		reason: person === null ? 'Lunch' : (findings?.complaint?.says ?? visit.profile?.reason ?? ''),
		recurring_appointment: isBase,
		secondary_insurer_payer_id: secondary?.payerId ?? '',
		secondary_insurer_name: secondary?.name ?? '',
		secondary_insurance_id_number: person?.secondary?.memberId ?? '',
		scheduled_time: scheduled,
		status: visit.status,
		supervising_provider: null,
		updated_at: stamp(changed),
		payment_profile: person === null ? '' : person.primary === null ? 'Cash' : 'Insurance',
		resubmit_claim_original_id: null,
		is_telehealth: telehealth,
		telehealth_url: telehealth ? `https://video.example.org/visit/${visit.id}` : null,
		custom_status: CUSTOM_STATUSES.includes(visit.status) ? visit.status : '',
		created_by: facts.createdBy,
		recurring_days: rule.days,
		recurs_every: rule.every,
		recur_start_date: rule.from,
		recur_end_date: rule.to,
		recurrence_instance_key:
			base === null ? null : `${base}_${date(visit.seriesDay).replaceAll('-', '')}`,
		reminder_profile:
			facts.reminder === null ? null : idOf('reminder_profiles', visit.doctor.index),
		clinical_note: clinicalNote(visit, note),
		custom_fields:
			facts.externalId === null
				? []
				: [
						{
							field_type: externalIdField(visit.doctor.index),
							field_value: facts.externalId,
							created_at: stamp(visit.created),
							updated_at: stamp(visit.created),
						},
					],
		custom_vitals: [],
		reminders: reminders(visit, facts.reminder),
		status_transitions: transitionsOf(visit.history).map((step) => ({
			appointment: visit.id,
			datetime: stamp(step.at),
			from_status: step.from,
			to_status: step.to,
		})),
		vitals: vitalsObject(facts.vitals),
		extended_updated_at: stamp(extended),
	};
}
