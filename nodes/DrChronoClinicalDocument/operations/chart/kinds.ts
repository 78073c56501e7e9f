import type { ChartKind } from '../../../../drchrono/dialects/clinical';
import { officeLocator } from '../../../shared/locators';
import {
	ALLERGY_VERIFICATION,
	COMPLETION,
	FUNDING,
	ICD_VERSION,
	ORDER_STATUS,
	PROBLEM_STATUS,
	PROBLEM_VERIFICATION,
	REACTIONS,
	RECORD_SOURCE,
	STATUS,
} from './choices';
import type { Field } from './field';

/** One of the lists that a chart keeps of a patient, as a person sees it. */
export interface ListKind {
	kind: ChartKind;
	/** Singular, in title case. */
	name: string;
	/** In sentences. */
	one: string;
	many: string;
	/** In the order in which a person thinks; patient and provider come before them. */
	fields: readonly Field[];
	/** Fields of which one at least must be given, so that an entry says something. */
	anyOf: readonly string[];
	/** True if an entry needs a provider. */
	needsProvider: boolean;
	/** True if a list can be asked by its changes and by a code. */
	byChangesAndCode?: boolean;
}

const NAME: Omit<Field, 'description'> = {
	name: 'name',
	label: 'Name',
	kind: 'text',
	main: 'required',
};

const NOTES: Field = {
	name: 'notes',
	label: 'Notes',
	kind: 'lines',
	description: 'Notes for the staff',
};

const VISIT: Field = {
	name: 'appointment',
	label: 'Appointment ID',
	kind: 'id',
	example: '400001',
	description: 'The visit it belongs to',
};

