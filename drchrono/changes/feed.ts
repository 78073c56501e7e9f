import { DateTime } from 'luxon';
import type { Clock } from '../client/clock';
import type { Failure, FailureKind } from '../client/failure';
import { failed, success, type Outcome } from '../client/outcome';
import type { Page, Position } from '../client/page';
import type { ListPlan } from '../client/paging';
import type { JsonObject } from '../client/request';
import { newRecords, oldestFirst } from './diff';
import { earliestStamp, latestStamp, overlapOf } from './overlap';
import type { Reader } from './reader';
import { pruned, type Seen } from './seen';
import type { ChangeSource } from './source';
import type { Stamp } from './stamp';
import type { FeedState, Following, Unfinished, Waiting } from './state';
import { advance, highest, stampOfRecord } from './watermark';

const DAY_MS = 24 * 3_600_000;

/**
 * How long keys are remembered beyond the overlap. A provider in a zone further west, or a server whose
 * clock was set back, then neither hides a record nor has one told twice.
 */
const SPARE_MS = DAY_MS;

/** By how much n8n's clock may lead the server's before the first call brings too little, in milliseconds. */
const CLOCKS_APART_MS = 120_000;

/** How far into the past a server that ignores `since` is asked, in days of the calendar. */
const DEAF_DAYS = 31;

/** New records handed out by one poll, so that a backlog does not fill the memory of n8n. */
const MOST_FRESH = 1_000;

/**
 * The zone of the only practice whose stamps were recorded. They fit its own zone as well as one that
 * the server uses for all (wire.md §3.3).
 */
const RECORDED_ZONE = 'America/New_York';

/** Failures after which a list can be taken up again where it stopped. */
const INTERRUPTIONS: ReadonlySet<FailureKind> = new Set(['throttled', 'cancelled']);

/** Failures that say that the server does not know a place in a list (any more). */
const LOST_PLACE: ReadonlySet<FailureKind> = new Set(['rejected', 'not-found', 'malformed']);

/** What one poll works with. */
export interface FeedParts {
	source: ChangeSource;
	reader: Reader;
	/** Every zone of the practice. */
	zones: readonly string[];
	/** A provider's own zone, where it is known. */
	zoneOf?: (provider: string) => string | undefined;
	clock: Clock;
	/** Host time after which no further page is asked for, in milliseconds since the epoch. */
	deadline: number;
}

/** What one poll found, and the state to keep if all that follows from it succeeds. */
export interface Polled {
	/** New records, oldest first. */
	fresh: JsonObject[];
	state: FeedState;
	/** Why the read stopped early, if it did; the next poll goes on there. */
	interrupted?: Failure;
}

/** A feed that begins at the time of a person's choice. Nothing is asked yet. */
export function beginAt(since: number): Waiting {
	return { phase: 'waiting', since, by: 'person' };
}

/**
 * Begins a feed now: one call, whose records are known from then on. Without quota it begins all the
 * same, and asks later.
 */
export async function begin(parts: FeedParts): Promise<Outcome<FeedState>> {
	const { source, reader, zones, clock } = parts;
	const asked = clock.now();
	const overlap = overlapOf({ clock: source.clock, zones }, asked);
	const from = earliestStamp(zones, asked) - overlap - CLOCKS_APART_MS;
	const first = await firstPage(reader.pages(source.since(from)));
	if (!first.ok) {
		if (!INTERRUPTIONS.has(first.failure.kind)) return first;
		return success({ phase: 'waiting', since: asked, by: 'host' });
	}
	const now = reader.serverTime;
	const watermark = latestStamp(zones, now);
	const floor = watermark - overlap;
	const { seen } = newRecords(source, first.value.records, {
		...{ seen: {}, floor, baseline: now, now },
		zonesOf: (record) => meanings(parts, record),
	});
	const { records, next } = first.value;
	const deaf = isDeaf(source, records, from) ? dayOf(asked) : undefined;
	// A host whose clock is ahead has asked for too little to know what is old.
	const isComplete = next === null && from <= floor;
	const baseline = isComplete ? undefined : now;
	return success({ phase: 'following', baseline, watermark, floor, seen, deaf });
}

/**
 * Reads what has happened since the watermark less the overlap. Changes nothing: the caller keeps the
 * new state once the records are handed out, or the old one to ask for the same again.
 */
export async function follow(state: FeedState, parts: FeedParts): Promise<Outcome<Polled>> {
	if (state.phase === 'following') return await readOn(state, parts, state.unfinished);

	// The host's clock may be wrong by hours; a day more costs a page or two, once.
	const margin = state.by === 'host' ? DAY_MS : 0;
	const { source, zones, reader, clock } = parts;
	const overlap = overlapOf({ clock: source.clock, zones }, state.since);
	const from = earliestStamp(zones, state.since) - margin;
	const begun: Following = {
		phase: 'following',
		baseline: state.since,
		watermark: from,
		floor: from - overlap,
		seen: {},
	};
	// A host that was ahead began too late by its own clock, one that was set back waited too little.
	const waited = clock.now() - state.since;
	return await readOn(begun, parts, undefined, () =>
		wholeSecond(
			state.by === 'host' ? Math.min(reader.serverTime - waited, state.since) : state.since,
		),
	);
}

