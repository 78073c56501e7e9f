/** The guide dialect's endpoints, their methods and filters. */
import type { Method, OperationData, ParameterData, Shape } from '../model.mts';
import { categories, type Category, type CategoryName } from './limits.mts';
import {
	appointmentStatuses,
	claimStatuses,
	insuranceTypes,
	verificationStatuses,
} from './records.mts';

type Filter = Omit<ParameterData, 'in' | 'name'>;

const id: Filter = { type: 'integer' };
const day: Filter = { type: 'string', format: 'date' };
const word: Filter = { type: 'string' };
const among = (values: string[]): Filter => ({ type: 'string', enum: values });
/** Exclusive lower bound on the time of the last change. */
const updatedAfter: Filter = { type: 'string', format: 'instant' };
const period = { start_date: day, end_date: day };

interface Endpoint {
	path: string;
	category: CategoryName;
	schema: string;
	/** Besides reading a list and, where there are records of their own, one record. */
	writes: Method[];
	/** A list only: its rows are not records of their own. */
	listOnly?: boolean;
	/** Names are settled. */
	filters: Record<string, Filter>;
	oneOf?: string[][];
}

const ENDPOINTS: Endpoint[] = [
	{
		path: '/appointments/',
		category: 'scheduling',
		schema: 'GuideAppointment',
		writes: ['POST', 'PUT', 'DELETE'],
		filters: {
			provider: id,
			patient: id,
			...period,
			appointment_type: id,
			status: among(appointmentStatuses),
			external_id: word,
			updated_after: updatedAfter,
		},
	},
	{
		// Existing appointments only: the guide leaves open slots to the client.
		path: '/appointments/availability/',
		category: 'scheduling',
		schema: 'GuideAppointment',
		writes: [],
		listOnly: true,
		filters: { provider: id, date: day, ...period },
		oneOf: [['date'], ['start_date', 'end_date']],
	},
	{
		// The guide's text has DELETE, its table leaves it out; there is DELETE.
		path: '/patients/',
		category: 'demographics',
		schema: 'GuidePatient',
		writes: ['POST', 'PUT', 'DELETE'],
		filters: {
			name: word,
			date_of_birth: day,
			email: { type: 'string', format: 'email' },
			phone: word,
			updated_after: updatedAfter,
		},
	},
	{
		// "Limited write" in one place, "cannot write" in another; read only.
		path: '/patient_insurances/',
		category: 'insurance',
		schema: 'GuideInsurance',
		writes: [],
		filters: {
			patient: id,
			insurance_type: among(insuranceTypes),
			verification_status: among(verificationStatuses),
		},
	},
	{
		path: '/providers/',
		category: 'scheduling',
		schema: 'GuideProvider',
		writes: [],
		filters: {},
	},
	{
		path: '/clinical_documents/',
		category: 'clinical',
		schema: 'GuideDocument',
		writes: [],
		filters: { patient: id, provider: id, ...period },
	},
	{
		path: '/vitals/',
		category: 'clinical',
		schema: 'GuideVital',
		writes: [],
		filters: { patient: id, ...period },
	},
	{
		path: '/lab_results/',
		category: 'clinical',
		schema: 'GuideLabResult',
		writes: [],
		filters: {
			patient: id,
			...period,
			abnormal: { type: 'boolean' },
			updated_after: updatedAfter,
		},
	},
	{
		path: '/encounters/',
		category: 'encounters',
		schema: 'GuideEncounter',
		writes: [],
		filters: {
			provider: id,
			patient: id,
			...period,
			service_code: word,
			updated_after: updatedAfter,
		},
	},
	{
		path: '/claims/',
		category: 'claims',
		schema: 'GuideClaim',
		writes: [],
		filters: {
			status: among(claimStatuses),
			provider: id,
			patient: id,
			...period,
			updated_after: updatedAfter,
		},
	},
];

const JSON_TYPE = 'application/json';

/** Paging parameters (settled): a token to repeat the query with, or limit and offset. */
function pagingParameters({ paging, recordsPerCall }: Category): ParameterData[] {
	if (paging === 'token') return [{ name: 'next_token', in: 'query', type: 'string' }];
	return [
		{ name: 'limit', in: 'query', type: 'integer', minimum: 1, maximum: recordsPerCall },
		{ name: 'offset', in: 'query', type: 'integer', minimum: 0 },
	];
}

const named = (name: string) => name.replaceAll('/', ' ').trim().replaceAll(' ', '_');

function operationsOf(endpoint: Endpoint): OperationData[] {
	const { path, schema } = endpoint;
	const category: Category = categories[endpoint.category];
	const shape: Shape = category.paging;
	const recordId: ParameterData = { name: 'id', in: 'path', type: 'integer', required: true };
	const answer = (of: Shape) => ({ contentType: JSON_TYPE, shape: of, schema });
	const base = { tag: endpoint.category };
	const request = { contentTypes: [JSON_TYPE], schema };
	const errors = [401, 403, 404, 429, 500];
	const operations: OperationData[] = [
		{
			...base,
			method: 'GET',
			path,
			id: `${named(path)}_list`,
			parameters: [
				...Object.entries(endpoint.filters).map(
					([name, filter]): ParameterData => ({ name, in: 'query', ...filter }),
				),
				...pagingParameters(category),
			],
			statuses: [200, 400, ...errors],
			responses: { '200': { ...answer(shape), key: 'results' } },
			pageSize: { max: category.recordsPerCall },
			...(endpoint.oneOf ? { oneOf: endpoint.oneOf } : {}),
		},
	];
	if (!endpoint.listOnly) {
		operations.push({
			...base,
			method: 'GET',
			path: `${path}{id}/`,
			id: `${named(path)}_read`,
			parameters: [recordId],
			statuses: [200, ...errors],
			responses: { '200': answer('record') },
		});
	}
	if (endpoint.writes.includes('POST')) {
		operations.push({
			...base,
			method: 'POST',
			path,
			id: `${named(path)}_create`,
			request: { ...request, required: true },
			statuses: [200, 201, 400, ...errors],
			responses: { '201': answer('record') },
			maxRecords: category.recordsPerCall,
		});
	}
	if (endpoint.writes.includes('PUT')) {
		operations.push({
			...base,
			method: 'PUT',
			path: `${path}{id}/`,
			id: `${named(path)}_update`,
			parameters: [recordId],
			request: { ...request, required: true },
			statuses: [200, 400, ...errors],
			responses: { '200': answer('record') },
		});
	}
	if (endpoint.writes.includes('DELETE')) {
		operations.push({
			...base,
			method: 'DELETE',
			path: `${path}{id}/`,
			id: `${named(path)}_delete`,
			parameters: [recordId],
			statuses: [204, ...errors],
		});
	}
	return operations;
}

export const operations: OperationData[] = ENDPOINTS.flatMap(operationsOf);
