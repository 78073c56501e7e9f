import type { IDataObject, INodeExecutionData, IPollFunctions } from 'n8n-workflow';

import { oldestFirst } from '../../drchrono/changes/diff';
import { begin, beginAt, follow, type FeedParts } from '../../drchrono/changes/feed';
import { Reader } from '../../drchrono/changes/reader';
import type { ChangeSource } from '../../drchrono/changes/source';
import { kept, keptOf, type FeedState, type Kept } from '../../drchrono/changes/state';
import { fingerprint } from '../../drchrono/client/continuation';
import type { Failure } from '../../drchrono/client/failure';
import { success, type Outcome } from '../../drchrono/client/outcome';
import type { JsonObject } from '../../drchrono/client/request';
import { instantOf, isoUtc, type Moment } from '../../drchrono/time/moment';
import { systemClock } from './clock';
import type { Emitted } from './operation';
import { PollProcess, type Recollection } from './pollProcess';
import { openSession, type Session } from './session';
import { toNodeError } from './toError';
import { CREDENTIAL } from './transport';
import { TriggerMemory } from './triggerMemory';

const MINUTE_MS = 60_000;
const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** n8n's ticks are a minute apart, give or take; one that comes a little early counts. */
const TICK_TOLERANCE_MS = 20_000;

/** Keeping to the calls per second is no waiting for quota. */
const PACING_MS = 10_000;

/** Without quota for longer than this, skipping turns into failing. */
const PATIENCE_MS = 30 * MINUTE_MS;

/** A poll takes no longer than this, even where n8n would let it. */
const LONGEST_POLL_MS = 2 * MINUTE_MS;

/** Hosts before 2.38 do not say how long a poll may take (n8n.md §2.1). */
const BUDGET_OF_OLD_HOSTS_MS = 30_000;

/** Of the time that a poll may take: after the first part no page is asked for, after the second none awaited. */
const LAST_PAGE_AT = 0.6;
const GIVES_UP_AT = 0.9;

/**
 * Where the zones of the practice cannot be looked up: from the easternmost of the United States to the
 * westernmost with more than a few practices.
 */
const UNITED_STATES = ['America/Puerto_Rico', 'America/New_York', 'Pacific/Honolulu'];

/** How far back *Fetch Test Event* looks for samples, in days, and how many it shows. */
const SAMPLE_DAYS = [1, 7, 90];
const MOST_SAMPLES = 5;

/** What the panel of a trigger asks for. */
export interface Wanted {
	/** Longest time between two calls that the person wants, in minutes. */
	everyMinutes: number;
	/** From when on records count as new; absent: from the activation on. */
	since?: Moment;
	keep(record: JsonObject): boolean;
	/** How records leave the node. May look up what the output needs. */
	emitter(): Promise<Outcome<(record: JsonObject) => Emitted>>;
}

/** A trigger that asks DrChrono every now and then. */
export interface PollingTrigger {
	/** What it tells of, e.g. `created`; the `event` of its items. */
	event: string;
	/** The kind of record in the plural, for sentences. */
	records: string;
	source(session: Session): ChangeSource;
	/** Reads the panel; nothing is sent. */
	wanted(functions: IPollFunctions, session: Session): Outcome<Wanted>;
}

const THIS_PROCESS = new PollProcess();

/**
 * One tick of n8n. Hands out what is new and keeps the state that goes with it in one step at the end: a
 * poll that does not succeed leaves everything as it was.
 *
 * @param polls replaced in tests, where one process stands for several
 * @returns `null` where there is nothing, also on a tick that makes no call
 * @throws NodeApiError or NodeOperationError with n8n's `failure` declared
 */
export async function poll(
	functions: IPollFunctions,
	trigger: PollingTrigger,
	polls: PollProcess = THIS_PROCESS,
): Promise<INodeExecutionData[][] | null> {
	if (functions.getMode() === 'manual') return await fetchSamples(functions, trigger);

	const recollection = polls.of(functions.getWorkflow().id ?? '', functions.getNode().id);
	if (recollection.isBusy) return null;
	recollection.isBusy = true;
	try {
		const outcome = await pollInTime(functions, trigger, recollection);
		if (outcome.ok) {
			recollection.skippingSince = undefined;
			return outcome.value;
		}
		if (isToBeSkipped(functions, recollection, outcome.failure)) return null;
		throw errorOf(functions, outcome.failure);
	} finally {
		recollection.isBusy = false;
	}
}

