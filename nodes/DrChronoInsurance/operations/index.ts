import type { Resource } from '../../shared/operation';
import { getMany as getManyAuthorizations } from './authorization/getMany';
import { get } from './coverages/get';
import { getCards } from './coverages/getCards';
import { getForAppointments } from './coverages/getForAppointments';
import { getMany } from './coverages/getMany';
import { update } from './coverages/update';
import { getMany as getManyChecks } from './eligibility/getMany';
import { search } from './payer/search';

/** Kinds of record of the node; the first is its default. */
export const resources: readonly Resource[] = [
	{
		value: 'coverage',
		name: 'Coverage',
		operations: [get, getMany, getForAppointments, getCards, update],
	},
	{ value: 'authorization', name: 'Authorization', operations: [getManyAuthorizations] },
	{ value: 'eligibility', name: 'Eligibility Check', operations: [getManyChecks] },
	{ value: 'payer', name: 'Payer', operations: [search] },
];
