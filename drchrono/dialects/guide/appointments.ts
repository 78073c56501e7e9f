import type { Failure } from '../../client/failure';
import { failed, success, type Outcome } from '../../client/outcome';
import { splitRange } from '../../client/ranges';
import type { ApiRequest, Endpoint, JsonObject } from '../../client/request';
import type {
	AppointmentChanges,
	AppointmentDraft,
	AppointmentQuery,
} from '../../records/appointment';
import { instantOf, isoOfInstant, isoUtc, millisOf } from '../../time/moment';
import { idInBody, withoutUndefined } from '../body';
import type { AppointmentDialect, ChangeRequest, ListRequest } from '../dialect';
import { allOf, when } from '../filter';
import { firstUnsupported } from '../unsupported';
import { guideStatus } from './status';
import { PAGING } from './wire';

const scheduling = { area: 'scheduling', category: 'scheduling' } as const;
const COLLECTION = '/appointments/';
const ITEM = '/appointments/{id}/';

export const LIST: Endpoint = { ...scheduling, method: 'GET', route: COLLECTION, effect: 'read' };
const GET: Endpoint = { ...scheduling, method: 'GET', route: ITEM, effect: 'read' };
const CREATE: Endpoint = {
	...scheduling,
	method: 'POST',
	route: COLLECTION,
	effect: 'write',
	creates: true,
};
const UPDATE: Endpoint = { ...scheduling, method: 'PUT', route: ITEM, effect: 'write' };
const DELETE: Endpoint = { ...scheduling, method: 'DELETE', route: ITEM, effect: 'write' };

/** Statuses of visits that will not be (guide.md, Endpoints). */
const NOT_EXPECTED: ReadonlySet<string> = new Set(['cancelled', 'no_show', 'rescheduled']);

