import type { INodeProperties } from 'n8n-workflow';

import { failed, success, type Outcome } from '../../../drchrono/client/outcome';
import type { JsonObject } from '../../../drchrono/client/request';
import { idInBody, withoutUndefined } from '../../../drchrono/dialects/body';
import type { DirectoryName } from '../../../drchrono/dialects/practice';
import { alphabetical, optionsCollection } from '../../shared/fields';
import { providerLocator } from '../../shared/locators';
import type { BatchOperation, OperationContext, Result } from '../../shared/operation';
import { required, textOf, type Parameters } from '../../shared/parameters';
import { add, Siblings } from './create';
import { listing } from './directory';

const KIND: INodeProperties = {
	displayName: 'Fields Of',
	name: 'fieldsOf',
	type: 'options',
	options: [
		{ name: 'Appointments', value: 'appointment' },
		{ name: 'Patients', value: 'patient', description: 'DrChrono calls them custom demographics' },
	],
	default: 'patient',
	description: 'Which records have the field',
};

function directoryOf(parameters: Parameters): DirectoryName {
	return parameters.raw('fieldsOf') === 'appointment' ? 'appointmentFields' : 'patientFields';
}

export const getCustomFields = listing({
	directory: directoryOf,
	action: 'Get many custom fields',
	description: 'Retrieve the fields that the practice has defined (DrChrono API v4)',
	properties: [KIND],
	filters: [providerLocator('Only fields of this provider')],
});

/** What Form Builder takes (the vendor's document, CustomPatientFieldType). */
const TEMPLATE_NAME = /^\w+$/;

const NAME = 'Field Name';

/** Defines a field; one of the same name and provider that exists already is left as it is. */
export const createCustomField: BatchOperation = {
	value: 'create',
	name: 'Create',
	action: 'Create custom field',
	description: 'Define a custom field, unless there is one of that name (DrChrono API v4)',
	effect: 'write',
	area: 'practice',
	lane: 'booking',
	properties: [
		KIND,
		{
			displayName: NAME,
			name: 'fieldName',
			type: 'string',
			required: true,
			default: '',
			placeholder: 'e.g. Referral code',
			description: 'What the field is called',
		},
		{
			...providerLocator('The provider whose patients have the field', true),
			displayOptions: { show: { fieldsOf: ['patient'] } },
		},
		{
			displayName: 'Additional Fields',
			name: 'additionalFields',
			type: 'collection',
			placeholder: 'Add Field',
			default: {},
			options: alphabetical([
				{
					displayName: 'Allowed Values',
					name: 'allowedValues',
					type: 'string',
					default: '',
					placeholder: 'e.g. Morning, Afternoon, Evening',
					displayOptions: { show: { '/fieldsOf': ['patient'] } },
					description: 'Values that can be chosen, with commas between; without any, it takes all',
				},
				{
					displayName: 'Description',
					name: 'description',
					type: 'string',
					default: '',
					description: 'What the field is for',
				},
				{
					displayName: 'Template Name',
					name: 'templateName',
					type: 'string',
					default: '',
					placeholder: 'e.g. referral_code',
					displayOptions: { show: { '/fieldsOf': ['patient'] } },
					description:
						'Name by which clinical note forms insert it; letters, digits and underscores',
				},
			]),
		},
		optionsCollection(),
	],

	async *batch(context: OperationContext, items: readonly Parameters[]) {
		const siblings = new Siblings(context.session);
		for (const parameters of items) yield await define(context, siblings, parameters);
	},
};

async function define(
	context: OperationContext,
	siblings: Siblings,
	parameters: Parameters,
): Promise<Outcome<Result>> {
	const directory = directoryOf(parameters);
	const wanted = bodyOf(parameters, directory);
	if (!wanted.ok) return wanted;
	const { body, provider, name } = wanted.value;
	const held = await siblings.of(directory, provider);
	if (!held.ok) return held;
	const same = held.value.find((record) => nameIn(record).toLowerCase() === name.toLowerCase());
	if (same) return success({ items: [{ json: { ...same, action: 'unchanged' } as never }] });
	const made = await add(context, directory, body);
	if (!made.ok) return made;
	const items = made.value.items.map(({ json }) => ({ json: { ...json, action: 'created' } }));
	for (const { json } of items) siblings.add(directory, provider, json as JsonObject);
	return success({ items });
}

function bodyOf(
	parameters: Parameters,
	directory: DirectoryName,
): Outcome<{ body: JsonObject; provider?: string; name: string }> {
	const given = required(success(parameters.text('fieldName')), NAME);
	if (!given.ok) return given;
	const name = given.value;
	const more = parameters.collection('additionalFields');
	const description = textOf(more.description);
	if (directory === 'appointmentFields') {
		return success({ name, body: withoutUndefined({ field_name: name, field_desc: description }) });
	}
	const provider = parameters.requiredId('provider', 'Provider');
	if (!provider.ok) return provider;
	const templateName = textOf(more.templateName);
	if (templateName !== undefined && !TEMPLATE_NAME.test(templateName)) return failed(noTemplate());
	const values = textOf(more.allowedValues)?.split(',');
	const body = withoutUndefined({
		doctor: idInBody(provider.value),
		name,
		description,
		allowed_values: values
			?.map((value) => value.trim())
			.filter((value) => value !== '')
			.join(','),
		template_name: templateName,
	});
	return success({ name, provider: provider.value, body });
}

function nameIn({ name, field_name }: JsonObject): string {
	return String(name ?? field_name ?? '');
}

function noTemplate() {
	return {
		kind: 'invalid-input' as const,
		sentence: "'Template Name' has other characters than letters, digits and underscores",
		advice: 'Give it as in referral_code. Nothing was sent.',
		field: 'Template Name',
	};
}
