import { failed, success, type Outcome } from '../../../../drchrono/client/outcome';
import type { JsonObject } from '../../../../drchrono/client/request';
import { confine, untoldProvider } from '../../../../drchrono/privacy/confine';
import { byPatient, type PatientCoverage } from '../../../../drchrono/records/coverage';
import type { Session } from '../../../shared/session';

/** Reads the coverage of single patients, each of them once however often it is asked for. */
export class CoverageReader {
	private readonly known = new Map<string, JsonObject[]>();

	constructor(private readonly session: Session) {}

	/** The coverage of a patient; of one without any, nothing but the patient's id. */
	async of(patient: string): Promise<Outcome<PatientCoverage>> {
		const records = await this.records(patient);
		if (!records.ok) return records;
		const { read } = this.session.dialect.insurance.coverage;
		const [found] = byPatient(records.value.map(read));
		return success(found ?? { patient, coverages: [] });
	}

	/** The records that hold a patient's coverage; refused if the credential is confined to others. */
	async records(patient: string): Promise<Outcome<JsonObject[]>> {
		const known = this.known.get(patient);
		return known ? success(known) : await this.recordsNow(patient);
	}

	/** The same as they are now. */
	async recordsNow(patient: string): Promise<Outcome<JsonObject[]>> {
		const { client, connection, dialect } = this.session;
		const { ofPatient, providerOf, tellsProvider } = dialect.insurance.coverage;
		const untold = tellsProvider ? undefined : untoldProvider(connection, 'Coverages');
		if (untold) return failed(untold);
		const list = await client.list(ofPatient(patient));
		if (!list.ok) return list;
		const { records } = list.value;
		for (const record of records) {
			const forbidden = confine(connection, { provider: providerOf(record) });
			if (forbidden) return failed(forbidden);
		}
		this.known.set(patient, records);
		return success(records);
	}

	/** Takes a patient's record for known, as a change has made it. */
	remember(patient: string, record: JsonObject): void {
		this.known.set(patient, [record]);
	}
}
