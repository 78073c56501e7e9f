import { DateTime } from 'luxon';
import type { Clock } from '../client/clock';
import type { Outcome } from '../client/outcome';
import type { Page, Position } from '../client/page';
import { pages, type ListPlan } from '../client/paging';
import type { Requester } from '../client/request';

/** Reads lists and keeps the server's time, by which its stamps go. */
export class Reader {
	private heard: number | undefined;

	/**
	 * @param send the client's request pipeline
	 * @param baseUrl origin and path prefix; links elsewhere are not followed
	 */
	constructor(
		private readonly send: Requester,
		private readonly clock: Clock,
		private readonly baseUrl: string,
	) {}

	/**
	 * The server's time at its first answer, in milliseconds since the epoch: what is created later may
	 * be missing from a list. The host's where the server does not tell.
	 */
	get serverTime(): number {
		return this.heard ?? this.clock.now();
	}

	/** A list page by page; a failure is the last thing it yields. */
	pages(plan: ListPlan, from?: Position): AsyncGenerator<Outcome<Page>, void, void> {
		const { clock, baseUrl } = this;
		return pages(plan, async (request) => await this.ask(request), { clock, baseUrl, from });
	}

	private async ask(request: Parameters<Requester>[0]): ReturnType<Requester> {
		const answer = await this.send(request);
		if (this.heard === undefined && answer.ok) {
			const date = DateTime.fromHTTP(answer.value.headers.date ?? '');
			if (date.isValid) this.heard = date.toMillis();
		}
		return answer;
	}
}