async function pollInTime(
	functions: IPollFunctions,
	trigger: PollingTrigger,
	recollection: Recollection,
): Promise<Outcome<INodeExecutionData[][] | null>> {
	const began = systemClock.now();
	const budget = Math.min(functions.getPollBudgetMs?.() ?? BUDGET_OF_OLD_HOSTS_MS, LONGEST_POLL_MS);
	const late = new AbortController();
	const done = new AbortController();
	void systemClock.pause(budget * GIVES_UP_AT, done.signal).then(() => late.abort());
	try {
		const deadline = began + budget * LAST_PAGE_AT;
		const outcome = await pollOnce(functions, trigger, recollection, deadline, late.signal);
		return outcome.ok || outcome.failure.kind !== 'cancelled'
			? outcome
			: { ok: false, failure: tooLate() };
	} finally {
		done.abort();
	}
}

async function pollOnce(
	functions: IPollFunctions,
	trigger: PollingTrigger,
	recollection: Recollection,
	deadline: number,
	signal: AbortSignal,
): Promise<Outcome<INodeExecutionData[][] | null>> {
	const session = await openSession(functions, {
		lane: 'trigger',
		waitAtMostMs: PACING_MS,
		signal,
	});
	if (!session.ok) return session;
	const wanted = trigger.wanted(functions, session.value);
	if (!wanted.ok) return wanted;

	const now = systemClock.now();
	const memory = new TriggerMemory(functions);
	const source = sourceKey(functions, session.value);
	const before = keptOf(memory.load(), source);
	if (before && !isDue(before, recollection, wanted.value.everyMinutes, now)) return success(null);
	recollection.askedAt = now;

	const changes = trigger.source(session.value);
	const { zones, zonesAt, zoneOf } = await zonesOf(session.value, changes, before, now);
	const parts: FeedParts = {
		source: changes,
		reader: readerOf(session.value),
		zones,
		zoneOf,
		clock: systemClock,
		deadline,
	};
	const keep = (feed: FeedState, askedAt: number) =>
		memory.save(kept({ source, askedAt, zones, zonesAt, feed }));

	if (!before) {
		const { since } = wanted.value;
		const feed = since ? await beginAtMoment(session.value, since) : await begin(parts);
		if (!feed.ok) return feed;
		// What a person wants from earlier on is read with the next tick, whenever that is.
		recollection.askedAt = since ? undefined : now;
		keep(feed.value, since ? 0 : now);
		return success(null);
	}

	const polled = await follow(before.feed, parts);
	if (!polled.ok) return polled;
	const { fresh, state, interrupted } = polled.value;
	const items = await itemsOf(trigger, wanted.value, changes, fresh);
	if (!items.ok) return items;
	keep(state, now);
	if (interrupted) functions.logger.info(`DrChrono trigger: ${interrupted.sentence}. ${REST}`);
	return success(items.value.length > 0 ? [items.value] : null);
}

const REST = 'What was read is handed out; the next poll goes on from there.';

/** The records that are wanted, as they leave the node. */
async function itemsOf(
	trigger: PollingTrigger,
	wanted: Wanted,
	source: ChangeSource,
	records: readonly JsonObject[],
): Promise<Outcome<INodeExecutionData[]>> {
	const told = records.filter((record) => wanted.keep(record));
	if (told.length === 0) return success([]);
	const emitter = await wanted.emitter();
	if (!emitter.ok) return emitter;
	const { event } = trigger;
	return success(
		told.map((record) => {
			const emitted = emitter.value(record);
			const eventKey = `${event}:${source.idOf(record)}`;
			return { ...emitted, json: { event, eventKey, ...emitted.json } as IDataObject };
		}),
	);
}

/** Whether this tick asks; an unfinished read goes on with every tick. */
function isDue(
	before: Kept,
	recollection: Recollection,
	everyMinutes: number,
	now: number,
): boolean {
	const isUnfinished = before.feed.phase === 'following' && before.feed.unfinished !== undefined;
	const askedAt = Math.max(before.askedAt, recollection.askedAt ?? 0);
	const elapsed = now - askedAt;
	// A clock that was set back must not keep the trigger from asking.
	return isUnfinished || elapsed < 0 || elapsed >= everyMinutes * MINUTE_MS - TICK_TOLERANCE_MS;
}

/**
 * Want of quota passes by itself, and nothing is lost meanwhile: the tick is skipped and the log says so.
 * After half an hour the person should know.
 */
function isToBeSkipped(
	functions: IPollFunctions,
	recollection: Recollection,
	failure: Failure,
): boolean {
	if (failure.kind !== 'throttled') {
		recollection.skippingSince = undefined;
		return false;
	}
	const now = systemClock.now();
	recollection.skippingSince ??= now;
	const skipping = now - recollection.skippingSince;
	if (skipping < 0 || skipping >= PATIENCE_MS) return false;
	const again = failure.retryAt === undefined ? '' : `, calls return at ${isoUtc(failure.retryAt)}`;
	functions.logger.warn(`DrChrono trigger: no calls left, this poll is skipped${again}`);
	return true;
}

