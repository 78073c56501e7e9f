import { failed, success } from '../../client/outcome';
import { stampOf } from '../../changes/stamp';
import { isoUtc } from '../../time/moment';
import type { AppointmentFeed } from '../dialect';
import { firstUnsupported } from '../unsupported';
import { appointments, LIST } from './appointments';
import { guideStatus } from './status';
import { PAGING } from './wire';

export const appointmentFeed: AppointmentFeed = {
	/** ISO 8601 in UTC (guide.md, Endpoints). */
	clock: 'utc',

	/** `updated_after` is exclusive; where it is absent, it is ignored (guide.md, Endpoints). */
	since: (stamp) => ({
		request: { endpoint: LIST, query: { updated_after: isoUtc(stamp) } },
		paging: PAGING.scheduling,
	}),
	whole: (day) => ({
		request: { endpoint: LIST, query: { start_date: day } },
		paging: PAGING.scheduling,
	}),

	idOf: (record) => String(record.id),
	providerOf: appointments.providerOf,
	createdAt: (record) => stampOf(record.created_at),
	updatedAt: (record) => stampOf(record.updated_at),
	/** Deleted records are simply gone, and there are no series (guide.md, Endpoints). */
	exists: () => true,

	filter({ provider, office, type, status }) {
		const unsupported = firstUnsupported({ Office: office }, 'v4', 'guide');
		if (unsupported) return failed(unsupported);
		const wanted = guideStatus(status);
		return success(
			(record) =>
				(provider === undefined || appointments.providerOf(record) === provider) &&
				(type === undefined || appointments.typeOf(record) === type) &&
				(wanted === undefined || record.status === wanted),
		);
	},
};
