import { DateTime } from 'luxon';
import type { Failure } from '../client/failure';
import { failed, success, type Outcome } from '../client/outcome';

/**
 * A point in time as a person gave it: an instant where a zone came with it, otherwise a wall-clock
 * time whose zone the practice knows.
 */
export type Moment =
	| { kind: 'instant'; epochMs: number }
	| { kind: 'wall'; wall: string /* YYYY-MM-DDTHH:MM:SS */ };

const WALL_FORMAT = "yyyy-MM-dd'T'HH:mm:ss";
const ISO_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d+)?)?(.*)$/;
const ZONE_SUFFIX = /^(Z|[+-]\d{2}(:?\d{2})?)$/i;
const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/;

/**
 * Reads a date with a time: ISO 8601 text with or without zone, a `Date`, or luxon's `DateTime`
 * (what n8n's `$now` is).
 *
 * @param label the field's name on the panel, for the sentence
 */
export function momentOf(input: unknown, label: string): Outcome<Moment> {
	if (input instanceof Date && !Number.isNaN(input.getTime())) {
		return success({ kind: 'instant', epochMs: input.getTime() });
	}
	if (isDateTime(input)) return success({ kind: 'instant', epochMs: input.toMillis() });

	const text = typeof input === 'string' ? input.trim() : '';
	if (text === '') return failed(wrong(label, 'is empty'));
	const match = ISO_TIME.exec(text);
	if (!match) {
		const reason = ISO_DATE.test(text) ? 'has a date but no time' : 'is not a date with a time';
		return failed(wrong(label, reason));
	}
	const zone = (match[3] ?? '').trim();
	if (zone !== '' && !ZONE_SUFFIX.test(zone))
		return failed(wrong(label, 'is not a date with a time'));

	const read = DateTime.fromISO(text.replace(' ', 'T').replace(/\s+/g, ''), {
		setZone: zone !== '',
		zone: 'utc',
	});
	if (!read.isValid) return failed(wrong(label, 'names a day or time that does not exist'));
	if (zone !== '') return success({ kind: 'instant', epochMs: read.toMillis() });
	return success({ kind: 'wall', wall: read.toFormat(WALL_FORMAT) });
}

/**
 * Reads a calendar day: `YYYY-MM-DD`, or anything `momentOf` reads, of which the day counts as it
 * is written.
 */
export function dayOf(input: unknown, label: string): Outcome<string> {
	if (isDateTime(input)) return success(input.toFormat('yyyy-MM-dd'));
	if (input instanceof Date && !Number.isNaN(input.getTime())) {
		return success(input.toISOString().slice(0, 10));
	}
	const day = typeof input === 'string' ? input.trim().slice(0, 10) : '';
	if (!ISO_DATE.test(day) || !DateTime.fromISO(day, { zone: 'utc' }).isValid) {
		return failed({
			...wrong(label, 'is not a day of the calendar'),
			advice: `Give '${label}' as a day such as 2026-04-15. Nothing was sent.`,
		});
	}
	return success(day);
}

/** The wall-clock time of a moment in a zone: `YYYY-MM-DDTHH:MM:SS`. A wall time stays as it is. */
export function wallTime(moment: Moment, zone: string): string {
	if (moment.kind === 'wall') return moment.wall;
	return DateTime.fromMillis(moment.epochMs, { zone }).toFormat(WALL_FORMAT);
}

/**
 * The instant of a moment in a zone, in milliseconds since the epoch. Of the two instants that a wall
 * time has in the hour that repeats in autumn, the first. A wall time that spring skips is refused.
 */
export function instantOf(moment: Moment, zone: string, label: string): Outcome<number> {
	if (moment.kind === 'instant') return success(moment.epochMs);
	const read = DateTime.fromISO(moment.wall, { zone });
	if (read.toFormat(WALL_FORMAT) !== moment.wall) {
		return failed(wrong(label, `is skipped by the clock change in the zone ${zone}`));
	}
	const earlier = DateTime.fromMillis(read.toMillis() - 3_600_000, { zone });
	const first = earlier.toFormat(WALL_FORMAT) === moment.wall ? earlier : read;
	return success(first.toMillis());
}

/**
 * A wall time of a zone as ISO 8601 with offset, some minutes of real time later; `null` for what is
 * no wall time.
 */
export function isoOfWall(wall: unknown, zone: string, plusMinutes = 0): string | null {
	if (typeof wall !== 'string') return null;
	const read = DateTime.fromISO(wall.replace(' ', 'T'), { zone }).plus({ minutes: plusMinutes });
	return read.isValid ? read.toISO({ suppressMilliseconds: true }) : null;
}

/** Milliseconds since the epoch of an ISO 8601 time with offset; `undefined` for what is none. */
export function millisOf(instant: unknown): number | undefined {
	if (typeof instant !== 'string') return undefined;
	const read = DateTime.fromISO(instant, { zone: 'utc' });
	return read.isValid ? read.toMillis() : undefined;
}

/** An instant given as ISO 8601 with any offset, in a zone's offset; `null` for what is no instant. */
export function isoOfInstant(instant: unknown, zone: string): string | null {
	if (typeof instant !== 'string') return null;
	const read = DateTime.fromISO(instant, { zone });
	return read.isValid ? read.toISO({ suppressMilliseconds: true }) : null;
}

/** An instant as ISO 8601 in UTC, in whole seconds. */
export function isoUtc(epochMs: number): string {
	return DateTime.fromMillis(epochMs, { zone: 'utc' }).toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");
}

/**
 * n8n and this package may each have their own copy of luxon, so `instanceof` would say no to a
 * genuine `DateTime`.
 */
function isDateTime(input: unknown): input is DateTime {
	return DateTime.isDateTime(input) && input.isValid;
}

function wrong(label: string, reason: string): Failure {
	return {
		kind: 'invalid-input',
		sentence: `'${label}' ${reason}`,
		advice: `Give '${label}' as ISO 8601, such as 2026-04-15T14:00 in the practice's time, or 2026-04-15T14:00:00-04:00. Nothing was sent.`,
		field: label,
	};
}
