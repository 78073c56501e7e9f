/** What is known about the server's clock: its lead over ours lies between two bounds. */
export interface Lead {
	readonly least: number;
	readonly most: number;
	/** When this was known. */
	readonly asOf: number;
}

/** The `Date` of an answer, with the instants between which it was written. All in milliseconds. */
export interface Sighting {
	sentAt: number;
	answeredAt: number;
	date: number;
}

/** How far a host's clock is trusted before the first `Date`. */
const TRUST_MS = 5_000;

/** `Date` has whole seconds. */
const DATE_STEP_MS = 1_000;

/** Between the machine that writes `Date` (v4 stands behind Cloudflare) and the one that counts. */
const SKEW_MS = 250;

/** Two ordinary quartz clocks part by less than this share of the time that passes. */
const DRIFT = 0.0002;

/** Before any answer: the host's clock, give or take. */
export function untold(now: number): Lead {
	return { least: -TRUST_MS, most: TRUST_MS, asOf: now };
}

/** The bounds as they are at `now`: wider, because clocks drift apart. */
export function drifted(lead: Lead, now: number): Lead {
	const drift = Math.max(0, now - lead.asOf) * DRIFT;
	return { least: lead.least - drift, most: lead.most + drift, asOf: Math.max(lead.asOf, now) };
}

/**
 * What an answer's `Date` adds. It was written between sending and answer, and stands for any
 * instant within its second; both together bound the lead, and each sighting narrows the bounds.
 * One that contradicts them means that a clock was set: then it alone holds.
 */
export function learn(known: Lead, { sentAt, answeredAt, date }: Sighting): Lead {
	const before = drifted(known, answeredAt);
	const seen = {
		least: date - answeredAt - SKEW_MS,
		most: date + DATE_STEP_MS - sentAt + SKEW_MS,
		asOf: answeredAt,
	};
	const least = Math.max(before.least, seen.least);
	const most = Math.min(before.most, seen.most);
	return least <= most ? { least, most, asOf: answeredAt } : seen;
}
