import type { Failure } from '../../client/failure';
import { failed, success, type Outcome } from '../../client/outcome';
import type { BulkWay } from '../../client/paging';
import { daysBetween, splitRange } from '../../client/ranges';
import type { ApiRequest, Endpoint, JsonObject } from '../../client/request';
import type {
	AppointmentChanges,
	AppointmentDraft,
	AppointmentQuery,
} from '../../records/appointment';
import { isoOfWall, wallTime } from '../../time/moment';
import { idInBody, withoutUndefined } from '../body';
import type { AppointmentDialect, ChangeRequest, ListRequest } from '../dialect';
import { isTaggable, readTag, tagNotes } from './externalId';
import { BULK_PAGE_SIZE, sinceWallTime, listPaging, LOOK_EVERY_MS, MOST_LOOKS } from './wire';

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

export const appointments: AppointmentDialect = {
	get: (id, details): Outcome<ApiRequest> =>
		success({ endpoint: GET, path: { id }, query: { verbose: details ? true : undefined } }),

	/** v4's clock is the practice's own, so only what comes with another zone has to be converted. */
	needsZone: (start) => start.kind === 'instant',

	/** Notes hold the tag of the external id, which new notes must not wipe out. */
	needsCurrent: (changes) => changes.notes !== undefined && changes.externalId === undefined,

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
		const body = bodyOf({ ...changes, ...(isTagged ? { notes, externalId } : {}) }, zone);
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
		const hints: string[] = [];
		const { type } = query;
		if (type !== undefined) {
			hints.push(
				'DrChrono cannot filter by appointment type, so all appointments of these days were read and filtered here.',
			);
		}
		const { from, to, westernmostZone } = query;
		const sweep = (since: string) => ({ since: sinceWallTime(since, westernmostZone) });
		const covers = (record: JsonObject) => dayOf(record) >= from && dayOf(record) <= to;
		return success({
			plan: {
				request: {
					endpoint: LIST,
					query: {
						patient: query.patient,
						doctor: query.provider,
						office: query.office,
						status: query.status,
						show_archived: query.includeDeleted ? true : undefined,
						verbose: query.includeDetails ? true : undefined,
					},
				},
				paging: listPaging(query.includeDetails === true),
				bulk: query.includeDetails ? undefined : bulkOf(from, to),
				parts: {
					queries: splitRange({ from, to }).map((days) => ({
						date_range: `${days.from}/${days.to}`,
					})),
					covers,
				},
				// An appointment moved to an earlier day while the list is read is on no page of it.
				sweep,
			},
			keep: type === undefined ? undefined : (record) => String(record.profile) === type,
			hints,
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
		];
		for (const [name, value] of same) {
			if (draft[name] !== undefined && String(draft[name]) !== String(value ?? '')) {
				Object.assign(changes, { [name]: draft[name] });
			}
		}
		const { externalId } = draft;
		const wanted = externalId === undefined ? notes : tagNotes(notes, externalId);
		if (notes !== undefined && wanted !== record.notes) {
			Object.assign(changes, { notes, externalId });
		}
		return changes;
	},

	isDeleted: (record) => record.deleted_flag === true,
	externalId: (record) => readTag(record.notes),
	providerOf: (record) => String(record.doctor),
	officeOf: (record) => (record.office == null ? null : String(record.office)),

	times(record: JsonObject, zone: string) {
		const start = isoOfWall(record.scheduled_time, zone);
		const minutes = Number(record.duration);
		if (start === null || !Number.isFinite(minutes)) return { start, end: null };
		return { start, end: isoOfWall(start, zone, minutes) };
	},
};

/**
 * The list as bulk jobs of 1,000 records (wire.md §4). Appointments come in the order of their days, so
 * the days that the first page covers tell how many there are in all.
 */
function bulkOf(from: string, to: string): BulkWay {
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
			return Math.ceil((records.length * daysBetween(first, to)) / covered);
		},
	};
}

function dayOf(record: JsonObject | undefined): string {
	return typeof record?.scheduled_time === 'string' ? record.scheduled_time.slice(0, 10) : '';
}

/** The fields of a create or a change in the server's names; only those that have a value. */
function bodyOf(draft: AppointmentChanges, zone: string): Outcome<JsonObject> {
	const { externalId } = draft;
	if (externalId !== undefined && !isTaggable(externalId)) return failed(untaggable());
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
