import type { IDataObject, INodeExecutionData } from 'n8n-workflow';

import type { Length, Scene } from '../scene';
import type { Dialect } from '../stage';

/** What a node is asked to do. */
export interface Task {
	parameters: IDataObject;
	/** JSON of the input items; one empty item by default. */
	items?: IDataObject[];
	/** Whole input items, where JSON alone is not enough. */
	input?: INodeExecutionData[];
}

/** One way of using an operation, to be run under every fault. */
export interface Row {
	/** As in n8n: `drChronoAppointment`. */
	node: string;
	/** Value of the resource, where the node has several. */
	resource?: string;
	/** Value of the operation. */
	operation: string;
	/** What is special about this row, where an operation has several. */
	variation?: string;
	effect: 'read' | 'write';
	/** Dialects that have the operation; the others must refuse it before any request. */
	dialects: readonly Dialect[];
	length?: Length;
	/**
	 * Tables of the sandbox besides patients and appointments: filled with what the scene has for them, and
	 * compared record by record.
	 */
	beside?: readonly string[];
	/** The token's hour is over when the run begins. */
	expired?: true;
	/** Fields of the output that may be missing if a hint says so; or those that the record itself says are. */
	degradable?: readonly string[] | ((record: IDataObject) => readonly string[]);
	/** The output names the record that was acted upon, not the one that came of it. */
	namesTarget?: true;
	/** The output tells what went wrong: it need not be the same under a fault, but must not say that all is well. */
	diagnosis?: (record: IDataObject) => boolean;
	task(scene: Scene, dialect: Dialect): Task;
}

export const BOTH: readonly Dialect[] = ['v4', 'guide'];

export const titleOf = ({ node, resource, operation, variation }: Row): string =>
	[node, resource, operation, variation].filter(Boolean).join(', ');