async function readOn(
	state: Following,
	parts: FeedParts,
	unfinished: Unfinished | undefined,
	baselineOf: Baseline = () => state.baseline,
): Promise<Outcome<Polled>> {
	const { source, zones, clock } = parts;
	const overlap = overlapOf({ clock: source.clock, zones }, clock.now());
	const since = unfinished?.since ?? state.watermark - overlap;
	const read = await readPages(state, parts, { since, unfinished, baselineOf });
	if (!read.ok) {
		const isLost = unfinished !== undefined && LOST_PLACE.has(read.failure.kind);
		return isLost ? await readOn(state, parts, undefined, baselineOf) : read;
	}
	const { seen, deaf, stopped, high, ceiling } = read.value;
	const fresh = oldestFirst(source, read.value.fresh);
	const next: Following = {
		phase: 'following',
		watermark: state.watermark,
		floor: state.floor,
		seen,
		deaf,
	};
	if (stopped) {
		const { from, day, why } = stopped;
		next.baseline = baselineOf();
		next.unfinished = { from, since, day, high, ceiling };
		return success({ fresh, state: next, interrupted: why });
	}
	next.watermark = advance(state.watermark, high, ceiling);
	const needed = next.watermark - overlap;
	const floor = Math.max(state.floor, needed - SPARE_MS);
	return success({ fresh, state: { ...next, ...pruned(seen, { floor, needed }) } });
}

/** The baseline, as far as it is known at the time: the server's clock corrects it. */
type Baseline = () => number | undefined;

interface ReadWish {
	since: Stamp;
	unfinished?: Unfinished;
	baselineOf: Baseline;
}

interface Read {
	fresh: JsonObject[];
	seen: Seen;
	deaf?: string;
	high: Stamp;
	ceiling: Stamp;
	/** Where the read stopped before its end, and why if something was in the way. */
	stopped?: { from: Position; day?: string; why?: Failure };
}

/** Reads from the beginning, or from where an earlier poll stopped, as far as time and quota allow. */
async function readPages(
	state: Following,
	parts: FeedParts,
	{ since, unfinished, baselineOf }: ReadWish,
): Promise<Outcome<Read>> {
	const { source, reader, zones, clock, deadline } = parts;
	const today = dayOf(clock.now());
	const fresh: JsonObject[] = [];
	const zonesOf = (record: JsonObject) => meanings(parts, record);
	let { seen } = state;
	let deaf = state.deaf === today ? today : undefined;
	let day = unfinished ? unfinished.day : wholeDay(source, deaf);
	let high = unfinished?.high ?? state.watermark;
	let ceiling = unfinished?.ceiling;
	let from = unfinished?.from;
	const sofar = (stopped?: Read['stopped']) =>
		success({ fresh, seen, deaf, high, ceiling: ceiling ?? state.watermark, stopped });

	for (let isDone = false; !isDone; ) {
		isDone = true;
		for await (const page of reader.pages(planOf(source, since, day), from)) {
			if (!page.ok) {
				const { failure } = page;
				const isInterrupted = from !== undefined && INTERRUPTIONS.has(failure.kind);
				return isInterrupted ? sofar({ from: from!, day, why: failure }) : page;
			}
			const { records, next } = page.value;
			const now = reader.serverTime;
			ceiling ??= latestStamp(zones, now);
			const known = { seen, floor: state.floor, baseline: baselineOf(), now, zonesOf };
			const found = newRecords(source, records, known);
			fresh.push(...found.fresh);
			seen = found.seen;
			high = Math.max(high, highest(source, records));
			if (day === undefined && isDeaf(source, records, since)) {
				deaf = today;
				day = wholeDay(source, deaf);
				from = undefined;
				isDone = false;
				break;
			}
			from = next ?? undefined;
			if (next !== null && (clock.now() >= deadline || fresh.length >= MOST_FRESH)) {
				return sofar({ from: next, day });
			}
		}
	}
	return sofar();
}

function planOf(source: ChangeSource, since: Stamp, day: string | undefined): ListPlan {
	return day === undefined || !source.whole ? source.since(since) : source.whole(day);
}

/** The day from which on everything is read where the server ignores `since`. */
function wholeDay(source: ChangeSource, deaf: string | undefined): string | undefined {
	if (deaf === undefined || !source.whole) return undefined;
	return (
		DateTime.fromISO(deaf, { zone: 'utc' }).minus({ days: DEAF_DAYS }).toISODate() ?? undefined
	);
}

/** A server that hands out what did not change since then has ignored the question. */
function isDeaf(source: ChangeSource, records: readonly JsonObject[], since: Stamp): boolean {
	if (source.whole === undefined) return false;
	const asked = wholeSecond(since);
	return records.some((record) => (stampOfRecord(source, record) ?? asked) < asked);
}

/** The zones in which a record's stamps may be meant; all of them where its provider's is not known. */
function meanings({ source, zones, zoneOf }: FeedParts, record: JsonObject): readonly string[] {
	if (source.clock === 'utc') return zones;
	const own = zoneOf?.(source.providerOf(record));
	return [...(own === undefined ? zones : [own]), RECORDED_ZONE];
}

/** Stamps have whole seconds: what was created within one must not seem earlier than its beginning. */
function wholeSecond(instant: number): number {
	return Math.floor(instant / 1000) * 1000;
}

function dayOf(instant: number): string {
	return DateTime.fromMillis(instant, { zone: 'utc' }).toISODate() ?? '';
}

async function firstPage(list: AsyncIterable<Outcome<Page>>): Promise<Outcome<Page>> {
	for await (const page of list) return page;
	return failed(NO_PAGE);
}

const NO_PAGE: Failure = {
	kind: 'malformed',
	sentence: 'DrChrono answered with no list',
	advice: 'Nothing is lost: the next poll asks again.',
};
