import type { INodeProperties } from 'n8n-workflow';

/** What a locator of one kind of record needs to know. */
interface LocatorWish {
	displayName: string;
	name: string;
	description: string;
	required?: boolean;
	/** Name of the method in `lookups.ts` that fills the list. */
	searchListMethod: string;
	/** An id as it looks, for the placeholder. */
	example: string;
	/** True where the search itself needs what the person types. */
	searchFilterRequired?: boolean;
}

/** A field that selects one record: from a list that is searched while typing, or by its id. */
function locator(wish: LocatorWish): INodeProperties {
	return {
		displayName: wish.displayName,
		name: wish.name,
		type: 'resourceLocator',
		default: { mode: 'list', value: '' },
		...(wish.required && { required: true }),
		description: wish.description,
		modes: [
			{
				displayName: 'From List',
				name: 'list',
				type: 'list',
				typeOptions: {
					searchListMethod: wish.searchListMethod,
					searchable: true,
					searchFilterRequired: wish.searchFilterRequired,
				},
			},
			{
				displayName: 'By ID',
				name: 'id',
				type: 'string',
				placeholder: `e.g. ${wish.example}`,
			},
		],
	};
}

export function patientLocator(description: string, required = false): INodeProperties {
	return locator({
		displayName: 'Patient',
		name: 'patient',
		description,
		required,
		searchListMethod: 'searchPatients',
		searchFilterRequired: true,
		example: '600001',
	});
}

export function providerLocator(description: string, required = false): INodeProperties {
	return locator({
		displayName: 'Provider',
		name: 'provider',
		description,
		required,
		searchListMethod: 'searchProviders',
		example: '100001',
	});
}

export function officeLocator(description: string): INodeProperties {
	return locator({
		displayName: 'Office',
		name: 'office',
		description,
		searchListMethod: 'searchOffices',
		example: '500001',
	});
}

export function appointmentTypeLocator(description: string): INodeProperties {
	return locator({
		displayName: 'Appointment Type',
		name: 'type',
		description,
		searchListMethod: 'searchAppointmentTypes',
		example: '700001',
	});
}
