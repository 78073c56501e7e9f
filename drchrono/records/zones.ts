import { DateTime } from 'luxon';

import type { Client } from '../client/client';
import type { Clock } from '../client/clock';
import { failed, success, type Outcome } from '../client/outcome';
import type { Dialect } from '../dialects/dialect';
import { isKnownZone } from '../time/zone';

/** How long the providers of a practice are remembered, in milliseconds. */
const REMEMBERED_MS = 3_600_000;

/** The zones of a practice. */
export interface Everywhere {
	zones: string[];
	/** A provider's own. */
	of(provider: string): string | undefined;
}

interface Remembered {
	at: number;
	zones: ReadonlyMap<string, string>;
}

/** Shared by all nodes of a process: zones are no secret and cost a call to learn. */
const rememberedByApplication = new Map<string, Remembered>();

/**
 * The time zones of a practice's providers. v4's clock is the practice's wall clock without a zone;
 * the zone comes from the doctor or the credential, and is never the host's (wire.md §3.3).
 */
export class ProviderZones {
	constructor(
		private readonly client: Client,
		private readonly dialect: Dialect,
		private readonly clock: Clock,
		private readonly applicationKey: string,
		/** The credential's own zone; empty if it has none. */
		private readonly chosen: string,
	) {}

	/**
	 * The zone of a provider: the credential's if it names one, else the provider's own.
	 * Costs one call per hour and practice.
	 */
	async of(provider: string): Promise<Outcome<string>> {
		if (this.chosen !== '') return success(this.chosen);
		const zones = await this.all();
		if (!zones.ok) return zones;
		const zone = zones.value.get(provider);
		if (zone !== undefined) return success(zone);
		return failed({
			kind: 'invalid-input',
			sentence: 'The time zone of this provider is not known',
			advice:
				"Check the provider's ID, or set 'Time Zone' of the credential, or give the time in the form the practice's clock has. Nothing was sent.",
			field: 'Provider',
		});
	}

	/**
	 * The zone in which the practice reads its calendar: the credential's, the given provider's, or that
	 * of the provider with the lowest id.
	 */
	async ofPractice(provider?: string): Promise<Outcome<string>> {
		if (this.chosen !== '') return success(this.chosen);
		if (provider !== undefined) return await this.of(provider);
		const zones = await this.all();
		if (!zones.ok) return zones;
		const [first] = [...zones.value].sort(([one], [other]) => Number(one) - Number(other));
		if (first) return success(first[1]);
		return failed({
			kind: 'invalid-input',
			sentence: "The practice's time zone is not known",
			advice: "Set 'Time Zone' of the credential, or give the days. No record was read.",
			field: 'Time Zone',
		});
	}

	/**
	 * The zone whose clock is behind all others of the practice, if it is known without a call. A naive
	 * time of that clock is earlier than the same instant on any other.
	 */
	westernmost(): string | undefined {
		if (this.chosen !== '') return this.chosen;
		const zones = rememberedByApplication.get(this.applicationKey)?.zones.values() ?? [];
		const now = this.clock.now();
		const offsetOf = (zone: string) => DateTime.fromMillis(now, { zone }).offset;
		return [...zones].sort((one, other) => offsetOf(one) - offsetOf(other))[0];
	}

	/** The zone of any provider at hand, without further calls. */
	async lookup(): Promise<Outcome<(provider: string) => string | undefined>> {
		if (this.chosen !== '') return success(() => this.chosen);
		const zones = await this.all();
		if (!zones.ok) return zones;
		return success((provider) => zones.value.get(provider));
	}

	/**
	 * Every zone in which the practice's clocks may stand: its providers', whatever the credential says, and
	 * the credential's if it names one. Costs one call per hour and practice.
	 */
	async everywhere(): Promise<Outcome<Everywhere>> {
		const zones = await this.all();
		if (!zones.ok) return zones;
		const all = new Set([...zones.value.values(), this.chosen]);
		all.delete('');
		return success({ zones: [...all].sort(), of: (provider) => zones.value.get(provider) });
	}

	private async all(): Promise<Outcome<ReadonlyMap<string, string>>> {
		const remembered = rememberedByApplication.get(this.applicationKey);
		if (remembered && this.clock.now() - remembered.at < REMEMBERED_MS) {
			return success(remembered.zones);
		}
		const list = await this.client.list(this.dialect.providers.list());
		if (!list.ok) {
			return failed({
				...list.failure,
				sentence: `The provider's time zone could not be looked up: ${list.failure.sentence}`,
				advice: `Set 'Time Zone' of the credential, so that it need not be looked up. ${list.failure.advice}`,
			});
		}
		const zones = new Map<string, string>();
		for (const record of list.value.records) {
			const zone = this.dialect.providers.zoneOf(record);
			if (zone !== null && isKnownZone(zone)) zones.set(String(record.id), zone);
		}
		rememberedByApplication.set(this.applicationKey, { at: this.clock.now(), zones });
		return success(zones);
	}
}
