import type { Json, JsonObject } from '../../client/request';
import { nationalPhone, type Phone } from '../../formats/phone';
import type { PatientField, PatientFields } from '../../records/patientFields';
import { idInBody } from '../body';

/** How v4 writes a field. */
interface WireField {
	key: string;
	/** The object within the patient that holds the field. */
	within?: 'referring_doctor';
	write?: (value: never) => Json;
	/** What stands in an empty one: as the server itself writes it (wire.md §12.2). Absent: it cannot be emptied. */
	empty?: Json;
}

const text = (key: string): WireField => ({ key, empty: '' });
const nullable = (key: string): WireField => ({ key, empty: null });
const fixed = (key: string): WireField => ({ key });
const phone = (key: string): WireField => ({
	key,
	write: (value: Phone) => nationalPhone(value),
	empty: '',
});
const code = (key: string): WireField => ({ key, empty: 'blank' });
const referring = (field: WireField): WireField => ({ ...field, within: 'referring_doctor' });

/** Every field of a patient that v4 takes (wire.md App. B). */
const FIELDS: Readonly<Partial<Record<PatientField, WireField>>> = {
	firstName: nullable('first_name'),
	middleName: nullable('middle_name'),
	lastName: nullable('last_name'),
	nickname: text('nick_name'),
	dateOfBirth: nullable('date_of_birth'),
	dateOfDeath: nullable('date_of_death'),
	gender: fixed('gender'),
	pronouns: text('pronouns'),
	race: code('race'),
	ethnicity: code('ethnicity'),
	preferredLanguage: code('preferred_language'),
	provider: { key: 'doctor', write: (id: string) => idInBody(id) },
	chartId: fixed('chart_id'),
	patientStatus: fixed('patient_status'),
	socialSecurityNumber: text('social_security_number'),

	email: text('email'),
	cellPhone: phone('cell_phone'),
	homePhone: phone('home_phone'),
	workPhone: phone('office_phone'),
	disableTextMessages: fixed('disable_sms_messages'),

	street: text('address'),
	city: text('city'),
	state: nullable('state'),
	zipCode: nullable('zip_code'),

	emergencyContactName: text('emergency_contact_name'),
	emergencyContactPhone: phone('emergency_contact_phone'),
	emergencyContactRelation: nullable('emergency_contact_relation'),

	employer: text('employer'),
	employerStreet: text('employer_address'),
	employerCity: text('employer_city'),
	employerState: text('employer_state'),
	employerZipCode: text('employer_zip_code'),

	responsiblePartyName: text('responsible_party_name'),
	responsiblePartyRelation: text('responsible_party_relation'),
	responsiblePartyPhone: phone('responsible_party_phone'),
	responsiblePartyEmail: text('responsible_party_email'),

	referringSource: text('referring_source'),
	referringFirstName: referring(text('first_name')),
	referringLastName: referring(nullable('last_name')),
	referringSuffix: referring(text('suffix')),
	referringNpi: referring(text('npi')),
	referringSpecialty: referring(nullable('specialty')),
	referringPhone: referring({ ...phone('phone'), empty: null }),
	referringFax: referring({ ...phone('fax'), empty: null }),
	referringEmail: referring(text('email')),
	referringAddress: referring(text('address')),
	primaryCarePhysician: text('primary_care_physician'),

	paymentProfile: text('patient_payment_profile'),
	copay: text('copay'),
	defaultPharmacy: text('default_pharmacy'),
	preferredPharmacies: { key: 'preferred_pharmacies', empty: [] },
	medicationHistoryConsent: text('medication_history_consent'),
	offices: { key: 'offices', write: (ids: string[]) => ids.map((id) => idInBody(id)) },
	dateOfFirstAppointment: nullable('date_of_first_appointment'),
	dateOfLastAppointment: nullable('date_of_last_appointment'),
};

/** The first of the fields that v4 lacks. */
export function fieldMissingInV4(fields: Iterable<PatientField>): PatientField | undefined {
	return [...fields].find((field) => FIELDS[field] === undefined);
}

/** The first of the fields that v4 cannot empty. */
export function fieldNeverEmpty(fields: Iterable<PatientField>): PatientField | undefined {
	return [...fields].find((field) => FIELDS[field]?.empty === undefined);
}

/** Whether a field stands in an object within the patient. */
export function isNested(field: PatientField): boolean {
	return FIELDS[field]?.within !== undefined;
}

/**
 * Fields as v4 writes them.
 *
 * @param current where a field stands in an object within the patient: the rest of that object goes along,
 *   because nobody knows whether the server keeps what is left out
 */
export function patientBody(
	fields: PatientFields,
	clear: readonly PatientField[],
	current: JsonObject = {},
): JsonObject {
	const body: JsonObject = {};
	const put = ({ key, within }: WireField, value: Json) => {
		if (within === undefined) body[key] = value;
		else body[within] = { ...objectOf(body[within] ?? current[within]), [key]: value };
	};
	for (const [name, value] of Object.entries(fields)) {
		const field = FIELDS[name as PatientField];
		if (field && value !== undefined) put(field, field.write?.(value as never) ?? (value as Json));
	}
	for (const name of clear) {
		const field = FIELDS[name];
		if (field?.empty !== undefined) put(field, field.empty);
	}
	return body;
}

function objectOf(value: Json | undefined): JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
