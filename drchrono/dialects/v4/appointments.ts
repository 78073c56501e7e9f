import type { Failure } from '../../client/failure';
import { failed, success, type Outcome } from '../../client/outcome';
import type { BulkWay } from '../../client/paging';
import { daysBetween, splitRange, type DateRange } from '../../client/ranges';
import type { ApiRequest, Endpoint, JsonObject } from '../../client/request';
import type {
	AppointmentChanges,
	AppointmentDraft,
	AppointmentQuery,
} from '../../records/appointment';
import { instantOf, isoOfWall, wallTime, type Moment } from '../../time/moment';
import { idInBody, withoutUndefined } from '../body';
import type { AppointmentDialect, ChangeRequest, ListRequest } from '../dialect';
import { allOf, when, type Test } from '../filter';
import { appointmentFields, customFieldsInBody } from './appointmentFields';
import { isTaggable, readTag, tagNotes } from './externalId';
import {
	BULK_PAGE_SIZE,
	LAST_ZONE,
	listPaging,
	LOOK_EVERY_MS,
	MOST_LOOKS,
	sinceWallTime,
} from './wire';

const scheduling = { area: 'scheduling', category: 'all' } as const;
const COLLECTION = '/api/appointments';
const ITEM = '/api/appointments/{id}';
const BULK = '/api/appointments_list';

export const LIST: Endpoint = { ...scheduling, method: 'GET', route: COLLECTION, effect: 'read' };
const GET: Endpoint = { ...scheduling, method: 'GET', route: ITEM, effect: 'read' };
const CREATE: Endpoint = {
	...scheduling,
	method: 'POST',
	route: COLLECTION,
	effect: 'write',
	creates: true,
};
const PREPARE: Endpoint = { ...scheduling, method: 'POST', route: BULK, effect: 'read' };
const LOOK: Endpoint = { ...scheduling, method: 'GET', route: BULK, effect: 'read' };
const UPDATE: Endpoint = { ...scheduling, method: 'PATCH', route: ITEM, effect: 'write' };
const DELETE: Endpoint = { ...scheduling, method: 'DELETE', route: ITEM, effect: 'write' };

/**
 * Up to so many days are read in one list whoever the provider is: a page holds about so many days of
 * one provider, so a list for each would cost more calls than one for all.
 */
const READ_TOGETHER_DAYS = 14;

/** In the US clocks skip the hour from two to three in the night of a day in March. */
const MAY_BE_SKIPPED = /^\d{4}-03-\d\dT02:/;

/** Statuses of visits that will not be (wire.md App. B). */
const NOT_EXPECTED: ReadonlySet<string> = new Set(['Cancelled', 'No Show', 'Rescheduled']);

