import type { INodeProperties } from 'n8n-workflow';

/** What a document is called in the chart. */
export const DESCRIPTION: INodeProperties = {
	displayName: 'Description',
	name: 'description',
	type: 'string',
	default: '',
	placeholder: 'e.g. Referral letter',
	description: 'What the document is called in the chart',
};

export const DATE: INodeProperties = {
	displayName: 'Date',
	name: 'date',
	type: 'dateTime',
	default: '',
	description:
		"Day of the document; its time does not count. Without it, today in the practice's calendar.",
};

export const TAGS: INodeProperties = {
	displayName: 'Tags',
	name: 'tags',
	type: 'string',
	default: '',
	placeholder: 'e.g. Referral, Cardiology',
	description: 'Tags by which the practice sorts its documents, with commas between them',
};

/** Tags as a person writes them. */
export function tagsIn(text: string | undefined): string[] {
	return (text ?? '')
		.split(',')
		.map((tag) => tag.trim())
		.filter((tag) => tag !== '');
}
