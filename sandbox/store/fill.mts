import { blankPractice, buildPractice } from '../practice/build.mts';
import type { Externals } from '../practice/practice.mts';
import { example, RESOURCES } from '../v4/resources.mts';
import { occurrence } from '../v4/series.mts';
import type { Store, TableData } from './store.mts';
import type { Row } from './table.mts';

export interface Filling {
	readonly seed: number;
	readonly patients: number;
	/** ISO 8601 instant the practice is at. */
	readonly now: string;
	readonly blank: boolean;
}

/** How many records a rarely used resource gets that the practice has none of. */
const EXAMPLES = 3;

/** Puts a practice into a store, and with it what only the guide dialect shows. */
export function fill(store: Store, { seed, patients, now, blank }: Filling): void {
	const practice = blank ? blankPractice({ seed, now }) : buildPractice({ seed, patients, now });
	const { externals, ...tables } = practice;
	store.load({ ...(blank ? {} : examples(store, tables as TableData)), ...(tables as TableData) });
	store.payers = externals.payers;
	addGuideFields(store, externals);
	addOccurrences(store, externals);
}

function addGuideFields(store: Store, { guide }: Externals): void {
	for (const [id, external] of Object.entries(guide.externalIds))
		store.keepGuide(`appointments/${id}`, { external_id: external });
	for (const [id, method] of Object.entries(guide.communicationMethods))
		store.keepGuide(`patients/${id}`, { communication_method: method });
	for (const [key, status] of Object.entries(guide.insuranceVerification))
		store.keepGuide(`insurances/${key}`, { verification_status: status });
}

function addOccurrences(store: Store, { virtualOccurrences }: Externals): void {
	const table = store.table('appointments');
	for (const { base, date, scheduled_time: time } of virtualOccurrences) {
		const row = table.get(base);
		if (row) table.put(occurrence(store, row, date, time));
	}
}

/** Made-up records for every listed resource that the practice leaves out, made when first asked for. */
function examples(store: Store, tables: TableData): TableData {
	const made: Record<string, () => Row[]> = {};
	for (const resource of RESOURCES.values()) {
		const { name, contract, table } = resource;
		if (name in tables || table || contract.bulk || contract.shape !== 'cursor') continue;
		made[name] = () => {
			const doctors = store.table('doctors').ordered();
			const people = store.table('patients').ordered();
			const rows: Row[] = [];
			for (let index = 0; index < EXAMPLES && people.length > 0; index += 1) {
				const patient = people[index % people.length] as Row;
				const visit = store.table('appointments').by('patient', patient.id)[0];
				const values: Record<string, unknown> = {};
				const known = {
					doctor: patient.doctor ?? doctors[0]?.id,
					patient: patient.id,
					appointment: visit ? Number(visit.id) : null,
					practice_group: doctors[0]?.practice_group,
				};
				for (const [field, value] of Object.entries(known))
					if (resource.fields.has(field)) values[field] = value;
				const row = example(resource, index + 1, values, store.stamp(patient));
				if (row) rows.push(row);
			}
			return rows;
		};
	}
	return made;
}
