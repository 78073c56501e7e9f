/* eslint-disable @n8n/community-nodes/no-restricted-globals */
import fc from 'fast-check';

import * as feed from '../../drchrono/changes/feed';
import * as overlap from '../../drchrono/changes/overlap';
import { Reader } from '../../drchrono/changes/reader';
import * as seen from '../../drchrono/changes/seen';
import type { Kept } from '../../drchrono/changes/state';
import * as watermark from '../../drchrono/changes/watermark';
import { systemClock } from '../../nodes/shared/clock';
import { PollProcess } from '../../nodes/shared/pollProcess';
import { TriggerMemory } from '../../nodes/shared/triggerMemory';
import { histories, play, type Event, type History, type Told } from './history';
import type { ModelOptions } from './practice-model';

/** Histories that are played; `HISTORIES=5000 npx jest test/changes/histories` plays more. */
const RUNS = Number(process.env.HISTORIES ?? 60);

/** Any other with `SEED=…`. */
const SEED = Number(process.env.SEED ?? 20261122);

/** Histories in which a seeded defect has to show. */
const RUNS_FOR_DEFECTS = 200;

afterEach(() => jest.restoreAllMocks());

function say(line: string): void {
	process.stdout.write(`${line}\n`);
}

/** What is wrong with an outcome, in words; empty when nothing is. */
function complaints({ times, owed, forbidden, unordered }: Told): string[] {
	return [
		...owed.filter((id) => !times.has(id)).map((id) => `${id} was never told`),
		...[...times]
			.filter(([, count]) => count > 1)
			.map(([id, count]) => `${id} was told ${count} times`),
		...forbidden.filter((id) => times.has(id)).map((id) => `${id} must not be told`),
		...(unordered > 0 ? [`${unordered} batches are not oldest first`] : []),
	];
}

/** Plays histories until one goes wrong. */
async function search(
	numRuns: number,
	arrange: () => void = () => {},
	of: (history: History) => History = (history) => history,
) {
	const sum = { polls: 0, failures: 0, told: 0 };
	const details = await fc.check(
		fc.asyncProperty(histories.map(of), async (history: History) => {
			arrange();
			const outcome = await play(history);
			jest.restoreAllMocks();
			sum.polls += outcome.polls;
			sum.failures += outcome.failures;
			sum.told += outcome.times.size;
			expect(complaints(outcome)).toEqual([]);
		}),
		{ numRuns, seed: SEED, endOnFailure: true },
	);
	return { details, ...sum };
}

test('every appointment is told once, whatever happens', async () => {
	const { details, polls, failures, told } = await search(RUNS);
	say(
		`${details.numRuns} histories, ${polls} polls, ${failures} failed, ${told} appointments told`,
	);
	if (details.failed) throw new Error(fc.defaultReportMessage(details));
	expect(told).toBeGreaterThan(RUNS);
	expect(failures).toBeGreaterThan(0);
}, 3_600_000);

const real = { follow: feed.follow, overlapOf: overlap.overlapOf, pages: Reader.prototype.pages };

