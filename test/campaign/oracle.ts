import { beyond, type Effect } from './effects';

/**
 * The oracle. It knows nothing of the nodes: it compares what the sandbox's store and request log show
 * with what the run told the user, and lists what does not agree.
 */

/** What a run told the user about one input item. */
export type Word =
	| { said: 'done'; /** Ids in the item's output. */ id?: string }
	| { said: 'failed'; sentence: string }
	| { said: 'later' }
	| { said: 'nothing' };

/** What one run of a node did and said. */
export interface Observation {
	/** One for each input item. */
	words: Word[];
	/** What the first output brought, as text that is equal for equal records. */
	output: string[];
	/** Whether the run came with a token to read on from. */
	resumable: boolean;
	hints: string[];
	/** Everything that was logged, hinted or thrown, at any depth. */
	traces: string;
	/** What was done to the store. */
	effects: Effect[];
	/** `resource/id` of the records that are new in the store. */
	added: string[];
	/** API and token requests that reached the sandbox. */
	requests: number;
	/** Requests that reached another origin. */
	strayed: string[];
}

/** What a run without faults did: the measure for all others. */
export interface Measure {
	/** What each item does to the store. */
	effects: Effect[][];
	output: string[];
	requests: number;
}

/** What the fault makes of the expectation. */
export interface Circumstances {
	/** The fault changes nothing in what is served. */
	harmless: boolean;
	/** The fault is over so soon that the run must succeed. */
	overcome: boolean;
	/** Fields that a run may leave out if a hint says so. */
	degradable: readonly string[];
	/** Patient data of the store and of the input. */
	canaries: readonly string[];
	/** The request is n8n's own, which renews a token: where it lets itself be led is not the nodes' doing. */
	foreign?: boolean;
}

/** A sentence that leaves open whether the thing was done. */
const DOUBT =
	/\b(may|might|could) (already )?(have|be)\b|not known|unknown|unclear|in doubt|whether/i;

/** A request and ten more after as many 429s, and a renewed token in between. */
const REQUESTS_PER_REQUEST = 12;

/** Complaints that hold for reads and writes alike. */
function always(seen: Observation, measure: Measure, at: Circumstances): string[] {
	const complaints: string[] = [];
	for (const canary of at.canaries) {
		if (seen.traces.includes(canary)) complaints.push(`patient data in an error or log: ${canary}`);
	}
	if (seen.strayed.length > 0 && !at.foreign)
		complaints.push(`asked another origin: ${seen.strayed.join()}`);
	if (seen.requests > measure.requests * REQUESTS_PER_REQUEST)
		complaints.push(`${seen.requests} requests for a job of ${measure.requests}`);
	for (const word of seen.words) {
		if (word.said === 'failed' && !/[a-z]{2,} [\w' ]*[a-z]{2,}/i.test(word.sentence))
			complaints.push(`an error without a sentence: '${word.sentence}'`);
	}
	return complaints;
}

/** Judges a run that was to change something. */
export function judgeWrite(seen: Observation, measure: Measure, at: Circumstances): string[] {
	const complaints = always(seen, measure, at);
	for (const effect of beyond(seen.effects, measure.effects.flat()))
		complaints.push(`done twice, or never asked for: ${effect}`);

	measure.effects.forEach((wanted, item) => {
		const word = seen.words[item] ?? { said: 'nothing' };
		const missing = beyond(wanted, seen.effects).length;
		const done = missing === 0;
		const untouched = missing === wanted.length;
		const where = `item ${item}`;
		if (word.said === 'nothing') complaints.push(`${where}: not a word about it`);
		if (word.said === 'done' && !done) complaints.push(`${where}: reported as done, but it is not`);
		if (word.said === 'later' && !untouched) complaints.push(`${where}: for later, but begun`);
		if (word.said === 'failed' && wanted.length > 0 && !untouched && !DOUBT.test(word.sentence))
			complaints.push(`${where}: done, but reported as not done: '${word.sentence}'`);
		if ((at.harmless || at.overcome) && word.said !== 'done')
			complaints.push(`${where}: the fault should have been overcome: ${JSON.stringify(word)}`);
		if (
			word.said === 'done' &&
			word.id !== undefined &&
			wanted.some((one) => one.startsWith('new '))
		)
			if (!seen.added.some((key) => key.endsWith(`/${word.id}`)))
				complaints.push(`${where}: hands out the id ${word.id}, which is not the new record's`);
	});
	return complaints;
}

/** A record without the fields that may be left out. */
function core(record: string, degradable: readonly string[]): string {
	return JSON.stringify(JSON.parse(record), (key, value: unknown) =>
		degradable.includes(key) ? undefined : value,
	);
}

/** Judges a run that was to read; `rest` is what a resumable run brought when it was run on. */
export function judgeRead(
	seen: Observation,
	measure: Measure,
	at: Circumstances,
	rest: readonly string[] = [],
): string[] {
	const complaints = always(seen, measure, at);
	for (const effect of seen.effects) complaints.push(`a read changed something: ${effect}`);
	const failed = seen.words.some(({ said }) => said === 'failed');
	if (failed) {
		if (at.harmless || at.overcome)
			complaints.push(`the fault should have been overcome: ${JSON.stringify(seen.words)}`);
		const beside = seen.output.filter((record) => !record.startsWith('{"error":'));
		if (beside.length > 0) complaints.push(`an error, and ${beside.length} records beside it`);
		return complaints;
	}
	const read = [...seen.output, ...rest];
	const [got, wanted] = [read, measure.output].map((records) => records.join('\n'));
	if (got === wanted) return complaints;
	const degraded = [read, measure.output].map((records) =>
		records.map((record) => core(record, at.degradable)).join('\n'),
	);
	if (at.degradable.length > 0 && degraded[0] === degraded[1] && !at.harmless) {
		if (seen.hints.length === 0) complaints.push('fields are missing without a word');
		return complaints;
	}
	complaints.push(
		`${read.length} records instead of ${measure.output.length} look whole, or they differ`,
	);
	return complaints;
}
