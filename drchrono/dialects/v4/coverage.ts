import { DateTime } from 'luxon';

import { linkIn } from '../../client/files';
import { failed, success, type Outcome } from '../../client/outcome';
import type { BulkWay } from '../../client/paging';
import type { Endpoint, Json, JsonObject } from '../../client/request';
import { wordsOf } from '../../records/codeList';
import {
	LEVELS,
	type Coverage,
	type CoverageChanges,
	type CoverageField,
	type CoverageQuery,
	type Level,
	type PatientCoverage,
} from '../../records/coverage';
import { keepsCoverage } from '../../records/coverageFilter';
import { PLAN_TYPES } from '../../records/planTypes';
import { RELATIONSHIPS_READ } from '../../records/relationships';
import type { ChangeRequest, ListRequest } from '../dialect';
import type { CardSide, CoverageDialect } from '../insurance';
import { firstUnsupported } from '../unsupported';
import { isKnown, LEVEL_FIELDS } from './coverageFields';
import { BULK_PAGE_SIZE, LOOK_EVERY_MS, listPaging } from './wire';

const insurance = { area: 'insurance', category: 'all' } as const;
const COLLECTION = '/api/patients';
const ITEM = '/api/patients/{id}';
const BULK = '/api/patients_list';

const GET: Endpoint = { ...insurance, method: 'GET', route: ITEM, effect: 'read' };
const LIST: Endpoint = { ...insurance, method: 'GET', route: COLLECTION, effect: 'read' };
const PREPARE: Endpoint = { ...insurance, method: 'POST', route: BULK, effect: 'read' };
const LOOK: Endpoint = { ...insurance, method: 'GET', route: BULK, effect: 'read' };
const UPDATE: Endpoint = { ...insurance, method: 'PATCH', route: ITEM, effect: 'write' };

const NAMES = Object.keys(LEVELS) as Level[];

/** More patients than a practice has: what an estimate that knows no bounds comes to. */
const MOST_PATIENTS = 200_000;

const DAY = 86_400_000;

/**
 * Coverage in v4 is a part of the patient, who comes with it only if asked with `verbose=true`
 * (wire.md §9). All requests here do.
 */
export const coverage: CoverageDialect = {
	isWhole: true,

	ofPatient: (patient) => ({
		request: { endpoint: GET, path: { id: patient }, query: { verbose: true } },
		paging: { kind: 'single' },
	}),

	list(query: CoverageQuery): Outcome<ListRequest> {
		const { verification } = query;
		const unsupported = firstUnsupported({ 'Verification Status': verification }, 'guide', 'v4');
		if (unsupported) return failed(unsupported);
		return success({
			plan: {
				request: {
					endpoint: LIST,
					query: { doctor: query.provider, since: query.changedSince, verbose: true },
				},
				paging: listPaging(true),
				// The bulk list has no filter by provider (wire.md App. A).
				bulk: query.provider === undefined ? bulkOf(query.now) : undefined,
			},
			keep: keepsCoverage(query, (record) => read(record).coverages),
			hints: [],
		});
	},

	read,

	tellsProvider: true,
	providerOf: (record) => (record.doctor == null ? null : String(record.doctor)),

	inAppointment,

	cards: GET,
	cardLevels: ['primary', 'secondary', 'tertiary'],
	cardLink: (raw: JsonObject, side: CardSide) => linkIn(raw[`photo_${side}`]),

	fieldsOf: (level) => Object.keys(LEVEL_FIELDS[level].writable) as CoverageField[],

	updatable: () => success(true),
	update,
};

function read(record: JsonObject): PatientCoverage {
	const coverages = NAMES.flatMap((level): Coverage[] => {
		const { key, essential } = LEVEL_FIELDS[level];
		const raw = record[key];
		if (!isKnown(raw)) return [];
		return [{ level, field: key, raw, essential: essentialOf(raw, essential, level) }];
	});
	return {
		patient: record.id ?? null,
		person: {
			patient_name: textOf([record.first_name, record.last_name].filter(Boolean).join(' ')),
			date_of_birth: textOf(record.date_of_birth),
			chart_id: textOf(record.chart_id),
		},
		coverages,
	};
}

