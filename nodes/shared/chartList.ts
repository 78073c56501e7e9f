import { success, type Outcome } from '../../drchrono/client/outcome';
import type { JsonObject } from '../../drchrono/client/request';
import type { ListRequest } from '../../drchrono/dialects/dialect';
import { systemClock } from './clock';
import type { Session } from './session';

/** How one kind of record is listed for a patient, and one of them found again. */
export interface ChartKind<Key> {
	list(session: Session, patient: string): Outcome<ListRequest>;
	isSought(session: Session, record: JsonObject, key: Key): boolean;
	/** Waits before a record is looked for again, in milliseconds: lists lag writes by seconds (wire.md §2). */
	lookAgainMs: readonly number[];
}

/** What one chart is known to hold of a kind, so that nothing is put there twice. */
export class ChartList<Key> {
	private records?: JsonObject[];

	constructor(
		private readonly kind: ChartKind<Key>,
		private readonly session: Session,
		private readonly patient: string,
	) {}

	/** The record with a key, if the chart has it. */
	async find(key: Key): Promise<Outcome<JsonObject | undefined>> {
		const { kind, session } = this;
		if (!this.records) {
			const request = kind.list(session, this.patient);
			if (!request.ok) return request;
			const list = await session.client.list(request.value.plan);
			if (!list.ok) return list;
			this.records = list.value.records;
		}
		return success(this.records.find((record) => kind.isSought(session, record, key)));
	}

	/** The same after a create whose answer got lost: reads the chart anew, several times. */
	async lookAgain(key: Key, signal?: AbortSignal): Promise<Outcome<JsonObject | undefined>> {
		for (const pause of this.kind.lookAgainMs) {
			await systemClock.pause(pause, signal);
			this.records = undefined;
			const found = await this.find(key);
			if (!found.ok || found.value || signal?.aborted) return found;
		}
		return success(undefined);
	}

	/** A record that was put there just now. */
	add(record: JsonObject): void {
		this.records?.push(record);
	}
}

/** The lists of a kind by patient; one execution reads each of them once. */
export function chartLists<Key>(
	kind: ChartKind<Key>,
): (session: Session, patient: string) => ChartList<Key> {
	const bySession = new WeakMap<Session, Map<string, ChartList<Key>>>();
	return (session, patient) => {
		const known = bySession.get(session) ?? new Map<string, ChartList<Key>>();
		bySession.set(session, known);
		const list = known.get(patient) ?? new ChartList(kind, session, patient);
		known.set(patient, list);
		return list;
	};
}
