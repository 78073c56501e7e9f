import type { Phone } from '../formats/phone';

/**
 * What of a patient can be written, checked and in one form: days as `YYYY-MM-DD`, amounts of money as
 * `12.50`, states as two letters, ids as text. What is absent is not touched.
 */
export interface PatientFields {
	firstName?: string;
	middleName?: string;
	lastName?: string;
	nickname?: string;
	dateOfBirth?: string;
	dateOfDeath?: string;
	/** In v4's words: `Male Female Other UNK ASKU`. */
	gender?: string;
	pronouns?: string;
	race?: string;
	ethnicity?: string;
	/** ISO 639 alpha-3, or v4's `other unknown declined`. */
	preferredLanguage?: string;
	provider?: string;
	chartId?: string;
	patientStatus?: string;
	/** Nine digits as `123-45-6789`. */
	socialSecurityNumber?: string;

	email?: string;
	cellPhone?: Phone;
	homePhone?: Phone;
	workPhone?: Phone;
	disableTextMessages?: boolean;
	communicationMethod?: string;

	street?: string;
	city?: string;
	state?: string;
	zipCode?: string;

	emergencyContactName?: string;
	emergencyContactPhone?: Phone;
	emergencyContactRelation?: string;

	employer?: string;
	employerStreet?: string;
	employerCity?: string;
	employerState?: string;
	employerZipCode?: string;

	responsiblePartyName?: string;
	responsiblePartyRelation?: string;
	responsiblePartyPhone?: Phone;
	responsiblePartyEmail?: string;

	referringSource?: string;
	referringFirstName?: string;
	referringLastName?: string;
	referringSuffix?: string;
	referringNpi?: string;
	referringSpecialty?: string;
	referringPhone?: Phone;
	referringFax?: Phone;
	referringEmail?: string;
	referringAddress?: string;
	primaryCarePhysician?: string;

	paymentProfile?: string;
	copay?: string;
	/** NCPDP numbers. */
	defaultPharmacy?: string;
	preferredPharmacies?: string[];
	medicationHistoryConsent?: string;
	offices?: string[];
	dateOfFirstAppointment?: string;
	dateOfLastAppointment?: string;
}

export type PatientField = keyof PatientFields;

/** The fields as the panel and every sentence call them. */
export const PATIENT_LABELS: Readonly<Record<PatientField, string>> = {
	firstName: 'First Name',
	middleName: 'Middle Name',
	lastName: 'Last Name',
	nickname: 'Nickname',
	dateOfBirth: 'Date of Birth',
	dateOfDeath: 'Date of Death',
	gender: 'Gender',
	pronouns: 'Pronouns',
	race: 'Race',
	ethnicity: 'Ethnicity',
	preferredLanguage: 'Preferred Language',
	provider: 'Provider',
	chartId: 'Chart ID',
	patientStatus: 'Patient Status',
	socialSecurityNumber: 'Social Security Number',

	email: 'Email',
	cellPhone: 'Cell Phone',
	homePhone: 'Home Phone',
	workPhone: 'Work Phone',
	disableTextMessages: 'No Text Messages',
	communicationMethod: 'Communication Method',

	street: 'Street',
	city: 'City',
	state: 'State',
	zipCode: 'ZIP Code',

	emergencyContactName: 'Emergency Contact Name',
	emergencyContactPhone: 'Emergency Contact Phone',
	emergencyContactRelation: 'Emergency Contact Relation',

	employer: 'Employer Name',
	employerStreet: 'Employer Street',
	employerCity: 'Employer City',
	employerState: 'Employer State',
	employerZipCode: 'Employer ZIP Code',

	responsiblePartyName: 'Responsible Party Name',
	responsiblePartyRelation: 'Responsible Party Relation',
	responsiblePartyPhone: 'Responsible Party Phone',
	responsiblePartyEmail: 'Responsible Party Email',

	referringSource: 'Referring Source',
	referringFirstName: 'Referring Provider First Name',
	referringLastName: 'Referring Provider Last Name',
	referringSuffix: 'Referring Provider Suffix',
	referringNpi: 'Referring Provider NPI',
	referringSpecialty: 'Referring Provider Specialty',
	referringPhone: 'Referring Provider Phone',
	referringFax: 'Referring Provider Fax',
	referringEmail: 'Referring Provider Email',
	referringAddress: 'Referring Provider Address',
	primaryCarePhysician: 'Primary Care Physician',

	paymentProfile: 'Payment Profile',
	copay: 'Copay',
	defaultPharmacy: 'Default Pharmacy',
	preferredPharmacies: 'Preferred Pharmacies',
	medicationHistoryConsent: 'Medication History Consent',
	offices: 'Offices',
	dateOfFirstAppointment: 'Date of First Appointment',
	dateOfLastAppointment: 'Date of Last Appointment',
};
