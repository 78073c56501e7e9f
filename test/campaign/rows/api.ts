import type { IDataObject } from 'n8n-workflow';

import { CHART } from '../charts';
import { visitText, type Scene } from '../scene';
import type { Dialect } from '../stage';
import { BOTH, type Row } from './row';

const NODE = 'drChronoApi';
const V4: readonly Dialect[] = ['v4'];

/** What a mapper of fields holds when a person filled it in. */
const mapped = (value: IDataObject): IDataObject => ({ mappingMode: 'defineBelow', value });

type Some = Pick<Row, 'variation' | 'length' | 'beside' | 'namesTarget'>;

/** An operation of the catalog that reads. */
const reads = (
	resource: string,
	operation: string,
	parametersOf: (scene: Scene) => IDataObject,
	more: Some = {},
): Row => ({
	node: NODE,
	resource,
	operation,
	effect: 'read',
	dialects: V4,
	...more,
	task: (scene) => ({ parameters: parametersOf(scene) }),
});

/** One that changes something, for two items. */
const writes = (
	resource: string,
	operation: string,
	parameters: IDataObject | ((scene: Scene) => IDataObject),
	itemsOf: (scene: Scene) => IDataObject[],
	more: Some = {},
): Row => ({
	node: NODE,
	resource,
	operation,
	effect: 'write',
	dialects: V4,
	...more,
	task: (scene) => ({
		parameters: typeof parameters === 'function' ? parameters(scene) : parameters,
		items: itemsOf(scene),
	}),
});

const problems = (): IDataObject[] =>
	[CHART.problems, CHART.problems + 1].map((id) => ({ id: String(id), text: visitText.reason }));

const patients = (scene: Scene): IDataObject[] =>
	scene.patients.slice(0, 2).map((id) => ({ id, text: visitText.reason }));

const BY_ID = { id: '={{ $json.id }}' };
const PROBLEMS = { beside: ['problems'] };

/** Operations of the catalog, each with a resource or two that has it. */
const catalogRows: Row[] = [
	reads(
		'problems',
		'getMany',
		() => ({
			returnAll: true,
			filters: mapped({}),
			options: { bulk: 'never', ifCallsRunOut: 'continue' },
		}),
		{ ...PROBLEMS, length: 'long', variation: 'page by page' },
	),
	reads(
		'patients',
		'getMany',
		() => ({ returnAll: true, filters: mapped({}), options: { bulk: 'always' } }),
		{ length: 'long', variation: 'in bulk' },
	),
	reads('appointments', 'getMany', () => ({
		returnAll: true,
		filters: mapped({ date_range: '2026-12-01/2026-12-31' }),
	})),
	reads('problems', 'get', () => ({ id: String(CHART.problems) }), PROBLEMS),
	reads('users', 'current', () => ({})),
	reads('patients', 'ccda', ({ patients: [id] }) => ({ id })),
	reads('patients', 'ccdaAsync', ({ patients: [id] }) => ({ id })),
	reads('patients', 'qrda1', ({ patients: [id] }) => ({ id })),
	reads('patients', 'getOnpatientAccess', ({ patients: [id] }) => ({ id })),
	writes(
		'problems',
		'create',
		({ provider }) => ({
			fields: mapped({ doctor: provider, patient: '={{ $json.id }}', name: '={{ $json.text }}' }),
		}),
		patients,
		PROBLEMS,
	),
	writes(
		'problems',
		'update',
		{ ...BY_ID, fields: mapped({ name: '={{ $json.text }} again' }) },
		problems,
		PROBLEMS,
	),
	writes(
		'problems',
		'replace',
		({ provider, patients: [patient] }) => ({
			...BY_ID,
			fields: mapped({ doctor: provider, patient, name: '={{ $json.text }} again' }),
		}),
		problems,
		PROBLEMS,
	),
	writes('appointments', 'delete', BY_ID, ({ appointments }) =>
		appointments.slice(3, 5).map((id) => ({ id })),
	),
	writes(
		'medications',
		'appendToPharmacyNote',
		{ ...BY_ID, fields: mapped({ pharmacy_note: '={{ $json.text }}' }) },
		() => [0, 1].map((index) => ({ id: String(CHART.medications + index), text: visitText.notes })),
		{ beside: ['medications'] },
	),
	writes(
		'offices',
		'addExamRoom',
		{ ...BY_ID, fields: mapped({ name: '={{ $json.name }}', online_scheduling: false }) },
		({ office, office2 }) => [
			{ id: office, name: 'Exam 42' },
			{ id: office2, name: 'Laser' },
		],
		{ beside: ['offices'] },
	),
	writes(
		'patients',
		'createOnpatientAccess',
		BY_ID,
		({ patients: all }) => all.slice(2, 4).map((id) => ({ id })),
		{ beside: ['onpatient_access'] },
	),
	writes('patients', 'deleteOnpatientAccess', BY_ID, patients, { beside: ['onpatient_access'] }),
	writes(
		'consent_forms',
		'applyToAppointment',
		({ defined }) => ({
			id: defined.consent_forms,
			fields: mapped({ appointment: '={{ $json.id }}' }),
		}),
		({ appointments }) => appointments.slice(0, 2).map((id) => ({ id })),
		{ beside: ['signed_consent_forms'], namesTarget: true },
	),
	writes(
		'consent_forms',
		'unapplyFromAppointment',
		({ defined }) => ({
			id: defined.consent_forms,
			fields: mapped({ appointment: '={{ $json.id }}' }),
		}),
		({ appointments }) => appointments.slice(3, 5).map((id) => ({ id })),
		{ beside: ['signed_consent_forms'] },
	),
];

