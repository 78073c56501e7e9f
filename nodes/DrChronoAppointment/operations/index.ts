import type { Operation } from '../../shared/operation';
import { create } from './create';
import { createOrUpdate } from './createOrUpdate';
import { findNoShows } from './findNoShows';
import { get } from './get';
import { getMany } from './getMany';
import { cancel, deleteAppointment, setStatus } from './status';
import { update } from './update';

/** Operations of the node; the first is its default. */
export const operations: readonly Operation[] = [
	getMany,
	get,
	findNoShows,
	create,
	createOrUpdate,
	update,
	setStatus,
	cancel,
	deleteAppointment,
];
