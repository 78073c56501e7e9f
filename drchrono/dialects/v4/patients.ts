import type { Failure } from '../../client/failure';
import { failed, success, type Outcome } from '../../client/outcome';
import type { BulkWay } from '../../client/paging';
import type { ApiRequest, Endpoint, JsonObject } from '../../client/request';
import { samePhone } from '../../formats/phone';
import { addressLine, textOrNull } from '../../records/patient';
import type { PatientChanges, PatientDraft, PatientQuery } from '../../records/patient';
import { PATIENT_LABELS, type PatientField } from '../../records/patientFields';
import { isoUtc, type Moment } from '../../time/moment';
import { withoutUndefined } from '../body';
import type { ChangeRequest, ListRequest, PatientDialect } from '../dialect';
import { notInDialect } from '../unsupported';
import { fieldMissingInV4, fieldNeverEmpty, isNested, patientBody } from './patientsBody';
import { customDemographics, customFields } from './patientsCustomFields';
import { BULK_PAGE_SIZE, listPaging, LOOK_EVERY_MS, MOST_LOOKS, sinceWallTime } from './wire';

const demographics = { area: 'demographics', category: 'all' } as const;
const COLLECTION = '/api/patients';
const ITEM = '/api/patients/{id}';
const BULK = '/api/patients_list';

const LIST: Endpoint = { ...demographics, method: 'GET', route: COLLECTION, effect: 'read' };
const GET: Endpoint = { ...demographics, method: 'GET', route: ITEM, effect: 'read' };
const CREATE: Endpoint = {
	...demographics,
	method: 'POST',
	route: COLLECTION,
	effect: 'write',
	creates: true,
};
const UPDATE: Endpoint = { ...demographics, method: 'PATCH', route: ITEM, effect: 'write' };
const DELETE: Endpoint = { ...demographics, method: 'DELETE', route: ITEM, effect: 'write' };
const PREPARE: Endpoint = { ...demographics, method: 'POST', route: BULK, effect: 'read' };
const LOOK: Endpoint = { ...demographics, method: 'GET', route: BULK, effect: 'read' };
const CCDA: Endpoint = {
	...demographics,
	method: 'GET',
	route: '/api/patients/{id}/ccda',
	effect: 'read',
};

/**
 * Patients that a practice is taken to have when more than one page of 50 is there: nothing on the
 * first page tells how many there are in all.
 */
const PRESUMED_PATIENTS = 1000;

