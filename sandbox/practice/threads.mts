import { DateTime } from 'luxon';
import { idOf } from './ids.mts';
import type { Row } from './practice.mts';

/** Types of messages that hang together in threads. */
const TYPES = new Set(['GP', 'GC', 'MC', 'IF', 'OF']);

const UTC = "yyyy-MM-dd'T'HH:mm:ss'Z'";

/**
 * `/api/message_threads`: the messages about one patient to one doctor under one title. Unlike every
 * other resource its times are UTC with a `Z` (edition of August 2026).
 *
 * @param messages rows of `/api/messages`
 * @param zoneOf IANA zone of a doctor, by whose wall clock messages are stamped
 */
export function threadRows(
	messages: readonly Row[],
	zoneOf: (doctor: unknown) => string,
	practiceGroup: unknown,
): Row[] {
	const groups = new Map<string, Row[]>();
	for (const message of messages) {
		if (!TYPES.has(String(message.type))) continue;
		const key = [message.doctor, message.patient, message.type, message.title].join('|');
		groups.set(key, [...(groups.get(key) ?? []), message]);
	}
	return [...groups.values()].map((group, index) => {
		const inOrder = [...group].sort((one, other) =>
			String(one.received_at) < String(other.received_at) ? -1 : 1,
		);
		const first = inOrder[0] as Row;
		const last = inOrder.at(-1) as Row;
		const utc = (wallTime: unknown) =>
			DateTime.fromISO(String(wallTime), { zone: zoneOf(first.doctor) })
				.toUTC()
				.toFormat(UTC);
		return {
			id: idOf('message_threads', index),
			subject: first.title,
			message_type: first.type,
			doctor: first.doctor,
			patient: first.patient,
			practice_group: practiceGroup,
			first_message: first.id,
			last_message: last.id,
			last_message_at: utc(last.received_at),
			message_count: inOrder.length,
			unread_count: inOrder.filter(({ read }) => read !== true).length,
			owners: [...new Set(inOrder.map(({ owner }) => owner))],
			assigned_user_profiles: [...new Set(inOrder.map(({ responsible_user: user }) => user))],
			assigned_groups: [],
			starred: inOrder.some(({ starred }) => starred === true),
			archived: inOrder.every(({ archived }) => archived === true),
			created_at: utc(first.received_at),
			updated_at: utc(last.updated_at),
		};
	});
}
