/** What a process remembers of a trigger between two polls; nothing is lost with it. */
export interface Recollection {
	/** True while a poll is under way. */
	isBusy: boolean;
	/** When DrChrono was last asked, in milliseconds since the epoch, whether it answered or not. */
	askedAt?: number;
	/** Since when polls have been skipped for want of quota, in milliseconds since the epoch. */
	skippingSince?: number;
}

/**
 * The polls of a process. n8n's default engine starts a poll although the one before is still under way
 * (n8n.md §2.1).
 */
export class PollProcess {
	private readonly recollections = new Map<string, Recollection>();

	/** What is remembered of a trigger; the same object every time. */
	of(workflow: string, node: string): Recollection {
		const key = `${workflow}:${node}`;
		const known = this.recollections.get(key) ?? { isBusy: false };
		this.recollections.set(key, known);
		return known;
	}
}