function essentialOf(
	raw: JsonObject,
	fields: Readonly<Record<string, string>>,
	level: Level,
): JsonObject {
	const essential: JsonObject = {};
	for (const [name, key] of Object.entries(fields)) {
		essential[name] = raw[key] ?? null;
		if (name === 'plan_type') essential.plan_type_name = wordsOf(PLAN_TYPES, raw[key]);
		if (name === 'relationship') {
			essential.relationship_name = wordsOf(RELATIONSHIPS_READ, raw[key]);
		}
	}
	if (coverage.cardLevels.includes(level)) {
		essential.has_card_front = coverage.cardLink(raw, 'front') !== null;
		essential.has_card_back = coverage.cardLink(raw, 'back') !== null;
	}
	return essential;
}

/** Of the first two levels an appointment has the payer and the member's number (wire.md §9). */
function inAppointment(appointment: JsonObject): PatientCoverage {
	const coverages = (['primary', 'secondary'] as const).flatMap((level): Coverage[] => {
		const names = {
			company: `${level}_insurer_name`,
			payer_id: `${level}_insurer_payer_id`,
			member_id: `${level}_insurance_id_number`,
		};
		const values = Object.entries(names).map(
			([name, key]) => [name, appointment[key] ?? ''] as const,
		);
		if (values.every(([, value]) => value === '')) return [];
		const essential = Object.fromEntries(values);
		const raw = Object.fromEntries(Object.values(names).map((key) => [key, appointment[key]]));
		return [{ level, field: LEVEL_FIELDS[level].key, raw, essential }];
	});
	return { patient: appointment.patient ?? null, coverages };
}

/** Sends nothing but what differs: what a practice bills by should not be touched for nothing. */
function update(
	patient: string,
	level: Level,
	changes: CoverageChanges,
	record: JsonObject,
): Outcome<ChangeRequest & { after: JsonObject }> {
	const { key, writable } = LEVEL_FIELDS[level];
	const held = record[key];
	const before = typeof held === 'object' && held !== null && !Array.isArray(held) ? held : {};
	const different: JsonObject = {};
	for (const [name, value] of Object.entries(changes) as Array<[CoverageField, Json]>) {
		const field = writable[name];
		if (field !== undefined && !isSame(before[field], value)) different[field] = value;
	}
	return success({
		request: {
			endpoint: UPDATE,
			path: { id: patient },
			body: { kind: 'json', value: { [key]: different } },
		},
		changed: Object.keys(different).map((field) => `${key}.${field}`),
		after: { ...record, [key]: { ...before, ...different } },
	});
}

function isSame(held: Json | undefined, wanted: Json): boolean {
	return typeof wanted === 'boolean' ? held === wanted : (held ?? '') === wanted;
}

/** The list as bulk jobs of 1,000 patients, with their coverage (wire.md §4). */
function bulkOf(now: number): BulkWay {
	return {
		paging: {
			kind: 'bulk-job',
			pageSize: BULK_PAGE_SIZE,
			endpoint: PREPARE,
			look: LOOK,
			lookEveryMs: LOOK_EVERY_MS,
			orderBy: 'id',
		},
		estimate: (records) => estimate(records, now),
	};
}

/**
 * How many patients there are, judged by a page of the first of them: they come in the order in which
 * they were registered, and a practice is taken to have gone on registering at that pace, but no more
 * than a page of them in a day. Charts that were imported all at once, and not just now, so make it a
 * large number, which they mostly are.
 *
 * @param now milliseconds since the epoch
 */
export function estimate(records: readonly JsonObject[], now: number): number {
	const first = millisOf(records[0]?.created_at);
	const last = millisOf(records.at(-1)?.created_at);
	if (first === undefined || last === undefined) return records.length;
	const paces = (now - first) / Math.max(DAY, last - first);
	return Math.min(MOST_PATIENTS, Math.ceil(records.length * Math.max(1, paces)));
}

/** v4's times have no zone, which does not matter between two of them and against years. */
function millisOf(time: Json | undefined): number | undefined {
	if (typeof time !== 'string') return undefined;
	const parsed = DateTime.fromISO(time, { zone: 'utc' });
	return parsed.isValid ? parsed.toMillis() : undefined;
}

function textOf(value: Json | undefined): string | null {
	return typeof value === 'string' && value !== '' ? value : null;
}
