import { DateTime } from 'luxon';

import type { Failure } from '../../client/failure';
import { failed, success, type Outcome } from '../../client/outcome';
import type { ApiRequest, JsonObject } from '../../client/request';
import { internationalPhone } from '../../formats/phone';
import { addressLine, textOrNull } from '../../records/patient';
import type { PatientChanges, PatientDraft, PatientQuery } from '../../records/patient';
import { PATIENT_LABELS, type PatientField } from '../../records/patientFields';
import { instantOf, isoUtc, millisOf } from '../../time/moment';
import { withoutUndefined } from '../body';
import type { ChangeRequest, ListRequest, PatientDialect } from '../dialect';
import { firstUnsupported, notInDialect } from '../unsupported';
import {
	fieldMissingInGuide,
	fieldNeverEmpty,
	guideGender,
	guideLanguage,
	isNested,
	patientBody,
} from './patientsBody';
import { customFieldList, customFields } from './patientsCustomFields';
import { CREATE, DELETE, GET, LIST, UPDATE } from './patientsEndpoints';
import { PAGING } from './wire';

export const patients: PatientDialect = {
	get: GET,
	customFields,

	/** The guide's records are always whole. */
	read: (id) => ({ endpoint: GET, path: { id } }),

	create({ fields, customFields: values, allowDuplicate }: PatientDraft): Outcome<ApiRequest> {
		const wrong =
			refused(Object.keys(fields) as PatientField[], []) ??
			firstUnsupported({ 'Allow Duplicate': allowDuplicate }, 'v4', 'guide');
		if (wrong) return failed(wrong);
		const body = { ...patientBody(fields, []), custom_fields: customFieldList(values, undefined) };
		return success({ endpoint: CREATE, body: { kind: 'json', value: withoutUndefined(body) } });
	},

	needsCurrent: ({ fields, clear, customFields: values }: PatientChanges) =>
		values.length > 0 || [...(Object.keys(fields) as PatientField[]), ...clear].some(isNested),

	update(id, { fields, clear, customFields: values }, current): Outcome<ChangeRequest> {
		const wrong = refused(Object.keys(fields) as PatientField[], clear);
		if (wrong) return failed(wrong);
		const body = withoutUndefined({
			...patientBody(fields, clear, current),
			custom_fields: customFieldList(values, current),
		});
		const request: ApiRequest = {
			endpoint: UPDATE,
			path: { id },
			body: { kind: 'json', value: body },
		};
		return success({ request, changed: Object.keys(body) });
	},

	remove: (id) => ({ endpoint: DELETE, path: { id } }),

	document: () => failed(notInDialect("'Get Patient C-CDA'", 'v4', 'guide')),

	needsZone: (since) => since.kind === 'wall',

	list(query: PatientQuery): Outcome<ListRequest> {
		const { provider, chartId, race, ethnicity, gender, preferredLanguage } = query;
		const { provider: p, chartId: c, race: r, ethnicity: e } = PATIENT_LABELS;
		const lacking = { [p]: provider, [c]: chartId, [r]: race, [e]: ethnicity };
		const unsupported = firstUnsupported(lacking, 'v4', 'guide');
		if (unsupported) return failed(unsupported);
		const since = sinceOf(query);
		if (!since.ok) return since;

		const name = [query.firstName, query.lastName].filter((part) => part !== undefined).join(' ');
		const isFiltered = gender !== undefined || preferredLanguage !== undefined;
		const wanted = (record: JsonObject) =>
			(gender === undefined || record.gender === guideGender(gender)) &&
			(preferredLanguage === undefined ||
				record.preferred_language === guideLanguage(preferredLanguage)) &&
			(since.value === undefined || (millisOf(record.updated_at) ?? Infinity) >= since.value);
		return success({
			plan: {
				request: {
					endpoint: LIST,
					query: {
						name: name === '' ? undefined : name,
						date_of_birth: query.dateOfBirth,
						email: query.email,
						phone: query.phone && internationalPhone(query.phone),
						updated_after: since.value === undefined ? undefined : after(since.value),
					},
				},
				paging: PAGING.demographics,
				sweep: (swept) => ({ updated_after: laterOf(swept, since.value) }),
			},
			// A server may ignore `updated_after` (guide.md, Endpoints), so it is looked at here as well.
			keep: isFiltered || since.value !== undefined ? wanted : undefined,
			hints: isFiltered
				? [
						'This dialect cannot filter by gender or language, so all patients that fit the other filters were read and compared here.',
					]
				: [],
		});
	},

	summary(record) {
		const address = (record.address ?? {}) as JsonObject;
		return {
			id: record.id as number,
			chart_id: null,
			first_name: textOrNull(record.first_name),
			last_name: textOrNull(record.last_name),
			date_of_birth: textOrNull(record.date_of_birth),
			gender: textOrNull(record.gender),
			phone: textOrNull(record.phone),
			email: textOrNull(record.email),
			address: addressLine(address.street, address.city, address.state, address.zip),
			provider: null,
		};
	},

	providerOf: () => null,
	tellsProvider: false,
};

/** Milliseconds since the epoch from which changes are wanted. */
function sinceOf({ changedSince, zone }: PatientQuery): Outcome<number | undefined> {
	if (changedSince === undefined) return success(undefined);
	return instantOf(changedSince, zone ?? 'utc', 'Changed Since');
}

/** `updated_after` leaves out the instant itself (guide.md, Endpoints), which is wanted. */
function after(epochMs: number): string {
	return isoUtc(epochMs - 1000);
}

function laterOf(swept: string, since: number | undefined): string {
	const from = DateTime.fromISO(swept, { zone: 'utc' }).toMillis();
	return since !== undefined && since > from ? after(since) : swept;
}

/** What the guide lacks among the fields, or cannot empty. */
function refused(given: PatientField[], clear: readonly PatientField[]): Failure | undefined {
	const missing = fieldMissingInGuide([...given, ...clear]);
	if (missing === 'disableTextMessages') return noTextSwitch();
	if (missing) return notInDialect(`'${PATIENT_LABELS[missing]}'`, 'v4', 'guide');
	const full = fieldNeverEmpty(clear);
	return full && neverEmpty(PATIENT_LABELS[full]);
}

function noTextSwitch(): Failure {
	const { communicationMethod, disableTextMessages } = PATIENT_LABELS;
	return {
		...notInDialect(`'${disableTextMessages}'`, 'v4', 'guide'),
		advice: `Here the patient has one way to be reached. Use '${communicationMethod}' instead. Nothing was sent.`,
		field: disableTextMessages,
	};
}

function neverEmpty(label: string): Failure {
	return {
		kind: 'invalid-input',
		sentence: `'${label}' of a patient cannot be empty in this dialect`,
		advice: `Take it out of 'Clear Fields', and give it a new value if it is wrong. Nothing was sent.`,
		field: 'Clear Fields',
	};
}
