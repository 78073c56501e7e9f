import type { INodeProperties } from 'n8n-workflow';

import { codeOf } from '../../../../drchrono/clinical/codes';
import type { Failure } from '../../../../drchrono/client/failure';
import { failed, success, type Outcome } from '../../../../drchrono/client/outcome';
import type { Json } from '../../../../drchrono/client/request';
import { ORDER_STATUSES, type LabResultQuery } from '../../../../drchrono/records/lab';
import { dayOf, instantOf, isoUtc, momentOf } from '../../../../drchrono/time/moment';
import { changedSinceOf } from '../../../shared/changedSince';
import {
	alphabetical,
	CONTINUE_FROM,
	optionsCollection,
	RETURN_ALL_AND_LIMIT,
} from '../../../shared/fields';
import { readList } from '../../../shared/list';
import { patientLocator, providerLocator } from '../../../shared/locators';
import type { EachOperation, OperationContext, Result } from '../../../shared/operation';
import { optional, textOf, type Parameters } from '../../../shared/parameters';
import { isContinueLater } from '../../../shared/quotaOptions';
import type { Session } from '../../../shared/session';
import { whoseOf } from '../../../shared/whose';
import { ABNORMAL_ONLY, emitResult, SIMPLIFY, Unjudged } from '../output';

const LABELS = {
	changedSince: 'Changed Since',
	loincCode: 'LOINC Code',
	testedFrom: 'Tested From',
	testedTo: 'Tested To',
} as const;

const FILTERS: INodeProperties[] = [
	{
		displayName: LABELS.changedSince,
		name: 'changedSince',
		type: 'dateTime',
		default: '',
		description:
			"Only results created or changed then or later. A time without a zone counts as the practice's own.",
	},
	{
		displayName: LABELS.loincCode,
		name: 'loincCode',
		type: 'string',
		default: '',
		placeholder: 'e.g. 4548-4',
		description: 'Only results of this test, by its LOINC code; applied here',
	},
	{
		displayName: 'Order Status',
		name: 'orderStatus',
		type: 'options',
		options: ORDER_STATUSES.map((name) => ({ name, value: name })),
		default: 'Results Received',
		description: 'Only results in this state (DrChrono API v4); applied here',
	},
	providerLocator('Only results that this provider ordered (DrChrono API v4)'),
	{
		displayName: 'Sign-Off',
		name: 'signOff',
		type: 'options',
		options: [
			{ name: 'Not Signed Off', value: 'no', description: 'Nobody has said to have seen it' },
			{ name: 'Signed Off', value: 'yes', description: 'A provider has seen it' },
		],
		default: 'no',
		description: 'Only results that were or were not signed off (DrChrono API v4); applied here',
	},
	{
		displayName: 'Test Contains',
		name: 'test',
		type: 'string',
		default: '',
		placeholder: 'e.g. cholesterol',
		description: 'Only results whose test has this in its name; applied here',
	},
	{
		displayName: LABELS.testedFrom,
		name: 'testedFrom',
		type: 'dateTime',
		default: '',
		description:
			'Only tests of this day or later. DrChrono API v4 cannot filter by it, so it is applied here.',
	},
	{
		displayName: LABELS.testedTo,
		name: 'testedTo',
		type: 'dateTime',
		default: '',
		description:
			'Only tests of this day or earlier. DrChrono API v4 cannot filter by it, so it is applied here.',
	},
];

const SIGNED: Readonly<Record<string, boolean | undefined>> = { yes: true, no: false };

/** Lists results of charts. */
export const getMany: EachOperation = {
	value: 'getMany',
	name: 'Get Many',
	action: 'Get many chart results',
	description: 'Retrieve lab results of a chart or of all charts',
	effect: 'read',
	area: 'clinical',
	lane: 'read',
	properties: [
		patientLocator('Only those of this patient; without one, of all'),
		ABNORMAL_ONLY,
		...RETURN_ALL_AND_LIMIT,
		SIMPLIFY,
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: alphabetical(FILTERS),
		},
		optionsCollection([CONTINUE_FROM]),
	],

	async each(context: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { session } = context;
		const { results } = session.dialect.labs;
		const query = queryOf(session, parameters);
		if (!query.ok) return query;
		const possible = results.list(query.value);
		if (!possible.ok) return possible;
		const changedSince = await sinceOf(session, parameters);
		if (!changedSince.ok) return changedSince;
		const asked = { ...query.value, changedSince: changedSince.value };
		const request = results.list(asked);
		if (!request.ok) return request;

		const unjudged = new Unjudged();
		const { keep } = request.value;
		const counts = asked.abnormalOnly === true && keep !== undefined;
		const simplify = parameters.raw('simplify') !== false;
		const list = await readList(
			context,
			counts ? { ...request.value, keep: unjudged.counting(results.read, keep) } : request.value,
			{
				limit: parameters.limit(),
				continuationToken: textOf(parameters.collection('options').continueFrom),
				continueLater: isContinueLater(parameters),
				query: { labResults: asked } as unknown as Json,
				emit: (record) => emitResult(session, record, results.read(record), simplify),
			},
		);
		if (!list.ok) return list;
		return success({ ...list.value, hints: [...(list.value.hints ?? []), ...unjudged.hints()] });
	},
};

function queryOf(session: Session, parameters: Parameters): Outcome<LabResultQuery> {
	const whose = whoseOf(session, parameters);
	if (!whose.ok) return whose;
	const filters = parameters.collection('filters');
	const loinc = optional(textOf(filters.loincCode), LABELS.loincCode, (text, label) =>
		codeOf('loinc', text, label),
	);
	if (!loinc.ok) return loinc;
	const from = optional(textOf(filters.testedFrom), LABELS.testedFrom, dayOf);
	if (!from.ok) return from;
	const to = optional(textOf(filters.testedTo), LABELS.testedTo, dayOf);
	if (!to.ok) return to;
	if (from.value && to.value && to.value < from.value) return failed(endBeforeStart());
	return success({
		...whose.value,
		abnormalOnly: parameters.flag('abnormalOnly'),
		loincCode: loinc.value,
		test: textOf(filters.test),
		testedFrom: from.value,
		testedTo: to.value,
		orderStatus: textOf(filters.orderStatus),
		signedOff: SIGNED[textOf(filters.signOff) ?? ''],
	});
}

/** *Changed Since* in the form in which the dialect takes it. */
async function sinceOf(
	session: Session,
	parameters: Parameters,
): Promise<Outcome<string | undefined>> {
	const { dialect, zones } = session;
	if (dialect.labs.results.sinceIs === 'wall') return await changedSinceOf(session, parameters);
	const raw = parameters.collection('filters').changedSince;
	if (raw === undefined || raw === null || raw === '') return success(undefined);
	const moment = momentOf(raw, LABELS.changedSince);
	if (!moment.ok) return moment;
	const zone = moment.value.kind === 'wall' ? await zones.ofPractice() : success('utc');
	if (!zone.ok) return zone;
	const instant = instantOf(moment.value, zone.value, LABELS.changedSince);
	return instant.ok ? success(isoUtc(instant.value)) : instant;
}

function endBeforeStart(): Failure {
	return {
		kind: 'invalid-input',
		sentence: `'${LABELS.testedTo}' is before '${LABELS.testedFrom}'`,
		advice: 'Swap or correct them. Nothing was sent.',
		field: LABELS.testedTo,
	};
}
