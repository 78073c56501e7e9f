import { success, type Outcome } from '../../../../drchrono/client/outcome';
import { optionsCollection } from '../../../shared/fields';
import type { EachOperation, OperationContext, Result } from '../../../shared/operation';
import type { Parameters } from '../../../shared/parameters';
import { FORMAT, noteOutput } from './format';
import { APPOINTMENT, readNote } from './read';

/** Reads the note of one visit. */
export const get: EachOperation = {
	value: 'get',
	name: 'Get',
	action: 'Get note',
	description: 'Retrieve the clinical note of a visit (DrChrono API v4)',
	effect: 'read',
	area: 'clinical',
	lane: 'read',
	properties: [APPOINTMENT, FORMAT, optionsCollection()],

	async each({ session }: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const appointment = parameters.requiredId('appointment', APPOINTMENT.displayName);
		if (!appointment.ok) return appointment;
		const note = await readNote(session, appointment.value);
		if (!note.ok) return note;
		const output = await noteOutput(session, parameters);
		if (!output.ok) return output;
		const { emit, hints } = output.value;
		return success({ items: [emit(note.value)], hints });
	},
};
