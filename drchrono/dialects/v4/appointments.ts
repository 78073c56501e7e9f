import { splitRange } from '../../client/ranges';
import { failed, success, type Outcome } from '../../client/outcome';
import type { ApiRequest, Endpoint, JsonObject } from '../../client/request';
import type { AppointmentDraft, AppointmentQuery } from '../../records/appointment';
import { isoOfWall, wallTime } from '../../time/moment';
import type { AppointmentDialect, ListRequest } from '../dialect';
import { isTaggable, readTag, tagNotes } from './externalId';
import { listPaging, wireId } from './wire';

const scheduling = { area: 'scheduling', category: 'all' } as const;

const LIST: Endpoint = {
	...scheduling,
	method: 'GET',
	route: '/api/appointments',
	effect: 'read',
};
const GET: Endpoint = {
	...scheduling,
	method: 'GET',
	route: '/api/appointments/{id}',
	effect: 'read',
};
const CREATE: Endpoint = {
	...scheduling,
	method: 'POST',
	route: '/api/appointments',
	effect: 'write',
	creates: true,
};

export const appointments: AppointmentDialect = {
	get: GET,

	needsZone: (draft) => draft.start.kind === 'instant',

	create(draft: AppointmentDraft, zone: string): Outcome<ApiRequest> {
		if (draft.office === undefined) return failed(missing('Office'));
		if (draft.examRoom === undefined) return failed(missing('Exam Room'));
		if (draft.durationMinutes === undefined && draft.type === undefined) {
			return failed({
				...missing('Duration'),
				sentence: "'Duration', 'End' or 'Appointment Type' is needed to know how long it takes",
			});
		}
		if (draft.externalId !== undefined && !isTaggable(draft.externalId)) {
			return failed({
				...missing('External ID'),
				sentence: "'External ID' cannot be kept in DrChrono's notes",
				advice: 'Use at most 100 characters without ] and line breaks. Nothing was sent.',
			});
		}
		return success({
			endpoint: CREATE,
			subject: { patient: draft.patient },
			body: {
				kind: 'json',
				value: {
					patient: wireId(draft.patient),
					doctor: wireId(draft.provider),
					office: wireId(draft.office),
					exam_room: draft.examRoom,
					scheduled_time: wallTime(draft.start, zone),
					duration: draft.durationMinutes,
					profile: draft.type === undefined ? undefined : wireId(draft.type),
					reason: draft.reason,
					notes:
						draft.externalId === undefined ? draft.notes : tagNotes(draft.notes, draft.externalId),
					status: draft.status,
					allow_overlapping: draft.allowOverlap,
					is_walk_in: draft.walkIn,
				},
			},
		});
	},

	list(query: AppointmentQuery): Outcome<ListRequest> {
		const hints: string[] = [];
		const { type } = query;
		if (type !== undefined) {
			hints.push(
				'DrChrono cannot filter by appointment type, so all appointments of these days were read and filtered here.',
			);
		}
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
				ranges: {
					ranges: splitRange({ from: query.from, to: query.to }),
					parameter: (range) => ({ date_range: `${range.from}/${range.to}` }),
				},
			},
			keep: type === undefined ? undefined : (record) => String(record.profile) === type,
			hints,
		});
	},

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

function missing(label: string) {
	return {
		kind: 'invalid-input' as const,
		sentence: `'${label}' is empty`,
		advice: `DrChrono needs '${label}' to book an appointment. Nothing was sent.`,
		field: label,
	};
}
