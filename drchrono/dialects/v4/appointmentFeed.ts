import { success } from '../../client/outcome';
import { stampOf, wallOf } from '../../changes/stamp';
import type { AppointmentFeed } from '../dialect';
import { appointments, LIST } from './appointments';
import { listPaging } from './wire';

/** Virtual occurrences of a series have ids made of two numbers (wire.md §3.4). */
const COMPOSITE_ID = /\d[_-]\d/;

export const appointmentFeed: AppointmentFeed = {
	/** Naive local time, in the same clock as `since` (wire.md §3.2, §3.3). */
	clock: 'wall',

	/** Deleted rows come with `show_archived` alone (wire.md §3.2). */
	since: (stamp) => ({
		request: {
			endpoint: LIST,
			query: { since: wallOf(stamp), show_archived: true, ignore_virtual: true },
		},
		paging: listPaging(),
	}),

	idOf: (record) => String(record.id),
	providerOf: appointments.providerOf,
	createdAt: (record) => stampOf(record.created_at),
	updatedAt: (record) => stampOf(record.updated_at),
	exists: (record) => !appointments.isDeleted(record) && !COMPOSITE_ID.test(String(record.id)),

	filter: ({ provider, office, type, status }) =>
		success(
			(record) =>
				(provider === undefined || appointments.providerOf(record) === provider) &&
				(office === undefined || appointments.officeOf(record) === office) &&
				(type === undefined || appointments.typeOf(record) === type) &&
				(status === undefined || record.status === status),
		),
};
