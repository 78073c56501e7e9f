import type { OperationName } from '../../../../drchrono/catalog';

/** How an operation is called on the panel. */
export interface OperationWords {
	/** Value of the `operation` parameter; saved in workflows, so it never changes. */
	value: string;
	name: string;
	action: string;
	description: string;
}

/** Operations that most resources have, in the order of the panel, then those of single resources. */
const WORDS: Readonly<Record<string, OperationWords>> = {
	list: {
		value: 'getMany',
		name: 'Get Many',
		action: 'Get many records',
		description: 'Retrieve a list of records',
	},
	get: {
		value: 'get',
		name: 'Get',
		action: 'Get record',
		description: 'Retrieve a record',
	},
	create: {
		value: 'create',
		name: 'Create',
		action: 'Create record',
		description: 'Create a new record',
	},
	update: {
		value: 'update',
		name: 'Update',
		action: 'Update record',
		description: 'Update a record: only the fields that are given',
	},
	replace: {
		value: 'replace',
		name: 'Update With All Required Fields',
		action: 'Update record with all required fields',
		description: 'Update a record, with every field that DrChrono requires of a new one',
	},
	delete: {
		value: 'delete',
		name: 'Delete',
		action: 'Delete record',
		description: 'Delete a record permanently, or archive it where DrChrono keeps it',
	},
	current: {
		value: 'current',
		name: 'Get Signed-in User',
		action: 'Get current user',
		description: 'Retrieve the user to whom the credential belongs',
	},
	ccda: {
		value: 'ccda',
		name: 'Export C-CDA',
		action: 'Export C-CDA of patient',
		description: "Export a patient's chart as a C-CDA file",
	},
	ccdaAsync: {
		value: 'ccdaAsync',
		name: 'Export C-CDA in the Background',
		action: 'Export C-CDA of patient in background',
		description: "Export a patient's chart as a C-CDA file that DrChrono prepares first",
	},
	qrda1: {
		value: 'qrda1',
		name: 'Export QRDA Category I',
		action: 'Export QRDA of patient',
		description: "Export a patient's quality measures as a QRDA Category I file",
	},
	getOnpatientAccess: {
		value: 'getOnpatientAccess',
		name: 'Get Portal Invitations',
		action: 'Get portal invitations of patient',
		description: 'Retrieve the invitations to OnPatient, the patient portal, that were sent',
	},
	createOnpatientAccess: {
		value: 'createOnpatientAccess',
		name: 'Send Portal Invitation',
		action: 'Send portal invitation to patient',
		description: 'Invite the patient to OnPatient, the patient portal',
	},
	deleteOnpatientAccess: {
		value: 'deleteOnpatientAccess',
		name: 'Revoke Portal Invitations',
		action: 'Revoke portal invitations of patient',
		description: 'Take back the invitations to OnPatient, the patient portal',
	},
	applyToAppointment: {
		value: 'applyToAppointment',
		name: 'Assign to Appointment',
		action: 'Assign consent form to appointment',
		description: 'Ask for this consent form at an appointment',
	},
	unapplyFromAppointment: {
		value: 'unapplyFromAppointment',
		name: 'Remove From Appointment',
		action: 'Remove consent form from appointment',
		description: 'No longer ask for this consent form at an appointment',
	},
	appendToPharmacyNote: {
		value: 'appendToPharmacyNote',
		name: 'Append to Pharmacy Note',
		action: 'Append to pharmacy note',
		description: "Add a paragraph to a prescription's note to the pharmacy",
	},
	addExamRoom: {
		value: 'addExamRoom',
		name: 'Add Exam Room',
		action: 'Add exam room to office',
		description: 'Add an exam room to an office',
	},
};

const ORDER = Object.keys(WORDS);

/** The words of an operation of the catalog. */
export function wordsOf(name: OperationName): OperationWords {
	const words = WORDS[name];
	if (!words) throw new RangeError(`The catalog has an operation without words: ${name}`);
	return words;
}

/** The catalog's name of an operation of the panel. */
export function nameOf(value: string): OperationName | undefined {
	return ORDER.find((name) => WORDS[name]?.value === value);
}

/** Sorts operations as the panel begins with them: what is asked for most, first. */
export function byUse(one: OperationName, other: OperationName): number {
	return ORDER.indexOf(one) - ORDER.indexOf(other);
}
