import { success, type Outcome } from '../../../../drchrono/client/outcome';
import type { JsonObject } from '../../../../drchrono/client/request';
import type { LabResultDraft } from '../../../../drchrono/records/lab';
import { systemClock } from '../../../shared/clock';
import type { Session } from '../../../shared/session';

/** Waits before a chart is looked at again for a result whose answer got lost, in milliseconds. */
const LOOK_AGAIN_MS = [0, 2000, 4000] as const;

/** The results of one patient as far as they are known: one list per execution. */
class Chart {
	private records?: JsonObject[];

	constructor(
		private readonly session: Session,
		private readonly patient: string,
	) {}

	/** The result that a draft is about, if the chart has it. */
	async find(draft: LabResultDraft): Promise<Outcome<JsonObject | undefined>> {
		const { client, dialect } = this.session;
		const { isSame, list } = dialect.labs.results;
		if (!this.records) {
			const request = list({ patient: this.patient });
			if (!request.ok) return request;
			const found = await client.list(request.value.plan);
			if (!found.ok) return found;
			this.records = found.value.records;
		}
		return success(this.records.find((record) => isSame(record, draft)));
	}

	/** The same after a create whose answer got lost: reads the chart anew, several times. */
	async lookAgain(
		draft: LabResultDraft,
		signal?: AbortSignal,
	): Promise<Outcome<JsonObject | undefined>> {
		for (const pause of LOOK_AGAIN_MS) {
			await systemClock.pause(pause, signal);
			this.records = undefined;
			const found = await this.find(draft);
			if (!found.ok || found.value || signal?.aborted) return found;
		}
		return success(undefined);
	}

	/** A result that was put there just now. */
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
