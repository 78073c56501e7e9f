import type { IDataObject } from 'n8n-workflow';

import { credentialFor } from '../support/credential';
import { runNode } from '../support/n8n';
import { practiceOf, stored, type StoreRecord } from '../support/practice';
import { startSandbox, type Sandbox } from '../support/sandbox';

/**
 * A credential that is confined to one provider, over every node that lists records of patients. The
 * oracle is the sandbox's store: whose appointment it is, or else whose patient.
 */

const AREAS = ['scheduling', 'demographics', 'practice', 'insurance', 'clinical', 'billing'];
const ALL = { operation: 'getMany', returnAll: true };
const SPAN = { when: 'custom', from: '2026-10-01', to: '2026-12-15' };

let sandbox: Sandbox;
let provider: string;
let patients: Map<string, StoreRecord>;

beforeAll(async () => {
	sandbox = await startSandbox({ patients: 60, seed: 9, now: '2026-11-16T09:00:00-05:00' });
	({ provider } = await practiceOf(sandbox));
	patients = new Map((await stored(sandbox, 'patients')).map((each) => [String(each.id), each]));
});

afterAll(async () => {
	await sandbox?.stop();
});

const LISTS: ReadonlyArray<[node: string, what: string, parameters: IDataObject]> = [
	['drChronoAppointment', 'appointments', { ...ALL, ...SPAN }],
	['drChronoPatient', 'patients', ALL],
	['drChronoInsurance', 'coverage', { ...ALL, resource: 'coverage' }],
	['drChronoInsurance', 'authorizations', { ...ALL, resource: 'authorization' }],
	['drChronoInsurance', 'eligibility checks', { ...ALL, ...SPAN, resource: 'eligibility' }],
	['drChronoClinicalDocument', 'notes', { ...ALL, ...SPAN, resource: 'note' }],
	['drChronoClinicalDocument', 'documents', { ...ALL, resource: 'document' }],
	['drChronoClinicalDocument', 'problems', { ...ALL, resource: 'problem' }],
	['drChronoClinicalDocument', 'medications', { ...ALL, resource: 'medication' }],
	['drChronoClinicalDocument', 'allergies', { ...ALL, resource: 'allergy' }],
	['drChronoClinicalDocument', 'vaccines', { ...ALL, resource: 'vaccine' }],
	['drChronoVital', 'vitals', { ...ALL, ...SPAN }],
	['drChronoLabResult', 'chart results', { ...ALL, ...SPAN, resource: 'chartResult' }],
	['drChronoLabResult', 'lab orders', { ...ALL, ...SPAN, resource: 'order' }],
];

async function read(
	node: string,
	parameters: IDataObject,
	dialect: 'v4' | 'guide',
	onlyProviders: string,
) {
	const credential = await credentialFor(sandbox, dialect, { areas: AREAS, onlyProviders });
	return await runNode({ node, parameters, credential });
}

/** Whose a record is, as the store has it; nothing for one that is about no patient. */
function ownerOf(node: string, record: IDataObject): string | undefined {
	const own = record.doctor ?? record.provider ?? record.ordering_doctor;
	if (own !== undefined && own !== null) return String(own);
	const id = node === 'drChronoPatient' ? record.id : (record.patient ?? record.patient_id);
	const patient = patients.get(String(id));
	return patient && String(patient.doctor);
}

describe.each(['v4', 'guide'] as const)('%s: a credential of one provider', (dialect) => {
	test.each(LISTS)('%s: its own %s, or none', async (node, _, parameters) => {
		const { items, error } = await read(node, parameters, dialect, provider);
		if (error) {
			// Refused as a whole, because nobody tells whose they are or the dialect lacks them.
			expect(error.message).toMatch(/which provider|only API|DrChrono API v4|not part of/i);
			return;
		}
		const owners = items.map((item) => ownerOf(node, item));
		expect(owners.filter((owner) => owner !== provider)).toEqual([]);
	});
});

test('there is something to be kept from it: without confinement others are seen', async () => {
	const seen: Record<string, number> = {};
	for (const [node, what, parameters] of LISTS) {
		const { items } = await read(node, parameters, 'v4', '');
		seen[what] = items.filter((item) => ownerOf(node, item) !== provider).length;
	}
	expect(Object.values(seen).filter((count) => count > 0).length).toBeGreaterThan(8);
});
