import type { INodeProperties } from 'n8n-workflow';

import { LEVEL_FIELDS } from '../../../../drchrono/dialects/v4/coverageFields';
import { failed, success, type Outcome } from '../../../../drchrono/client/outcome';
import { stateOf, zipOf } from '../../../../drchrono/formats/address';
import { codeOf, type CodeList } from '../../../../drchrono/records/codeList';
import {
	LEVELS,
	type CoverageChanges,
	type CoverageField,
	type Level,
} from '../../../../drchrono/records/coverage';
import { PLAN_TYPES } from '../../../../drchrono/records/planTypes';
import { RELATIONSHIPS } from '../../../../drchrono/records/relationships';
import { dayOf } from '../../../../drchrono/time/moment';
import { alphabetical, NOT_CHOSEN } from '../../../shared/fields';
import { textOf, type Parameters } from '../../../shared/parameters';

type Check = (value: string, label: string) => Outcome<string>;

/** A field as it is shown and checked; its name in the panel is that of the change. */
interface FieldFacts {
	label: string;
	description: string;
	placeholder?: string;
	choices?: CodeList;
	check?: Check;
	rows?: number;
	isFlag?: true;
}

const GENDERS: CodeList = {
	ASKU: 'Asked but Unknown',
	Female: 'Female',
	Male: 'Male',
	Other: 'Other',
	UNK: 'Unknown',
};

const DAY = { placeholder: 'e.g. 1980-02-03', check: dayOf };
const STATE = { placeholder: 'e.g. CA', check: stateOf };
const ZIP = { placeholder: 'e.g. 95014', check: zipOf };

const FIELDS: Readonly<Record<CoverageField, FieldFacts>> = {
	company: {
		label: 'Company',
		description: "The payer's name. Without one DrChrono takes the patient for uninsured.",
	},
	payerId: {
		label: 'Payer ID',
		placeholder: 'e.g. 60054',
		description: "The payer's ID at the clearinghouse, as 'Search Payers' finds it",
	},
	payerAddress: { label: 'Payer Address', description: "Street and number of the payer's office" },
	payerCity: { label: 'Payer City', description: "City of the payer's office" },
	payerState: { label: 'Payer State', description: "State of the payer's office", ...STATE },
	payerZip: { label: 'Payer ZIP Code', description: "ZIP code of the payer's office", ...ZIP },
	planName: { label: 'Plan Name', description: 'Name of the plan as it stands on the card' },
	planType: {
		label: 'Plan Type',
		description: 'Kind of the plan',
		choices: PLAN_TYPES,
	},
	memberId: { label: 'Member ID', description: "The member's number as it stands on the card" },
	groupName: { label: 'Group Name', description: 'Name of the group, such as the employer' },
	groupNumber: { label: 'Group Number', description: 'Number of the group' },
	claimOffice: {
		label: 'Claim Office Number',
		description: "Number of the payer's office for claims",
	},
	policyNumber: { label: 'Policy Number', description: 'Number of the policy' },
	caseNumber: { label: 'Case Number', description: "The payer's number for the case" },
	claimNumber: {
		label: 'Agency Claim Number',
		description: 'Claim number of the property and casualty agency',
	},
	carrierCode: { label: 'Carrier Code', description: "The carrier's code at the state's board" },
	dateOfAccident: { label: 'Date of Accident', description: 'Day of the accident', ...DAY },
	stateOfOccurrence: {
		label: 'State of Occurrence',
		description: 'State in which the accident happened',
		...STATE,
	},
	notes: { label: 'Notes', description: 'Notes on the case', rows: 3 },
	subscriberIsPatient: {
		label: 'Subscriber Is Patient',
		description: "Whether the policy is in the patient's own name",
		isFlag: true,
	},
	relationship: {
		label: 'Relationship to Subscriber',
		description: 'What the patient is to the person whose policy it is',
		choices: RELATIONSHIPS,
	},
	subscriberFirstName: {
		label: 'Subscriber First Name',
		description: 'First name of the person whose policy it is',
	},
	subscriberMiddleName: {
		label: 'Subscriber Middle Name',
		description: 'Middle name of the person whose policy it is',
	},
	subscriberLastName: {
		label: 'Subscriber Last Name',
		description: 'Last name of the person whose policy it is',
	},
	subscriberSuffix: {
		label: 'Subscriber Suffix',
		placeholder: 'e.g. III',
		description: 'What follows the last name of the person whose policy it is',
	},
	subscriberBirthDate: {
		label: 'Subscriber Date of Birth',
		description: 'Day on which the person whose policy it is was born',
		...DAY,
	},
	subscriberGender: {
		label: 'Subscriber Gender',
		description: 'Gender of the person whose policy it is',
		choices: GENDERS,
	},
	subscriberAddress: {
		label: 'Subscriber Address',
		description: 'Street and number of the person whose policy it is',
	},
	subscriberCity: {
		label: 'Subscriber City',
		description: 'City of the person whose policy it is',
	},
	subscriberState: {
		label: 'Subscriber State',
		description: 'State of the person whose policy it is',
		...STATE,
	},
	subscriberZip: {
		label: 'Subscriber ZIP Code',
		description: 'ZIP code of the person whose policy it is',
		...ZIP,
	},
};

