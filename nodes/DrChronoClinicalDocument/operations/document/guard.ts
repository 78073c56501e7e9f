import { success, type Outcome } from '../../../../drchrono/client/outcome';
import type { JsonObject } from '../../../../drchrono/client/request';
import { systemClock } from '../../../shared/clock';
import type { Session } from '../../../shared/session';

/** Waits before a document is looked for again, in milliseconds: lists lag writes by seconds (wire.md §2). */
const LOOK_AGAIN_MS = [0, 1000, 2000, 4000] as const;

/** What the documents of one chart are known to be; one execution reads a chart once. */
class Chart {
	private records: JsonObject[] | undefined;

	constructor(
		private readonly session: Session,
		private readonly patient: string,
	) {}

	/** The document with a tag, if the chart has it. */
	async find(tag: string): Promise<Outcome<JsonObject | undefined>> {
		const { client, dialect } = this.session;
		if (!this.records) {
			const request = dialect.documents.list({ patient: this.patient });
			if (!request.ok) return request;
			const list = await client.list(request.value.plan);
			if (!list.ok) return list;
			this.records = list.value.records;
		}
		const { isArchived, tagsIn } = dialect.documents;
		return success(
			this.records.find((record) => !isArchived(record) && tagsIn(record).includes(tag)),
		);
	}

	/** The same after an upload whose answer got lost: reads the chart anew, several times. */
	async lookAgain(tag: string, signal?: AbortSignal): Promise<Outcome<JsonObject | undefined>> {
		for (const pause of LOOK_AGAIN_MS) {
			await systemClock.pause(pause, signal);
			this.records = undefined;
			const found = await this.find(tag);
			if (!found.ok || found.value || signal?.aborted) return found;
		}
		return success(undefined);
	}

	/** A document that was put there just now. */
	add(record: JsonObject): void {
		this.records?.push(record);
	}
}

const charts = new WeakMap<Session, Map<string, Chart>>();

/** The chart of a patient as this execution knows it. */
export function chartOf(session: Session, patient: string): Chart {
	const known = charts.get(session) ?? new Map<string, Chart>();
	charts.set(session, known);
	const chart = known.get(patient) ?? new Chart(session, patient);
	known.set(patient, chart);
	return chart;
}
