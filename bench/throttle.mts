/**
 * What the throttle's settings do: hours of work of many practices under one API application,
 * from one or many n8n processes, on a virtual clock. No network, no real time.
 */
import type { Lane } from '../drchrono/client/request.ts';
import {
	CountingServer,
	HOUR,
	MINUTE,
	Process,
	throttleOn,
} from '../test/client/throttle-world.ts';
import { VirtualClock } from '../test/client/virtual-clock.ts';

/** Full hours that are looked at, after one in which the work starts. */
const HOURS = 2;
const QUOTA = 500;

/** What each practice has done, per hour. */
const LOAD = { bookings: 1, polls: 4, reads: 2, exportCalls: 60 } as const;

/** A poll does without its turn rather than wait; whoever reads a report waits up to an hour. */
const PATIENCE_MS = { poll: 5_000, read: HOUR } as const;

interface Setting {
	/** n8n processes that share the application. */
	processes: number;
	/** What the credential says about that. */
	told: number;
	practices: number;
	/** Calls of an hour that bulk work leaves to others. */
	reserve: number;
}

interface Result extends Setting {
	'quota used': string;
	'429s/hour': number;
	bookings: number;
	'median wait': string;
	'p99 wait': string;
	'polls skipped': string;
}

const SETTINGS: readonly Setting[] = [
	...[1, 7, 50, 500].map((practices) => ({ processes: 1, told: 1, practices, reserve: 40 })),
	...[0, 100, 250].map((reserve) => ({ processes: 1, told: 1, practices: 50, reserve })),
	...[3, 10, 50].flatMap((processes) =>
		[processes, 1].map((told) => ({ processes, told, practices: 50, reserve: 40 })),
	),
	...[200, 1].map((told) => ({ processes: 200, told, practices: 200, reserve: 40 })),
	{ processes: 200, told: 200, practices: 500, reserve: 40 },
];

/** Repeatable numbers in [0, 1), evenly spread. */
function diceOf(seed: number): () => number {
	let state = seed;
	return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/** Works through the load of all practices and says what came of it. */
async function simulate(setting: Setting): Promise<Result> {
	const dice = diceOf(20_261_122);
	const start = Date.UTC(2026, 10, 22, 14, 20);
	const end = start + 40 * MINUTE + HOURS * HOUR;
	const clock = new VirtualClock(start);
	const server = new CountingServer(clock);
	const team = Array.from({ length: setting.processes }, (_, index) => {
		const settings = { processes: setting.told, reservePerHour: setting.reserve };
		return new Process(clock, server, throttleOn(clock, settings, {}, index + 1));
	});
	/** In queue mode any worker may take any job. */
	const anyone = () => team[Math.floor(dice() * team.length)]!;
	const delays = () => ({ there: 20 + dice() * 60, back: 50 + dice() * 400 });
	const deliver = async (lane: Lane, waitAtMostMs?: number) =>
		await anyone().deliver({ lane, waitAtMostMs, delays: delays() });

	const waits: Array<() => number> = [];
	let polls = 0;
	let skipped = 0;
	const book = async () => {
		const asked = clock.now();
		let sent: number | undefined;
		waits.push(() => (sent ?? end) - asked);
		sent = (await deliver('booking')).sent;
	};
	const poll = async () => {
		polls++;
		if ((await deliver('trigger', PATIENCE_MS.poll)).failure !== undefined) skipped++;
	};
	/** One page after the other; the next export starts when its time has come and this one is done. */
	const exportHourly = async (first: number) => {
		for (let due = first; due < end; due += HOUR) {
			await clock.pause(due - clock.now());
			for (let page = 0; page < LOAD.exportCalls; page++) await deliver('bulk');
		}
	};
	const often = (perHour: number, job: () => unknown) => {
		const times = Math.round(((end - start) / HOUR) * perHour);
		for (let i = 0; i < times; i++) clock.at(start + dice() * (end - start), () => void job());
	};
	for (let practice = 0; practice < setting.practices; practice++) {
		often(LOAD.bookings, book);
		often(LOAD.polls, poll);
		often(LOAD.reads, () => deliver('read', PATIENCE_MS.read));
		void exportHourly(start + dice() * HOUR);
	}
	await clock.run(end);

	const firstHour = Math.ceil(start / HOUR);
	const used = [...server.perWindow()].filter(([hour]) => hour >= firstHour);
	const calls = used.reduce((sum, [, calls]) => sum + calls, 0);
	const waited = waits.map((wait) => wait()).sort((one, other) => one - other);
	return {
		...setting,
		'quota used': percent(calls / (QUOTA * HOURS)),
		'429s/hour': Math.round((server.refusals / ((end - start) / HOUR)) * 10) / 10,
		bookings: waited.length,
		'median wait': duration(waited[Math.floor(waited.length * 0.5)] ?? 0),
		'p99 wait': duration(waited[Math.floor(waited.length * 0.99)] ?? 0),
		'polls skipped': percent(skipped / polls),
	};
}

function percent(share: number): string {
	return `${(share * 100).toFixed(1)} %`;
}

function duration(ms: number): string {
	return ms < MINUTE ? `${(ms / 1000).toFixed(1)} s` : `${(ms / MINUTE).toFixed(0)} min`;
}

const began = performance.now();
console.log(
	`Each practice and hour: ${LOAD.bookings} booking, ${LOAD.polls} polls, ${LOAD.reads} reads, an export of ${LOAD.exportCalls} calls; ${QUOTA} calls an hour in all.`,
);
const results: Result[] = [];
for (const setting of SETTINGS) results.push(await simulate(setting));
console.table(results);
console.log(`${((performance.now() - began) / 1000).toFixed(1)} s`);
