import type { Call } from './call';
import { ClockCounter } from './clock-counter';
import type { Policy } from './policy';
import type { ThrottleSettings, WindowRule } from './rule';
import { covers } from './rule';
import type { Lead } from './server-clock';
import { drifted, untold } from './server-clock';
import { SlidingCounter } from './sliding-counter';
import { termsOf } from './terms';
import { Window } from './window';
import type { Answer } from './word';
import { dateOf, remaining } from './word';

/** When a call may go, not before now. */
export interface Opening {
	/** As early as the windows allow. */
	at: number;
	/** With a gap after the call before, if it can wait so long. */
	pacedAt: number;
}

/** The windows of one API application and the clock of its server: which call may go when. */
export class Quota {
	windows: readonly Window[] = [];
	private lead: Lead;

	constructor(
		private readonly policy: Policy,
		now: number,
	) {
		this.lead = untold(now);
	}

	/** Takes new settings. A window whose name, kind and length stay keeps its count. */
	configure(settings: ThrottleSettings): void {
		this.windows = settings.rules.map((rule) => {
			const terms = termsOf(rule, settings, this.policy);
			const kept = this.windows.find((window) => isSame(window.terms.share, terms.share));
			if (kept === undefined) return new Window(terms, this.counterOf(terms.share), this.policy);
			kept.terms = terms;
			return kept;
		});
	}

	/** The windows in which calls of a category count. */
	windowsFor(category: string): Window[] {
		return this.windows.filter(({ terms }) => covers(terms.whole, category));
	}

	/** When the next call of a category may go. */
	opening(category: string, bulk: boolean, now: number): Opening {
		const windows = this.windowsFor(category);
		const at = Math.max(now, ...windows.map((window) => window.opensAt(bulk, 0, now)));
		return { at, pacedAt: Math.max(at, ...windows.map((window) => window.pacedUntil)) };
	}

	/** Calls left in the scarcest of the longest windows. */
	left(now: number): number {
		const longest = Math.max(...this.windows.map(({ terms }) => terms.whole.lengthMs));
		const quotas = this.windows.filter(({ terms }) => terms.whole.lengthMs === longest);
		return Math.min(...quotas.map((window) => window.left(now)));
	}

	/** A call goes out. */
	enter(call: Call, now: number): void {
		for (const window of this.windowsFor(call.category)) window.enter(call, now);
	}

	/** A call never left. */
	leave(call: Call): void {
		for (const window of this.windows) window.leave(call);
	}

	/**
	 * A call was answered. Status 0 stands for no answer at all.
	 *
	 * @returns after a 429, when calls of its category may go again
	 */
	observe(call: Call, answer: Answer, now: number): number | undefined {
		if (answer.status === 0) return undefined;
		call.answeredAt ??= now;
		const date = dateOf(answer);
		if (date !== undefined) {
			const { sentAt, answeredAt } = call;
			this.lead = this.policy.learn(this.lead, { sentAt, answeredAt, date });
		}
		return answer.status === 429
			? this.refused(call, answer, now)
			: this.accepted(call, answer, now);
	}

	private accepted(call: Call, answer: Answer, now: number): undefined {
		const windows = this.windowsFor(call.category);
		for (const window of windows) window.settle(now);
		const left = remaining(answer);
		if (left === undefined) return;
		// The guide's server speaks of the tighter window, which is the one with fewer calls left.
		const [tightest] = windows.sort((one, other) => one.unused(now) - other.unused(now));
		tightest?.shrink(left.calls, left.resetsAt - this.leadAt(now).least, now);
	}

	private refused(call: Call, answer: Answer, now: number): number {
		const waitMs = this.policy.waitAsked(answer, now + this.leadAt(now).least);
		const window = this.culprit(call.category, waitMs, now);
		return window === undefined ? now : window.close(call, waitMs, now);
	}

	/** The window that a 429 is about: the shortest that explains the wait; the fuller if in doubt. */
	private culprit(category: string, waitMs = 0, now: number): Window | undefined {
		const windows = this.windowsFor(category).sort(
			(one, other) =>
				one.terms.whole.lengthMs - other.terms.whole.lengthMs ||
				other.fullness(now) - one.fullness(now),
		);
		const longestMs = windows.at(-1)?.terms.whole.lengthMs ?? 0;
		return windows.find(({ terms }) => terms.whole.lengthMs >= Math.min(waitMs, longestMs));
	}

	private counterOf({ kind, lengthMs }: WindowRule): ClockCounter | SlidingCounter {
		return kind === 'clock'
			? new ClockCounter(lengthMs, (now) => this.leadAt(now), this.policy)
			: new SlidingCounter(lengthMs, this.policy);
	}

	private leadAt(now: number): Lead {
		return drifted(this.lead, now);
	}
}

function isSame(one: WindowRule, other: WindowRule): boolean {
	return one.name === other.name && one.kind === other.kind && one.lengthMs === other.lengthMs;
}
