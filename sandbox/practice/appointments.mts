import { idOf } from './ids.mts';
import { PAYERS } from './payers.mts';
import type { Cover } from './persons.mts';
import type { Row, VirtualOccurrence } from './practice.mts';
import { type Series, weekdayName } from './series.mts';
import { CUSTOM_STATUSES } from './transitions.mts';
import type { Visit } from './visits.mts';
import { emptyVitals } from './vitals.mts';
import { date, stamp } from './wallclock.mts';

function insurer(cover: Cover | null | undefined, level: 'primary' | 'secondary'): Row {
	const payer = cover == null ? undefined : PAYERS[cover.payer];
	return {
		[`${level}_insurer_payer_id`]: payer?.payerId ?? '',
		[`${level}_insurer_name`]: payer?.name ?? '',
		[`${level}_insurance_id_number`]: cover?.memberId ?? '',
	};
}

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

/** One record of `/api/appointments`, verbose: wire.md 12.1 in its key order. */
export function appointmentRow(visit: Visit, base: number | null, createdBy: number): Row {
	const { person, series } = visit;
	const isBase = base === visit.id;
	const scheduled = stamp(visit.start);
	const updated = stamp(visit.history[visit.history.length - 1]?.at ?? visit.created);
	return {
		allow_overlapping: visit.overlapping,
		appt_is_break: person === null,
		base_recurring_appointment: base === null || isBase ? null : base,
		billing_status: '',
		billing_provider: null,
		billing_notes: [],
		cloned_from: null,
		color: visit.profile?.color ?? null,
		created_at: stamp(visit.created),
		deleted_flag: visit.deleted,
		doctor: visit.doctor.id,
		duration: visit.minutes,
		exam_room: visit.room,
		first_billed_date: scheduled,
		first_edi_date: '',
		icd9_codes: [],
		icd10_codes: [],
		id: String(visit.id),
		ins1_status: '',
		ins2_status: '',
		is_walk_in: visit.walkIn,
		is_virtual_base: false,
		last_billed_date: scheduled,
		last_edi_date: '',
		notes: '',
		office: idOf('offices', visit.doctor.office),
		patient: person?.id ?? null,
		...insurer(person?.primary, 'primary'),
		profile: visit.profile?.id ?? null,
		reason: person === null ? 'Lunch' : (visit.profile?.reason ?? ''),
		recurring_appointment: isBase,
		...insurer(person?.secondary, 'secondary'),
		scheduled_time: scheduled,
		status: visit.status,
		supervising_provider: null,
		updated_at: updated,
		payment_profile: person === null ? '' : person.primary === null ? 'Cash' : 'Insurance',
		resubmit_claim_original_id: null,
		is_telehealth: visit.profile?.only === 'telehealth',
		telehealth_url: null,
		custom_status: CUSTOM_STATUSES.includes(visit.status) ? visit.status : '',
		created_by: createdBy,
		recurring_days: isBase && series !== null ? [weekdayName(series.weekday)] : [],
		recurs_every: isBase && series !== null ? series.every : null,
		recur_start_date: isBase && series !== null ? date(series.first) : null,
		recur_end_date: isBase && series?.last != null ? date(series.last) : null,
		recurrence_instance_key:
			base === null ? null : `${base}_${date(visit.seriesDay).replaceAll('-', '')}`,
		reminder_profile: null,
		clinical_note: null,
		custom_fields: [],
		custom_vitals: [],
		reminders: [],
		status_transitions: visit.history.map((step) => ({
			appointment: visit.id,
			datetime: stamp(step.at),
			from_status: step.from,
			to_status: step.to,
		})),
		vitals: emptyVitals(),
		extended_updated_at: updated,
	};
}
