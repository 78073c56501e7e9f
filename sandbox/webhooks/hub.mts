import { createHmac, randomBytes } from 'node:crypto';
import type { ServerClock } from '../clock.mts';
import type { Switches } from '../switches.mts';
import type { Dialect } from '../oauth/grants.mts';

/** A callback with its secret, as an application's settings page has it. */
export interface Webhook {
	readonly id: number;
	readonly url: string;
	readonly secret: string;
	readonly events: readonly string[];
	readonly dialect: Dialect;
	readonly practiceGroup: number | undefined;
	verified: boolean;
}

export interface Attempt {
	readonly at: string;
	/** HTTP status, or 0 when nobody answered. */
	readonly status: number;
}

export interface Delivery {
	readonly id: number;
	readonly webhook: number;
	readonly event: string;
	readonly body: Readonly<Record<string, unknown>>;
	readonly attempts: Attempt[];
	delivered: boolean;
	/** Retries still to come by themselves. */
	retries: number;
}

/** Hours after a failure at which it is tried again (wire.md 7). */
const RETRY_HOURS = [1, 3, 7];
const TIMEOUT_MS = 10_000;
const KEPT = 500;
/** How long a delivery is held back to come after its successor. */
const REORDER_MS = 50;

/** Registered webhooks and what was delivered to them. */
export class Webhooks {
	/** Real seconds for an hour of waiting: retries come in compressed time. */
	secondsPerHour = 1;
	#hooks: Webhook[] = [];
	#deliveries: Delivery[] = [];
	#queues = new Map<number, Promise<void>>();
	#held: Delivery[] = [];
	#timers = new Set<NodeJS.Timeout>();
	#nextHook = 1;
	#nextDelivery = 990_001;

	constructor(
		readonly clock: ServerClock,
		readonly switches: Switches,
	) {}

	register(hook: Omit<Webhook, 'id' | 'verified'>): Webhook {
		const registered: Webhook = { ...hook, id: this.#nextHook++, verified: false };
		this.#hooks.push(registered);
		return registered;
	}

	all(): readonly Webhook[] {
		return this.#hooks;
	}

	find(id: number): Webhook | undefined {
		return this.#hooks.find((hook) => hook.id === id);
	}

	remove(id: number): void {
		this.#hooks = this.#hooks.filter((hook) => hook.id !== id);
	}

	deliveries(id: number): Delivery[] {
		return this.#deliveries.filter(({ webhook }) => webhook === id);
	}

	/** Forgets everything and lets no retry come any more. */
	clear(): void {
		for (const timer of this.#timers) clearTimeout(timer);
		this.#timers.clear();
		this.#hooks = [];
		this.#deliveries = [];
		this.#held = [];
		this.#queues.clear();
	}

	/**
	 * The handshake: `GET {url}?msg=…` must be answered by 200 and
	 * `{"secret_token": hex(HMAC-SHA256(secret, msg))}` (wire.md 7).
	 */
	async verify(hook: Webhook): Promise<{ verified: boolean; reason?: string }> {
		const message = randomBytes(16).toString('hex');
		const url = new URL(hook.url);
		url.searchParams.set('msg', message);
		const expected = createHmac('sha256', hook.secret).update(message).digest('hex');
		hook.verified = false;
		try {
			const response = await fetch(url, {
				redirect: 'manual',
				signal: AbortSignal.timeout(TIMEOUT_MS),
			});
			if (response.status !== 200) return { verified: false, reason: `status ${response.status}` };
			const answer = (await response.json()) as { secret_token?: unknown };
			hook.verified = answer.secret_token === expected;
			return hook.verified ? { verified: true } : { verified: false, reason: 'wrong secret_token' };
		} catch (error) {
			return { verified: false, reason: error instanceof Error ? error.message : 'no answer' };
		}
	}

	/** Sends an event to a webhook, in turn with its others; `PING` goes to unverified ones too. */
	deliver(hook: Webhook, event: string, body: Delivery['body']): Delivery {
		const delivery: Delivery = {
			id: this.#nextDelivery++,
			webhook: hook.id,
			event,
			body,
			attempts: [],
			delivered: false,
			retries: RETRY_HOURS.length,
		};
		this.#deliveries.push(delivery);
		if (this.#deliveries.length > KEPT) this.#deliveries.splice(0, this.#deliveries.length - KEPT);
		if (this.switches.get('webhookOrder') === 'reversed') this.#hold(hook, delivery);
		else this.#send(hook, delivery);
		return delivery;
	}

	/** Sends a delivery again by hand, under its id or a new one by switch. */
	redeliver(hook: Webhook, delivery: Delivery): Delivery {
		if (this.switches.get('webhookDeliveryId') === 'new')
			return this.deliver(hook, delivery.event, delivery.body);
		this.#enqueue(hook, delivery);
		return delivery;
	}

	/** When everything handed over so far was tried once. */
	async settled(): Promise<void> {
		await Promise.all(this.#queues.values());
	}

	#send(hook: Webhook, delivery: Delivery): void {
		this.#enqueue(hook, delivery);
		if (this.switches.get('webhookDuplicates') === 'yes') this.#enqueue(hook, delivery);
	}

	#hold(hook: Webhook, delivery: Delivery): void {
		this.#held.push(delivery);
		if (this.#held.length > 1) return;
		this.#later(REORDER_MS, () => {
			const held = this.#held.reverse();
			this.#held = [];
			for (const one of held) this.#send(this.find(one.webhook) ?? hook, one);
		});
	}

	#enqueue(hook: Webhook, delivery: Delivery): void {
		const before = this.#queues.get(hook.id) ?? Promise.resolve();
		this.#queues.set(
			hook.id,
			before.then(() => this.#attempt(hook, delivery)),
		);
	}

	async #attempt(hook: Webhook, delivery: Delivery): Promise<void> {
		const at = this.clock.iso();
		const status = await post(hook, delivery);
		delivery.attempts.push({ at, status });
		if (status >= 200 && status < 300) delivery.delivered = true;
		else if (!delivery.delivered && delivery.retries > 0) {
			const hours = RETRY_HOURS[RETRY_HOURS.length - delivery.retries] ?? 1;
			delivery.retries -= 1;
			this.#later(hours * this.secondsPerHour * 1000, () => this.#enqueue(hook, delivery));
		}
	}

	#later(milliseconds: number, act: () => void): void {
		const timer = setTimeout(() => {
			this.#timers.delete(timer);
			act();
		}, milliseconds);
		timer.unref();
		this.#timers.add(timer);
	}
}

/** The headers of each dialect; in v4 the signature is the secret itself (wire.md 7). */
function headersOf(hook: Webhook, delivery: Delivery): Record<string, string> {
	const json = { 'content-type': 'application/json' };
	if (hook.dialect === 'guide')
		return { ...json, 'x-webhook-secret': hook.secret, 'x-webhook-delivery': String(delivery.id) };
	return {
		...json,
		'x-drchrono-event': delivery.event,
		'x-drchrono-signature': hook.secret,
		'x-drchrono-delivery': String(delivery.id),
	};
}

async function post(hook: Webhook, delivery: Delivery): Promise<number> {
	try {
		const response = await fetch(hook.url, {
			method: 'POST',
			headers: headersOf(hook, delivery),
			body: JSON.stringify(delivery.body),
			redirect: 'manual',
			signal: AbortSignal.timeout(TIMEOUT_MS),
		});
		await response.arrayBuffer();
		return response.status;
	} catch {
		return 0;
	}
}
