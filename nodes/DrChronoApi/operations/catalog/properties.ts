import type { INodeProperties } from 'n8n-workflow';

import type { Outline } from '../../../../drchrono/catalog';
import { OUTPUT_BINARY_FIELD } from '../../../shared/binary';
import { CONTINUE_FROM, optionsCollection, RETURN_ALL_AND_LIMIT } from '../../../shared/fields';

/** Name of the method that fills both mappers below. */
export const MAPPER_METHOD = 'fieldsOfOperation';

const RECORD_ID: INodeProperties = {
	displayName: 'Record ID',
	name: 'id',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. 800001',
	description: 'ID of the record, as lists hand it out',
};

function mapper(
	words: Pick<INodeProperties, 'displayName' | 'name' | 'description'>,
	fieldWords: { singular: string; plural: string },
	supportAutoMap: boolean,
): INodeProperties {
	return {
		...words,
		type: 'resourceMapper',
		noDataExpression: true,
		default: { mappingMode: 'defineBelow', value: null },
		typeOptions: {
			loadOptionsDependsOn: ['resource', 'operation'],
			resourceMapper: {
				resourceMapperMethod: MAPPER_METHOD,
				mode: 'add',
				fieldWords,
				addAllFields: false,
				multiKeyMatch: false,
				supportAutoMap,
			},
		},
	};
}

/** What a list is narrowed down by; other reads take parameters in the same way. */
export const FILTERS = mapper(
	{
		displayName: 'Filters',
		name: 'filters',
		description: 'What the records have in common. DrChrono needs some of them for some lists.',
	},
	{ singular: 'filter', plural: 'filters' },
	false,
);

/** What a record is made of. */
export const FIELDS = mapper(
	{
		displayName: 'Fields',
		name: 'fields',
		description: 'What is sent to DrChrono. A field that is left empty is not sent.',
	},
	{ singular: 'field', plural: 'fields' },
	true,
);

const INCLUDE_DETAILS: INodeProperties = {
	displayName: 'Include Details',
	name: 'includeDetails',
	type: 'boolean',
	default: false,
	description:
		'Whether to read the fields that DrChrono leaves out otherwise. Lists then take five times the calls.',
};

const READ_IN_BULK: INodeProperties = {
	displayName: 'Read in Bulk',
	name: 'bulk',
	type: 'options',
	options: [
		{
			name: 'Always',
			value: 'always',
			description: 'Let DrChrono prepare the list in pages of 1,000: fewest calls for long lists',
		},
		{
			name: 'If It Saves Calls',
			value: 'auto',
			description: 'Decide by the first page, where it tells how long the list is',
		},
		{ name: 'Never', value: 'never', description: 'Read page by page' },
	],
	default: 'auto',
	description: 'Whether DrChrono prepares the list first, which takes a while and few calls',
};

/** Fields that the catalog does not know. */
export const FURTHER_FIELDS: INodeProperties = {
	displayName: 'Further Fields (JSON)',
	name: 'furtherFields',
	type: 'json',
	default: '{}',
	description: "Fields that the list of fields does not have, in DrChrono's own names",
};

const EMPTY_FIELDS: INodeProperties = {
	displayName: 'Fields to Empty',
	name: 'emptyFields',
	type: 'string',
	default: '',
	placeholder: 'e.g. notes, reason',
	description: 'Names of the fields to be emptied, as DrChrono calls them, separated by commas',
};

/** The fields of an operation's panel, by what the operation takes and answers. */
export function propertiesOf(outline: Outline): INodeProperties[] {
	const { name, onItem, takesQuery, takesBody, takesVerbose, hasBulk, answers } = outline;
	const isList = name === 'list';
	// A consent form that was signed is named by a parameter; the others by their path.
	const needsId = onItem || name === 'update';
	return [
		...(needsId ? [RECORD_ID] : []),
		...(takesQuery && !takesBody ? [FILTERS] : []),
		...(takesBody ? [FIELDS] : []),
		...(isList ? RETURN_ALL_AND_LIMIT : []),
		...(answers === 'xml' ? [OUTPUT_BINARY_FIELD] : []),
		optionsCollection([
			...(isList ? [CONTINUE_FROM] : []),
			...(takesVerbose ? [INCLUDE_DETAILS] : []),
			...(hasBulk ? [READ_IN_BULK] : []),
			...(takesBody ? [FURTHER_FIELDS] : []),
			...(name === 'update' ? [EMPTY_FIELDS] : []),
		]),
	];
}
