import { DateTime } from 'luxon';

import type { Client } from '../client/client';
import { success, type Outcome } from '../client/outcome';
import type { DateRange } from '../client/ranges';
import type { JsonObject } from '../client/request';
import type { Dialect } from '../dialects/dialect';
import { daysLater } from '../time/days';
import type { Moment } from '../time/moment';

/** How far from its booking an appointment may have been moved and is still found, in days. */
const MOVED_AT_MOST_DAYS = 60;

/**
 * So many bookings that could each be asked for by itself are rather looked for by the lists of their days
 * first: those are fewer calls, and only what is not there is asked for by itself.
 */
export const MANY_BOOKINGS = 10;

/** Days without a booking over which such a list goes on, so that not every gap is a call. */
const GAP_DAYS = 7;

/** How bookings are looked for. */
export interface BookingsWish {
	/** Of the bookings that are to be found by their external id. */
	starts: readonly Moment[];
	/** Ids of the custom fields that hold the external id, in place of the notes. */
	fields?: ReadonlySet<string>;
	/** Read the records with their details: v4 then gives 50 on a page instead of 250. */
	details: boolean;
}

/**
 * What DrChrono has of another system's bookings, by external id. Where the server can filter by it,
 * each can be asked for by itself; else lists over the days around them, deleted ones included, tell of
 * all.
 */
export class KnownBookings {
	private readonly byExternalId = new Map<string, JsonObject[]>();

	private readonly byId = new Map<string, JsonObject>();

	private constructor(
		private readonly client: Client,
		private readonly dialect: Dialect,
		private readonly wish: BookingsWish,
	) {}

	static async around(
		client: Client,
		dialect: Dialect,
		wish: BookingsWish,
	): Promise<Outcome<KnownBookings>> {
		const known = new KnownBookings(client, dialect, wish);
		const { starts } = wish;
		if (starts.length === 0) return success(known);
		const read = dialect.appointments.withExternalId
			? await known.readOwnDays(starts)
			: await known.readDays(starts, MOVED_AT_MOST_DAYS);
		return read.ok ? success(known) : read;
	}

	/** The appointments with an external id; more than one if somebody copied it. */
	async find(externalId: string): Promise<Outcome<JsonObject[]>> {
		const seen = this.byExternalId.get(externalId);
		const plan = this.dialect.appointments.withExternalId?.(externalId);
		if (!plan || seen) return success(seen ?? []);
		const list = await this.client.list(plan);
		return list.ok ? success(list.value.records) : list;
	}

	/** An appointment that was read along the way. */
	withId(id: string): JsonObject | undefined {
		return this.byId.get(id);
	}

	/** Looks again for a booking that may just have been created. */
	async findNow(externalId: string, start: Moment): Promise<Outcome<JsonObject[]>> {
		return await this.findNear(externalId, start, 1);
	}

	/** Looks for a booking whose days have not been read. */
	async findNear(
		externalId: string,
		start: Moment,
		margin = MOVED_AT_MOST_DAYS,
	): Promise<Outcome<JsonObject[]>> {
		this.byExternalId.delete(externalId);
		if (!this.dialect.appointments.withExternalId) {
			const read = await this.readDays([start], margin);
			if (!read.ok) return read;
		}
		return await this.find(externalId);
	}

	/** The lists of the bookings' own days, as long as they cost less than half of what they may save. */
	private async readOwnDays(starts: readonly Moment[]): Promise<Outcome<void>> {
		const windows = windowsAround(starts.map(dayOfMoment), 1, GAP_DAYS);
		let pages = starts.length < MANY_BOOKINGS ? 0 : Math.floor(starts.length / 2);
		for (const days of windows.length > pages ? [] : windows) {
			const request = this.dialect.appointments.list({ days });
			if (!request.ok) return request;
			for await (const page of this.client.pages(request.value.plan, { inTurn: true })) {
				if (!page.ok) return page;
				for (const record of page.value.records) this.add(record);
				pages -= 1;
				if (pages === 0) return success(undefined);
			}
		}
		return success(undefined);
	}

	private async readDays(starts: readonly Moment[], margin: number): Promise<Outcome<void>> {
		for (const days of windowsAround(starts.map(dayOfMoment), margin)) {
			const request = this.dialect.appointments.list({
				days,
				includeDeleted: true,
				includeDetails: this.wish.details,
			});
			if (!request.ok) return request;
			const list = await this.client.list(request.value.plan);
			if (!list.ok) return list;
			for (const record of list.value.records) this.add(record);
		}
		return success(undefined);
	}

	private add(record: JsonObject): void {
		this.byId.set(String(record.id), record);
		const externalId = this.externalIdOf(record);
		if (externalId === null) return;
		const others = this.byExternalId.get(externalId) ?? [];
		const isNew = others.every(({ id }) => String(id) !== String(record.id));
		if (isNew) this.byExternalId.set(externalId, [...others, record]);
	}

	private externalIdOf(record: JsonObject): string | null {
		const { appointments } = this.dialect;
		const { fields } = this.wish;
		if (!fields) return appointments.externalId(record);
		const values = appointments.customFields?.valuesIn(record) ?? [];
		return values.find(({ id, value }) => fields.has(id) && value !== '')?.value ?? null;
	}
}

/**
 * The days around some days, as few spans as cover them: those far apart are read by themselves, and
 * not all the years between.
 *
 * @param days `YYYY-MM-DD`, in any order
 * @param gap days between two spans that are read along with them
 */
export function windowsAround(days: readonly string[], margin: number, gap = 0): DateRange[] {
	const windows: DateRange[] = [];
	for (const day of [...new Set(days)].sort()) {
		const window = { from: daysLater(day, -margin), to: daysLater(day, margin) };
		const last = windows.at(-1);
		if (last && window.from <= daysLater(last.to, 1 + gap)) last.to = window.to;
		else windows.push(window);
	}
	return windows;
}

/** The day of a moment; of an instant, its day in UTC, which is at most one off the practice's. */
function dayOfMoment(moment: Moment): string {
	return moment.kind === 'wall'
		? moment.wall.slice(0, 10)
		: DateTime.fromMillis(moment.epochMs, { zone: 'utc' }).toFormat('yyyy-MM-dd');
}
