import type { INodeProperties } from 'n8n-workflow';

import { success, type Outcome } from '../../../drchrono/client/outcome';
import type { PatientQuery } from '../../../drchrono/records/patient';
import { PATIENT_LABELS } from '../../../drchrono/records/patientFields';
import { momentOf } from '../../../drchrono/time/moment';
import { alphabetical } from '../../shared/fields';
import { providerLocator } from '../../shared/locators';
import type { Parameters } from '../../shared/parameters';
import { lookOf, valueOf, type Kind } from './kinds';

/** A filter of the list, read as its kind of field is. */
interface Filter {
	label: string;
	kind: Kind;
	description: string;
}

type FilterName = Exclude<
	keyof PatientQuery,
	'changedSince' | 'includeDetails' | 'westernmostZone' | 'zone'
>;

const FILTERS: Readonly<Record<FilterName, Filter>> = {
	chartId: {
		label: PATIENT_LABELS.chartId,
		kind: 'text',
		description: 'Only the patient with this chart (DrChrono API v4)',
	},
	dateOfBirth: {
		label: PATIENT_LABELS.dateOfBirth,
		kind: 'pastDay',
		description: 'Only patients born on this day',
	},
	email: {
		label: PATIENT_LABELS.email,
		kind: 'email',
		description: 'Only patients with this email address',
	},
	ethnicity: {
		label: PATIENT_LABELS.ethnicity,
		kind: 'ethnicity',
		description: 'Only patients of this ethnicity (DrChrono API v4)',
	},
	firstName: {
		label: PATIENT_LABELS.firstName,
		kind: 'text',
		description: 'Only patients whose first name begins like this',
	},
	gender: {
		label: PATIENT_LABELS.gender,
		kind: 'gender',
		description: 'Only patients of this gender',
	},
	lastName: {
		label: PATIENT_LABELS.lastName,
		kind: 'text',
		description: 'Only patients whose last name begins like this',
	},
	phone: {
		label: 'Phone',
		kind: 'phone',
		description:
			'Only patients with this number. DrChrono API v4 has no such search, so all patients are read and compared here.',
	},
	preferredLanguage: {
		label: PATIENT_LABELS.preferredLanguage,
		kind: 'preferredLanguage',
		description: 'Only patients who prefer this language',
	},
	provider: {
		label: PATIENT_LABELS.provider,
		kind: 'id',
		description: 'Only patients of this main provider (DrChrono API v4)',
	},
	race: {
		label: PATIENT_LABELS.race,
		kind: 'race',
		description: 'Only patients of this race (DrChrono API v4)',
	},
};

const NAMES = Object.keys(FILTERS) as FilterName[];

const CHANGED_SINCE: INodeProperties = {
	displayName: 'Changed Since',
	name: 'changedSince',
	type: 'dateTime',
	default: '',
	description:
		"Only patients added or changed at this time or later. A time without a zone counts as the practice's own.",
};

export const FILTERS_COLLECTION: INodeProperties = {
	displayName: 'Filters',
	name: 'filters',
	type: 'collection',
	placeholder: 'Add Filter',
	default: {},
	options: alphabetical([...NAMES.map(property), CHANGED_SINCE]),
};

/** The filters of the panel, checked. */
export function filtersOf(parameters: Parameters): Outcome<PatientQuery> {
	const filters = parameters.collection('filters');
	const query: Record<string, unknown> = {};
	for (const name of NAMES) {
		const { kind, label } = FILTERS[name];
		const value = valueOf(kind, filters[name], label);
		if (!value.ok) return value;
		if (value.value !== undefined) query[name] = value.value;
	}
	const { changedSince } = filters;
	if (changedSince !== undefined && changedSince !== null && changedSince !== '') {
		const moment = momentOf(changedSince, CHANGED_SINCE.displayName);
		if (!moment.ok) return moment;
		query.changedSince = moment.value;
	}
	return success(query);
}

function property(name: FilterName): INodeProperties {
	const { kind, label, description } = FILTERS[name];
	if (name === 'provider') return providerLocator(description);
	return { displayName: label, name, ...lookOf(kind), description };
}