/** Where each dialect keeps its records. */
const ROOT: Readonly<Record<Dialect, string>> = { v4: '/api', guide: '' };
const END: Readonly<Record<Dialect, string>> = { v4: '', guide: '/' };

const at = (dialect: Dialect, path: string) => `${ROOT[dialect]}/${path}${END[dialect]}`;

const queryOf = (parameters: Record<string, string>) => ({
	parameters: Object.entries(parameters).map(([name, value]) => ({ name, value })),
});

const custom = { node: NODE, resource: 'customCall' } as const;

const customRows: Row[] = [
	{
		...custom,
		operation: 'customRead',
		variation: 'a record',
		effect: 'read',
		dialects: BOTH,
		task: ({ appointments: [id] }, dialect) => ({
			parameters: { answer: 'record', readMethod: 'GET', path: at(dialect, `appointments/${id}`) },
		}),
	},
	{
		...custom,
		operation: 'customRead',
		variation: 'a list of several pages',
		effect: 'read',
		dialects: BOTH,
		length: 'long',
		task: (_scene, dialect) => ({
			parameters: {
				answer: 'list',
				readMethod: 'GET',
				path: at(dialect, 'patients'),
				returnAll: true,
				options: { ifCallsRunOut: 'continue' },
			},
		}),
	},
	{
		...custom,
		operation: 'customWrite',
		variation: 'creates',
		effect: 'write',
		dialects: V4,
		beside: ['problems'],
		task: (scene) => ({
			parameters: {
				writeMethod: 'POST',
				path: '/api/problems',
				content: 'json',
				body: `={{ JSON.stringify({ doctor: ${scene.provider}, patient: Number($json.id), name: $json.text }) }}`,
			},
			items: patients(scene),
		}),
	},
	{
		...custom,
		operation: 'customWrite',
		variation: 'changes',
		effect: 'write',
		dialects: V4,
		beside: ['problems'],
		task: () => ({
			parameters: {
				writeMethod: 'PATCH',
				path: '=/api/problems/{{ $json.id }}',
				content: 'json',
				body: '={{ JSON.stringify({ name: $json.text + " again" }) }}',
			},
			items: problems(),
		}),
	},
	{
		...custom,
		operation: 'customWrite',
		variation: 'removes',
		effect: 'write',
		dialects: BOTH,
		task: ({ appointments }, dialect) => ({
			parameters: {
				writeMethod: 'DELETE',
				path: `=${at(dialect, 'appointments/{{ $json.id }}')}`,
				query: queryOf({}),
				content: 'none',
			},
			items: appointments.slice(3, 5).map((id) => ({ id })),
		}),
	},
];

export const apiRows: Row[] = [
	{
		node: NODE,
		resource: 'connection',
		operation: 'checkConnection',
		effect: 'read',
		dialects: BOTH,
		diagnosis: ({ ok }) => ok === true,
		task: () => ({ parameters: {} }),
	},
	...catalogRows,
	...customRows,
];