export const appointments: AppointmentDialect = {
	get: (id, details): Outcome<ApiRequest> =>
		success({ endpoint: GET, path: { id }, query: { verbose: details ? true : undefined } }),

	/**
	 * v4's clock is the practice's own, so only what comes with another zone has to be converted; and an
	 * hour that spring may skip has to be checked.
	 */
	needsZone: (start) => start.kind === 'instant' || MAY_BE_SKIPPED.test(start.wall),

	/**
	 * Notes hold the tag of the external id, which new notes must not wipe out; nor do new custom fields
	 * those that are there.
	 */
	needsCurrent: (changes) =>
		appointments.needsDetails(changes) ||
		(changes.notes !== undefined && changes.externalId === undefined),
	needsDetails: ({ customFields = [] }) => customFields.length > 0,
	hasDetails: (record) => 'custom_fields' in record,
	customFields: appointmentFields,

	create(draft: AppointmentDraft, zone: string): Outcome<ApiRequest> {
		if (draft.office === undefined) return failed(missing('Office'));
		if (draft.examRoom === undefined) return failed(missing('Exam Room'));
		if (draft.durationMinutes === undefined && draft.type === undefined) {
			return failed({
				...missing('Duration'),
				sentence: "'Duration', 'End' or 'Appointment Type' is needed to know how long it takes",
			});
		}
		const body = bodyOf(draft, zone);
		if (!body.ok) return body;
		return success({
			endpoint: CREATE,
			subject: { patient: draft.patient },
			body: { kind: 'json', value: body.value },
		});
	},

	update(id, changes, zone, current): Outcome<ChangeRequest> {
		const externalId = changes.externalId ?? (current && readTag(current.notes)) ?? undefined;
		const notes = changes.notes ?? (typeof current?.notes === 'string' ? current.notes : undefined);
		const isTagged = changes.notes !== undefined || changes.externalId !== undefined;
		const body = bodyOf({ ...changes, ...(isTagged ? { notes, externalId } : {}) }, zone, current);
		if (!body.ok) return body;
		const request: ApiRequest = {
			endpoint: UPDATE,
			path: { id },
			body: { kind: 'json', value: body.value },
		};
		return success({ request, changed: Object.keys(body.value) });
	},

	remove: (id) => ({ endpoint: DELETE, path: { id } }),

	list(query: AppointmentQuery): Outcome<ListRequest> {
		const { days, changedSince, includeDetails, providers = [], westernmostZone } = query;
		if (days === undefined && changedSince === undefined) return failed(anyDay());
		const [provider, ...others] = new Set(providers);
		// A filter by several providers is one list for each, so over few days all are read at once.
		const isShort = days !== undefined && daysBetween(days.from, days.to) <= READ_TOGETHER_DAYS;
		const apart = others.length > 0 && days !== undefined && !isShort ? [provider, ...others] : [];
		const among = when(others.length > 0 ? new Set(providers) : undefined, (wanted) => {
			return (record) => wanted.has(appointments.providerOf(record));
		});
		const within = when(days, ({ from, to }) => {
			return (record) => dayOf(record) >= from && dayOf(record) <= to;
		});
		const parts = days && splitRange(days).map(({ from, to }) => ({ date_range: `${from}/${to}` }));
		const queries =
			parts && apart.length > 0
				? apart.flatMap((doctor) => parts.map((part) => ({ doctor, ...part })))
				: parts;
		return success({
			plan: {
				request: {
					endpoint: LIST,
					query: {
						patient: query.patient,
						doctor: others.length === 0 ? provider : undefined,
						office: query.office,
						status: query.status,
						since: changedSince && sinceOf(changedSince, westernmostZone),
						show_archived: query.includeDeleted ? true : undefined,
						ignore_virtual: query.skipVirtual ? true : undefined,
						verbose: includeDetails ? true : undefined,
					},
				},
				paging: listPaging(includeDetails === true),
				bulk: days && !includeDetails ? bulkOf(days, apart.length || 1) : undefined,
				parts: queries && { queries, covers: allOf([within, among]) },
				// An appointment moved to an earlier day while the list is read is on no page of it.
				sweep: (since: string) => ({ since: sinceWallTime(since, westernmostZone) }),
			},
			keep: allOf([
				query.skipBreaks ? (record) => !appointments.isBreak(record) : undefined,
				among,
				when(query.type, (type) => (record) => appointments.typeOf(record) === type),
				when(query.externalId, (id) => (record) => appointments.externalId(record) === id),
				when(changedSince, (since) => changedTest(since, query)),
			]),
			hints: [
				...(query.type === undefined ? [] : [filteredHere('appointment type')]),
				...(query.externalId === undefined ? [] : [filteredHere('external ID')]),
			],
		});
	},

	differences(record, draft, zone): AppointmentChanges {
		const changes: AppointmentChanges = {};
		const { start, notes } = draft;
		if (start !== undefined && wallTime(start, zone) !== record.scheduled_time) {
			changes.start = start;
		}
		const same: Array<[keyof AppointmentChanges, unknown]> = [
			['patient', record.patient],
			['provider', record.doctor],
			['office', record.office],
			['examRoom', record.exam_room],
			['durationMinutes', record.duration],
			['type', record.profile],
			['reason', record.reason],
			['status', record.status],
			['color', record.color],
			['billingStatus', record.billing_status],
			['paymentProfile', record.payment_profile],
			['billingProvider', record.billing_provider],
			['supervisingProvider', record.supervising_provider],
			['walkIn', record.is_walk_in],
		];
		for (const [name, value] of same) {
			if (draft[name] !== undefined && String(draft[name]) !== String(value ?? '')) {
				Object.assign(changes, { [name]: draft[name] });
			}
		}
		const { externalId = readTag(record.notes) ?? undefined } = draft;
		const there = typeof record.notes === 'string' ? record.notes : '';
		const text = notes ?? there;
		const wanted = externalId === undefined ? text : tagNotes(text, externalId);
		if (wanted !== there) Object.assign(changes, { notes: text, externalId });
		const values = new Map(appointmentFields.valuesIn(record).map(({ id, value }) => [id, value]));
		const others = draft.customFields?.filter(({ id, value }) => (values.get(id) ?? '') !== value);
		if (others && others.length > 0) changes.customFields = others;
		return changes;
	},

	isDeleted: (record) => record.deleted_flag === true,
	isBreak: (record) => record.appt_is_break === true,
	isExpected: (record) =>
		!appointments.isDeleted(record) && !NOT_EXPECTED.has(String(record.status ?? '')),
	externalId: (record) => readTag(record.notes),
	patientOf: (record) => textOf(record.patient),
	providerOf: (record) => String(record.doctor),
	officeOf: (record) => textOf(record.office),
	typeOf: (record) => textOf(record.profile),
	reasonOf: (record) => textOf(record.reason),
	named: ['providers', 'offices', 'appointmentTypes'],

	times(record: JsonObject, zone: string) {
		const start = isoOfWall(record.scheduled_time, zone);
		const minutes = Number(record.duration);
		if (start === null || !Number.isFinite(minutes)) return { start, end: null };
		return { start, end: isoOfWall(start, zone, minutes) };
	},
};

