import type { INodeProperties } from 'n8n-workflow';

import { success, type Outcome } from '../../../../drchrono/client/outcome';
import { OUTPUT_BINARY_FIELD } from '../../../shared/binary';
import { optionsCollection } from '../../../shared/fields';
import type { EachOperation, OperationContext, Result } from '../../../shared/operation';
import type { Parameters } from '../../../shared/parameters';
import { outputField } from '../../../shared/recordFile';
import { headOf, withPdf } from './pdf';
import { APPOINTMENT, readVisit } from './read';

const ONLY_IF_LOCKED: INodeProperties = {
	displayName: 'Only if Locked',
	name: 'onlyIfLocked',
	type: 'boolean',
	default: false,
	description:
		'Whether to leave the file out while the note is still being written. The item says so.',
};

/** Downloads the note of one visit as PDF. */
export const getPdf: EachOperation = {
	value: 'getPdf',
	name: 'Get PDF',
	action: 'Get note as PDF',
	description: 'Download the clinical note of a visit as PDF, locked or not (DrChrono API v4)',
	effect: 'read',
	area: 'clinical',
	lane: 'read',
	properties: [APPOINTMENT, OUTPUT_BINARY_FIELD, optionsCollection([ONLY_IF_LOCKED])],

	async each(context: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { session } = context;
		const appointment = parameters.requiredId('appointment', APPOINTMENT.displayName);
		if (!appointment.ok) return appointment;
		const field = outputField(parameters);
		if (!field.ok) return field;
		const visits = session.dialect.notes.visits("'Get PDF' of a note");
		if (!visits.ok) return visits;
		const visit = await readVisit(session, visits.value, appointment.value);
		if (!visit.ok) return visit;

		const { locked } = visits.value.fileIn(visit.value);
		if (parameters.collection('options').onlyIfLocked === true && !locked) {
			return success({ items: [headOf(context, visits.value, visit.value)] });
		}
		const item = await withPdf(context, visits.value, visit.value, field.value);
		return item.ok ? success({ items: [item.value] }) : item;
	},
};
