import type { Client } from '../client/client';
import type { Clock } from '../client/clock';
import type { Failure } from '../client/failure';
import { failed, success, type Outcome } from '../client/outcome';
import type { JsonObject } from '../client/request';
import type { Dialect, LookupName } from '../dialects/dialect';

/** Names by id; those that are not known are absent. */
type Names = Map<string, string>;

/** The names behind an appointment's ids; `null` where there is no id, or no name for it. */
export interface AppointmentNames {
	patient: string | null;
	provider: string | null;
	office: string | null;
	type: string | null;
}

/** Names of the appointments' people and places, and what could not be looked up. */
export interface NamesFound {
	of(record: JsonObject): AppointmentNames;
	/** Refusals: their names are missing, and the ids have to do. */
	refused: Failure[];
}

/** Patients that are asked for one by one before their list is tried. */
const FEW_PATIENTS = 2;

/**
 * Names beside ids, each asked for once in an execution. Providers, offices and types come by one list
 * each; patients one by one or, where they are many, by the pages of their list, whichever is fewer calls
 * as far as that can be known: at most half as many pages as there are patients to be named.
 */
export class RecordNames {
	private readonly lists = new Map<LookupName, Promise<Outcome<Names>>>();

	private readonly patients = new Map<string, string | null>();

	private patientsRefused: Failure | undefined;

	constructor(
		private readonly client: Client,
		private readonly dialect: Dialect,
		private readonly clock: Clock,
	) {}

	/** Looks up all that the appointments need; refused look-ups are told, others fail. */
	async ofAppointments(records: readonly JsonObject[]): Promise<Outcome<NamesFound>> {
		const { appointments } = this.dialect;
		const refused: Failure[] = [];
		const lists: Partial<Record<LookupName, Names>> = {};
		for (const name of records.length === 0 ? [] : appointments.named) {
			const list = await this.list(name);
			if (list.ok) lists[name] = list.value;
			else if (isRefusal(list.failure)) refused.push(list.failure);
			else return list;
		}
		const ids = records.map((record) => appointments.patientOf(record));
		const patients = await this.learnPatients(new Set(ids.filter((id) => id !== null)));
		if (patients) {
			if (!isRefusal(patients)) return failed(patients);
			refused.push(patients);
		}
		const named = (names: Names | undefined, id: string | null) =>
			id === null ? null : (names?.get(id) ?? null);
		return success({
			refused,
			of: (record) => ({
				patient: this.patients.get(appointments.patientOf(record) ?? '') ?? null,
				provider: named(lists.providers, appointments.providerOf(record)),
				office: named(lists.offices, appointments.officeOf(record)),
				type: named(lists.appointmentTypes, appointments.typeOf(record)),
			}),
		});
	}

	private async list(name: LookupName): Promise<Outcome<Names>> {
		const known = this.lists.get(name) ?? this.readList(name);
		this.lists.set(name, known);
		return await known;
	}

	private async readList(name: LookupName): Promise<Outcome<Names>> {
		const lookup = this.dialect.lookups[name]('', this.clock.now());
		if (!lookup.ok) return lookup;
		const { plan, itemsOf } = lookup.value;
		const list = await this.client.list(plan);
		if (!list.ok) return list;
		const items = list.value.records.flatMap(itemsOf);
		return success(new Map(items.map(({ id, label }) => [id, label])));
	}

	private async learnPatients(ids: ReadonlySet<string>): Promise<Failure | undefined> {
		if (this.patientsRefused) return this.patientsRefused;
		const missing = () => [...ids].filter((id) => !this.patients.has(id));
		let failure: Failure | undefined;
		if (missing().length > FEW_PATIENTS) failure = await this.readPatients(missing);
		for (const id of failure ? [] : missing()) {
			failure = await this.readPatient(id);
			if (failure) break;
		}
		if (failure && isRefusal(failure)) this.patientsRefused = failure;
		return failure;
	}

	/** Pages of the patients' list, until all are found or the pages cost more than they may bring. */
	private async readPatients(missing: () => string[]): Promise<Failure | undefined> {
		const list = this.dialect.patients.list({});
		if (!list.ok) return list.failure;
		const mostPages = Math.floor(missing().length / 2);
		let pages = 0;
		const plan = { ...list.value.plan, bulk: undefined, sweep: undefined };
		for await (const page of this.client.pages(plan, { inTurn: true })) {
			if (!page.ok) return page.failure;
			for (const record of page.value.records) this.patients.set(String(record.id), nameOf(record));
			pages += 1;
			if (pages >= mostPages || missing().length === 0) return undefined;
		}
		return undefined;
	}

	/** A patient who is no longer there has no name. */
	private async readPatient(id: string): Promise<Failure | undefined> {
		const answer = await this.client.request({
			endpoint: this.dialect.patients.get,
			path: { id },
		});
		if (!answer.ok && answer.failure.kind !== 'not-found') return answer.failure;
		this.patients.set(id, answer.ok ? nameOf(answer.value.json as JsonObject) : null);
		return undefined;
	}
}

function nameOf({ first_name: first, last_name: last }: JsonObject): string | null {
	return [first, last].filter(Boolean).join(' ') || null;
}

function isRefusal({ kind }: Failure): boolean {
	return kind === 'permission' || kind === 'scope' || kind === 'not-allowed';
}
