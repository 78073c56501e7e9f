import type { Doctor } from './doctors.mts';
import { idOf } from './ids.mts';
import type { Person } from './persons.mts';
import type { Row } from './practice.mts';
import type { Random } from './random.mts';

const WHEN = { created_at: '2023-02-01T09:00:00', updated_at: '2024-05-06T14:20:00' };

const DEMOGRAPHICS = [
	{ name: 'Referral code', description: 'Code on the referral letter', allowed: '' },
	{
		name: 'Preferred contact time',
		description: 'When to call',
		allowed: 'Morning,Afternoon,Evening',
	},
	{ name: 'Transportation needs', description: 'Needs help to get here', allowed: 'Yes,No' },
];
const APPOINTMENT_FIELDS = ['External booking id', 'Interpreter language', 'Arrival instructions'];
const FLAGS = [
	{ name: 'Fall risk', color: '#D62728', priority: 1 },
	{ name: 'Interpreter needed', color: '#1F77B4', priority: 2 },
	{ name: 'VIP', color: '#FF7F0E', priority: 3 },
];
const VITALS = [
	{ name: 'Waist circumference', unit: 'inches', description: 'At the navel' },
	{ name: 'Peak flow', unit: 'L/min', description: 'Best of three' },
	{ name: 'Fasting glucose (fingerstick)', unit: 'mg/dL', description: '' },
];

/** The custom appointment field of a doctor that holds another system's booking id. */
export function externalIdField(doctor: number): number {
	return idOf('custom_appointment_fields', doctor * APPOINTMENT_FIELDS.length);
}

/** What a practice sets up once: field definitions, flags, reminders, options. */
export interface Settings {
	custom_demographics: Row[];
	custom_appointment_fields: Row[];
	patient_flag_types: Row[];
	custom_vitals: Row[];
	reminder_profiles: Row[];
	doctor_options: Row[];
}

export function makeSettings(doctors: readonly Doctor[]): Settings {
	const perDoctor = <T,>(
		items: readonly T[],
		make: (doctor: Doctor, item: T, index: number) => Row,
	) =>
		doctors.flatMap((doctor, d) =>
			items.map((item, i) => make(doctor, item, d * items.length + i)),
		);
	return {
		custom_demographics: perDoctor(DEMOGRAPHICS, (doctor, item, index) => ({
			id: idOf('custom_demographics', index),
			doctor: doctor.id,
			name: item.name,
			description: item.description,
			template_name: item.name.toLowerCase().replaceAll(' ', '_'),
			allowed_values: item.allowed,
			archived: false,
		})),
		custom_appointment_fields: perDoctor(APPOINTMENT_FIELDS, (doctor, name, index) => ({
			id: idOf('custom_appointment_fields', index),
			doctor: doctor.id,
			field_name: name,
			field_desc: '',
			order: (index % APPOINTMENT_FIELDS.length) + 1,
			archived: false,
			...WHEN,
		})),
		patient_flag_types: perDoctor(FLAGS, (doctor, flag, index) => ({
			id: idOf('patient_flag_types', index),
			name: flag.name,
			doctor: doctor.id,
			color: flag.color,
			priority: flag.priority,
			archived: false,
			...WHEN,
		})),
		custom_vitals: perDoctor(VITALS, (doctor, vital, index) => ({
			id: idOf('custom_vitals', index),
			doctor: doctor.id,
			name: vital.name,
			description: vital.description,
			unit: vital.unit,
			data_type: 'number',
			allowed_values: [],
			is_fraction_field: false,
			fraction_delimiter: '',
			archived: false,
		})),
		reminder_profiles: doctors.map((doctor, index) => ({
			id: idOf('reminder_profiles', index),
			doctor: doctor.id,
			name: 'Standard',
			reminders: [
				{ amount: 2, unit: 'days', type: 'email' },
				{ amount: 3, unit: 'hours', type: 'sms' },
			],
		})),
		doctor_options: doctors.map((doctor, index) => ({
			id: idOf('doctor_options', index),
			doctor: doctor.id,
			default_report: null,
			default_billing_provider: doctor.id,
			default_supervising_provider: null,
			default_reminder_profile: idOf('reminder_profiles', index),
			patient_statement_office: idOf('offices', doctor.office),
			office_for_lab_results: idOf('offices', doctor.office),
			allowed_payment_methods: ['CASH', 'CHCK', 'CRDT', 'DBIT', 'VISA', 'MSTR'],
			erx_supervising_providers: [],
			iframe_apps: [],
			enable_everhealth_scribe: false,
			updated_at: WHEN.updated_at,
		})),
	};
}

/** Values of the custom demographics of one patient. */
export function demographicsOf(random: Random, person: Person, updated: string): Row[] {
	if (!random.chance(0.35)) return [];
	const first = person.doctor * DEMOGRAPHICS.length;
	const values = [
		`R-${random.digits(4)}`,
		random.pick(['Morning', 'Afternoon', 'Evening']),
		random.pick(['Yes', 'No', 'No']),
	];
	return values
		.map((value, i) => ({
			field_type: idOf('custom_demographics', first + i),
			value,
			updated_at: updated,
		}))
		.filter(() => random.chance(0.7));
}

/** Flags of one patient: their types, and the notes with which they were attached. */
export function flagsOf(
	random: Random,
	person: Person,
	updated: string,
	types: readonly Row[],
): { flags: Row[]; attached: Row[] } {
	if (!random.chance(0.07)) return { flags: [], attached: [] };
	const type = types[person.doctor * FLAGS.length + random.below(FLAGS.length)];
	if (type === undefined) return { flags: [], attached: [] };
	return {
		flags: [{ ...type }],
		attached: [
			{
				id: idOf('patient_flags_attached', person.index),
				flag_type: type['id'],
				flag_text: String(type['name']),
				archived: false,
				created_at: updated,
				updated_at: updated,
			},
		],
	};
}
