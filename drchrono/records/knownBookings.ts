import { DateTime } from 'luxon';

import type { Client } from '../client/client';
import { success, type Outcome } from '../client/outcome';
import type { JsonObject } from '../client/request';
import type { Dialect } from '../dialects/dialect';
import type { Moment } from '../time/moment';

/** How far from its booking an appointment may have been moved and is still found, in days. */
const MOVED_AT_MOST_DAYS = 60;

/**
 * What DrChrono has of another system's bookings, by external id. Where the server can filter by it,
 * each is asked for by itself; else one list over all their days, deleted ones included, tells of all.
 */
export class KnownBookings {
	private constructor(
		private readonly client: Client,
		private readonly dialect: Dialect,
		private readonly byExternalId: Map<string, JsonObject[]>,
	) {}

	/** @param starts of the bookings in question */
	static async around(
		client: Client,
		dialect: Dialect,
		starts: readonly Moment[],
	): Promise<Outcome<KnownBookings>> {
		const known = new KnownBookings(client, dialect, new Map());
		if (dialect.appointments.withExternalId || starts.length === 0) return success(known);
		const read = await known.readDays(starts, MOVED_AT_MOST_DAYS);
		return read.ok ? success(known) : read;
	}

	/** The appointments with an external id; more than one if somebody copied the tag. */
	async find(externalId: string): Promise<Outcome<JsonObject[]>> {
		const plan = this.dialect.appointments.withExternalId?.(externalId);
		if (!plan) return success(this.byExternalId.get(externalId) ?? []);
		const list = await this.client.list(plan);
		return list.ok ? success(list.value.records) : list;
	}

	/** Looks again for a booking that may just have been created. */
	async findNow(externalId: string, start: Moment): Promise<Outcome<JsonObject[]>> {
		if (!this.dialect.appointments.withExternalId) {
			this.byExternalId.delete(externalId);
			const read = await this.readDays([start], 1);
			if (!read.ok) return read;
		}
		return await this.find(externalId);
	}

	private async readDays(starts: readonly Moment[], margin: number): Promise<Outcome<void>> {
		const days = starts.map(dayOfMoment).sort();
		const request = this.dialect.appointments.list({
			days: { from: shifted(days[0] ?? '', -margin), to: shifted(days.at(-1) ?? '', margin) },
			includeDeleted: true,
		});
		if (!request.ok) return request;
		const list = await this.client.list(request.value.plan);
		if (!list.ok) return list;
		for (const record of list.value.records) this.add(record);
		return success(undefined);
	}

	private add(record: JsonObject): void {
		const externalId = this.dialect.appointments.externalId(record);
		if (externalId === null) return;
		const others = this.byExternalId.get(externalId) ?? [];
		const isNew = others.every(({ id }) => String(id) !== String(record.id));
		if (isNew) this.byExternalId.set(externalId, [...others, record]);
	}
}

/** The day of a moment; of an instant, its day in UTC, which is at most one off the practice's. */
function dayOfMoment(moment: Moment): string {
	return moment.kind === 'wall'
		? moment.wall.slice(0, 10)
		: DateTime.fromMillis(moment.epochMs, { zone: 'utc' }).toFormat('yyyy-MM-dd');
}

function shifted(day: string, days: number): string {
	return DateTime.fromISO(day, { zone: 'utc' }).plus({ days }).toFormat('yyyy-MM-dd');
}
