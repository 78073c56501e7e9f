import { addMinutes } from '../clock.mts';
import type { Store } from '../store/store.mts';
import type { Row } from '../store/table.mts';
import { guideGender, guideLanguage, guidePhone, guideStatus, instant } from './values.mts';

/** Both stamps as UTC instants; a row without the first shows the second twice. */
function stamps(row: Row, zone: string): { created_at: unknown; updated_at: unknown } {
	const created = instant(row.created_at, zone) ?? instant(row.updated_at, zone);
	return { created_at: created, updated_at: instant(row.updated_at, zone) ?? created };
}

const extras = (store: Store, key: string): Row => store.guideFields(key) ?? {};

export function appointmentRecord(store: Store, row: Row): Row {
	const zone = store.doctorZone(row.doctor);
	const start = String(row.scheduled_time);
	return {
		id: Number(row.id),
		patient: row.patient,
		provider: row.doctor,
		appointment_type: row.profile,
		appointment_reason: row.reason,
		start_time: instant(start, zone),
		end_time: instant(addMinutes(start, Number(row.duration)), zone),
		notes: row.notes,
		status: guideStatus(row.status),
		external_id: extras(store, `appointments/${String(row.id)}`).external_id ?? null,
		...stamps(row, zone),
	};
}

export function patientRecord(store: Store, row: Row): Row {
	const zone = store.doctorZone(row.doctor);
	const ssn = String(row.social_security_number ?? '').replace(/\D/g, '');
	const custom = (row.custom_demographics ?? []) as Row[];
	const definitions = store.table('custom_demographics');
	return {
		id: row.id,
		first_name: row.first_name,
		last_name: row.last_name,
		date_of_birth: row.date_of_birth,
		gender: guideGender(row.gender),
		address: {
			street: row.address ?? '',
			city: row.city ?? '',
			state: row.state ?? '',
			zip: row.zip_code ?? '',
		},
		phone: guidePhone(row.cell_phone) ?? guidePhone(row.home_phone),
		email: row.email,
		ssn: ssn.length === 9 ? `***-**-${ssn.slice(5)}` : null,
		emergency_contacts: row.emergency_contact_name
			? [
					{
						name: row.emergency_contact_name,
						phone: guidePhone(row.emergency_contact_phone),
						relation: row.emergency_contact_relation,
					},
				]
			: [],
		preferred_language: guideLanguage(row.preferred_language),
		communication_method:
			extras(store, `patients/${String(row.id)}`).communication_method ?? 'email',
		custom_fields: custom.map((entry) => ({
			id: entry.field_type,
			name: definitions.get(entry.field_type)?.name ?? `Field ${String(entry.field_type)}`,
			value: entry.value,
		})),
		...stamps(row, zone),
	};
}

interface WorkDay {
	readonly iso_weekday: unknown;
	readonly enabled?: boolean;
	readonly work_hours: ReadonlyArray<{ start_time: string; end_time: string; enabled?: boolean }>;
}

export function providerRecord(store: Store, row: Row): Row {
	const schedule = store.table('doctor_work_schedule').by('doctor', row.id)[0];
	const days = (schedule?.work_days ?? []) as readonly WorkDay[];
	return {
		id: row.id,
		first_name: row.first_name,
		last_name: row.last_name,
		specialty: row.specialty,
		npi: row.npi_number,
		timezone: row.timezone,
		availability: days
			.filter(({ enabled }) => enabled !== false)
			.flatMap(({ iso_weekday: weekday, work_hours: hours }) =>
				hours
					.filter(({ enabled }) => enabled !== false)
					.map((span) => ({
						weekday: Number(weekday),
						start: span.start_time.slice(0, 5),
						end: span.end_time.slice(0, 5),
					})),
			),
		created_at: row.created_at ?? null,
		updated_at: row.updated_at ?? null,
	};
}
