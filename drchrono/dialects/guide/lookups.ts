import { DateTime } from 'luxon';

import { failed, success } from '../../client/outcome';
import { namesTyped, patientLabel } from '../../records/patient';
import { isWithin } from '../../privacy/confine';
import type { LookupItem, Lookups } from '../dialect';
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
			itemsOf: ({ first_name, last_name, date_of_birth, id }) =>
				itemOf(id, patientLabel(first_name, last_name, date_of_birth, id)),
			// Nobody tells whose patients they are.
			keep: (_record, { onlyProviders }) => onlyProviders.size === 0,
		});
	},

	providers: () =>
		success({
			plan: { ...providers.list(), limit: LIMIT },
			itemsOf: (record) => itemOf(record.id, providers.nameOf(record)),
			keep: (record, connection) => isWithin(connection, { provider: String(record.id) }),
		}),

	offices: () => failed(notInDialect('The list of offices', 'v4', 'guide')),
	examRooms: () => failed(notInDialect('The list of exam rooms', 'v4', 'guide')),
	noteFields: () => failed(notInDialect('The list of note fields', 'v4', 'guide')),

	/** There is no look-up of types, so those of recent appointments are offered (guide.md, Endpoints). */
	appointmentTypes(_typed, now) {
		const today = DateTime.fromMillis(now, { zone: 'utc' });
		const from = today.minus({ days: RECENT_DAYS }).toFormat(DAY);
		const list = appointments.list({ days: { from, to: today.toFormat(DAY) } });
		if (!list.ok) return list;
		return success({
			plan: { ...list.value.plan, limit: LIMIT },
			itemsOf: ({ appointment_type: type }) =>
				itemOf(type, `Type ${String(type)}, seen in recent appointments`),
			keep: () => true,
		});
	},
};

function itemOf(id: unknown, label: string): LookupItem[] {
	return id === undefined || id === null ? [] : [{ id: String(id), label }];
}
