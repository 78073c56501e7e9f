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
	limit?: number;
}
