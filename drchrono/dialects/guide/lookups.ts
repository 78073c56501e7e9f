import { DateTime } from 'luxon';

import { failed, success } from '../../client/outcome';
import type { JsonObject } from '../../client/request';
import { namesTyped, patientLabel } from '../../records/patient';
import { isWithin } from '../../privacy/confine';
import type { Lookups } from '../dialect';
import { notInDialect } from '../unsupported';
import { appointments } from './appointments';
import { patients } from './patients';
import { providers } from './providers';

const LIMIT = 50;
const DAY = 'yyyy-MM-dd';

/** Days of appointments from which types are learnt. */
const RECENT_DAYS = 14;

/** The panels' look-ups in the guide dialect: one call each. */
export const lookups: Lookups = {
	patients(typed) {
		const list = patients.list(namesTyped(typed));
		if (!list.ok) return list;
		return success({
			plan: { ...list.value.plan, limit: LIMIT },
			idOf,
			labelOf: ({ first_name, last_name, date_of_birth, id }) =>
				patientLabel(first_name, last_name, date_of_birth, id),
			keep: () => true,
		});
	},

	providers: () =>
		success({
			plan: { ...providers.list(), limit: LIMIT },
			idOf,
			labelOf: providers.nameOf,
			keep: (record, connection) => isWithin(connection, { provider: idOf(record) }),
		}),

	offices: () => failed(notInDialect('The list of offices', 'v4', 'guide')),

	/** There is no look-up of types, so those of recent appointments are offered (guide.md, Endpoints). */
	appointmentTypes(_typed, now) {
		const today = DateTime.fromMillis(now, { zone: 'utc' });
		const list = appointments.list({
			from: today.minus({ days: RECENT_DAYS }).toFormat(DAY),
			to: today.toFormat(DAY),
		});
		if (!list.ok) return list;
		return success({
			plan: { ...list.value.plan, limit: LIMIT },
			idOf: ({ appointment_type: type }) =>
				type === undefined || type === null ? null : String(type),
			labelOf: ({ appointment_type: type }) => `Type ${String(type)}, seen in recent appointments`,
			keep: () => true,
		});
	},
};

function idOf({ id }: JsonObject): string | null {
	return id === undefined || id === null ? null : String(id);
}
