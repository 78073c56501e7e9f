import { blankPractice, buildPractice } from '../practice/build.mts';
import type { Store, TableData } from './store.mts';

export interface Filling {
	readonly seed: number;
	readonly patients: number;
	/** ISO 8601 instant the practice is at. */
	readonly now: string;
	readonly blank: boolean;
}

/** Puts a practice into a store, and with it what only the guide dialect shows. */
export function fill(store: Store, { seed, patients, now, blank }: Filling): void {
	const practice = blank ? blankPractice({ seed, now }) : buildPractice({ seed, patients, now });
	const { externals, ...tables } = practice;
	store.load(tables as TableData);
	for (const [id, external] of Object.entries(externals.guide.externalIds))
		store.guideFields.set(`appointments/${id}`, { external_id: external });
	for (const [id, method] of Object.entries(externals.guide.communicationMethods))
		store.guideFields.set(`patients/${id}`, { communication_method: method });
	for (const [key, status] of Object.entries(externals.guide.insuranceVerification))
		store.guideFields.set(`insurances/${key}`, { verification_status: status });
}
