import type { Dialect } from '../dialects/dialect';
import type { Clock } from './clock';
import type { Connection } from './connection';
import { DeprecationHints } from './deprecation';
import { failureOf } from './errors';
import { download, DOWNLOAD_TIMEOUT_MS, isAtApi, type FileWish } from './files';
import { guard } from './guard';
import { logLine } from './log';
import { failed, success, type Outcome } from './outcome';
import type { Page, Position } from './page';
import { cheapestPages, collect, parallelism, type ChoicePlan } from './paging';
import { AS_JSON, asFile, type Reading } from './reading';
import type { ApiRequest, ApiResponse, Endpoint, Lane } from './request';
import { certaintyOf, isDoneAfterDoubt, lastWord, retryDecision, type Certainty } from './retry';
import type { Throttle } from './throttle';
import type { Transport, TransportResult } from './transport';
import { urlOf } from './url';

/** What the client needs from outside. */
export interface ClientParts {
	connection: Connection;
	dialect: Dialect;
	transport: Transport;
	throttle: Throttle;
	clock: Clock;
	/** Between 0 and 1, for jitter. */
	random: () => number;
	/** Takes one line per request; it holds no patient data. */
	log: (line: string) => void;
}

/** How one execution uses the client. */
export interface ClientUse {
	lane: Lane;
	/** Longest wait for quota before one request, in milliseconds. */
	waitAtMostMs: number;
	/** The execution's cancel signal. */
	signal?: AbortSignal;
}

/**
 * The one request pipeline: guard → throttle → send → classify → retry → decode → page.
 * Knows no resource. Nothing it does throws; what goes wrong comes back as a `Failure`.
 */
export class Client {
	private readonly deprecations = new DeprecationHints();

	private sent = 0;

	constructor(
		private readonly parts: ClientParts,
		private readonly use: ClientUse,
	) {}

	/** The same client in another lane, e.g. `interactive` for a look-up. */
	inLane(lane: Lane, waitAtMostMs = this.use.waitAtMostMs): Client {
		return new Client(this.parts, { ...this.use, lane, waitAtMostMs });
	}

	/** Requests sent by this client, repeats included. */
	get calls(): number {
		return this.sent;
	}

	/** What the person should know about the requests so far: one line per deprecated endpoint. */
	get hints(): string[] {
		return this.deprecations.all();
	}

	/** Sends one request through the whole pipeline. */
	async request(request: ApiRequest): Promise<Outcome<ApiResponse>> {
		const { connection, dialect } = this.parts;
		const forbidden = guard(request.endpoint, connection, dialect.scopeCovers);
		if (forbidden) return failed(forbidden);
		const url = urlOf(connection.baseUrl, request);
		if (!url.ok) return url;
		return await this.sendUntilSettled(request, url.value, AS_JSON);
	}

	/** The file that an endpoint of the API answers with, in place of JSON. */
	async file<T>(
		request: ApiRequest,
		wish: Pick<FileWish<T>, 'maxBytes' | 'save' | 'isWhole'>,
	): Promise<Outcome<T>> {
		const { connection, dialect } = this.parts;
		const forbidden = guard(request.endpoint, connection, dialect.scopeCovers);
		if (forbidden) return failed(forbidden);
		const url = urlOf(connection.baseUrl, request);
		if (!url.ok) return url;
		return await this.sendUntilSettled(
			request,
			url.value,
			asFile(request.endpoint, url.value, wish),
		);
	}

	/**
	 * A list page by page, in the fewest calls; a failure is the last thing it yields. Its parts are
	 * independent, so several are read at once, unless the reader may leave the list at any page
	 * (`inTurn`) and what was read ahead of that page would have to be read again.
	 */
	pages(plan: ChoicePlan, options: { from?: Position; limit?: number; inTurn?: boolean } = {}) {
		const { clock, connection } = this.parts;
		const { perSecond } = connection.limits;
		const { from, limit, inTurn = false } = options;
		return cheapestPages(plan, async (request) => await this.request(request), {
			clock,
			baseUrl: connection.baseUrl,
			signal: this.use.signal,
			parallel: inTurn ? 0 : parallelism(plan.parts?.queries.length ?? 1, perSecond),
			from,
			limit,
		});
	}

	/** A whole list, or a failure: never a short list. */
	async list(plan: ChoicePlan, options: { limit?: number } = {}): Promise<Outcome<Page>> {
		const whole = await collect(this.pages(plan, options));
		if (!whole.ok) return whole;
		return success({ records: whole.value.records, hints: whole.value.hints, next: null });
	}

	/** The file behind a temporary link of a record, or `null` if the record has none. */
	async download<T>(wish: FileWish<T>): Promise<Outcome<T | null>> {
		const { connection, dialect, clock, random } = this.parts;
		const forbidden = guard(wish.of, connection, dialect.scopeCovers);
		if (forbidden) return failed(forbidden);
		return await download(wish, {
			fetch: async (url) => await this.fetchFile(url, wish),
			baseUrl: connection.baseUrl,
			clock,
			random,
			signal: this.use.signal,
			waitAtMostMs: this.use.waitAtMostMs,
		});
	}

