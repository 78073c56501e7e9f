import type { INode, INodeProperties } from 'n8n-workflow';

import { success, type Outcome } from '../../../drchrono/client/outcome';
import type { DateRange } from '../../../drchrono/client/ranges';
import type { AppointmentQuery } from '../../../drchrono/records/appointment';
import { todayIn } from '../../../drchrono/time/days';
import type { Moment } from '../../../drchrono/time/moment';
import { systemClock } from '../../shared/clock';
import {
	dayChoiceOf,
	dayHint,
	dayRangeProperties,
	daysOf,
	FROM_DAY,
	isRelative,
	TO_DAY,
	type DayChoice,
} from '../../shared/dayRange';
import type { Parameters } from '../../shared/parameters';
import type { Session } from '../../shared/session';
import { changedSinceOf } from './filters';

/** Versions of the node; workflows keep the one they were saved with. */
export const VERSIONS = [1, 1.1];

/** From here on *When* names the days, and breaks are left out unless they are wanted. */
const WITH_DAY_NAMES = 1.1;

/** The days of a list: by name, and in the node's first version as two days alone. */
export const WHEN: INodeProperties[] = [
	...dayRangeProperties({
		what: 'Days of the appointments',
		anyDay: "Whatever its day; only with the filter 'Changed Since'",
	}).map((property) => shownIn({ gte: WITH_DAY_NAMES }, property)),
	...[FROM_DAY, TO_DAY].map((property) => shownIn({ lt: WITH_DAY_NAMES }, property)),
];

function shownIn(versions: { gte: number } | { lt: number }, property: INodeProperties) {
	const show = { ...property.displayOptions?.show, '@version': [{ _cnd: versions }] };
	return { ...property, displayOptions: { show } } as INodeProperties;
}

/** Whether *Include Breaks* is on: in the node's first version breaks came along unasked. */
export function breaksAreWanted({ typeVersion }: INode, includeBreaks: unknown): boolean {
	return typeof includeBreaks === 'boolean' ? includeBreaks : typeVersion < WITH_DAY_NAMES;
}

/** What a list was begun with; a continuation token carries it, as *Today* is another day tomorrow. */
export type Terms = { days?: DateRange; changedSince?: Moment } | undefined;

type TermsFound = Pick<AppointmentQuery, 'days' | 'changedSince' | 'zoneOf'> & { hints: string[] };

/** Days and *Changed Since* of a list: those it was begun with, or as the panel has them now. */
export async function termsFor(
	session: Session,
	parameters: Parameters,
	{ providers = [] }: AppointmentQuery,
	begun: Terms,
): Promise<Outcome<TermsFound>> {
	const terms = begun
		? success({ ...begun, hints: goesOn(begun) })
		: await freshTerms(session, parameters, providers);
	if (!terms.ok) return terms;
	const { changedSince } = terms.value;
	// Stamps of v4 are wall times of their provider, so an instant is compared in each one's zone.
	const isCompared =
		changedSince !== undefined && session.dialect.appointments.needsZone(changedSince);
	const zoneOf = isCompared ? await session.zones.lookup() : success(undefined);
	return zoneOf.ok ? success({ ...terms.value, zoneOf: zoneOf.value }) : zoneOf;
}

async function freshTerms(
	session: Session,
	parameters: Parameters,
	providers: readonly string[],
): Promise<Outcome<TermsFound>> {
	const choice = dayChoiceOf(parameters);
	if (!choice.ok) return choice;
	const changedSince = await changedSinceOf(session, parameters);
	if (!changedSince.ok) return changedSince;
	const days = await daysNow(session, choice.value, providers);
	if (!days.ok) return days;
	const hints = days.value ? dayHint(choice.value, days.value) : [];
	return success({ days: days.value, changedSince: changedSince.value, hints });
}

/** The days of a choice today, in the practice's calendar or that of the one provider asked for. */
export async function daysNow(
	{ zones }: Session,
	choice: DayChoice,
	providers: readonly string[],
): Promise<Outcome<DateRange | undefined>> {
	if (!isRelative(choice)) return success(daysOf(choice, ''));
	const zone = await zones.ofPractice(providers.length === 1 ? providers[0] : undefined);
	return zone.ok ? success(daysOf(choice, todayIn(zone.value, systemClock.now()))) : zone;
}

function goesOn({ days }: NonNullable<Terms>): string[] {
	return days ? [`Goes on with the days it was begun with: ${days.from} to ${days.to}.`] : [];
}
