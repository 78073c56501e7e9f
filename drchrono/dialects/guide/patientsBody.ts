import type { Json, JsonObject } from '../../client/request';
import { internationalPhone, type Phone } from '../../formats/phone';
import type { PatientField, PatientFields } from '../../records/patientFields';

/** Where within a patient the guide keeps a field. */
type Place = 'patient' | 'address' | 'emergencyContact';

interface WireField {
	key: string;
	place: Place;
	write?: (value: never) => Json;
	/** What stands in an empty one. Absent: it cannot be emptied. */
	empty?: Json;
}

const text = (key: string, place: Place = 'patient'): WireField => ({ key, place, empty: '' });
const phone = (key: string, place: Place = 'patient'): WireField => ({
	key,
	place,
	write: (value: Phone) => internationalPhone(value),
	empty: '',
});

/** The guide's words for v4's (guide.md, Records); what is missing has none. */
const GENDERS: Readonly<Record<string, string>> = {
	Male: 'male',
	Female: 'female',
	Other: 'other',
	UNK: 'unknown',
	ASKU: 'unknown',
};

/** ISO 639-1 for v4's alpha-3 codes. */
const LANGUAGES: Readonly<Record<string, string>> = {
	eng: 'en',
	zho: 'zh',
	fra: 'fr',
	ita: 'it',
	jpn: 'ja',
	por: 'pt',
	rus: 'ru',
	spa: 'es',
};

export const guideGender = (gender: string) => GENDERS[gender] ?? gender.toLowerCase();
export const guideLanguage = (language: string) => LANGUAGES[language] ?? language;

/** Every field of a patient that the guide takes (guide.md, Records). */
const FIELDS: Readonly<Partial<Record<PatientField, WireField>>> = {
	firstName: { key: 'first_name', place: 'patient' },
	lastName: { key: 'last_name', place: 'patient' },
	dateOfBirth: { key: 'date_of_birth', place: 'patient' },
	gender: { key: 'gender', place: 'patient', write: guideGender },
	street: text('street', 'address'),
	city: text('city', 'address'),
	state: text('state', 'address'),
	zipCode: text('zip', 'address'),
	cellPhone: phone('phone'),
	email: text('email'),
	emergencyContactName: text('name', 'emergencyContact'),
	emergencyContactPhone: phone('phone', 'emergencyContact'),
	emergencyContactRelation: text('relation', 'emergencyContact'),
	preferredLanguage: { key: 'preferred_language', place: 'patient', write: guideLanguage },
	communicationMethod: { key: 'communication_method', place: 'patient' },
};

/** The first of the fields that the guide lacks. */
export function fieldMissingInGuide(fields: Iterable<PatientField>): PatientField | undefined {
	return [...fields].find((field) => FIELDS[field] === undefined);
}

/** The first of the fields that the guide cannot empty. */
export function fieldNeverEmpty(fields: Iterable<PatientField>): PatientField | undefined {
	return [...fields].find((field) => FIELDS[field]?.empty === undefined);
}

/** Whether a field stands in an object or a list within the patient. */
export function isNested(field: PatientField): boolean {
	return FIELDS[field] !== undefined && FIELDS[field].place !== 'patient';
}

/**
 * Fields as the guide writes them.
 *
 * @param current where a field stands in an object or a list within the patient: the rest of it goes
 *   along, because the guide does not say whether what is left out is kept
 */
export function patientBody(
	fields: PatientFields,
	clear: readonly PatientField[],
	current: JsonObject = {},
): JsonObject {
	const parts: Record<Place, JsonObject> = { patient: {}, address: {}, emergencyContact: {} };
	for (const [name, value] of Object.entries(fields)) {
		const field = FIELDS[name as PatientField];
		if (field && value !== undefined) {
			parts[field.place][field.key] = field.write?.(value as never) ?? (value as Json);
		}
	}
	for (const name of clear) {
		const field = FIELDS[name];
		if (field?.empty !== undefined) parts[field.place][field.key] = field.empty;
	}
	const body: JsonObject = { ...parts.patient };
	if (Object.keys(parts.address).length > 0) {
		body.address = { ...(current.address as JsonObject | undefined), ...parts.address };
	}
	if (Object.keys(parts.emergencyContact).length > 0) {
		const [first, ...others] = (current.emergency_contacts ?? []) as JsonObject[];
		body.emergency_contacts = [{ ...first, ...parts.emergencyContact }, ...others];
	}
	return body;
}
