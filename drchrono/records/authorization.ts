import { DateTime } from 'luxon';

import type { Json, JsonObject } from '../client/request';

/** Which prior authorizations are wanted. */
export interface AuthorizationQuery {
	patient?: string;
	provider?: string;
}

/** When an authorization needs somebody's attention. */
export interface AttentionRule {
	/** Days before its end. */
	days: number;
	/** Visits left. */
	visits: number;
}

/** How much of an authorization is left. */
export interface Standing {
	/** Whole days until its last day, 0 on that day itself; `null` if it has no end. */
	days_left: number | null;
	expired: boolean;
	expires_soon: boolean;
	/** `null` if it is not bound to a number of visits. */
	visits_left: number | null;
	visits_low: boolean;
	/** In words, why somebody should look at it; empty if nobody need. */
	attention: string[];
}

/**
 * What is left of an authorization. An expired one says nothing about soon or low: it is over.
 *
 * @param today `YYYY-MM-DD` in the practice's calendar
 */
export function standingOf(record: JsonObject, rule: AttentionRule, today: string): Standing {
	const daysLeft = daysUntil(record.end_date, today);
	const visits = wholeOf(record.visits_remaining);
	const expired = daysLeft === null ? record.expired === true : daysLeft < 0;
	const expiresSoon = !expired && daysLeft !== null && daysLeft <= rule.days;
	const visitsLow = !expired && visits !== null && visits <= rule.visits;
	return {
		days_left: daysLeft,
		expired,
		expires_soon: expiresSoon,
		visits_left: visits,
		visits_low: visitsLow,
		attention: [
			...(expired ? ['expired'] : []),
			...(expiresSoon ? [`${daysLeft} days left`] : []),
			...(visitsLow ? [`${visits} visits left`] : []),
		],
	};
}

function daysUntil(end: Json | undefined, today: string): number | null {
	if (typeof end !== 'string' || end === '') return null;
	const last = DateTime.fromISO(end.slice(0, 10), { zone: 'utc' });
	const days = last.diff(DateTime.fromISO(today, { zone: 'utc' }), 'days').days;
	return Number.isFinite(days) ? Math.round(days) : null;
}

function wholeOf(value: Json | undefined): number | null {
	const number = typeof value === 'string' && value !== '' ? Number(value) : value;
	return typeof number === 'number' && Number.isInteger(number) ? number : null;
}