/** Defects that other triggers had (n8n.md §2.2), each put in the place of what prevents it. */
const DEFECTS: Record<string, () => void> = {
	'no overlap': () => {
		jest.spyOn(overlap, 'overlapOf').mockReturnValue(0);
	},
	'no overlap for the hour that repeats': () => {
		jest
			.spyOn(overlap, 'overlapOf')
			.mockImplementation((clock, at) =>
				clock.clock === 'utc'
					? real.overlapOf(clock, at)
					: real.overlapOf(clock, at) - overlap.FOLD_MS,
			);
	},
	'no overlap for other zones': () => {
		jest
			.spyOn(overlap, 'overlapOf')
			.mockImplementation(({ clock, zones }, at) =>
				real.overlapOf({ clock, zones: zones.slice(0, 1) }, at),
			);
	},
	'a watermark from the own clock': () => {
		jest.spyOn(watermark, 'advance').mockImplementation(() => systemClock.now());
	},
	'a watermark that believes any stamp': () => {
		jest.spyOn(watermark, 'advance').mockImplementation((before, high) => Math.max(before, high));
	},
	'nothing remembered': () => {
		jest.spyOn(seen, 'isSeen').mockReturnValue(false);
	},
	'everything forgotten after each poll': () => {
		jest.spyOn(seen, 'pruned').mockImplementation((_, { floor }) => ({ seen: {}, floor }));
	},
	'a cursor that moves on although the read did not succeed': () => {
		let memory: TriggerMemory | undefined;
		const load = TriggerMemory.prototype.load;
		jest.spyOn(TriggerMemory.prototype, 'load').mockImplementation(function (this: TriggerMemory) {
			// eslint-disable-next-line @typescript-eslint/no-this-alias
			memory = this;
			return load.call(this);
		});
		jest.spyOn(feed, 'follow').mockImplementation(async (state, parts) => {
			const polled = await real.follow(state, parts);
			if (!polled.ok && memory && state.phase === 'following') {
				const now = overlap.latestStamp(parts.zones, parts.clock.now());
				const moved = { ...state, watermark: now, floor: now };
				memory.save({ ...(load.call(memory) as Kept), feed: moved });
			}
			return polled;
		});
	},
	'the first page alone': () => {
		jest.spyOn(Reader.prototype, 'pages').mockImplementation(async function* (
			this: Reader,
			plan,
			from,
		) {
			for await (const page of real.pages.call(this, plan, from)) {
				yield page.ok ? { ...page, value: { ...page.value, next: null } } : page;
				return;
			}
		});
	},
	'overlapping polls': () => {
		jest.spyOn(PollProcess.prototype, 'of').mockImplementation(() => ({ isBusy: false }));
	},
	"state under the node's name alone": () => {
		jest.spyOn(TriggerMemory.prototype, 'load').mockImplementation(function (this: TriggerMemory) {
			const { own } = this as unknown as { own: { drchrono?: { state: unknown } } };
			return own.drchrono?.state;
		});
	},
};

/** Where a defect can show, so that it need not be looked for elsewhere. */
const NARROWED: Record<string, (history: History) => History> = {
	'no overlap': wall({ zones: ['US/Eastern', 'America/Chicago'] }),
	'no overlap for the hour that repeats': wall({ zones: ['US/Eastern'] }, '2026-11-01T05:40:00Z'),
	'no overlap for other zones': wall({
		zones: ['Pacific/Honolulu', 'America/New_York', 'America/Los_Angeles'],
	}),
	'a watermark that believes any stamp': withEvents({ do: 'futureStamp', which: 0 }),
	'a cursor that moves on although the read did not succeed': withEvents({
		do: 'fault',
		faults: ['status', 'status', 'status', 'status', 'status', 'status'],
	}),
	'overlapping polls': inMemory(withEvents({ do: 'overlappingTicks', after: 130 })),
	"state under the node's name alone": inMemory(withEvents({ do: 'rename' })),
};

/** Histories of v4 in certain zones. */
function wall(model: Partial<ModelOptions>, begins?: string): (history: History) => History {
	return (history) => ({
		...history,
		begins: begins ?? history.begins,
		model: { ...history.model, dialect: 'v4', stamps: 'doctor', ...model },
	});
}

/** Histories in n8n's default engine. */
function inMemory(narrow: (history: History) => History): (history: History) => History {
	return (history) => ({ ...narrow(history), engine: 'memory' });
}

/** Histories in which something happens now and then, between other things. */
function withEvents(event: Event): (history: History) => History {
	return (history) => ({
		...history,
		events: history.events.flatMap((each, index) => (index % 7 === 3 ? [each, event] : [each])),
	});
}

describe('the histories notice', () => {
	test.each(Object.entries(DEFECTS))(
		'%s',
		async (name, arrange) => {
			const { details } = await search(RUNS_FOR_DEFECTS, arrange, NARROWED[name]);
			expect(details.failed).toBe(true);
			expect(String(details.errorInstance)).toMatch(/(never|must not be|\d+) (told|times)/);
			say(`${name}: noticed after ${details.numRuns} histories`);
		},
		600_000,
	);
});