/** Plan type as a choice, also for filters. */
export const PLAN_TYPE = propertyOf('planType');

const NAMES = Object.keys(FIELDS) as CoverageField[];

/** *Update Fields* and *Clear Fields*; a field is shown for the levels that have it. */
export const UPDATE_FIELDS: INodeProperties[] = [
	{
		displayName: 'Update Fields',
		name: 'updateFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: alphabetical(
			NAMES.map((name) => ({
				...propertyOf(name),
				displayOptions: { show: { '/level': levelsWith(name) } },
			})),
		),
	},
	{
		displayName: 'Clear Fields',
		name: 'clearFields',
		type: 'multiOptions',
		default: [],
		options: NAMES.filter((name) => !FIELDS[name].isFlag)
			.map((name) => ({ name: FIELDS[name].label, value: name }))
			.sort((one, other) => one.name.localeCompare(other.name)),
		description: 'Fields that are to be empty. An empty update field changes nothing.',
	},
];

/** The changes that the panel holds, each checked; nothing where there are none. */
export function changesOf(parameters: Parameters, level: Level): Outcome<CoverageChanges> {
	const given = parameters.collection('updateFields');
	const has = new Set(Object.keys(LEVEL_FIELDS[level].writable));
	const changes: Record<string, string | boolean> = {};
	for (const [field, facts] of Object.entries(FIELDS) as Array<[CoverageField, FieldFacts]>) {
		const value = valueOf(given[field], facts);
		if (!value.ok) return value;
		if (value.value === undefined) continue;
		if (!has.has(field)) return failed(notOfLevel(facts.label, level));
		changes[field] = value.value;
	}
	const cleared = parameters.raw('clearFields');
	for (const field of Array.isArray(cleared) ? (cleared as CoverageField[]) : []) {
		const label = FIELDS[field]?.label ?? 'Clear Fields';
		if (!has.has(field)) return failed(notOfLevel(label, level));
		if (field in changes) return failed(bothWays(label));
		changes[field] = '';
	}
	return success(changes);
}

function valueOf(
	raw: unknown,
	{ label, choices, check, isFlag }: FieldFacts,
): Outcome<string | boolean | undefined> {
	if (isFlag) return success(typeof raw === 'boolean' ? raw : undefined);
	const text = textOf(raw);
	if (text === undefined) return success(undefined);
	if (choices) return codeOf(choices, text, label);
	return check ? check(text, label) : success(text);
}

function propertyOf(name: CoverageField): INodeProperties {
	const { label, description, placeholder, choices, rows, isFlag } = FIELDS[name];
	const shown = { displayName: label, name, description, ...(placeholder && { placeholder }) };
	if (isFlag) return { ...shown, type: 'boolean', default: true };
	if (!choices) {
		return { ...shown, type: 'string', default: '', ...(rows && { typeOptions: { rows } }) };
	}
	const options = Object.entries(choices)
		.map(([value, words]) => ({ name: words, value }))
		.sort((one, other) => one.name.localeCompare(other.name));
	return {
		...shown,
		type: 'options',
		options: [NOT_CHOSEN, ...options],
		default: NOT_CHOSEN.value,
	};
}

function levelsWith(name: CoverageField): Level[] {
	const levels = Object.keys(LEVEL_FIELDS) as Level[];
	return levels.filter((level) => name in LEVEL_FIELDS[level].writable);
}

function notOfLevel(label: string, level: Level) {
	return {
		kind: 'invalid-input' as const,
		sentence: `'${label}' does not exist in coverage of the level '${LEVELS[level]}'`,
		advice: 'Leave it out, or choose another level. Nothing was sent.',
		field: label,
	};
}

function bothWays(label: string) {
	return {
		kind: 'invalid-input' as const,
		sentence: `'${label}' stands in 'Update Fields' and in 'Clear Fields'`,
		advice: 'Take it out of one of them. Nothing was sent.',
		field: 'Clear Fields',
	};
}
