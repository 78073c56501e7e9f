import type { IDataObject, IPollFunctions } from 'n8n-workflow';

import type { Kept } from '../../drchrono/changes/state';

/** What is stored: the state, and whose it is. */
interface Entry {
	node: string;
	/** The node's name when this was stored. */
	name: string;
	state: unknown;
}

const KEY = 'drchrono';

/**
 * Where a trigger keeps its state: n8n's static data of the node, and a copy under the node's id in that
 * of the workflow. n8n files the former under the node's *name*, so that a rename loses it (n8n.md §2.1),
 * and a new node of the old name inherits it; the copy is what remains the node's own.
 */
export class TriggerMemory {
	private readonly own: IDataObject;

	private readonly shared: IDataObject;

	private readonly copyKey: string;

	private readonly node: string;

	private readonly name: string;

	constructor(functions: Pick<IPollFunctions, 'getNode' | 'getWorkflowStaticData'>) {
		const { id, name } = functions.getNode();
		this.node = id;
		this.name = name;
		this.copyKey = `${KEY}:${id}`;
		this.own = functions.getWorkflowStaticData('node');
		this.shared = functions.getWorkflowStaticData('global');
	}

	/**
	 * The state last saved; `undefined` if there is none. The node's own wins, since n8n's durable scheduler
	 * keeps it in step with the executions; but an entry under this name that is older than a rename there
	 * and back has another name than the copy, and loses.
	 */
	load(): unknown {
		const own = entryOf(this.own[KEY], this.node);
		const copy = entryOf(this.shared[this.copyKey], this.node);
		if (own && (!copy || own.name === copy.name)) return own.state;
		return copy?.state;
	}

	/** Puts a new state in the place of the old one. n8n stores it with the executions it starts. */
	save(state: Kept): void {
		const entry: Entry = { node: this.node, name: this.name, state };
		this.own[KEY] = entry as unknown as IDataObject;
		this.shared[this.copyKey] = structuredClone(entry) as unknown as IDataObject;
	}
}

function entryOf(json: unknown, node: string): Entry | undefined {
	const entry = json as Partial<Entry> | null | undefined;
	return entry?.node === node ? (entry as Entry) : undefined;
}
