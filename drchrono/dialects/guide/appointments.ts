import { failed, success, type Outcome } from '../../client/outcome';
import type { ApiRequest, Endpoint, JsonObject } from '../../client/request';
import type { AppointmentDraft, AppointmentQuery } from '../../records/appointment';
import { instantOf, isoOfInstant, isoUtc } from '../../time/moment';
import type { AppointmentDialect, ListRequest } from '../dialect';
import { firstUnsupported } from '../unsupported';
import { splitRange } from '../../client/ranges';
import { guideStatus } from './status';
import { PAGING, bodyId } from './wire';

const scheduling = { area: 'scheduling', category: 'scheduling' } as const;

const LIST: Endpoint = { ...scheduling, method: 'GET', route: '/appointments/', effect: 'read' };
const GET: Endpoint = {
	...scheduling,
	method: 'GET',
	route: '/appointments/{id}/',
	effect: 'read',
};
const CREATE: Endpoint = {
	...scheduling,
	method: 'POST',
	route: '/appointments/',
	effect: 'write',
	creates: true,
};

export const appointments: AppointmentDialect = {
	get: GET,

	needsZone: (draft) => draft.start.kind === 'wall',

	create(draft: AppointmentDraft, zone: string): Outcome<ApiRequest> {
		const unsupported = firstUnsupported(
			{
				Office: draft.office,
				'Exam Room': draft.examRoom,
				'Allow Overlap': draft.allowOverlap,
				'Walk-In': draft.walkIn,
			},
			'v4',
			'guide',
		);
		if (unsupported) return failed(unsupported);
		if (draft.durationMinutes === undefined) {
			return failed({
				kind: 'invalid-input',
				sentence: "'Duration' or 'End' is needed to know how long the appointment takes",
				advice: 'Fill in one of the two. Nothing was sent.',
				field: 'Duration',
			});
		}
		const start = instantOf(draft.start, zone, 'Start');
		if (!start.ok) return start;
		return success({
			endpoint: CREATE,
			subject: { patient: draft.patient },
			body: {
				kind: 'json',
				value: {
					patient: bodyId(draft.patient),
					provider: bodyId(draft.provider),
					appointment_type: draft.type === undefined ? undefined : bodyId(draft.type),
					appointment_reason: draft.reason,
					start_time: isoUtc(start.value),
					end_time: isoUtc(start.value + draft.durationMinutes * 60_000),
					notes: draft.notes,
					status: guideStatus(draft.status),
					external_id: draft.externalId,
				},
			},
		});
	},

	list(query: AppointmentQuery): Outcome<ListRequest> {
		const unsupported = firstUnsupported(
			{
				Office: query.office,
				'Include Deleted': query.includeDeleted,
				'Include Details': query.includeDetails,
			},
			'v4',
			'guide',
		);
		if (unsupported) return failed(unsupported);
		return success({
			plan: {
				request: {
					endpoint: LIST,
					query: {
						patient: query.patient,
						provider: query.provider,
						appointment_type: query.type,
						status: guideStatus(query.status),
					},
				},
				paging: PAGING.scheduling,
				ranges: {
					ranges: splitRange({ from: query.from, to: query.to }),
					parameter: (range) => ({ start_date: range.from, end_date: range.to }),
				},
			},
			hints: [],
		});
	},

	externalId: (record) => (typeof record.external_id === 'string' ? record.external_id : null),
	providerOf: (record) => String(record.provider),
	officeOf: () => null,

	times: (record: JsonObject, zone: string) => ({
		start: isoOfInstant(record.start_time, zone),
		end: isoOfInstant(record.end_time, zone),
	}),
};