export const KINDS: readonly ListKind[] = [
	{
		kind: 'problem',
		name: 'Problem',
		one: 'problem',
		many: 'problems',
		needsProvider: true,
		anyOf: ['name', 'icdCode', 'snomedCode'],
		fields: [
			{ ...NAME, main: 'offered', example: 'Type 2 diabetes', description: 'What it is called' },
			{
				name: 'icdCode',
				label: 'ICD Code',
				kind: 'icd10',
				main: 'offered',
				description: 'ICD-10-CM code of the diagnosis, or ICD-9-CM if the version says so',
			},
			{
				name: 'icdVersion',
				label: 'ICD Version',
				kind: { choices: ICD_VERSION },
				description: 'Version of the ICD code',
			},
			{
				name: 'snomedCode',
				label: 'SNOMED CT Code',
				kind: 'snomed',
				description: 'SNOMED CT concept of the finding',
			},
			{
				name: 'status',
				label: 'Status',
				kind: { choices: PROBLEM_STATUS },
				description: 'Whether the patient still has it',
			},
			{
				name: 'verification',
				label: 'Verification Status',
				kind: { choices: PROBLEM_VERIFICATION },
				description: 'How sure it is',
			},
			{
				name: 'onsetDate',
				label: 'Onset Date',
				kind: 'day',
				description: 'Day it began',
			},
			{
				name: 'diagnosisDate',
				label: 'Diagnosis Date',
				kind: 'day',
				description: 'Day it was diagnosed',
			},
			{
				name: 'changedDate',
				label: 'Changed Date',
				kind: 'day',
				description: 'Day its status last changed',
			},
			{
				name: 'description',
				label: 'Description',
				kind: 'text',
				description: 'A longer name, for example that of the code',
			},
			VISIT,
			NOTES,
		],
	},
	{
		kind: 'medication',
		name: 'Medication',
		one: 'medication',
		many: 'medications',
		needsProvider: true,
		anyOf: ['name'],
		fields: [
			{
				...NAME,
				example: 'metformin 500 mg tablet',
				description: 'Name of the drug with strength and form',
			},
			{
				name: 'rxnormCode',
				label: 'RxNorm Code',
				kind: 'rxnorm',
				main: 'offered',
				description: 'RxNorm concept (RxCUI) of the drug',
			},
			{
				name: 'ndcCode',
				label: 'NDC Code',
				kind: 'ndc',
				description: 'National drug code: eleven digits, or ten with hyphens',
			},
			{
				name: 'status',
				label: 'Status',
				kind: { choices: STATUS },
				description: 'Whether the patient takes it',
			},
			{
				name: 'orderStatus',
				label: 'Order Status',
				kind: { choices: ORDER_STATUS },
				description: 'How it was ordered. This records it only: nothing is sent to a pharmacy.',
			},
			{
				name: 'dosageQuantity',
				label: 'Dosage Quantity',
				kind: 'text',
				example: '1',
				description: 'How much is taken at a time',
			},
			{
				name: 'dosageUnits',
				label: 'Dosage Units',
				kind: 'text',
				example: 'tablet',
				description: 'Of what that much is taken',
			},
			{
				name: 'route',
				label: 'Route',
				kind: 'text',
				example: 'oral',
				description: 'Way in which it is taken',
			},
			{
				name: 'frequency',
				label: 'Frequency',
				kind: 'text',
				example: 'twice a day',
				description: 'How often it is taken',
			},
			{
				name: 'asNeeded',
				label: 'As Needed',
				kind: 'flag',
				description: 'Whether it is taken only when needed (PRN)',
			},
			{
				name: 'asWritten',
				label: 'Dispense as Written',
				kind: 'flag',
				description: 'Whether the pharmacy may not give a substitute (DAW)',
			},
			{
				name: 'dispenseQuantity',
				label: 'Dispense Quantity',
				kind: 'number',
				example: '30',
				description: 'How much the pharmacy gives',
			},
			{
				name: 'refills',
				label: 'Refills',
				kind: 'whole',
				example: '2',
				description: 'How often it may be refilled',
			},
			{
				name: 'indication',
				label: 'Indication',
				kind: 'text',
				description: 'What it is taken for',
			},
			{
				name: 'prescribedDate',
				label: 'Prescribed Date',
				kind: 'day',
				description: 'Day it was prescribed',
			},
			{ name: 'startDate', label: 'Start Date', kind: 'day', description: 'Day it was begun' },
			{ name: 'stopDate', label: 'Stop Date', kind: 'day', description: 'Day it was stopped' },
			{
				name: 'directions',
				label: 'Directions',
				kind: 'text',
				example: 'Take 1 tablet with breakfast',
				description: 'Directions for the patient (Sig)',
			},
			{
				name: 'pharmacyNote',
				label: 'Pharmacy Note',
				kind: 'text',
				description: 'Note for the pharmacy',
			},
			VISIT,
			NOTES,
		],
	},
	{
		kind: 'allergy',
		name: 'Allergy',
		one: 'allergy',
		many: 'allergies',
		needsProvider: true,
		anyOf: ['name'],
		fields: [
			{
				...NAME,
				label: 'Allergen',
				example: 'Penicillin',
				description: 'What the patient reacts to',
			},
			{
				name: 'reaction',
				label: 'Reaction',
				kind: 'text',
				main: 'offered',
				example: 'Hives',
				description: 'What happens, in words',
			},
			{
				name: 'reactionCode',
				label: 'Reaction Code',
				kind: { choices: REACTIONS },
				description: 'What happens, as one of the SNOMED CT concepts that DrChrono takes',
			},
			{
				name: 'rxnormCode',
				label: 'RxNorm Code',
				kind: 'rxnorm',
				description: 'RxNorm concept (RxCUI) of the drug, if it is one',
			},
			{
				name: 'snomedCode',
				label: 'SNOMED CT Code',
				kind: 'snomed',
				description: 'SNOMED CT concept of the allergy',
			},
			{
				name: 'status',
				label: 'Status',
				kind: { choices: STATUS },
				description: 'Whether the patient still has it',
			},
			{
				name: 'verification',
				label: 'Verification Status',
				kind: { choices: ALLERGY_VERIFICATION },
				description: 'How sure it is',
			},
			NOTES,
		],
	},
	{
		kind: 'vaccine',
		name: 'Vaccine',
		one: 'vaccine',
		many: 'vaccines',
		needsProvider: false,
		anyOf: ['name'],
		byChangesAndCode: true,
		fields: [
			{
				...NAME,
				example: 'Influenza, injectable, quadrivalent',
				description: 'Name of the vaccine',
			},
			{
				name: 'cvxCode',
				label: 'CVX Code',
				kind: 'cvx',
				main: 'required',
				description: "The CDC's code of the vaccine",
			},
			{
				name: 'administeredTime',
				label: 'Administered At',
				kind: 'time',
				main: 'offered',
				description:
					"When it was given. A time without a zone counts as the practice's own; one with a zone is converted.",
			},
			{
				name: 'status',
				label: 'Completion Status',
				kind: { choices: COMPLETION },
				description: 'What became of the vaccination',
			},
			{
				name: 'source',
				label: 'Record Source',
				kind: { choices: RECORD_SOURCE },
				description: 'How the practice knows of it',
			},
			{
				name: 'administeredBy',
				label: 'Administered By',
				kind: 'text',
				example: '200001',
				description: 'Who gave it, by the user ID in DrChrono',
			},
			{
				name: 'office',
				label: 'Office',
				kind: 'id',
				description: 'The office it was given in',
				property: officeLocator('The office it was given in'),
			},
			{
				name: 'amount',
				label: 'Amount',
				kind: 'number',
				example: '0.5',
				description: 'How much was given',
			},
			{ name: 'units', label: 'Units', kind: 'text', example: 'mL', description: 'Of the amount' },
			{
				name: 'route',
				label: 'Route',
				kind: 'text',
				example: 'IM',
				description: 'Way it was given',
			},
			{
				name: 'site',
				label: 'Site',
				kind: 'text',
				example: 'LD',
				description: 'Where on the body it was given',
			},
			{
				name: 'lotNumber',
				label: 'Lot Number',
				kind: 'text',
				description: 'Lot of the dose, as printed on it',
			},
			{
				name: 'manufacturer',
				label: 'Manufacturer',
				kind: 'text',
				description: 'Who made the vaccine',
			},
			{
				name: 'cptCode',
				label: 'CPT Code',
				kind: 'cpt',
				description: 'CPT or HCPCS code it is billed with',
			},
			{
				name: 'funding',
				label: 'Funding Eligibility',
				kind: { choices: FUNDING },
				description: 'Which programme pays for it',
			},
			{
				name: 'nextDoseDate',
				label: 'Next Dose Date',
				kind: 'day',
				description: 'Day the next dose is due',
			},
			{
				name: 'comments',
				label: 'Comments',
				kind: 'lines',
				description: 'Comments for the staff',
			},
		],
	},
];
