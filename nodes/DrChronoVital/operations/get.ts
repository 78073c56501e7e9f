import { success, type Outcome } from '../../../drchrono/client/outcome';
import { isEmpty } from '../../../drchrono/records/vital';
import { optionsCollection } from '../../shared/fields';
import type { EachOperation, OperationContext, Result } from '../../shared/operation';
import type { Parameters } from '../../shared/parameters';
import { emitSet, UNITS, unitsOf, withCustomNames } from './output';
import { APPOINTMENT, readVisit } from './visit';

const NOTHING = 'Nothing was measured at a visit so far, so its vitals are empty.';

/** Reads what was measured at one visit. */
export const get: EachOperation = {
	value: 'get',
	name: 'Get Vitals',
	action: 'Get vitals',
	description: 'Retrieve the vitals of one visit (DrChrono API v4)',
	effect: 'read',
	area: 'clinical',
	lane: 'read',
	properties: [APPOINTMENT, UNITS, optionsCollection()],

	async each({ session }: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const appointment = parameters.requiredId('appointment', APPOINTMENT.displayName);
		if (!appointment.ok) return appointment;
		const visit = await readVisit(session, appointment.value);
		if (!visit.ok) return visit;
		const set = session.dialect.vitals.read(visit.value);
		const item = emitSet(session, set, unitsOf(parameters));
		const named = await withCustomNames(session, [item]);
		if (!named.ok) return named;
		const hints = [...named.value.hints, ...(isEmpty(set) ? [NOTHING] : [])];
		return success({ items: named.value.items, hints });
	},
};