/** Stands for credential, dialect and base URL: another one starts anew. */
function sourceKey(functions: IPollFunctions, { applicationKey, dialect }: Session): string {
	const credential = functions.getNode().credentials?.[CREDENTIAL]?.id ?? '';
	return fingerprint({ applicationKey, credential, dialect: dialect.name });
}

function readerOf({ client, connection }: Session): Reader {
	return new Reader(
		async (request) => await client.request(request),
		systemClock,
		connection.baseUrl,
	);
}

/**
 * The zones in which the server's stamps may be meant: one call an hour at most. A look-up that does not
 * succeed costs a wider overlap and nothing else.
 */
async function zonesOf(
	{ connection, zones }: Session,
	{ clock }: ChangeSource,
	before: Kept | null,
	now: number,
): Promise<Pick<Kept, 'zones' | 'zonesAt'> & Pick<FeedParts, 'zoneOf'>> {
	if (clock === 'utc') return { zones: ['UTC'], zonesAt: now };
	const age = now - (before?.zonesAt ?? 0);
	const isFresh = before && before.zones.length > 0 && age >= 0 && age < HOUR_MS;
	if (isFresh && isSettled(before.feed)) return before;
	const looked = await zones.everywhere();
	if (looked.ok && looked.value.zones.length > 0) {
		return { zones: looked.value.zones, zonesAt: now, zoneOf: looked.value.of };
	}
	const known = before?.zones ?? [];
	const chosen = connection.timeZone === '' ? [] : [connection.timeZone];
	return {
		zones: known.length > 0 ? known : [...chosen, ...UNITED_STATES],
		zonesAt: !looked.ok && looked.failure.kind === 'throttled' ? 0 : now,
	};
}

/** Whether what is new is known by its id alone, and no longer by the time of its creation. */
function isSettled(feed: FeedState): boolean {
	return feed.phase === 'following' && feed.baseline === undefined;
}

async function beginAtMoment(session: Session, since: Moment): Promise<Outcome<FeedState>> {
	if (since.kind === 'instant') return success(beginAt(since.epochMs));
	const zone = await session.zones.ofPractice();
	if (!zone.ok) return zone;
	const instant = instantOf(since, zone.value, 'Start From');
	return instant.ok ? success(beginAt(instant.value)) : instant;
}

/** *Fetch Test Event*: the newest records of the last days. The state is neither read nor kept. */
async function fetchSamples(
	functions: IPollFunctions,
	trigger: PollingTrigger,
): Promise<INodeExecutionData[][]> {
	const samples = await samplesOf(functions, trigger);
	if (!samples.ok) throw errorOf(functions, samples.failure);
	if (samples.value.length > 0) return [samples.value];
	throw errorOf(functions, noSamples(trigger));
}

async function samplesOf(
	functions: IPollFunctions,
	trigger: PollingTrigger,
): Promise<Outcome<INodeExecutionData[]>> {
	const session = await openSession(functions, { lane: 'interactive', waitAtMostMs: PACING_MS });
	if (!session.ok) return session;
	const wanted = trigger.wanted(functions, session.value);
	if (!wanted.ok) return wanted;

	const source = trigger.source(session.value);
	const reader = readerOf(session.value);
	for (const days of SAMPLE_DAYS) {
		const since = systemClock.now() - days * DAY_MS;
		for await (const page of reader.pages(source.since(since))) {
			if (!page.ok) return page;
			const found = page.value.records.filter(
				(record) => source.exists(record) && wanted.value.keep(record),
			);
			const newest = oldestFirst(source, found).slice(-MOST_SAMPLES);
			if (newest.length > 0) return await itemsOf(trigger, wanted.value, source, newest);
			break;
		}
	}
	return success([]);
}

function errorOf(functions: IPollFunctions, failure: Failure) {
	return toNodeError(functions.getNode(), failure, undefined, systemClock.now());
}

function noSamples({ records }: PollingTrigger): Failure {
	return {
		kind: 'invalid-input',
		sentence: `DrChrono has no ${records} of the last ${SAMPLE_DAYS.at(-1)} days that this trigger would tell of`,
		advice: 'Create one in DrChrono, or take out filters, and fetch again.',
	};
}

function tooLate(): Failure {
	return {
		kind: 'timeout',
		sentence: 'DrChrono did not answer within the time that n8n allows for a poll',
		advice: 'Nothing is lost: the next poll asks for the same again.',
	};
}
