import { linkIn } from '../../client/files';
import { success, type Outcome } from '../../client/outcome';
import type { Json, JsonObject, Query } from '../../client/request';
import { wordsOf } from '../../records/codeList';
import {
	RESULT_STATUSES,
	type LabOrderQuery,
	type LabResult,
	type LabResultDraft,
	type LabResultQuery,
} from '../../records/lab';
import { judge } from '../../records/labFlags';
import { idInBody, withoutUndefined } from '../body';
import type { ListRequest } from '../dialect';
import { allOf, when } from '../filter';
import type { LabDialect, LabOrderDialect, LabResultDialect } from '../labs';
import { crudOf } from './crud';
import { listPaging, sinceWallTime } from './wire';

const RESULTS = crudOf('patient_lab_results', 'clinical');
const ORDERS = crudOf('lab_orders', 'clinical');
const ORDER_RESULTS = crudOf('lab_results', 'clinical');
const DOCUMENTS = crudOf('lab_documents', 'clinical');

const ID = /^\d{1,19}$/;

const results: LabResultDialect = {
	sinceIs: 'wall',

	list(query: LabResultQuery): Outcome<ListRequest> {
		const { patient, providers = [], changedSince, test, loincCode } = query;
		const { testedFrom, testedTo, orderStatus, signedOff, abnormalOnly } = query;
		const name = test?.toLowerCase();
		const day = ({ date_test_performed: at }: JsonObject) => textOf(at)?.slice(0, 10) ?? '';
		const keep = allOf([
			when(testedFrom, (from) => (record) => day(record) >= from),
			when(testedTo, (to) => (record) => day(record) !== '' && day(record) <= to),
			when(loincCode, (code) => (record) => record.loinc_code === code),
			when(name, (part) => (record) => (textOf(record.title) ?? '').toLowerCase().includes(part)),
			when(orderStatus, (status) => (record) => record.lab_order_status === status),
			when(signedOff, (signed) => (record) => (record.doctor_signoff === true) === signed),
			abnormalOnly ? (record) => read(record).abnormal === true : undefined,
		]);
		return success({
			plan: {
				request: { endpoint: RESULTS.list, query: { patient, since: changedSince } },
				paging: listPaging(),
				parts: partsOf('ordering_doctor', providers),
				sweep: (since) => ({ since: sinceWallTime(since) }),
			},
			keep,
			hints: keep ? [FILTERED_HERE] : [],
		});
	},

	get: (id) => success({ endpoint: RESULTS.get, path: { id } }),

	create: (draft: LabResultDraft) =>
		success({
			endpoint: RESULTS.create,
			subject: { patient: draft.patient },
			body: {
				kind: 'json',
				value: withoutUndefined({
					patient: idInBody(draft.patient),
					ordering_doctor: idInBody(draft.provider),
					title: draft.test,
					loinc_code: draft.loincCode,
					// A day alone is refused (wire.md §10).
					date_test_performed: draft.testedAt,
					lab_result_value: draft.value,
					lab_result_value_as_float: numberIn(draft.value),
					lab_result_value_units: draft.unit,
					lab_normal_range: draft.range,
					lab_normal_range_units: draft.range === undefined ? undefined : draft.rangeUnit,
					lab_abnormal_flag: draft.flag,
					lab_order_status: draft.orderStatus,
					doctor_signoff: draft.signedOff,
					doctor_comments: draft.comments,
				}),
			},
		}),

	read,

	isSame(record, draft) {
		const sameTest =
			draft.loincCode !== undefined && textOf(record.loinc_code) !== null
				? record.loinc_code === draft.loincCode
				: isAlike(textOf(record.title), draft.test);
		return (
			sameTest &&
			String(record.patient) === draft.patient &&
			(textOf(record.date_test_performed) ?? '').replace(' ', 'T') === draft.testedAt &&
			isAlike(textOf(record.lab_result_value), draft.value)
		);
	},

	providerOf: (record) => textOf(record.ordering_doctor),
};

