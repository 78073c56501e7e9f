import type { Phone } from '../formats/phone';

/** A new patient in the practice's own terms. */
export interface PatientDraft {
	firstName?: string;
	lastName?: string;
	/** `YYYY-MM-DD` */
	dateOfBirth?: string;
	gender: string;
	/** v4 only, and required there: the primary provider. */
	provider?: string;
	email?: string;
	cellPhone?: Phone;
	homePhone?: Phone;
	street?: string;
	city?: string;
	state?: string;
	zipCode?: string;
}

/** Which patients are wanted. */
export interface PatientQuery {
	firstName?: string;
	lastName?: string;
	dateOfBirth?: string;
	email?: string;
}

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
