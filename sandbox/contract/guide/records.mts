/** The guide dialect's records, by the names its text uses. */
import type { FieldData, SchemaData } from '../model.mts';

/** Settled. */
export const appointmentStatuses = [
	'scheduled',
	'confirmed',
	'checked_in',
	'in_progress',
	'completed',
	'cancelled',
	'no_show',
	'rescheduled',
];

export const claimStatuses = ['submitted', 'accepted', 'paid', 'denied', 'pending'];
export const insuranceTypes = ['primary', 'secondary', 'tertiary'];
export const verificationStatuses = ['verified', 'unverified', 'expired'];

const text: FieldData = { type: 'string' };
const integer: FieldData = { type: 'integer' };
const date: FieldData = { type: 'string', format: 'date' };
const instant: FieldData = { type: 'string', format: 'instant' };
const amount: FieldData = { type: 'string', format: 'decimal' };
const one = (values: string[]): FieldData => ({ type: 'string', enum: values });
const object = (fields: Record<string, FieldData>): FieldData => ({ type: 'object', fields });
const list = (items: FieldData): FieldData => ({ type: 'array', items });

/** Id and the two timestamps stand on every record (settled) and are the server's. */
function record(fields: Record<string, FieldData>, required: string[] = []): SchemaData {
	return {
		...(required.length ? { required } : {}),
		fields: {
			id: { type: 'integer', readOnly: true },
			...fields,
			created_at: { ...instant, readOnly: true },
			updated_at: { ...instant, readOnly: true },
		},
	};
}

/**
 * Fields as the guide names them; types are settled. Required on create (settled): what a record makes
 * no sense without.
 */
export const schemas: Record<string, SchemaData> = {
	GuideAppointment: record(
		{
			patient: integer,
			provider: integer,
			appointment_type: integer,
			appointment_reason: text,
			start_time: instant,
			end_time: instant,
			notes: text,
			status: one(appointmentStatuses),
			external_id: text,
		},
		['patient', 'provider', 'start_time', 'end_time'],
	),
	GuidePatient: record(
		{
			first_name: text,
			last_name: text,
			date_of_birth: date,
			gender: text,
			address: object({ street: text, city: text, state: text, zip: text }),
			phone: { type: 'string', format: 'phone' },
			email: { type: 'string', format: 'email' },
			ssn: { type: 'string', readOnly: true },
			emergency_contacts: list(object({ name: text, phone: text, relation: text })),
			preferred_language: text,
			communication_method: one(['email', 'phone', 'sms', 'mail']),
			custom_fields: list(object({ id: integer, name: text, value: text })),
		},
		['first_name', 'last_name'],
	),
	GuideInsurance: record({
		patient: integer,
		insurance_type: one(insuranceTypes),
		payer_name: text,
		payer_id: text,
		plan_code: text,
		member_id: text,
		group_number: text,
		verification_status: one(verificationStatuses),
		card_front: text,
		card_back: text,
	}),
	GuideProvider: record({
		first_name: text,
		last_name: text,
		specialty: text,
		npi: text,
		timezone: { type: 'string', format: 'timezone' },
		availability: list(
			object({
				weekday: integer,
				start: { type: 'string', format: 'time' },
				end: { type: 'string', format: 'time' },
			}),
		),
	}),
	GuideDocument: record({ patient: integer, provider: integer, date, title: text, text }),
	GuideVital: record({
		patient: integer,
		taken_at: instant,
		height_in: { type: 'number' },
		weight_lb: { type: 'number' },
		systolic: integer,
		diastolic: integer,
		pulse: integer,
		temperature_f: { type: 'number' },
		respiratory_rate: integer,
		oxygen_saturation: { type: 'number' },
	}),
	GuideLabResult: record({
		patient: integer,
		test: text,
		code: text,
		value: text,
		unit: text,
		reference_range: text,
		abnormal: { type: 'boolean' },
		resulted_at: instant,
		status: one(['final', 'corrected', 'preliminary']),
	}),
	GuideEncounter: record({
		patient: integer,
		provider: integer,
		appointment: integer,
		date,
		charges: list(object({ service_code: text, description: text, units: integer, amount })),
	}),
	GuideClaim: record({
		encounter: integer,
		patient: integer,
		provider: integer,
		payer_name: text,
		status: one(claimStatuses),
		billed: amount,
		paid: amount,
		service_date: date,
		submitted_at: instant,
	}),
};
