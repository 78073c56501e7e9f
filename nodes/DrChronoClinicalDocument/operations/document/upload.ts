import type { INodeProperties } from 'n8n-workflow';

import { contentTag, isKey, keyTag } from '../../../../drchrono/clinical/documentTags';
import { failed, success, type Outcome } from '../../../../drchrono/client/outcome';
import type { JsonObject } from '../../../../drchrono/client/request';
import type { DocumentDraft } from '../../../../drchrono/dialects/clinical';
import { confine } from '../../../../drchrono/privacy/confine';
import { todayIn } from '../../../../drchrono/time/days';
import { fileFromBinary, INPUT_BINARY_FIELD } from '../../../shared/binary';
import { systemClock } from '../../../shared/clock';
import { emit } from '../../../shared/emit';
import { alphabetical, optionsCollection } from '../../../shared/fields';
import { patientLocator, providerLocator } from '../../../shared/locators';
import type { EachOperation, OperationContext, Result } from '../../../shared/operation';
import { required, textOf, type Parameters } from '../../../shared/parameters';
import type { Session } from '../../../shared/session';
import { DATE, DESCRIPTION, TAGS, tagsIn } from './fields';
import { chartOf } from './guard';
import { settled } from './settled';

const LABELS = { patient: 'Patient', provider: 'Provider', key: 'External ID' } as const;

/** What practices scan, print and receive. A web page is none of it: it stands in for a file that was not there. */
const PAPERS = {
	accept: new Set([
		'application/pdf',
		'image/jpeg',
		'image/png',
		'image/gif',
		'image/tiff',
		'text/plain',
		'application/xml',
		'application/rtf',
		'text/rtf',
		'application/msword',
		'application/vnd.openxmlformats-officedocument.wordprocessingml.document',
	]),
	inWords: 'a PDF, picture, text, XML or Word file',
};

const properties: INodeProperties[] = [
	patientLocator('The patient in whose chart it goes', true),
	providerLocator('The provider to whom it belongs', true),
	INPUT_BINARY_FIELD,
	{ ...DESCRIPTION, required: true },
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: alphabetical([
			DATE,
			{
				displayName: LABELS.key,
				name: 'externalId',
				type: 'string',
				default: '',
				placeholder: 'e.g. report-77',
				description:
					'ID of the document in your other system, kept as a tag so that it goes into the chart once. Without it, the content of the file decides.',
			},
			TAGS,
		]),
	},
	{
		displayName: 'If Already There',
		name: 'ifThere',
		type: 'options',
		options: [
			{
				name: 'Keep',
				value: 'keep',
				description: 'Upload nothing and hand out the document that is there',
			},
			{
				name: 'Upload Again',
				value: 'again',
				description: 'Make another document, and save the call that looks for the first',
			},
		],
		default: 'keep',
		description:
			"What to do if the patient's chart has the document already, by its external ID or content",
	},
	optionsCollection(),
];

/** Puts a file into a patient's chart, once. */
export const upload: EachOperation = {
	value: 'upload',
	name: 'Upload',
	action: 'Upload document',
	description: "Put a file from the input into a patient's chart, once (DrChrono API v4)",
	effect: 'write',
	area: 'clinical',
	lane: 'booking',
	creates: true,
	properties,

	async each(
		context: OperationContext,
		parameters: Parameters,
		item: number,
	): Promise<Outcome<Result>> {
		const { session } = context;
		const { client, connection, dialect } = session;
		const draft = await draftOf(context, parameters, item);
		if (!draft.ok) return draft;
		const forbidden = confine(connection, { provider: draft.value.provider });
		if (forbidden) return failed(forbidden);
		const request = dialect.documents.upload(draft.value);
		if (!request.ok) return request;

		const guard = draft.value.tags.at(-1) ?? '';
		const chart = chartOf(session, draft.value.patient);
		const isGuarded = parameters.text('ifThere') !== 'again';
		if (isGuarded) {
			const there = await chart.find(guard);
			if (!there.ok) return there;
			if (there.value) return success({ items: [outputOf(session, there.value, 'existing')] });
		}
		const answer = await client.request(request.value);
		if (answer.ok) {
			const record = await settled(context, answer.value.json as JsonObject);
			if (!record.ok) return record;
			chart.add(record.value.record);
			const items = [outputOf(session, record.value.record, 'created')];
			return success({ items, hints: record.value.hints });
		}
		if (answer.failure.kind !== 'doubtful' || !isGuarded) return answer;
		// Its answer was lost on the way; whether it is there, the tag tells.
		const done = await chart.lookAgain(guard, context.signal);
		if (done.ok && done.value)
			return success({ items: [outputOf(session, done.value, 'created')] });
		return failed({
			...answer.failure,
			advice:
				"The chart does not show it so far. Run it again with 'If Already There' on Keep: if it did arrive, it is found by its tag and not made twice.",
		});
	},
};

async function draftOf(
	{ functions, session }: OperationContext,
	parameters: Parameters,
	item: number,
): Promise<Outcome<DocumentDraft>> {
	const patient = parameters.requiredId('patient', LABELS.patient);
	if (!patient.ok) return patient;
	const provider = parameters.requiredId('provider', LABELS.provider);
	if (!provider.ok) return provider;
	const description = required(success(parameters.text('description')), DESCRIPTION.displayName);
	if (!description.ok) return description;
	const more = parameters.collection('additionalFields');
	const key = textOf(more.externalId);
	if (key !== undefined && !isKey(key)) return failed(untaggable());
	const day = parameters.day('additionalFields.date', DATE.displayName);
	if (!day.ok) return day;
	const field = required(
		success(parameters.text(INPUT_BINARY_FIELD.name)),
		INPUT_BINARY_FIELD.displayName,
	);
	if (!field.ok) return field;
	const file = await fileFromBinary(functions, item, field.value, undefined, PAPERS);
	if (!file.ok) return file;
	const draft = {
		patient: patient.value,
		provider: provider.value,
		description: description.value,
		tags: [
			...tagsIn(textOf(more.tags)),
			key === undefined ? contentTag(file.value.bytes) : keyTag(key),
		],
		file: file.value,
	};
	if (day.value !== undefined) return success({ ...draft, date: day.value });
	// The day may cost a look-up of the practice's zone, which a dialect without uploads is spared.
	const supported = session.dialect.documents.upload({ ...draft, date: '' });
	if (!supported.ok) return supported;
	const zone = await session.zones.ofPractice(provider.value);
	return zone.ok ? success({ ...draft, date: todayIn(zone.value, systemClock.now()) }) : zone;
}

function outputOf({ connection }: Session, record: JsonObject, action: 'created' | 'existing') {
	const item = emit(record, connection);
	return { ...item, json: { ...item.json, action } };
}

function untaggable() {
	return {
		kind: 'invalid-input' as const,
		sentence: `'${LABELS.key}' cannot be kept as a tag`,
		advice: 'Use at most 100 characters without commas, quotes and brackets. Nothing was sent.',
		field: LABELS.key,
	};
}
