import type { INodeProperties } from 'n8n-workflow';

import { PATIENT_LABELS, type PatientField } from '../../../drchrono/records/patientFields';
import { alphabetical } from '../../shared/fields';
import { patientLocator, providerLocator } from '../../shared/locators';
import { lookOf, type Kind } from './kinds';

/** How a field stands on the panel. */
export interface PanelField {
	kind: Kind;
	description: string;
	/** Its place within a group of *Additional Fields*, under a name of its own. */
	within?: { group: GroupName; name: string; label: string };
	/** True if *Clear Fields* does not offer it. */
	stays?: true;
}

export type GroupName = 'emergencyContact' | 'employer' | 'referringProvider' | 'responsibleParty';

const GROUPS: Readonly<Record<GroupName, { label: string; description: string }>> = {
	emergencyContact: {
		label: 'Emergency Contact',
		description: 'Who to call when something happens to the patient',
	},
	employer: { label: 'Employer', description: 'Who the patient works for (DrChrono API v4)' },
	referringProvider: {
		label: 'Referring Provider',
		description: 'Who sent the patient (DrChrono API v4)',
	},
	responsibleParty: {
		label: 'Responsible Party',
		description: 'Who answers for the bills, such as a parent (DrChrono API v4)',
	},
};

const within = (group: GroupName, name: string, label: string) => ({
	within: { group, name, label },
});

/** Every field of a patient that a person can write; create and update share them. */
export const FIELDS: Readonly<Record<PatientField, PanelField>> = {
	firstName: { kind: 'text', description: "The patient's first name" },
	middleName: { kind: 'text', description: 'Middle name or initial (DrChrono API v4)' },
	lastName: { kind: 'text', description: "The patient's last name" },
	nickname: { kind: 'text', description: 'Name the patient goes by (DrChrono API v4)' },
	dateOfBirth: { kind: 'pastDay', description: 'Day of birth as year, month, day' },
	dateOfDeath: {
		kind: 'pastDay',
		description: 'Day of death as year, month, day (DrChrono API v4)',
	},
	gender: { kind: 'gender', description: 'Gender as DrChrono records it', stays: true },
	pronouns: { kind: 'pronouns', description: 'How the patient is spoken of (DrChrono API v4)' },
	race: { kind: 'race', description: 'Race as the patient gives it (DrChrono API v4)' },
	ethnicity: {
		kind: 'ethnicity',
		description: 'Ethnicity as the patient gives it (DrChrono API v4)',
	},
	preferredLanguage: {
		kind: 'preferredLanguage',
		description: 'Language the patient prefers to speak',
	},
	provider: {
		kind: 'id',
		description: "The patient's main provider. A new patient of DrChrono API v4 needs one.",
		stays: true,
	},
	chartId: {
		kind: 'text',
		description: 'Number of the chart. DrChrono makes one if it is left out (DrChrono API v4).',
		stays: true,
	},
	patientStatus: {
		kind: 'patientStatus',
		description: 'Whether the patient still comes to the practice (DrChrono API v4)',
		stays: true,
	},
	socialSecurityNumber: {
		kind: 'ssn',
		description: 'Nine digits (DrChrono API v4). What comes out has the last four alone.',
	},

	email: { kind: 'email', description: 'Email address of the patient' },
	cellPhone: { kind: 'phone', description: 'Mobile number with area code' },
	homePhone: { kind: 'phone', description: 'Home number with area code (DrChrono API v4)' },
	workPhone: { kind: 'phone', description: 'Number at work with area code (DrChrono API v4)' },
	disableTextMessages: {
		kind: 'flag',
		description:
			'Whether DrChrono sends this patient no text messages, even with a cell phone (DrChrono API v4)',
		stays: true,
	},
	communicationMethod: {
		kind: 'communicationMethod',
		description:
			"How the patient is best reached (Integration Guide API). DrChrono API v4 has 'No Text Messages' instead.",
		stays: true,
	},

	street: { kind: 'text', description: 'Street and number of the home address' },
	city: { kind: 'text', description: 'City of the home address' },
	state: { kind: 'state', description: 'Two-letter code of the state' },
	zipCode: { kind: 'zip', description: 'Five digits, or nine with a hyphen' },

	emergencyContactName: {
		kind: 'text',
		description: 'Name of the person to call',
		...within('emergencyContact', 'name', 'Name'),
	},
	emergencyContactPhone: {
		kind: 'phone',
		description: 'Number with area code',
		...within('emergencyContact', 'phone', 'Phone'),
	},
	emergencyContactRelation: {
		kind: 'text',
		description: 'Who they are to the patient, such as spouse',
		...within('emergencyContact', 'relation', 'Relation'),
	},

	employer: {
		kind: 'text',
		description: 'Name of the employer',
		...within('employer', 'name', 'Name'),
	},
	employerStreet: {
		kind: 'text',
		description: 'Street and number',
		...within('employer', 'street', 'Street'),
	},
	employerCity: {
		kind: 'text',
		description: 'City of the employer',
		...within('employer', 'city', 'City'),
	},
	employerState: {
		kind: 'state',
		description: 'Two-letter code of the state',
		...within('employer', 'state', 'State'),
	},
	employerZipCode: {
		kind: 'zip',
		description: 'Five digits, or nine with a hyphen',
		...within('employer', 'zipCode', 'ZIP Code'),
	},

	responsiblePartyName: {
		kind: 'text',
		description: 'Name of the responsible person',
		...within('responsibleParty', 'name', 'Name'),
	},
	responsiblePartyRelation: {
		kind: 'text',
		description: 'Who they are to the patient, such as mother',
		...within('responsibleParty', 'relation', 'Relation'),
	},
	responsiblePartyPhone: {
		kind: 'phone',
		description: 'Number with area code',
		...within('responsibleParty', 'phone', 'Phone'),
	},
	responsiblePartyEmail: {
		kind: 'email',
		description: 'Email address of the responsible person',
		...within('responsibleParty', 'email', 'Email'),
	},

	referringSource: {
		kind: 'text',
		description: 'How the patient came to the practice (DrChrono API v4)',
	},
	referringFirstName: {
		kind: 'text',
		description: 'First name of the referring provider',
		...within('referringProvider', 'firstName', 'First Name'),
	},
	referringLastName: {
		kind: 'text',
		description: 'Last name of the referring provider',
		...within('referringProvider', 'lastName', 'Last Name'),
	},
	referringSuffix: {
		kind: 'text',
		description: 'What stands after the name, such as MD',
		...within('referringProvider', 'suffix', 'Suffix'),
	},
	referringNpi: {
		kind: 'npi',
		description: 'National Provider Identifier of ten digits',
		...within('referringProvider', 'npi', 'NPI'),
	},
	referringSpecialty: {
		kind: 'text',
		description: 'Specialty as DrChrono spells it, such as Cardiologist',
		...within('referringProvider', 'specialty', 'Specialty'),
	},
	referringPhone: {
		kind: 'phone',
		description: 'Number with area code',
		...within('referringProvider', 'phone', 'Phone'),
	},
	referringFax: {
		kind: 'phone',
		description: 'Fax number with area code',
		...within('referringProvider', 'fax', 'Fax'),
	},
	referringEmail: {
		kind: 'email',
		description: 'Email address of the referring provider',
		...within('referringProvider', 'email', 'Email'),
	},
	referringAddress: {
		kind: 'text',
		description: 'Address of the referring provider',
		...within('referringProvider', 'address', 'Address'),
	},
	primaryCarePhysician: {
		kind: 'text',
		description: 'Name of the physician in charge (DrChrono API v4)',
	},

	paymentProfile: {
		kind: 'paymentProfile',
		description:
			"How visits are paid (DrChrono API v4). All but 'Cash' need an insurance in the chart.",
	},
	copay: { kind: 'amount', description: 'Copay in dollars (DrChrono API v4)' },
	defaultPharmacy: {
		kind: 'text',
		description: 'NCPDP number of the usual pharmacy (DrChrono API v4)',
	},
	preferredPharmacies: {
		kind: 'list',
		description: 'NCPDP numbers of pharmacies with commas between (DrChrono API v4)',
	},
	medicationHistoryConsent: {
		kind: 'text',
		description: 'Consent to look up the medication history (DrChrono API v4)',
	},
	offices: {
		kind: 'ids',
		description: 'IDs of the offices the patient goes to, with commas between (DrChrono API v4)',
		stays: true,
	},
	dateOfFirstAppointment: {
		kind: 'day',
		description: 'Day of the first visit as year, month, day (DrChrono API v4)',
	},
	dateOfLastAppointment: {
		kind: 'day',
		description: 'Day of the latest visit as year, month, day (DrChrono API v4)',
	},
};

