/**
 * How values must look where the vendor's document types them as plain text and says the rest, if
 * anything, in prose: dates, ranges, wall-clock times, and lists of values for query parameters.
 * The most specific entry wins: `Schema.field` before a bare name, exact names before patterns.
 */
import type { FieldData, Format, ParameterData } from './model.mts';

/** Fields by `Schema.field`, nested ones with dots. */
const FIELDS: Record<string, Partial<FieldData>> = {
	'Appointment.scheduled_time': { format: 'datetime' },
	'Appointment.recur_start_date': { format: 'date' },
	'Appointment.recur_end_date': { format: 'date' },
	'Appointment.recurring_days': {
		items: {
			type: 'string',
			enum: ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'],
		},
	},
	'AppointmentTemplate.date_start': { format: 'date' },
	'AppointmentTemplate.date_end': { format: 'date' },
	'Doctor.timezone': { format: 'timezone' },
	'LabResult.test_performed': { format: 'datetime' },
	'LabResult.specimen_received': { format: 'datetime' },
	'Office.start_time': { format: 'time' },
	'Office.end_time': { format: 'time' },
	'Patient.patient_photo': { type: 'file' },
	'Patient.patient_photo_date': { format: 'date', needs: 'patient_photo' },
	'PhoneCallLog.scheduled_time': { format: 'datetime' },
	'ScannedClinicalDocument.date': { format: 'date' },
	'ScannedClinicalDocument.document': { type: 'file' },
	'ScannedClinicalDocument.metatags': { format: 'jsonArray' },
	'DoctorMessage.attachment': { type: 'file' },
	'EOBObject.scanned_eob': { type: 'file' },
	'LabOrderDocument.document': { type: 'file' },
	'PatientAmendment.amendment_file': { type: 'file' },
	'PatientProblem.abatement_date': { format: 'date' },
	'Coverage.query_date': { format: 'datetime' },
	'LabOrder.timestamp': { format: 'datetime' },
	'LabOrderDocument.timestamp': { format: 'datetime' },
	'SignedConsentForm.date_signed': { format: 'datetime' },
	'TelemedicineAppointmentEventLog.timestamp': { format: 'datetime' },
	'WorkHours.start_time': { format: 'time' },
	'WorkHours.end_time': { format: 'time' },
};

/** Fields by the last part of their name, where no entry above names them. */
const FIELD_NAMES: Array<[RegExp, Format]> = [
	[/date_of_birth$/, 'date'],
	[/^(first|last)_billed_date$/, 'datetime'],
	[/_at$|^datetime$/, 'datetime'],
	[/^date$|^date_|_date$/, 'moment'],
];

const DAY_SHEET = {
	charges_date_type: ['scheduled_time', ' '],
	report_type: ['reimbursement_analysis', ' '],
	claim_type: ['institutional', 'professional', ' '],
	cash_view_type: ['simple', ' '],
};

/** Query parameters by `resource?name`. */
const PARAMETERS: Record<string, Partial<ParameterData>> = {
	'insurances?payer_type': { enum: ['emdeon', 'gateway', 'ihcfa'] },
	// Its examples carry a Z, which no other parameter of v4 takes; nobody has tried which it insists on.
	'message_threads?updated_since': { format: undefined },
	'appointments_list?order_by': { enum: ['scheduled_time', 'updated_at'] },
	...Object.fromEntries(
		['charges', 'credits', 'patient_payments', 'totals'].flatMap((sheet) => [
			[`day_sheet_${sheet}?start_date`, { format: 'usDate' as const }],
			[`day_sheet_${sheet}?end_date`, { format: 'usDate' as const }],
			...Object.entries(DAY_SHEET).map(([name, values]) => [
				`day_sheet_${sheet}?${name}`,
				{ enum: values },
			]),
		]),
	),
	'day_sheet_credits?credits_date_type': { enum: ['credit', 'debit', ' '] },
	'day_sheet_totals?credits_date_type': { enum: ['check', ' '] },
};

/** Query parameters by name, on every resource. */
const PARAMETER_NAMES: Array<[RegExp, Partial<ParameterData>]> = [
	[/^order_by$/, { enum: ['id', 'updated_at'] }],
	[/^page(_size)?$/, { minimum: 1 }],
	[/(^|_)since$/, { format: 'moment' }],
	[/_range$/, { format: 'range' }],
	[/^date$|_date$|^date_of_birth$|^created_at$/, { format: 'date' }],
];

/**
 * @param owner the schema's name, with the names of enclosing fields after dots
 * @param name the field
 */
export function refineField(owner: string, name: string, field: FieldData): FieldData {
	const exact = FIELDS[`${owner}.${name}`];
	if (exact) return { ...field, ...exact };
	if (field.format || field.type !== 'string') return field;
	const named = FIELD_NAMES.find(([pattern]) => pattern.test(name));
	return named ? { ...field, format: named[1] } : field;
}

export function refineParameter(resource: string, parameter: ParameterData): ParameterData {
	const named = PARAMETER_NAMES.find(([pattern]) => pattern.test(parameter.name))?.[1];
	return { ...parameter, ...named, ...PARAMETERS[`${resource}?${parameter.name}`] };
}
