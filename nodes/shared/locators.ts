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
	/** Fields on which the list depends. */
	dependsOn?: string[];
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
		...(wish.dependsOn && { typeOptions: { loadOptionsDependsOn: wish.dependsOn } }),
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

/** @param as label and name, where it is not the provider who sees the patient */
export function providerLocator(
	description: string,
	required = false,
	as = { displayName: 'Provider', name: 'provider' },
): INodeProperties {
	return locator({
		...as,
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

/** Its list has the rooms of the office chosen, or those of all offices; by ID it is the room's number. */
export function examRoomLocator(description: string): INodeProperties {
	return locator({
		displayName: 'Exam Room',
		name: 'examRoom',
		description,
		searchListMethod: 'searchExamRooms',
		dependsOn: ['office.value', 'updateFields.office.value'],
		example: '1',
	});
}

/** Its list has the types of the provider chosen, or those of all providers. */
export function appointmentTypeLocator(description: string): INodeProperties {
	return locator({
		displayName: 'Appointment Type',
		name: 'type',
		description,
		searchListMethod: 'searchAppointmentTypes',
		dependsOn: ['provider.value', 'updateFields.provider.value', 'filters.provider.value'],
		example: '700001',
	});
}

/** Fields of the practice's note templates. */
export function noteFieldLocator(description: string, required = false): INodeProperties {
	return locator({
		displayName: 'Field',
		name: 'field',
		description,
		required,
		searchListMethod: 'searchNoteFields',
		example: '920001',
	});
}
