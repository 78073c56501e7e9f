import type { INodeProperties } from 'n8n-workflow';

import { codeOf } from '../../../../drchrono/clinical/codes';
import { failed, success, type Outcome } from '../../../../drchrono/client/outcome';
import type { JsonObject } from '../../../../drchrono/client/request';
import { confine } from '../../../../drchrono/privacy/confine';
import { codeOf as codeIn, type CodeList } from '../../../../drchrono/records/codeList';
import { ORDER_STATUSES, type LabResultDraft } from '../../../../drchrono/records/lab';
import { FLAGS } from '../../../../drchrono/records/labFlags';
import { wallTime } from '../../../../drchrono/time/moment';
import { alphabetical, NOT_CHOSEN, optionsCollection } from '../../../shared/fields';
import { patientLocator, providerLocator } from '../../../shared/locators';
import type { EachOperation, OperationContext, Result } from '../../../shared/operation';
import { optional, required, textOf, type Parameters } from '../../../shared/parameters';
import { REVIEW } from '../../../shared/review';
import type { Session } from '../../../shared/session';
import { emitResult } from '../output';
import { chartOf } from './chart';

const LABELS = {
	flag: 'Flag',
	loinc: 'LOINC Code',
	orderStatus: 'Order Status',
	test: 'Test',
	testedAt: 'Tested At',
	value: 'Value',
} as const;

const STATUSES: CodeList = Object.fromEntries(ORDER_STATUSES.map((status) => [status, status]));

/** Flags that chart results take: all but those of cultures and of tests that are found or not. */
const CHART_FLAGS: CodeList = Object.fromEntries(
	Object.entries(FLAGS).filter(([code]) => code !== 'NEG' && code !== 'POS'),
);

const properties: INodeProperties[] = [
	patientLocator('The patient in whose chart it goes', true),
	providerLocator('The provider who ordered it', true),
	{
		displayName: LABELS.test,
		name: 'test',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. Hemoglobin A1c',
		description: 'What was tested, as the chart is to show it',
	},
	{
		displayName: LABELS.loinc,
		name: 'loincCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. 4548-4',
		description:
			'The LOINC code of the test, by which other systems know it; its check digit is verified',
	},
	{
		displayName: LABELS.value,
		name: 'value',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 6.8',
		description: 'What was found: a number or words, without its unit',
	},
	{
		displayName: 'Unit',
		name: 'unit',
		type: 'string',
		default: '',
		placeholder: 'e.g. mg/dL',
		description: 'The unit of the value',
	},
	{
		displayName: LABELS.testedAt,
		name: 'testedAt',
		type: 'dateTime',
		required: true,
		default: '',
		description: "When the test was made. A time without a zone counts as the practice's own.",
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: alphabetical([
			{
				displayName: 'Comments',
				name: 'comments',
				type: 'string',
				typeOptions: { rows: 3 },
				default: '',
				description: "The provider's comments",
			},
			{
				displayName: LABELS.flag,
				name: 'flag',
				type: 'options',
				options: [
					NOT_CHOSEN,
					...Object.entries(CHART_FLAGS)
						.map(([value, name]) => ({ name, value }))
						.sort((one, other) => one.name.localeCompare(other.name, 'en')),
				],
				default: '',
				description: 'What the laboratory says of the value',
			},
			{
				displayName: LABELS.orderStatus,
				name: 'orderStatus',
				type: 'options',
				options: ORDER_STATUSES.map((name) => ({ name, value: name })),
				default: 'Results Received',
				description: 'How far it has come',
			},
			{
				displayName: 'Reference Range',
				name: 'range',
				type: 'string',
				default: '',
				placeholder: 'e.g. 4.0-5.6',
				description: 'What is normal, in the unit of the value',
			},
			{
				displayName: 'Signed Off',
				name: 'signedOff',
				type: 'boolean',
				default: false,
				description: 'Whether the provider has seen it',
			},
		]),
	},
	{
		displayName: 'If Already There',
		name: 'ifThere',
		type: 'options',
		options: [
			{
				name: 'Create Again',
				value: 'again',
				description: 'Make another result, and save the call that looks for the first',
			},
			{
				name: 'Keep',
				value: 'keep',
				description: 'Write nothing and hand out the result that is there',
			},
		],
		default: 'keep',
		description:
			'What to do if the chart has a result of the same test, time and value already. Looking costs one call for each patient.',
	},
	optionsCollection(),
];

