import type { Random } from './random.mts';
import { DAY, HOUR, type Local, MINUTE } from './wallclock.mts';

/** One change of an appointment's status: when, and to what. */
export interface Transition {
	at: Local;
	from: string;
	to: string;
}

type Anchor =
	| 'booked'
	| 'reminded'
	| 'arrives'
	| 'roomed'
	| 'seen'
	| 'done'
	| 'calledOff'
	| 'missed';

/** When a step happens, by the visit's own times. */
const WHEN: Record<Anchor, (random: Random, created: Local, start: Local, end: Local) => Local> = {
	booked: (random, created) => created + random.between(1, 6) * HOUR,
	reminded: (random, _, start) => start - random.between(20, 52) * HOUR,
	arrives: (random, _, start) => start - random.between(-8, 18) * MINUTE,
	roomed: (random, _, start) => start + random.between(0, 12) * MINUTE,
	seen: (random, _, start) => start + random.between(4, 18) * MINUTE,
	done: (random, _, __, end) => end + random.between(-4, 20) * MINUTE,
	calledOff: (random, created, start) =>
		created + (start - created) * (0.1 + random.float() * 0.88),
	missed: (random, _, start) => start + random.between(20, 55) * MINUTE,
};

type Path = readonly (readonly [status: string, when: Anchor])[];

const SEEN: Path = [
	['Checked In', 'arrives'],
	['In Room', 'roomed'],
	['In Session', 'seen'],
	['Complete', 'done'],
];

/** The ways through a visit, with how often each is taken (per thousand). */
const PATHS: readonly (readonly [number, Path])[] = [
	[330, [['Confirmed', 'reminded'], ...SEEN]],
	[100, SEEN],
	[160, [['Confirmed', 'booked'], ...SEEN]],
	[
		80,
		[
			['Confirmed', 'reminded'],
			['Arrived', 'arrives'],
			['Complete', 'done'],
		],
	],
	[60, [['Not Confirmed', 'reminded'], ...SEEN]],
	[
		50,
		[
			['Confirmed', 'reminded'],
			['Checked In Online', 'arrives'],
			['In Session', 'seen'],
			['Complete', 'done'],
		],
	],
	[
		28,
		[
			['Not Confirmed', 'reminded'],
			['No Show', 'missed'],
		],
	],
	[26, [['No Show', 'missed']]],
	[
		14,
		[
			['Confirmed', 'reminded'],
			['No Show', 'missed'],
		],
	],
	[60, [['Cancelled', 'calledOff']]],
	[
		22,
		[
			['Confirmed', 'booked'],
			['Cancelled', 'calledOff'],
		],
	],
	[4, [['Confirmed', 'booked'], ['Cancelled', 'calledOff'], ['Confirmed', 'reminded'], ...SEEN]],
	[34, [['Rescheduled', 'calledOff']]],
	[
		8,
		[
			['Checked In', 'arrives'],
			['Left Without Being Seen', 'missed'],
		],
	],
	[
		6,
		[
			['Confirmed', 'reminded'],
			['Checked In', 'arrives'],
		],
	],
	[18, []],
];

/** The status that the practice has defined itself. */
export const CUSTOM_STATUSES: readonly string[] = ['Left Without Being Seen'];

/** Statuses of a visit that did not and will not take place. */
export const CALLED_OFF: readonly string[] = ['Cancelled', 'Rescheduled', 'No Show'];

const TOTAL = PATHS.reduce((sum, [share]) => sum + share, 0);
const COMPLETE: Path = SEEN;

/**
 * The history of a visit up to `now`; its first row leads from "" to "" at creation, as the server
 * records it (wire.md 3.4), its last row to the current status. Steps that lie ahead have not
 * happened yet.
 */
export function history(
	random: Random,
	visit: { created: Local; start: Local; minutes: number; walkIn: boolean; now: Local },
): Transition[] {
	const { created, start, now } = visit;
	let path = COMPLETE;
	if (!visit.walkIn) {
		let left = random.below(TOTAL);
		path = PATHS.find(([share]) => (left -= share) < 0)?.[1] ?? [];
	}
	const transitions: Transition[] = [{ at: created, from: '', to: '' }];
	let at = created;
	let from = '';
	for (const [to, when] of path) {
		const wanted = Math.floor(WHEN[when](random, created, start, start + visit.minutes * MINUTE));
		at = Math.max(at + random.between(40, 110), wanted);
		if (at > now) break;
		transitions.push({ at, from, to });
		from = to;
	}
	return transitions;
}

/** How long before a visit it was booked: many within days, some months ahead. */
export function leadTime(random: Random): number {
	return Math.floor(-Math.log(1 - random.float() * 0.98) * 16 * DAY);
}
