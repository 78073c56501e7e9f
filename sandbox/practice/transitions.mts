import type { Random } from './random.mts';
import { DAY, HOUR, type Local, MINUTE } from './wallclock.mts';

/**
 * What happened to an appointment so far, kept small because there are many: at `times[0]` it was
 * made, with an empty status; at `times[i]` it came to the `i`-th status of its path.
 */
export interface History {
	path: Path;
	times: readonly Local[];
}

/** One change of an appointment's status. */
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

/** The history of a visit up to `now`: steps that lie ahead have not happened yet. */
export function historyOf(
	random: Random,
	created: Local,
	start: Local,
	minutes: number,
	walkIn: boolean,
	now: Local,
): History {
	let path = SEEN;
	if (!walkIn) {
		let left = random.below(TOTAL);
		path = PATHS.find(([share]) => (left -= share) < 0)?.[1] ?? [];
	}
	const times = [created];
	const end = start + minutes * MINUTE;
	let at = created;
	for (const [, when] of path) {
		const wanted = Math.floor(WHEN[when](random, created, start, end));
		at = Math.max(at + random.between(40, 110), wanted);
		if (at > now) break;
		times.push(at);
	}
	return { path, times };
}

const statusAt = ({ path }: History, step: number) => path[step - 1]?.[0] ?? '';

/** The history of what was only made, and never touched again. */
export function untouched(created: Local): History {
	return { path: [], times: [created] };
}

export function currentStatus(history: History): string {
	return statusAt(history, history.times.length - 1);
}

/** When the status last changed. */
export function lastChange({ times }: History): Local {
	return times[times.length - 1] ?? 0;
}

/**
 * Every change; the first leads from "" to "" at creation, as the server records it (wire.md 3.4),
 * the last to the current status.
 */
export function transitionsOf(history: History): Transition[] {
	return history.times.map((at, step) => ({
		at,
		from: step === 0 ? '' : statusAt(history, step - 1),
		to: statusAt(history, step),
	}));
}

/** How long before a visit it was booked: many within days, some months ahead. */
export function leadTime(random: Random): number {
	return Math.floor(-Math.log(1 - random.float() * 0.98) * 16 * DAY);
}