const orders: LabOrderDialect = {
	list({ providers = [], changedSince, patient, status }: LabOrderQuery): ListRequest {
		const keep = allOf([
			when(patient, (id) => (record) => String(record.patient) === id),
			when(status, (wanted) => (record) => isAlike(textOf(record.status), wanted)),
		]);
		return {
			plan: {
				request: { endpoint: ORDERS.list, query: { since: changedSince } },
				paging: listPaging(),
				parts: partsOf('doctor', providers),
				sweep: (since) => ({ since: sinceWallTime(since) }),
			},
			keep,
			hints: keep ? [FILTERED_HERE] : [],
		};
	},

	get: (id) => ({ endpoint: ORDERS.get, path: { id } }),
	providerOf: (order) => textOf(order.doctor),

	documentsOf({ documents }) {
		if (!Array.isArray(documents)) return undefined;
		const ids = documents.map(String);
		return ids.every((id) => ID.test(id)) ? ids : undefined;
	},

	results: (order) => ({
		request: { endpoint: ORDER_RESULTS.list, query: { order } },
		paging: listPaging(),
	}),

	readResult(record) {
		const flag = textOf(record.abnormal_status);
		return {
			id: record.id,
			order: textOf(record.lab_order),
			patient: null,
			provider: null,
			test: textOf(record.observation_description),
			loinc_code: textOf(record.observation_code),
			value: record.value ?? null,
			unit: textOf(record.unit),
			reference_range: textOf(record.normal_range),
			flag,
			...judge({
				flag: flag ?? (isYes(record.is_abnormal) ? 'A' : undefined),
				value: record.value,
				range: record.normal_range,
			}),
			tested_at: textOf(record.test_performed),
			status: wordsOf(RESULT_STATUSES, record.status) ?? textOf(record.status),
		};
	},

	documents({ providers = [], changedSince, type }: LabOrderQuery): ListRequest {
		return {
			plan: {
				request: { endpoint: DOCUMENTS.list, query: { since: changedSince } },
				paging: listPaging(),
				parts: partsOf('doctor', providers),
				sweep: (since) => ({ since: sinceWallTime(since) }),
			},
			keep: when(type, (wanted) => (record) => record.type === wanted),
			hints: type === undefined ? [] : [FILTERED_HERE],
		};
	},

	document: (id) => ({ endpoint: DOCUMENTS.get, path: { id } }),
	documentEndpoint: DOCUMENTS.get,
	orderOf: (document) => textOf(document.lab_order),
	linkIn: (document) => linkIn(document.document),
};

/** Results that a practice keeps in charts, and those that laboratories send for orders (wire.md §10). */
export const labs: LabDialect = { results, orders: () => success(orders) };

const FILTERED_HERE =
	'DrChrono has no filter for some of what was asked, so all that fit the others were read and filtered here.';

function read(record: JsonObject): LabResult {
	const unit = textOf(record.lab_result_value_units);
	return {
		id: record.id,
		patient: record.patient ?? null,
		provider: record.ordering_doctor ?? null,
		test: textOf(record.title),
		loinc_code: textOf(record.loinc_code),
		value: record.lab_result_value ?? null,
		unit,
		reference_range: textOf(record.lab_normal_range),
		flag: textOf(record.lab_abnormal_flag),
		...judge({
			flag: record.lab_abnormal_flag,
			value: record.lab_result_value,
			unit,
			range: record.lab_normal_range,
			rangeUnit: record.lab_normal_range_units,
		}),
		tested_at: textOf(record.date_test_performed),
		status: textOf(record.lab_order_status),
	};
}

function partsOf(filter: string, providers: readonly string[]): { queries: Query[] } | undefined {
	const queries = [...new Set(providers)].map((id): Query => ({ [filter]: id }));
	return queries.length === 0 ? undefined : { queries };
}

function isAlike(one: string | null, other: string): boolean {
	return one !== null && one.trim().toLowerCase() === other.trim().toLowerCase();
}

/** How the field says yes is written down nowhere: it is text, and was seen empty (wire.md §12.7). */
function isYes(value: Json | undefined): boolean {
	return value === true || /^(true|yes|y|1)$/i.test(textOf(value) ?? '');
}

function numberIn(text: string): number | undefined {
	return /^-?\d+(\.\d+)?$/.test(text) ? Number(text) : undefined;
}

function textOf(value: Json | undefined): string | null {
	return value === undefined || value === null || value === '' ? null : String(value as string);
}
