import { success, type Outcome } from '../../drchrono/client/outcome';
import type { DateRange } from '../../drchrono/client/ranges';
import { todayIn } from '../../drchrono/time/days';
import { systemClock } from './clock';
import { dayHint, daysOf, isRelative, type DayChoice } from './dayRange';
import type { Session } from './session';

/** The days of a list, and what the person should know about them. */
export interface Days {
	days?: DateRange;
	hints: string[];
}

/**
 * The days as they were when the list began, or as the choice has them now. A choice that depends on the
 * day may cost a look-up of the practice's zone.
 *
 * @param begun what a continuation token carries
 */
export async function daysFor(
	{ zones }: Session,
	choice: DayChoice,
	providers: readonly string[],
	begun?: { days?: DateRange },
): Promise<Outcome<Days>> {
	if (begun) return success({ days: begun.days, hints: [] });
	if (!isRelative(choice)) return success({ days: daysOf(choice, ''), hints: [] });
	const zone = await zones.ofPractice(providers.length === 1 ? providers[0] : undefined);
	if (!zone.ok) return zone;
	const days = daysOf(choice, todayIn(zone.value, systemClock.now()));
	return success({ days, hints: days ? dayHint(choice, days) : [] });
}
