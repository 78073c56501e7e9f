import type { INodeProperties } from 'n8n-workflow';

import { INPUT_BINARY_FIELD, OUTPUT_BINARY_FIELD } from '../../../shared/binary';
import { CONTINUE_FROM, optionsCollection, RETURN_ALL_AND_LIMIT } from '../../../shared/fields';

const PATH: INodeProperties = {
	displayName: 'Path',
	name: 'path',
	type: 'string',
	required: true,
	default: '',
	placeholder: 'e.g. /api/doctors',
	description: "Path of DrChrono's API, without the server's address",
};

const QUERY: INodeProperties = {
	displayName: 'Query Parameters',
	name: 'query',
	type: 'fixedCollection',
	typeOptions: { multipleValues: true },
	placeholder: 'Add Parameter',
	default: {},
	options: [
		{
			displayName: 'Parameter',
			name: 'parameters',
			values: [
				{
					displayName: 'Name',
					name: 'name',
					type: 'string',
					default: '',
					placeholder: 'e.g. patient',
					description: 'Name of the parameter',
				},
				{
					displayName: 'Value',
					name: 'value',
					type: 'string',
					default: '',
					description: 'Value of the parameter',
				},
			],
		},
	],
	description: 'What stands behind the question mark of the address',
};

const ANSWER: INodeProperties = {
	displayName: 'Answer',
	name: 'answer',
	type: 'options',
	options: [
		{ name: 'File', value: 'file', description: 'Hand out what DrChrono answers as a file' },
		{ name: 'List', value: 'list', description: 'Read the list page by page, one item per record' },
		{ name: 'Record', value: 'record', description: 'Hand out the JSON as it comes' },
	],
	default: 'record',
	description: 'What DrChrono answers with',
};

const CONTENT: INodeProperties = {
	displayName: 'Body',
	name: 'content',
	type: 'options',
	options: [
		{ name: 'File', value: 'file', description: 'A form with a file' },
		{ name: 'JSON', value: 'json', description: 'A JSON object or list' },
		{ name: 'None', value: 'none', description: 'Nothing' },
	],
	default: 'json',
	description: 'What is sent along',
};

function method(name: string, first: string, others: readonly string[]): INodeProperties {
	return {
		displayName: 'Method',
		name,
		type: 'options',
		options: [first, ...others].sort().map((value) => ({ name: value, value })),
		default: first,
		description:
			name === 'readMethod'
				? 'How it is asked. POST only prepares lists: its path ends in _list.'
				: 'What is done',
	};
}

function shownWhen(property: INodeProperties, show: Record<string, string[]>): INodeProperties {
	return { ...property, displayOptions: { show: { ...property.displayOptions?.show, ...show } } };
}

/** Panel of a custom call that reads. */
export const READ_PROPERTIES: INodeProperties[] = [
	ANSWER,
	method('readMethod', 'GET', ['POST']),
	PATH,
	QUERY,
	...RETURN_ALL_AND_LIMIT.map((property) => shownWhen(property, { answer: ['list'] })),
	shownWhen(OUTPUT_BINARY_FIELD, { answer: ['file'] }),
	optionsCollection([CONTINUE_FROM]),
];

/** Panel of a custom call that writes. */
export const WRITE_PROPERTIES: INodeProperties[] = [
	method('writeMethod', 'POST', ['DELETE', 'PATCH', 'PUT']),
	PATH,
	QUERY,
	CONTENT,
	shownWhen(
		{
			displayName: 'JSON',
			name: 'body',
			type: 'json',
			default: '{}',
			description: 'What is sent, as DrChrono calls it',
		},
		{ content: ['json'] },
	),
	shownWhen(
		{
			displayName: 'File Field',
			name: 'fileField',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. document',
			description: 'Name of the field that takes the file in DrChrono',
		},
		{ content: ['file'] },
	),
	shownWhen(INPUT_BINARY_FIELD, { content: ['file'] }),
	shownWhen(
		{
			displayName: 'Further Fields (JSON)',
			name: 'formFields',
			type: 'json',
			default: '{}',
			description: 'The other fields of the form as a JSON object of plain values',
		},
		{ content: ['file'] },
	),
	optionsCollection(),
];
