import type { Random } from './random.mts';
import { DAY, type Day, HOUR, type Local, MINUTE, dayOf, isClosed } from './wallclock.mts';

/** The first day from `day` on which the practice is open. */
export function workday(day: Day): Day {
	let open = day;
	while (isClosed(open)) open++;
	return open;
}

/** Some time of a working day from `day` on. */
export function officeMoment(random: Random, day: Day): Local {
	return workday(day) * DAY + random.between(8 * HOUR, 17 * HOUR);
}

/** Some time in office hours within about `hours` hours of `from`, never before it nor after `now`. */
export function soonAfter(random: Random, from: Local, hours: number, now: Local): Local {
	const wanted = from + random.between(1, hours) * HOUR;
	const inHours = officeMoment(random, dayOf(wanted));
	return Math.min(now, Math.max(from + random.between(1, 40) * MINUTE, inHours));
}
