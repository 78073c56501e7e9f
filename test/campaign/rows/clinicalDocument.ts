import type { IDataObject } from 'n8n-workflow';

import { CHART } from '../charts';
import { visitText, type Scene } from '../scene';
import { BOTH, type Row } from './row';

const NODE = 'drChronoClinicalDocument';

const twoOf = (name: string, ids: readonly (number | string)[]): IDataObject[] =>
	ids.slice(0, 2).map((id) => ({ [name]: id }));

/** The first two entries of a table. */
const entriesOf = (name: string, table: Exclude<keyof typeof CHART, 'field'>): IDataObject[] =>
	twoOf(name, [CHART[table], CHART[table] + 1]);

const NOTES = ['clinical_notes', 'clinical_note_field_types', 'clinical_note_field_values'];

/** Files that are like no other, for patients without documents. */
const papers = (scene: Scene) =>
	scene.patients.slice(2, 4).map((patient) => ({
		json: { patient, text: visitText.reason },
		binary: {
			data: {
				data: Buffer.from(`%PDF-1.7\n${patient}\n%%EOF`).toString('base64'),
				mimeType: 'application/pdf',
				fileName: 'letter.pdf',
			},
		},
	}));

/** The lists of a chart that are kept alike: how the server calls each, and what a person gives. */
const LISTS = [
	{
		resource: 'problem',
		table: 'problems',
		entry: { name: '={{ $json.text }}', icdCode: 'R42' },
		change: { status: 'resolved' },
	},
	{
		resource: 'medication',
		table: 'medications',
		entry: { name: '={{ $json.text }}', rxnormCode: '860975' },
		change: { status: 'inactive' },
	},
	{
		resource: 'allergy',
		table: 'allergies',
		entry: { name: '={{ $json.text }}', reaction: 'Hives' },
		change: { status: 'inactive' },
	},
	{
		resource: 'vaccine',
		table: 'patient_vaccine_records',
		entry: {
			name: '={{ $json.text }}',
			cvxCode: '150',
			administeredTime: '2026-10-05T14:00:00',
		},
		change: { status: 'Refused' },
	},
] as const;

function listRows({ resource, table, entry, change }: (typeof LISTS)[number]): Row[] {
	const common = { node: NODE, resource, dialects: ['v4'], beside: [table] } as const;
	return [
		{
			...common,
			operation: 'getMany',
			effect: 'read',
			...(table === 'problems' && { length: 'long' }),
			task: () => ({ parameters: { returnAll: true, options: { ifCallsRunOut: 'continue' } } }),
		},
		{
			...common,
			operation: 'get',
			effect: 'read',
			task: () => ({
				parameters: { entry: '={{ $json.entry }}' },
				items: entriesOf('entry', table),
			}),
		},
		{
			...common,
			operation: 'create',
			effect: 'write',
			task: (scene) => ({
				parameters: { patient: '={{ $json.patient }}', provider: scene.provider, ...entry },
				items: twoOf('patient', scene.patients).map((item, index) => ({
					...item,
					text: `${visitText.reason} ${index}`,
				})),
			}),
		},
		{
			...common,
			operation: 'update',
			effect: 'write',
			task: () => ({
				parameters: { entry: '={{ $json.entry }}', updateFields: change },
				items: entriesOf('entry', table),
			}),
		},
	];
}

const note = { node: NODE, resource: 'note', beside: NOTES } as const;
const document = {
	node: NODE,
	resource: 'document',
	dialects: ['v4'],
	beside: ['documents'],
} as const;

const noteRows: Row[] = [
	{
		...note,
		operation: 'getMany',
		effect: 'read',
		dialects: BOTH,
		task: () => ({ parameters: { when: 'any', format: 'raw', returnAll: true } }),
	},
	{
		...note,
		operation: 'getMany',
		variation: 'in sections, of some days',
		effect: 'read',
		dialects: ['v4'],
		// Where the definitions of fields may not be read, their values come without names.
		degradable: ['name', 'value'],
		task: () => ({
			parameters: {
				when: 'custom',
				from: '2026-12-01',
				to: '2026-12-31',
				format: 'sections',
				returnAll: true,
			},
		}),
	},
	{
		...note,
		operation: 'get',
		effect: 'read',
		dialects: ['v4'],
		task: (scene) => ({
			parameters: { appointment: '={{ $json.appointment }}', format: 'raw' },
			items: twoOf('appointment', scene.appointments),
		}),
	},
	{
		...note,
		operation: 'getPdf',
		effect: 'read',
		dialects: ['v4'],
		task: (scene) => ({
			parameters: { appointment: '={{ $json.appointment }}' },
			items: twoOf('appointment', scene.appointments),
		}),
	},
	{
		...note,
		operation: 'getManyPdfs',
		effect: 'read',
		dialects: ['v4'],
		task: () => ({
			parameters: { when: 'custom', from: '2026-12-01', to: '2026-12-02', returnAll: true },
		}),
	},
	{
		...note,
		operation: 'setField',
		variation: 'one that is filled in, and one that is not',
		effect: 'write',
		dialects: ['v4'],
		task: (scene) => ({
			parameters: {
				appointment: '={{ $json.appointment }}',
				field: '={{ $json.field }}',
				value: '={{ $json.text }}',
				overwrite: true,
			},
			items: twoOf('appointment', scene.appointments).map((item, index) => ({
				...item,
				field: CHART.field + index,
				text: visitText.notes,
			})),
		}),
	},
];

const documentRows: Row[] = [
	{
		...document,
		operation: 'getMany',
		effect: 'read',
		task: () => ({ parameters: { returnAll: true, filters: {} } }),
	},
	{
		...document,
		operation: 'download',
		effect: 'read',
		task: () => ({
			parameters: { document: '={{ $json.document }}' },
			items: entriesOf('document', 'documents'),
		}),
	},
	{
		...document,
		operation: 'upload',
		effect: 'write',
		task: (scene) => ({
			parameters: {
				patient: '={{ $json.patient }}',
				provider: scene.provider,
				description: '={{ $json.text }}',
				additionalFields: { date: '2026-11-02' },
			},
			input: papers(scene),
		}),
	},
	{
		...document,
		operation: 'update',
		effect: 'write',
		task: () => ({
			parameters: { document: '={{ $json.document }}', updateFields: { tags: 'Read' } },
			items: entriesOf('document', 'documents'),
		}),
	},
	{
		...document,
		operation: 'archive',
		effect: 'write',
		task: () => ({
			parameters: { document: '={{ $json.document }}' },
			items: entriesOf('document', 'documents'),
		}),
	},
];

/** Parts whose records have files. */
const WITH_FILES = ['appointments', 'documents'];

/** A part that the credential may not read is named in the record itself, and its files are missing too. */
function missingIn({ missing }: IDataObject): string[] {
	const parts = ((missing ?? []) as Array<{ part: string }>).map(({ part }) => part);
	const fileless = parts.some((part) => WITH_FILES.includes(part));
	return ['missing', ...parts, ...(fileless ? ['files'] : [])];
}

const wholeChart: Row = {
	node: NODE,
	resource: 'wholeChart',
	operation: 'get',
	effect: 'read',
	dialects: BOTH,
	beside: [...NOTES, 'documents', 'problems', 'allergies'],
	degradable: missingIn,
	task: (scene, dialect) => ({
		parameters: { patient: scene.patients[0]!, includeFiles: dialect === 'v4' },
	}),
};

export const clinicalDocumentRows: Row[] = [
	...noteRows,
	...documentRows,
	...LISTS.flatMap(listRows),
	wholeChart,
];
