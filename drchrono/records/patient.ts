import type { CustomValue } from './customField';
import type { PatientField, PatientFields } from './patientFields';
import type { Phone } from '../formats/phone';
import type { Moment } from '../time/moment';

/** A new patient in the practice's own terms. */
export interface PatientDraft {
	fields: PatientFields & { gender: string };
	customFields: readonly CustomValue[];
	/** v4 only: add the patient although there is one of the same name, birthday and gender. */
	allowDuplicate?: boolean;
}

/** What is to be different about a patient; what is not named stays as it is. */
export interface PatientChanges {
	fields: PatientFields;
	/** Fields to be emptied. */
	clear: readonly PatientField[];
	customFields: readonly CustomValue[];
}

/** Which patients are wanted; what is absent does not matter. */
export interface PatientQuery {
	firstName?: string;
	lastName?: string;
	/** `YYYY-MM-DD` */
	dateOfBirth?: string;
	email?: string;
	/** Any of the patient's numbers. */
	phone?: Phone;
	gender?: string;
	/** v4 only. */
	provider?: string;
	/** v4 only. */
	chartId?: string;
	/** v4 only. */
	race?: string;
	/** v4 only. */
	ethnicity?: string;
	/** ISO 639 alpha-3, or v4's own words. */
	preferredLanguage?: string;
	/** Added or changed at this time or later. */
	changedSince?: Moment;
	/** v4: insurances, custom fields, flags and referring provider, in pages of 50 instead of 250. */
	includeDetails?: boolean;
	/** v4 only: the westernmost zone of the practice's clocks, where it is at hand. */
	westernmostZone?: string;
	/** guide only: the zone of a `changedSince` without one. */
	zone?: string;
}

/** What an office manager needs to know of a patient, the same columns in both dialects. */
export type PatientSummary = {
	id: number | string;
	chart_id: string | null;
	first_name: string | null;
	last_name: string | null;
	date_of_birth: string | null;
	gender: string | null;
	phone: string | null;
	email: string | null;
	address: string | null;
	provider: number | null;
};

/**
 * A patient's label in a list: family name first, with the day of birth, by which a practice tells two
 * people of one name apart.
 */
export function patientLabel(
	first: unknown,
	last: unknown,
	dateOfBirth: unknown,
	id: unknown,
): string {
	const name = [last, first].filter((part) => typeof part === 'string' && part !== '').join(', ');
	const born = typeof dateOfBirth === 'string' && dateOfBirth !== '' ? ` (${dateOfBirth})` : '';
	return `${name || `No name, ID ${String(id)}`}${born}`;
}

/**
 * What a person types to find a patient, as names: `last, first` or `first last`, or one word, which
 * counts as a family name.
 */
export function namesTyped(typed: string): { firstName?: string; lastName?: string } {
	const [last, first] = typed.split(',').map((part) => part.trim());
	if (first) return { firstName: first, lastName: last || undefined };
	const words = (last ?? '').split(/\s+/).filter((word) => word !== '');
	if (words.length < 2) return { lastName: words[0] };
	return { firstName: words[0], lastName: words.slice(1).join(' ') };
}

/** An address on one line, `1 Main St, Springfield, CA 95014`; `null` if there is none. */
export function addressLine(
	street: unknown,
	city: unknown,
	state: unknown,
	zip: unknown,
): string | null {
	const area = [state, zip].map(textOrNull).filter((part) => part !== null);
	const parts = [textOrNull(street), textOrNull(city), area.join(' ')];
	return parts.filter((part) => part !== null && part !== '').join(', ') || null;
}

/** A text of a record; `null` for an empty one, which DrChrono writes in several ways (wire.md §5.1). */
export function textOrNull(value: unknown): string | null {
	return typeof value === 'string' && value !== '' && value !== 'blank' ? value : null;
}
