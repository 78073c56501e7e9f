import type { INodeProperties, INodePropertyOptions } from 'n8n-workflow';

import type { Failure } from '../../drchrono/client/failure';
import { failed, success, type Outcome } from '../../drchrono/client/outcome';
import type { DateRange } from '../../drchrono/client/ranges';
import { daysNamed, isDaysName, type DaysName } from '../../drchrono/time/days';
import type { Parameters } from './parameters';

/** What *When* stands at for a list that looks ahead. */
const USUAL: DaysName = 'next7Days';

const NAMED: ReadonlyArray<INodePropertyOptions & { value: DaysName }> = [
	{ name: 'Last 30 Days', value: 'last30Days', description: 'Today and the 30 days before it' },
	{ name: 'Last 7 Days', value: 'last7Days', description: 'Today and the seven days before it' },
	{ name: 'Last 90 Days', value: 'last90Days', description: 'Today and the 90 days before it' },
	{ name: 'Last Month', value: 'lastMonth' },
	{ name: 'Last Week', value: 'lastWeek', description: 'Sunday to Saturday of the week before' },
	{ name: 'Next 30 Days', value: 'next30Days', description: 'Today and the 30 days after it' },
	{ name: 'Next 7 Days', value: 'next7Days', description: 'Today and the seven days after it' },
	{ name: 'Next Month', value: 'nextMonth' },
	{ name: 'Next Week', value: 'nextWeek', description: 'Sunday to Saturday of the week after' },
	{ name: 'This Month', value: 'thisMonth' },
	{ name: 'This Week', value: 'thisWeek', description: 'Sunday to Saturday of this week' },
	{ name: 'Today', value: 'today' },
	{ name: 'Tomorrow', value: 'tomorrow' },
	{ name: 'Yesterday', value: 'yesterday' },
];

const CUSTOM: INodePropertyOptions = {
	name: 'Custom Range',
	value: 'custom',
	description: 'The days given below',
};

/** How *When* is offered. */
interface DayRangeWish {
	/** What is looked at, for the description, e.g. `Days of the appointments`. */
	what: string;
	/** What it stands at. */
	usual?: DaysName;
	/** Offers all days as well; says when that is possible. */
	anyDay?: string;
}

/** *When*, a span of days by its name, and *From Day* and *To Day* for any other. */
export function dayRangeProperties(wish: DayRangeWish): INodeProperties[] {
	const { what, usual = USUAL, anyDay } = wish;
	const any = anyDay === undefined ? [] : [{ name: 'Any Day', value: 'any', description: anyDay }];
	const options = [...NAMED, CUSTOM, ...any].sort((one, other) =>
		one.name.localeCompare(other.name, 'en'),
	);
	return [
		{
			displayName: 'When',
			name: 'when',
			type: 'options',
			options,
			default: usual,
			description: `${what}, in the practice's calendar`,
		},
		...[FROM_DAY, TO_DAY].map((day) => ({
			...day,
			displayOptions: { show: { when: ['custom'] } },
		})),
	];
}

/** First day of a span that has no name. */
export const FROM_DAY: INodeProperties = {
	displayName: 'From Day',
	name: 'from',
	type: 'dateTime',
	default: '',
	description:
		"First day wanted, in the practice's calendar; its time does not count. Without days, today and the next seven are read.",
};

/** Last day of a span that has no name. */
export const TO_DAY: INodeProperties = {
	displayName: 'To Day',
	name: 'to',
	type: 'dateTime',
	default: '',
	description:
		"Last day wanted, in the practice's calendar. Without it, the first day alone is read.",
};

/** The days as a person chose them: plain JSON that is the same whenever it is looked at. */
export type DayChoice = { named: DaysName; untold?: true } | DateRange | { any: true };

/** The choice in a panel. A panel without *When* has the two days alone. */
export function dayChoiceOf(parameters: Parameters): Outcome<DayChoice> {
	const when = parameters.raw('when');
	if (when === 'any') return success({ any: true });
	if (isDaysName(when)) return success({ named: when });
	if (when !== undefined && when !== null && when !== '' && when !== 'custom') {
		return failed(notNamed());
	}
	const from = parameters.day('from', 'From Day');
	if (!from.ok) return from;
	const to = parameters.day('to', 'To Day');
	if (!to.ok) return to;
	if (from.value === undefined) {
		return to.value === undefined ? success({ named: USUAL, untold: true }) : failed(noStart());
	}
	const last = to.value ?? from.value;
	return last < from.value ? failed(endBeforeStart()) : success({ from: from.value, to: last });
}

/** Whether the days of a choice depend on the day on which it is looked at. */
export function isRelative(choice: DayChoice): choice is Extract<DayChoice, { named: DaysName }> {
	return 'named' in choice;
}

/**
 * The days of a choice, both ends included; none for any day.
 *
 * @param today `YYYY-MM-DD` in the practice's calendar
 */
export function daysOf(choice: DayChoice, today: string): DateRange | undefined {
	if ('any' in choice) return undefined;
	return isRelative(choice) ? daysNamed(choice.named, today) : choice;
}

/** Says which days a word came to. */
export function dayHint(choice: DayChoice, range: DateRange): string[] {
	if (!isRelative(choice)) return [];
	const { from, to } = range;
	const days = from === to ? `${from} was` : `${from} to ${to} were`;
	const label = NAMED.find(({ value }) => value === choice.named)?.name ?? '';
	return choice.untold
		? [`No days were given, so ${days} read.`]
		: [`'When' is ${label}, so ${days} read.`];
}

function notNamed(): Failure {
	return {
		kind: 'invalid-input',
		sentence: "'When' names no days that this node knows",
		advice: "Choose from the list, or 'Custom Range' and its days. Nothing was sent.",
		field: 'When',
	};
}

function endBeforeStart(): Failure {
	return {
		kind: 'invalid-input',
		sentence: "'To Day' is before 'From Day'",
		advice: 'Swap or correct them. Nothing was sent.',
		field: 'To Day',
	};
}

function noStart(): Failure {
	return {
		kind: 'invalid-input',
		sentence: "'From Day' is empty although 'To Day' is set",
		advice: 'Fill in both. Nothing was sent.',
		field: 'From Day',
	};
}