export const patients: PatientDialect = {
	get: GET,
	customFields,

	read: (id, details) => ({
		endpoint: GET,
		path: { id },
		query: { verbose: details ? true : undefined },
	}),

	create({ fields, customFields: values, allowDuplicate }: PatientDraft): Outcome<ApiRequest> {
		if (fields.provider === undefined) return failed(noProvider());
		const wrong = refused(Object.keys(fields) as PatientField[], []);
		if (wrong) return failed(wrong);
		const body = {
			...patientBody(fields, []),
			custom_demographics: customDemographics(values, undefined),
		};
		return success({
			endpoint: CREATE,
			query: { allow_duplicates: allowDuplicate ? true : undefined },
			body: { kind: 'json', value: withoutUndefined(body) },
		});
	},

	needsCurrent: ({ fields, clear, customFields: values }: PatientChanges) =>
		values.length > 0 || [...(Object.keys(fields) as PatientField[]), ...clear].some(isNested),

	update(id, { fields, clear, customFields: values }, current): Outcome<ChangeRequest> {
		const wrong = refused(Object.keys(fields) as PatientField[], clear);
		if (wrong) return failed(wrong);
		const body = withoutUndefined({
			...patientBody(fields, clear, current),
			custom_demographics: customDemographics(values, current),
		});
		const request: ApiRequest = {
			endpoint: UPDATE,
			path: { id },
			body: { kind: 'json', value: body },
		};
		return success({ request, changed: Object.keys(body) });
	},

	remove: (id) => ({ endpoint: DELETE, path: { id } }),

	document: (id) => success({ endpoint: CCDA, path: { id } }),

	/** `since` is on the practice's clock (wire.md §3.3). */
	needsZone: (since) => since.kind === 'instant',

	list(query: PatientQuery): Outcome<ListRequest> {
		const { phone, includeDetails, westernmostZone } = query;
		const hints: string[] = [];
		if (phone) {
			hints.push(
				'DrChrono cannot search by phone number, so all patients that fit the other filters were read and compared here.',
			);
		}
		const filters = {
			first_name: query.firstName,
			last_name: query.lastName,
			date_of_birth: query.dateOfBirth,
			email: query.email,
			gender: query.gender,
			doctor: query.provider,
			chart_id: query.chartId,
			race: query.race,
			ethnicity: query.ethnicity,
			preferred_language: query.preferredLanguage,
			since: query.changedSince && sinceOf(query.changedSince, westernmostZone),
		};
		const isWhole = Object.values(filters).every((filter) => filter === undefined);
		const inBulk = includeDetails === true && isWhole;
		return success({
			plan: {
				request: {
					endpoint: LIST,
					query: { ...filters, verbose: includeDetails ? true : undefined },
				},
				paging: listPaging(includeDetails === true),
				bulk: inBulk ? BULK_WAY : undefined,
				sweep: inBulk ? (since) => ({ since: sinceWallTime(since, westernmostZone) }) : undefined,
			},
			keep: phone
				? ({ cell_phone, home_phone, office_phone }) =>
						[cell_phone, home_phone, office_phone].some((number) => samePhone(number, phone))
				: undefined,
			hints,
		});
	},

	summary: (record) => ({
		id: record.id as number,
		chart_id: textOrNull(record.chart_id),
		first_name: textOrNull(record.first_name),
		last_name: textOrNull(record.last_name),
		date_of_birth: textOrNull(record.date_of_birth),
		gender: textOrNull(record.gender),
		phone:
			textOrNull(record.cell_phone) ??
			textOrNull(record.home_phone) ??
			textOrNull(record.office_phone),
		email: textOrNull(record.email),
		address: addressLine(record.address, record.city, record.state, record.zip_code),
		provider: record.doctor as number,
	}),

	tellsProvider: true,
	providerOf: (record: JsonObject) => (record.doctor == null ? null : String(record.doctor)),
};

/** All patients with their details in pages of 1,000 instead of 50 (wire.md §4). */
const BULK_WAY: BulkWay = {
	paging: {
		kind: 'bulk-job',
		pageSize: BULK_PAGE_SIZE,
		endpoint: PREPARE,
		look: LOOK,
		lookEveryMs: LOOK_EVERY_MS,
		mostLooks: MOST_LOOKS,
		orderBy: 'id',
	},
	estimate: () => PRESUMED_PATIENTS,
};

/** A time as `since` takes it: the practice's wall clock, without a zone (wire.md §3.2). */
function sinceOf(moment: Moment, westernmostZone: string | undefined): string {
	if (moment.kind === 'wall') return moment.wall;
	return sinceWallTime(isoUtc(moment.epochMs), westernmostZone);
}

/** What v4 lacks among the fields, or cannot empty. */
function refused(given: PatientField[], clear: readonly PatientField[]): Failure | undefined {
	const missing = fieldMissingInV4([...given, ...clear]);
	if (missing === 'communicationMethod') return noCommunicationMethod();
	if (missing) return notInDialect(`'${PATIENT_LABELS[missing]}'`, 'guide', 'v4');
	const full = fieldNeverEmpty(clear);
	return full && neverEmpty(PATIENT_LABELS[full]);
}

function noCommunicationMethod(): Failure {
	const { communicationMethod, disableTextMessages } = PATIENT_LABELS;
	return {
		...notInDialect(`'${communicationMethod}'`, 'guide', 'v4'),
		advice: `DrChrono keeps one thing alone: whether text messages are off. Use '${disableTextMessages}' instead. Nothing was sent.`,
		field: communicationMethod,
	};
}

function neverEmpty(label: string): Failure {
	return {
		kind: 'invalid-input',
		sentence: `'${label}' of a patient cannot be empty in DrChrono`,
		advice: `Take it out of 'Clear Fields', and give it a new value if it is wrong. Nothing was sent.`,
		field: 'Clear Fields',
	};
}

function noProvider(): Failure {
	return {
		kind: 'invalid-input',
		sentence: "'Provider' is empty",
		advice: "DrChrono needs the patient's provider. Nothing was sent.",
		field: 'Provider',
	};
}
