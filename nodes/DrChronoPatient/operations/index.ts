import type { Operation } from '../../shared/operation';
import { create } from './create';
import { deletePatient } from './delete';
import { get } from './get';
import { getMany } from './getMany';
import { getPhoto } from './getPhoto';
import { setPhoto } from './setPhoto';
import { update } from './update';

/** Operations of the node; the first is its default. */
export const operations: readonly Operation[] = [
	getMany,
	get,
	create,
	update,
	deletePatient,
	getPhoto,
	setPhoto,
].map((operation) => ({ ...operation, recordsArePatients: true }));