export const FIELD_NAMES = Object.keys(FIELDS) as PatientField[];

/** Parameter names of the groups' fields. */
export const GROUP_NAMES = Object.keys(GROUPS) as GroupName[];

/** The patient that an operation is about. */
export const PATIENT = patientLocator('The patient it is about', true);

/** A field of the panel. */
export function property(name: PatientField): INodeProperties {
	const { kind, description, within: place } = FIELDS[name];
	if (name === 'provider') return providerLocator(description);
	return {
		displayName: place?.label ?? PATIENT_LABELS[name],
		name: place?.name ?? name,
		...lookOf(kind),
		description,
	};
}

/** All fields but some, as the entries of a collection. */
export function collectionOf(without: readonly PatientField[]): INodeProperties[] {
	const alone = FIELD_NAMES.filter(
		(name) => FIELDS[name].within === undefined && !without.includes(name),
	);
	return alphabetical([...alone.map(property), ...GROUP_NAMES.map(groupOf)]);
}

function groupOf(group: GroupName): INodeProperties {
	const { label, description } = GROUPS[group];
	const members = FIELD_NAMES.filter((name) => FIELDS[name].within?.group === group);
	return {
		displayName: label,
		name: group,
		type: 'fixedCollection',
		placeholder: `Add ${label}`,
		default: {},
		description,
		options: [{ displayName: label, name: 'values', values: alphabetical(members.map(property)) }],
	};
}

/** The fields that an update may empty. */
export const CLEAR_FIELDS: INodeProperties = {
	displayName: 'Clear Fields',
	name: 'clearFields',
	type: 'multiOptions',
	options: FIELD_NAMES.filter((name) => FIELDS[name].stays !== true)
		.map((name) => ({ name: PATIENT_LABELS[name], value: name }))
		.sort((one, other) => one.name.localeCompare(other.name)),
	default: [],
	description: "Fields to be emptied. An empty value under 'Update Fields' changes nothing.",
};
