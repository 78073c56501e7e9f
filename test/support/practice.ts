import type { Sandbox } from './sandbox';

export interface StoreRecord {
	id: number | string;
	[field: string]: unknown;
}

/** Ids of a practice in the sandbox that tests book with. */
export interface Practice {
	patient: string;
	/** In US/Eastern. */
	provider: string;
	/** In another zone than `provider`. */
	provider2: string;
	provider2Zone: string;
	office: string;
}

/** All records of a resource as the sandbox stores them: the oracle of what really happened. */
export async function stored(sandbox: Sandbox, resource: string): Promise<StoreRecord[]> {
	const { records } = await sandbox.control<{ records: StoreRecord[] }>(`store/${resource}`);
	return records;
}

export async function practiceOf(sandbox: Sandbox): Promise<Practice> {
	const [doctors, offices, patients] = await Promise.all([
		stored(sandbox, 'doctors'),
		stored(sandbox, 'offices'),
		stored(sandbox, 'patients'),
	]);
	const eastern = doctors.find(({ timezone }) => timezone === 'US/Eastern');
	const other = doctors.find(({ timezone }) => timezone !== 'US/Eastern');
	const [office] = offices;
	const [patient] = patients;
	if (!eastern || !other || !office || !patient) throw new TypeError('the practice is too small');
	return {
		patient: String(patient.id),
		provider: String(eastern.id),
		provider2: String(other.id),
		provider2Zone: String(other.timezone),
		office: String(office.id),
	};
}

export interface Counters {
	total: number;
	reads: number;
	writes: number;
	token: number;
	violations: number;
	byRoute: Record<string, number>;
	byStatus: Record<string, number>;
}

/** Calls since the last `resetCalls`. */
export async function calls(sandbox: Sandbox): Promise<Counters> {
	return await sandbox.control<Counters>('counters');
}

export async function resetCalls(sandbox: Sandbox): Promise<void> {
	await sandbox.control('counters/reset', {});
}