export const appointments: AppointmentDialect = {
	get(id, details): Outcome<ApiRequest> {
		const unsupported = firstUnsupported({ 'Include Details': details }, 'v4', 'guide');
		return unsupported ? failed(unsupported) : success({ endpoint: GET, path: { id } });
	},

	/** The guide wants instants, so only what comes without a zone has to be converted. */
	needsZone: (start) => start.kind === 'wall',

	/** The guide keeps an end, not a duration: moving one end alone needs the other. */
	needsCurrent: ({ start, durationMinutes }) =>
		(start === undefined) !== (durationMinutes === undefined),
	needsDetails: () => false,
	hasDetails: () => true,

	create(draft: AppointmentDraft, zone: string): Outcome<ApiRequest> {
		if (draft.durationMinutes === undefined) {
			return failed({
				kind: 'invalid-input',
				sentence: "'Duration' or 'End' is needed to know how long the appointment takes",
				advice: 'Fill in one of the two. Nothing was sent.',
				field: 'Duration',
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
		const body = bodyOf(changes, zone, current);
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
		const unsupported = firstUnsupported(
			{
				Office: query.office,
				'Include Deleted': query.includeDeleted,
				'Include Details': query.includeDetails,
				'Skip Unsaved Series Dates': query.skipVirtual,
			},
			'v4',
			'guide',
		);
		if (unsupported) return failed(unsupported);
		const { days, changedSince, providers = [] } = query;
		const since = changedSince && instantOf(changedSince, 'utc', 'Changed Since');
		if (since && !since.ok) return since;
		if (!days && !since) return failed(anyDay());
		const [provider, ...others] = new Set(providers);
		const parts = days
			? splitRange(days).map(({ from, to }) => ({ start_date: from, end_date: to }))
			: [{}];
		const queries =
			others.length === 0
				? parts
				: [provider, ...others].flatMap((one) => parts.map((part) => ({ provider: one, ...part })));
		return success({
			plan: {
				request: {
					endpoint: LIST,
					query: {
						patient: query.patient,
						provider: others.length === 0 ? provider : undefined,
						appointment_type: query.type,
						status: guideStatus(query.status),
						external_id: query.externalId,
						// `updated_after` is exclusive and has whole seconds (guide.md, Endpoints).
						updated_after: since && isoUtc(since.value - 1000),
					},
				},
				paging: PAGING.scheduling,
				parts: { queries },
			},
			keep: allOf([
				query.skipBreaks ? (record) => !appointments.isBreak(record) : undefined,
				// Where `updated_after` does not exist, it is ignored (guide.md, Endpoints).
				when(since?.value, (bound) => (record) => {
					const changed = millisOf(record.updated_at);
					return changed === undefined || changed >= bound;
				}),
			]),
			hints: [],
		});
	},

	differences(record, draft, zone): AppointmentChanges {
		const changes: AppointmentChanges = {};
		const start = draft.start && instantOf(draft.start, zone, 'Start');
		if (draft.start && start && !(start.ok && start.value === millisOf(record.start_time))) {
			changes.start = draft.start;
		}
		const { durationMinutes } = draft;
		if (durationMinutes !== undefined && durationMinutes !== minutesOf(record)) {
			changes.durationMinutes = durationMinutes;
		}
		const same: Array<[keyof AppointmentChanges, unknown, unknown]> = [
			['patient', draft.patient, record.patient],
			['provider', draft.provider, record.provider],
			['type', draft.type, record.appointment_type],
			['reason', draft.reason, record.appointment_reason],
			['notes', draft.notes, record.notes],
			['externalId', draft.externalId, record.external_id],
			['status', guideStatus(draft.status), record.status],
		];
		for (const [name, wanted, value] of same) {
			if (wanted !== undefined && String(wanted) !== String(value ?? '')) {
				Object.assign(changes, { [name]: draft[name] });
			}
		}
		return changes;
	},

	withExternalId: (externalId) => ({
		request: { endpoint: LIST, query: { external_id: externalId } },
		paging: PAGING.scheduling,
	}),

	/** Deleted records are simply gone (guide.md, Endpoints). */
	isDeleted: () => false,
	/** The guide names no breaks: what has no patient is one. */
	isBreak: (record) => appointments.patientOf(record) === null,
	isExpected: (record) => !NOT_EXPECTED.has(String(record.status)),
	externalId: (record) => (typeof record.external_id === 'string' ? record.external_id : null),
	patientOf: (record) => textOf(record.patient),
	providerOf: (record) => String(record.provider),
	officeOf: () => null,
	typeOf: (record) => textOf(record.appointment_type),
	reasonOf: (record) => textOf(record.appointment_reason),
	/** Types have no names: they are fixed per instance and known in advance (guide.md, Endpoints). */
	named: ['providers'],

	times: (record: JsonObject, zone: string) => ({
		start: isoOfInstant(record.start_time, zone),
		end: isoOfInstant(record.end_time, zone),
	}),
};

/**
 * The fields of a create or a change in the server's names; only those that have a value.
 *
 * @param current where one end of the appointment moves and the other follows
 */
function bodyOf(
	draft: AppointmentChanges,
	zone: string,
	current?: JsonObject,
): Outcome<JsonObject> {
	const unsupported = firstUnsupported(
		{
			Office: draft.office,
			'Exam Room': draft.examRoom,
			'Allow Overlap': draft.allowOverlap,
			'Walk-In': draft.walkIn,
			Color: draft.color,
			'Billing Status': draft.billingStatus,
			'Payment Profile': draft.paymentProfile,
			'Billing Provider': draft.billingProvider,
			'Supervising Provider': draft.supervisingProvider,
			'Reminder Profile': draft.reminderProfile,
			'Custom Fields': draft.customFields?.length ? draft.customFields : undefined,
		},
		'v4',
		'guide',
	);
	if (unsupported) return failed(unsupported);
	const start = draft.start ? instantOf(draft.start, zone, 'Start') : undefined;
	if (start && !start.ok) return start;
	const begins = start?.value ?? millisOf(current?.start_time);
	const minutes = draft.durationMinutes ?? (current && minutesOf(current));
	const isMoved = draft.start !== undefined || draft.durationMinutes !== undefined;
	const body: JsonObject = {
		patient: idInBody(draft.patient),
		provider: idInBody(draft.provider),
		appointment_type: idInBody(draft.type),
		appointment_reason: draft.reason,
		start_time: start && isoUtc(start.value),
		end_time:
			isMoved && begins !== undefined && minutes !== undefined
				? isoUtc(begins + minutes * 60_000)
				: undefined,
		notes: draft.notes,
		status: guideStatus(draft.status),
		external_id: draft.externalId,
	};
	return success(withoutUndefined(body));
}

function minutesOf(record: JsonObject): number | undefined {
	const start = millisOf(record.start_time);
	const end = millisOf(record.end_time);
	return start === undefined || end === undefined ? undefined : (end - start) / 60_000;
}

function anyDay(): Failure {
	return {
		kind: 'invalid-input',
		sentence: "'Any Day' needs the filter 'Changed Since'",
		advice: 'All appointments of all years would be read. Nothing was sent.',
		field: 'When',
	};
}

function textOf(value: unknown): string | null {
	return value === undefined || value === null || value === '' ? null : String(value);
}
