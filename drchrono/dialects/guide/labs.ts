import { failed, success, type Outcome } from '../../client/outcome';
import type { Endpoint, Json, JsonObject } from '../../client/request';
import type { LabResult, LabResultQuery } from '../../records/lab';
import { isoUtc, millisOf } from '../../time/moment';
import type { ListRequest } from '../dialect';
import { allOf, when } from '../filter';
import type { LabDialect, LabResultDialect } from '../labs';
import { firstUnsupported, notInDialect } from '../unsupported';
import { PAGING } from './wire';

const LIST: Endpoint = {
	method: 'GET',
	route: '/lab_results/',
	effect: 'read',
	area: 'clinical',
	category: 'clinical',
};

/** The guide's results can only be read as a list (guide.md). */
const results: LabResultDialect = {
	sinceIs: 'instant',

	list(query: LabResultQuery): Outcome<ListRequest> {
		const { patient, changedSince, testedFrom, testedTo, loincCode, abnormalOnly } = query;
		const unsupported = firstUnsupported(
			{
				Provider: query.providers?.[0],
				'Order Status': query.orderStatus,
				'Sign-Off': query.signedOff?.toString(),
			},
			'v4',
			'guide',
		);
		if (unsupported) return failed(unsupported);
		const name = query.test?.toLowerCase();
		const since = changedSince === undefined ? undefined : millisOf(changedSince);
		const here = allOf([
			when(loincCode, (code) => (record) => record.code === code),
			when(name, (part) => (record) => (textOf(record.test) ?? '').toLowerCase().includes(part)),
		]);
		return success({
			plan: {
				request: {
					endpoint: LIST,
					query: {
						patient,
						start_date: testedFrom,
						end_date: testedTo,
						abnormal: abnormalOnly ? true : undefined,
						// The server leaves out the very second that it is given.
						updated_after: since === undefined ? undefined : isoUtc(since - 1000),
					},
				},
				paging: PAGING.clinical,
			},
			keep: allOf([
				here,
				// A server may lack these two filters and ignore them.
				when(since, (at) => (record) => (millisOf(record.updated_at) ?? at) >= at),
				abnormalOnly ? (record) => record.abnormal === true : undefined,
			]),
			hints: here ? [FILTERED_HERE] : [],
		});
	},

	get: () => failed(notInDialect("'Get' of a result", 'v4', 'guide')),
	create: () => failed(notInDialect("'Create' of a result", 'v4', 'guide')),

	read({ id, patient, test, code, value, unit, ...more }: JsonObject): LabResult {
		const { reference_range: range, abnormal, resulted_at: at, status } = more;
		const known = typeof abnormal === 'boolean' ? abnormal : null;
		return {
			id,
			patient: patient ?? null,
			provider: null,
			test: textOf(test),
			loinc_code: textOf(code),
			value: value ?? null,
			unit: textOf(unit),
			reference_range: textOf(range),
			flag: null,
			flag_meaning: known === null ? null : known ? 'Abnormal' : 'Normal',
			abnormal: known,
			judged_by: known === null ? null : 'flag',
			tested_at: textOf(at),
			status: textOf(status),
		};
	},

	isSame: () => false,
	providerOf: () => null,
};

const FILTERED_HERE =
	'The API has no filter by test or LOINC code, so all that fit the other filters were read and filtered here.';

/** The guide knows results alone: no orders, and no files of laboratories. */
export const labs: LabDialect = {
	results,
	orders: (what) => failed(notInDialect(what, 'v4', 'guide')),
};

function textOf(value: Json | undefined): string | null {
	return value === undefined || value === null || value === '' ? null : String(value as string);
}
