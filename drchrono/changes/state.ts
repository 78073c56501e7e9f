import type { Position } from '../client/page';
import type { Json, JsonObject } from '../client/request';
import type { Seen } from './seen';
import type { Stamp } from './stamp';

/** Grows with the form of the state; a state of another form is not understood and starts anew. */
const VERSION = 1;

/**
 * A feed that was asked for, and for which DrChrono could not be asked yet: for want of quota, or because
 * the person wants more than one call may bring.
 */
export interface Waiting {
	phase: 'waiting';
	/** Milliseconds since the epoch from which on records count as new. */
	since: number;
	/** Whose clock `since` was read from; the host's may be wrong. */
	by: 'host' | 'person';
}

/** A read that did not come to its end, and where it goes on. */
export interface Unfinished {
	from: Position;
	/** What was asked, so that the same is asked on. */
	since: Stamp;
	day?: string;
	high: Stamp;
	ceiling: Stamp;
}

/** A feed that has been read up to its watermark. */
export interface Following {
	phase: 'following';
	/**
	 * Instant from which on records count as new, in milliseconds since the epoch; absent once the list was
	 * read to its end.
	 */
	baseline?: number;
	/** The latest of the server's own stamps up to which everything is known. */
	watermark: Stamp;
	/** Records created before it were dealt with, if they ever had to be. */
	floor: Stamp;
	seen: Seen;
	/** Day (`YYYY-MM-DD`) on which the server was found to ignore `since`. */
	deaf?: string;
	unfinished?: Unfinished;
}

/** All that a feed has to remember between two polls. Plain JSON: times and ids, nothing of a patient. */
export type FeedState = Waiting | Following;

/** A state with what is needed to know it again. */
export interface Kept {
	v: number;
	/** Stands for credential, dialect and base URL. */
	source: string;
	/** When DrChrono was last asked, in milliseconds since the epoch. */
	askedAt: number;
	/** Every zone of the practice, as last looked up. */
	zones: string[];
	/** When the zones were last looked up, whether it succeeded or not. */
	zonesAt: number;
	feed: FeedState;
}

/** A state in the form in which it is stored. */
export function kept(state: Omit<Kept, 'v'>): Kept {
	return { v: VERSION, ...state };
}

/**
 * Reads what was stored. `null` if there is nothing, if it is not understood, or if it belongs to another
 * source: then the feed starts anew.
 */
export function keptOf(json: unknown, source: string): Kept | null {
	const read = json as Partial<Kept> | null | undefined;
	if (typeof read !== 'object' || read === null) return null;
	if (read.v !== VERSION || read.source !== source) return null;
	const { feed } = read;
	const isWaiting = feed?.phase === 'waiting' && Number.isFinite(feed.since);
	const isFollowing =
		feed?.phase === 'following' &&
		[feed.watermark, feed.floor].every(Number.isFinite) &&
		isObject(feed.seen);
	if (!isWaiting && !isFollowing) return null;
	// n8n hands out proxies of what is stored; the feed works on a copy of its own.
	return JSON.parse(JSON.stringify(read)) as Kept;
}

function isObject(value: unknown): value is JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value as Json);
}