	private async sendUntilSettled<T>(
		request: ApiRequest,
		url: string,
		reading: Reading<T>,
	): Promise<Outcome<T>> {
		const { clock, random } = this.parts;
		let doubt = false;
		for (let attempt = 0; ; attempt++) {
			const answer = await this.sendOnce(request, url, reading);
			if (answer.outcome.ok) return answer.outcome;
			const { failure } = answer.outcome;
			if (doubt && reading.nothing && isDoneAfterDoubt(request.endpoint, failure)) {
				return success(reading.nothing);
			}
			if (answer.certainty === undefined) return answer.outcome;

			doubt ||= answer.certainty === 'unknown';
			const decision = retryDecision({
				attempt,
				endpoint: request.endpoint,
				outcome: failure,
				certainty: answer.certainty,
				retryAt: answer.retryAt,
				now: clock.now(),
				waitAtMostMs: this.use.waitAtMostMs,
				random,
			});
			if (!decision.again) {
				return failed(lastWord(request.endpoint, failure, answer.certainty, doubt));
			}
			// Quota is waited for in the throttle, where lanes have their order.
			if (failure.kind !== 'throttled') await clock.pause(decision.afterMs, this.use.signal);
			if (this.use.signal?.aborted) return failed(failureOf('cancelled'));
		}
	}

	/** One trip to the server. Without `certainty` nothing was sent and nothing is to be repeated. */
	private async sendOnce<T>(
		request: ApiRequest,
		url: string,
		reading: Reading<T>,
	): Promise<{ outcome: Outcome<T>; certainty?: Certainty; retryAt?: number }> {
		const { clock, connection, dialect, throttle, transport } = this.parts;
		const { endpoint } = request;
		const turn = await throttle.acquire({
			lane: this.use.lane,
			category: endpoint.category,
			waitAtMostMs: this.use.waitAtMostMs,
			signal: this.use.signal,
		});
		if (!turn.ok) return { outcome: turn };

		const startedAt = clock.now();
		this.sent += 1;
		const result = await transport.send({
			method: endpoint.method,
			url,
			headers: { ...dialect.headers(connection), ...reading.headers },
			body: request.body,
			timeoutMs: reading.timeoutMs,
			authenticated: true,
			expect: reading.expect,
			maxBytes: reading.maxBytes,
			signal: this.use.signal,
		});
		const retryAt = this.tellThrottle(turn.value, result);
		const { outcome, isFinal } = await reading.read(result, {
			endpoint,
			dialect: dialect.name,
			grantedScopes: connection.grantedScopes,
			scopeBases: dialect.scopeBases(endpoint),
			now: clock.now(),
		});
		if (outcome.ok && result.kind === 'response') {
			this.deprecations.add(result.response.headers, endpoint, dialect.name);
		}
		this.writeLog(request, result, clock.now() - startedAt);
		return { outcome, certainty: isFinal ? undefined : certaintyOf(result), retryAt };
	}

	/** One trip for a file, without the token. It counts as a call only where it goes to the API itself. */
	private async fetchFile(
		url: URL,
		{ of, maxBytes }: Pick<FileWish<unknown>, 'of' | 'maxBytes'>,
	): Promise<Outcome<{ result: TransportResult; retryAt?: number }>> {
		const { clock, connection, throttle, transport } = this.parts;
		const { lane, signal, waitAtMostMs } = this.use;
		const turn = isAtApi(url, connection.baseUrl)
			? await throttle.acquire({ lane, category: of.category, waitAtMostMs, signal })
			: success(undefined);
		if (!turn.ok) return turn;

		const startedAt = clock.now();
		if (turn.value) this.sent += 1;
		const result = await transport.send({
			method: 'GET',
			url: url.href,
			// A file that was packed on the way tells another length than it has.
			headers: { Accept: '*/*', 'Accept-Encoding': 'identity' },
			timeoutMs: DOWNLOAD_TIMEOUT_MS,
			authenticated: false,
			expect: 'file',
			maxBytes,
			signal,
		});
		const retryAt = turn.value && this.tellThrottle(turn.value, result);
		const endpoint: Endpoint = { ...of, method: 'GET', route: `${of.route} file` };
		this.writeLog({ endpoint }, result, clock.now() - startedAt);
		return success({ result, retryAt });
	}

	private tellThrottle(
		ticket: Parameters<Throttle['observe']>[0],
		result: TransportResult,
	): number | undefined {
		const { throttle } = this.parts;
		if (result.kind === 'response') {
			const { status, headers, text } = result.response;
			return throttle.observe(ticket, { status, headers, text }).retryAt;
		}
		if (certaintyOf(result) === 'not-sent') throttle.release(ticket);
		else throttle.observe(ticket, { status: 0, headers: {} });
		return undefined;
	}

	private writeLog(request: ApiRequest, result: TransportResult, ms: number): void {
		const { connection, log, throttle } = this.parts;
		log(
			logLine({
				method: request.endpoint.method,
				route: request.endpoint.route,
				status: result.kind === 'response' ? result.response.status : result.fault,
				ms,
				quotaLeft: throttle.state().left,
				ids: { ...request.path, ...request.subject },
				key: connection.auditKey,
			}),
		);
	}
}
