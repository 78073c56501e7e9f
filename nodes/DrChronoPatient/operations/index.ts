import type { Operation } from '../../shared/operation';
import { create } from './create';
import { deletePatient } from './delete';
import { describeCustomFields } from './describeCustomFields';
import { get } from './get';
import { getCcda } from './getCcda';
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
	describeCustomFields,
	getCcda,
	getPhoto,
	setPhoto,
];
