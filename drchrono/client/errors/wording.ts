import { DateTime } from 'luxon';
import { AREAS } from '../connection';
import type { Failure } from '../failure';
import type { Area } from '../request';
import { PERMISSION_OF_AREA } from './gates';
import { SITUATIONS, type Situation } from './sentences';

/** What is known about a failure besides its situation. */
export type Facts = Pick<Failure, 'route' | 'status' | 'retryAt' | 'conflictsWith'>;

/**
 * Puts a situation into words, as plain data.
 *
 * @param area of the practice that the request belongs to, for the situations that name it
 */
export function failureOf(situation: Situation, facts: Facts = {}, area?: Area): Failure {
	const { kind, sentence, advice } = SITUATIONS[situation];
	const slots = {
		route: facts.route,
		area: area && AREAS[area],
		permission: area && PERMISSION_OF_AREA[area],
		record: facts.conflictsWith,
		when: facts.retryAt === undefined ? undefined : utc(facts.retryAt),
	};
	return tidy({ kind, sentence: fill(sentence, slots), advice: fill(advice, slots), ...facts });
}

/** Fills the slots of a text. A slot without a value becomes "this". */
export function fill(text: string, slots: Readonly<Record<string, string | undefined>>): string {
	return text.replace(/\{(\w+)\}/g, (_, slot: string) => slots[slot] ?? 'this');
}

/** Leaves out what is not known, so that failures compare as data. */
export function tidy(failure: Failure): Failure {
	const known = Object.entries(failure).filter(([, value]) => value !== undefined);
	return Object.fromEntries(known) as unknown as Failure;
}

/** Rounded up to the second, so that nobody comes too early. */
function utc(instant: number): string {
	const second = Math.ceil(instant / 1000);
	return DateTime.fromSeconds(second, { zone: 'utc' }).toISO({ suppressMilliseconds: true }) ?? '';
}
