/**
 * The guide dialect's contract: an integration guide of January 2026 that names other endpoints, fields
 * and limits than v4. `settled` marks what the guide leaves open and this project has settled, so that a
 * client and a server that share no code agree; the rest are the guide's own statements.
 */
import type {
	FieldData,
	Method,
	OperationData,
	ParameterData,
	SchemaData,
	Shape,
} from './model.mts';

/** A family of endpoints that share a limit. Requests count per sliding minute. */
export interface Category {
	requestsPerMinute: number;
	/** Bounds a page of a list and an array body alike. */
	recordsPerCall: number;
	paging: 'token' | 'offset';
}

/**
 * Encounters: the guide gives 500 in one table and counts them as billing (200) in another; 500 is taken.
 * Availability and providers (settled) share the scheduling limits.
 */
export const categories = {
	scheduling: { requestsPerMinute: 1_000, recordsPerCall: 50, paging: 'token' },
	demographics: { requestsPerMinute: 1_000, recordsPerCall: 100, paging: 'offset' },
	insurance: { requestsPerMinute: 500, recordsPerCall: 25, paging: 'offset' },
	clinical: { requestsPerMinute: 300, recordsPerCall: 10, paging: 'token' },
	encounters: { requestsPerMinute: 500, recordsPerCall: 5, paging: 'offset' },
	claims: { requestsPerMinute: 200, recordsPerCall: 5, paging: 'offset' },
} as const satisfies Record<string, Category>;

export type CategoryName = keyof typeof categories;

/** Every call of an API key counts against this limit too, whatever its category. Sliding minute. */
export const KEY_REQUESTS_PER_MINUTE = 1_000;

/** Life of an access token in seconds. */
export const TOKEN_SECONDS = 3_600;

/** Header and value that pin the version (settled). */
export const VERSION_HEADER = { name: 'X-API-Version', value: '2026-01' } as const;

/** Settled. */
export const appointmentStatuses = [
	'scheduled',
	'confirmed',
	'checked_in',
	'in_progress',
	'completed',
	'cancelled',
	'no_show',
	'rescheduled',
];

export const claimStatuses = ['submitted', 'accepted', 'paid', 'denied', 'pending'];
const insuranceTypes = ['primary', 'secondary', 'tertiary'];
const verificationStatuses = ['verified', 'unverified', 'expired'];

const text: FieldData = { type: 'string' };
const integer: FieldData = { type: 'integer' };
const date: FieldData = { type: 'string', format: 'date' };
const instant: FieldData = { type: 'string', format: 'instant' };
const amount: FieldData = { type: 'string', format: 'decimal' };
const one = (values: string[]): FieldData => ({ type: 'string', enum: values });
const object = (fields: Record<string, FieldData>): FieldData => ({ type: 'object', fields });
const list = (items: FieldData): FieldData => ({ type: 'array', items });

/** Id and the two timestamps stand on every record (settled) and are the server's. */
function record(fields: Record<string, FieldData>, required: string[] = []): SchemaData {
	return {
		...(required.length ? { required } : {}),
		fields: {
			id: { type: 'integer', readOnly: true },
			...fields,
			created_at: { ...instant, readOnly: true },
			updated_at: { ...instant, readOnly: true },
		},
	};
}

/**
 * Fields as the guide names them; types are settled. Required on create (settled): what a record makes
 * no sense without.
 */
export const schemas: Record<string, SchemaData> = {
	GuideAppointment: record(
		{
			patient: integer,
			provider: integer,
			appointment_type: integer,
			appointment_reason: text,
			start_time: instant,
			end_time: instant,
			notes: text,
			status: one(appointmentStatuses),
			external_id: text,
		},
		['patient', 'provider', 'start_time', 'end_time'],
	),
	GuidePatient: record(
		{
			first_name: text,
			last_name: text,
			date_of_birth: date,
			gender: text,
			address: object({ street: text, city: text, state: text, zip: text }),
			phone: { type: 'string', format: 'phone' },
			email: { type: 'string', format: 'email' },
			ssn: { type: 'string', readOnly: true },
			emergency_contacts: list(object({ name: text, phone: text, relation: text })),
			preferred_language: text,
			communication_method: one(['email', 'phone', 'sms', 'mail']),
			custom_fields: list(object({ id: integer, name: text, value: text })),
		},
		['first_name', 'last_name'],
	),
	GuideInsurance: record({
		patient: integer,
		insurance_type: one(insuranceTypes),
		payer_name: text,
		payer_id: text,
		plan_code: text,
		member_id: text,
		group_number: text,
		verification_status: one(verificationStatuses),
		card_front: text,
		card_back: text,
	}),
	GuideProvider: record({
		first_name: text,
		last_name: text,
		specialty: text,
		npi: text,
		timezone: { type: 'string', format: 'timezone' },
		availability: list(
			object({
				weekday: integer,
				start: { type: 'string', format: 'time' },
				end: { type: 'string', format: 'time' },
			}),
		),
	}),
	GuideDocument: record({ patient: integer, provider: integer, date, title: text, text }),
	GuideVital: record({
		patient: integer,
		taken_at: instant,
		height_in: { type: 'number' },
		weight_lb: { type: 'number' },
		systolic: integer,
		diastolic: integer,
		pulse: integer,
		temperature_f: { type: 'number' },
		respiratory_rate: integer,
		oxygen_saturation: { type: 'number' },
	}),
	GuideLabResult: record({
		patient: integer,
		test: text,
		code: text,
		value: text,
		unit: text,
		reference_range: text,
		abnormal: { type: 'boolean' },
		resulted_at: instant,
		status: one(['final', 'corrected', 'preliminary']),
	}),
	GuideEncounter: record({
		patient: integer,
		provider: integer,
		appointment: integer,
		date,
		charges: list(object({ service_code: text, description: text, units: integer, amount })),
	}),
	GuideClaim: record({
		encounter: integer,
		patient: integer,
		provider: integer,
		payer_name: text,
		status: one(claimStatuses),
		billed: amount,
		paid: amount,
		service_date: date,
		submitted_at: instant,
	}),
};

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
