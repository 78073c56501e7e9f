import type { IDataObject } from 'n8n-workflow';

import { kept, type Kept } from '../../drchrono/changes/state';
import { TriggerMemory } from '../../nodes/shared/triggerMemory';

/** Static data as n8n's default engine files it: a node's by its name. */
function memoryOf(data: Record<string, IDataObject>, id: string, name: string): TriggerMemory {
	return new TriggerMemory({
		getNode: () => ({ id, name }) as never,
		getWorkflowStaticData: (type) => (data[type === 'node' ? `node:${name}` : 'global'] ??= {}),
	});
}

function state(askedAt: number): Kept {
	const feed = { phase: 'waiting', since: 0, by: 'host' } as const;
	return kept({ source: 's', askedAt, zones: [], zonesAt: 0, feed });
}

test('a rename finds the state, and so does a rename back', () => {
	const data = {};
	memoryOf(data, '1', 'A').save(state(1));
	expect(memoryOf(data, '1', 'B').load()).toEqual(state(1));
	memoryOf(data, '1', 'B').save(state(2));
	expect(memoryOf(data, '1', 'A').load()).toEqual(state(2));
});

test('a new node of an old name inherits nothing', () => {
	const data = {};
	memoryOf(data, '1', 'A').save(state(1));
	expect(memoryOf(data, '2', 'A').load()).toBeUndefined();
});

test("where n8n files by the node's id, its own entry wins, renamed or not", () => {
	const own = {};
	const global = {};
	const memory = (name: string) =>
		new TriggerMemory({
			getNode: () => ({ id: '1', name }) as never,
			getWorkflowStaticData: (type) => (type === 'node' ? own : global),
		});
	memory('A').save(state(1));
	const before = structuredClone(own);
	memory('A').save(state(2));
	// The transaction with the execution did not go through: n8n goes back to the entry before.
	Object.assign(own, before);
	expect(memory('A').load()).toEqual(state(1));
	expect(memory('B').load()).toEqual(state(1));
});
