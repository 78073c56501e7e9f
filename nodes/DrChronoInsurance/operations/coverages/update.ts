import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Failure } from '../../../../drchrono/client/failure';
import { failed, success, type Outcome } from '../../../../drchrono/client/outcome';
import { isLevel } from '../../../../drchrono/records/coverage';
import { optionsCollection } from '../../../shared/fields';
import { patientLocator } from '../../../shared/locators';
import type { BatchOperation, OperationContext, Result } from '../../../shared/operation';
import type { Parameters } from '../../../shared/parameters';
import type { Session } from '../../../shared/session';
import { LEVEL_CHOICES } from './fields';
import { CoverageReader } from './reader';
import { changesOf, UPDATE_FIELDS } from './updateFields';

const ACCEPT: INodeProperties = {
	displayName: 'Accept Effect on Past Claims',
	name: 'acceptUnbillable',
	type: 'boolean',
	default: false,
	description:
		'Whether you accept that claims of past appointments may no longer be billable once the coverage they were billed to has changed. Nothing is changed until this is on.',
};

const properties: INodeProperties[] = [
	patientLocator('The patient whose coverage changes', true),
	{
		displayName: 'Level',
		name: 'level',
		type: 'options',
		options: LEVEL_CHOICES,
		default: 'primary',
		description: 'Which of the coverages changes',
	},
	...UPDATE_FIELDS,
	ACCEPT,
	optionsCollection(),
];

/**
 * Changes a coverage; only what differs is sent, and nothing where nothing does. A patient is read once,
 * however many items change them.
 */
export const update: BatchOperation = {
	value: 'update',
	name: 'Update',
	action: 'Update coverage of patient',
	description: "Update a patient's coverage (DrChrono API v4)",
	effect: 'write',
	area: 'insurance',
	lane: 'booking',
	recordsArePatients: true,
	properties,

	async *batch({ session }: OperationContext, items: readonly Parameters[]) {
		const reader = new CoverageReader(session);
		for (const parameters of items) yield await change(session, reader, parameters);
	},
};

async function change(
	{ client, dialect }: Session,
	reader: CoverageReader,
	parameters: Parameters,
): Promise<Outcome<Result>> {
	const { coverage } = dialect.insurance;
	const updatable = coverage.updatable();
	if (!updatable.ok) return updatable;
	const patient = parameters.requiredId('patient', 'Patient');
	if (!patient.ok) return patient;
	const level = parameters.raw('level');
	if (!isLevel(level)) return failed(noLevel());
	const changes = changesOf(parameters, level);
	if (!changes.ok) return changes;
	if (Object.keys(changes.value).length === 0) return failed(nothingToChange());
	if (!parameters.flag('acceptUnbillable')) return failed(notAccepted());

	const records = await reader.records(patient.value);
	if (!records.ok) return records;
	const wanted = coverage.update(patient.value, level, changes.value, records.value[0] ?? {});
	if (!wanted.ok) return wanted;
	const { request, changed, after } = wanted.value;
	const json = { id: patient.value, changed } as IDataObject;
	if (changed.length === 0) return success({ items: [{ json }] });
	const answer = await client.request(request);
	if (!answer.ok) return answer;
	reader.remember(patient.value, after);
	return success({ items: [{ json }], hints: [CHANGED] });
}

const CHANGED =
	'Coverage was changed. DrChrono does not check it: compare payer ID and member ID with the card, and look at claims of past appointments that were billed to the old coverage.';

function notAccepted(): Failure {
	return {
		kind: 'not-allowed',
		sentence: 'Changing coverage may make past appointments unbillable, which nobody accepted yet',
		advice: `Nothing was sent. Turn on '${ACCEPT.displayName}' once the biller agrees.`,
		field: ACCEPT.displayName,
	};
}

function nothingToChange(): Failure {
	return {
		kind: 'invalid-input',
		sentence: "'Update Fields' and 'Clear Fields' are empty, so there is nothing to change",
		advice: 'Add the fields that are to be different. Nothing was sent.',
		field: 'Update Fields',
	};
}

function noLevel(): Failure {
	return {
		kind: 'invalid-input',
		sentence: "'Level' is not a level of coverage",
		advice: 'Choose one from the list. Nothing was sent.',
		field: 'Level',
	};
}