/** Puts a result into a patient's chart, once. */
export const create: EachOperation = {
	value: 'create',
	name: 'Create',
	action: 'Create chart result',
	description: "Put a lab result into a patient's chart, once (DrChrono API v4)",
	effect: 'write',
	area: 'clinical',
	lane: 'booking',
	creates: true,
	properties,

	async each(context: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { session, signal } = context;
		const { client, connection, dialect } = session;
		const draft = await draftOf(session, parameters);
		if (!draft.ok) return draft;
		const forbidden = confine(connection, { provider: draft.value.provider });
		if (forbidden) return failed(forbidden);
		const request = dialect.labs.results.create(draft.value);
		if (!request.ok) return request;

		const chart = chartOf(session, draft.value.patient);
		const isGuarded = parameters.text('ifThere') !== 'again';
		if (isGuarded) {
			const there = await chart.find(draft.value);
			if (!there.ok) return there;
			if (there.value) return success({ items: [outputOf(session, there.value, 'existing')] });
		}
		const answer = await client.request(request.value);
		if (answer.ok) {
			const record = answer.value.json as JsonObject;
			chart.add(record);
			return success({ items: [outputOf(session, record, 'created')], hints: [REVIEW] });
		}
		if (answer.failure.kind !== 'doubtful' || !isGuarded) return answer;
		// Its answer was lost on the way; whether it is there, the chart tells.
		const done = await chart.lookAgain(draft.value, signal);
		if (done.ok && done.value) {
			return success({ items: [outputOf(session, done.value, 'created')], hints: [REVIEW] });
		}
		return failed({
			...answer.failure,
			advice:
				"The chart does not show it so far. Run it again with 'If Already There' on Keep: if it did arrive, it is found and not made twice.",
		});
	},
};

async function draftOf(session: Session, parameters: Parameters): Promise<Outcome<LabResultDraft>> {
	const patient = parameters.requiredId('patient', 'Patient');
	if (!patient.ok) return patient;
	const provider = parameters.requiredId('provider', 'Provider');
	if (!provider.ok) return provider;
	const test = required(success(parameters.text('test')), LABELS.test);
	if (!test.ok) return test;
	const value = required(success(parameters.text('value')), LABELS.value);
	if (!value.ok) return value;
	const loinc = optional(parameters.text('loincCode'), LABELS.loinc, (text, label) =>
		codeOf('loinc', text, label),
	);
	if (!loinc.ok) return loinc;
	const more = parameters.collection('additionalFields');
	const flag = optional(textOf(more.flag), LABELS.flag, (text, label) =>
		codeIn(CHART_FLAGS, text, label),
	);
	if (!flag.ok) return flag;
	const status = optional(textOf(more.orderStatus), LABELS.orderStatus, (text, label) =>
		codeIn(STATUSES, text, label),
	);
	if (!status.ok) return status;
	const tested = parameters.moment('testedAt', LABELS.testedAt);
	if (!tested.ok) return tested;
	const unit = parameters.text('unit');
	const draft: Omit<LabResultDraft, 'testedAt'> = {
		patient: patient.value,
		provider: provider.value,
		test: test.value,
		loincCode: loinc.value,
		value: value.value,
		unit,
		range: textOf(more.range),
		rangeUnit: unit,
		flag: flag.value,
		orderStatus: status.value,
		signedOff: typeof more.signedOff === 'boolean' ? more.signedOff : undefined,
		comments: textOf(more.comments),
	};
	if (tested.value.kind === 'wall') return success({ ...draft, testedAt: tested.value.wall });
	// The zone may cost a look-up, which a dialect without charts is spared.
	const supported = session.dialect.labs.results.create({ ...draft, testedAt: '' });
	if (!supported.ok) return supported;
	const zone = await session.zones.of(provider.value);
	return zone.ok ? success({ ...draft, testedAt: wallTime(tested.value, zone.value) }) : zone;
}

function outputOf(session: Session, record: JsonObject, action: 'created' | 'existing') {
	const item = emitResult(session, record, session.dialect.labs.results.read(record), false);
	return { ...item, json: { ...item.json, action } };
}
