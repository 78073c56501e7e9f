import { DateTime } from 'luxon';

import { hundredths } from './vitalUnits';

/** One value of one vital, and when it was taken. */
export interface Point {
	/** ISO 8601, of all points with a zone or of all without. */
	at: string;
	value: number;
}

/** How a vital went over a span. */
export interface Trend {
	count: number;
	first: number;
	first_at: string;
	last: number;
	last_at: string;
	min: number;
	max: number;
	mean: number;
	/** The last less the first. */
	change: number;
	/** Of the straight line that lies closest to all points; `null` where they are of one moment. */
	slope_per_30_days: number | null;
}

const SPAN_MS = 30 * 86_400_000;

/** The trend of some points in any order; `undefined` without any. Times that are none are left out. */
export function trendOf(points: readonly Point[]): Trend | undefined {
	const sorted = points
		.map((point) => ({ ...point, ms: DateTime.fromISO(point.at, { zone: 'utc' }).toMillis() }))
		.filter(({ ms, value }) => Number.isFinite(ms) && Number.isFinite(value))
		.sort((one, other) => one.ms - other.ms);
	const first = sorted[0];
	const last = sorted.at(-1);
	if (!first || !last) return undefined;
	const values = sorted.map(({ value }) => value);
	const slope = slopeOf(sorted.map(({ ms, value }) => [(ms - first.ms) / SPAN_MS, value]));
	return {
		count: sorted.length,
		first: first.value,
		first_at: first.at,
		last: last.value,
		last_at: last.at,
		min: Math.min(...values),
		max: Math.max(...values),
		mean: hundredths(meanOf(values)),
		change: hundredths(last.value - first.value),
		slope_per_30_days: slope === undefined ? null : hundredths(slope),
	};
}

/** Ordinary least squares; `undefined` where all points stand above one another. */
function slopeOf(points: ReadonlyArray<readonly [x: number, y: number]>): number | undefined {
	const meanX = meanOf(points.map(([x]) => x));
	const meanY = meanOf(points.map(([, y]) => y));
	let along = 0;
	let spread = 0;
	for (const [x, y] of points) {
		along += (x - meanX) * (y - meanY);
		spread += (x - meanX) ** 2;
	}
	return spread === 0 ? undefined : along / spread;
}

function meanOf(values: readonly number[]): number {
	return values.reduce((sum, value) => sum + value, 0) / values.length;
}