/**
 * The list as bulk jobs of 1,000 records (wire.md §4). Appointments come in the order of their days, so
 * the days that the first page covers tell how many there are in all, of each of the lists.
 */
function bulkOf({ from, to }: DateRange, lists: number): BulkWay {
	return {
		paging: {
			kind: 'bulk-job',
			pageSize: BULK_PAGE_SIZE,
			endpoint: PREPARE,
			look: LOOK,
			lookEveryMs: LOOK_EVERY_MS,
			mostLooks: MOST_LOOKS,
			orderBy: 'scheduled_time',
		},
		estimate: (records) => {
			const first = dayOf(records[0]) || from;
			const covered = daysBetween(first, dayOf(records.at(-1)) || to);
			return lists * Math.ceil((records.length * daysBetween(first, to)) / covered);
		},
	};
}

/** The lower bound that the server is asked for: an instant stands earliest on the westernmost clock. */
function sinceOf(since: Moment, westernmostZone: string | undefined): string {
	return wallTime(since, westernmostZone ?? LAST_ZONE);
}

/**
 * Tells what was created or changed then or later, by the clock of its own provider: the server compares
 * naive times (wire.md §3.2, §3.3), so where clocks stand in several zones it brings more than that.
 */
function changedTest(since: Moment, { zoneOf, westernmostZone }: AppointmentQuery): Test {
	return (record) => {
		const zone = zoneOf?.(appointments.providerOf(record)) ?? westernmostZone;
		const stamps = [record.created_at, record.updated_at].filter(
			(stamp) => typeof stamp === 'string',
		);
		const bound = sinceOf(since, zone);
		return stamps.length === 0 || stamps.some((stamp) => stamp.replace(' ', 'T') >= bound);
	};
}

function filteredHere(what: string): string {
	return `DrChrono cannot filter by ${what}, so all appointments of these days were read and filtered here.`;
}

function anyDay(): Failure {
	return {
		kind: 'invalid-input',
		sentence: "'Any Day' needs the filter 'Changed Since'",
		advice: 'DrChrono lists appointments by their days or by their changes. Nothing was sent.',
		field: 'When',
	};
}

function textOf(value: unknown): string | null {
	return value === undefined || value === null || value === '' ? null : String(value);
}

function dayOf(record: JsonObject | undefined): string {
	return typeof record?.scheduled_time === 'string' ? record.scheduled_time.slice(0, 10) : '';
}

/** The fields of a create or a change in the server's names; only those that have a value. */
function bodyOf(
	draft: AppointmentChanges,
	zone: string,
	current?: JsonObject,
): Outcome<JsonObject> {
	const { externalId } = draft;
	if (externalId !== undefined && !isTaggable(externalId)) return failed(untaggable());
	if (draft.start && zone !== '') {
		const real = instantOf(draft.start, zone, 'Start');
		if (!real.ok) return real;
	}
	const body: JsonObject = {
		patient: idInBody(draft.patient),
		doctor: idInBody(draft.provider),
		office: idInBody(draft.office),
		exam_room: draft.examRoom,
		scheduled_time: draft.start && wallTime(draft.start, zone),
		duration: draft.durationMinutes,
		profile: idInBody(draft.type),
		reason: draft.reason,
		notes: externalId === undefined ? draft.notes : tagNotes(draft.notes, externalId),
		status: draft.status,
		allow_overlapping: draft.allowOverlap,
		is_walk_in: draft.walkIn,
		color: draft.color,
		billing_status: draft.billingStatus,
		payment_profile: draft.paymentProfile,
		billing_provider: draft.billingProvider,
		supervising_provider: draft.supervisingProvider,
		reminder_profile: draft.reminderProfile,
		custom_fields: customFieldsInBody(draft.customFields, current),
	};
	return success(withoutUndefined(body));
}

function untaggable(): Failure {
	return {
		...missing('External ID'),
		sentence: "'External ID' cannot be kept in DrChrono's notes",
		advice: 'Use at most 100 characters without ] and line breaks. Nothing was sent.',
	};
}

function missing(label: string): Failure {
	return {
		kind: 'invalid-input',
		sentence: `'${label}' is empty`,
		advice: `DrChrono needs '${label}' to book an appointment. Nothing was sent.`,
		field: label,
	};
}
