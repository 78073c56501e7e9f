/**
 * Where the server is known to differ from the vendor's document, one row per difference. A row that
 * carries `apply` corrects the contract that requests are checked against; a row without one tells how
 * the server behaves and concerns those who read its answers.
 *
 * Confidence: `recorded` seen on the wire · `documented` said by the vendor elsewhere (articles,
 * changelog, prose of the reference) · `client` found in programs that run against the server ·
 * `inferred` concluded from the others.
 */
import type { ContractData, FieldData, Method, OperationData, ParameterData } from './model.mts';

export type Confidence = 'recorded' | 'documented' | 'client' | 'inferred';

export interface Deviation {
	/** Endpoint, schema or field it is about. */
	where: string;
	documented: string;
	actual: string;
	reason: string;
	confidence: Confidence;
	apply?: (contract: ContractData) => void;
}

/** A path of names below a schema, `[]` for the elements of a list: `Appointment.vitals.bmi`. */
function fieldAt(contract: ContractData, place: string): [Record<string, FieldData>, string] {
	const [schema, ...names] = place.split('.');
	const last = names.pop()!;
	let fields = contract.schemas[schema!]?.fields;
	for (const name of names) {
		const plain = name.replace('[]', '');
		const field: FieldData | undefined = fields?.[plain];
		fields = name.endsWith('[]') ? field?.items?.fields : field?.fields;
	}
	if (!fields) throw new Error(`no such field: ${place}`);
	return [fields, last];
}

/** Corrects a field of the document; throws when the document has no such field. */
const correct =
	(places: string[], change: Partial<FieldData>) =>
	(contract: ContractData): void => {
		for (const place of places) {
			const [fields, name] = fieldAt(contract, place);
			if (!fields[name]) throw new Error(`no such field: ${place}`);
			fields[name] = { ...fields[name], ...change };
		}
	};

/** Adds a field the document lacks. */
const add =
	(place: string, field: FieldData) =>
	(contract: ContractData): void => {
		const [fields, name] = fieldAt(contract, place);
		if (fields[name]) throw new Error(`already documented: ${place}`);
		fields[name] = field;
	};

const required =
	(schema: string, names: string[]) =>
	(contract: ContractData): void => {
		contract.schemas[schema]!.required = names;
	};

function operationAt(contract: ContractData, method: Method, path: string): OperationData {
	const found = contract.operations.find((o) => o.method === method && o.path === path);
	if (!found) throw new Error(`no such operation: ${method} ${path}`);
	return found;
}

const operation =
	(method: Method, path: string, change: Partial<OperationData>) =>
	(contract: ContractData): void => {
		Object.assign(operationAt(contract, method, path), change);
	};

/** Adds a query parameter, or replaces the documented one of that name. */
function setParameter(target: OperationData, parameter: ParameterData): void {
	const others = (target.parameters ?? []).filter((known) => known.name !== parameter.name);
	target.parameters = [...others, parameter];
}

const parameter =
	(method: Method, paths: string[], data: Omit<ParameterData, 'in'>) =>
	(contract: ContractData): void => {
		for (const path of paths) {
			setParameter(operationAt(contract, method, path), { in: 'query', ...data });
		}
	};

const each =
	(...changes: Array<(contract: ContractData) => void>) =>
	(contract: ContractData): void => {
		for (const change of changes) change(contract);
	};

const lists = (contract: ContractData) =>
	contract.operations.filter((o) => o.responses?.['200']?.shape === 'cursor');

const isBulk = (path: string) => path.endsWith('_list');

const BULK = [
	'appointments',
	'clinical_note_field_values',
	'clinical_notes',
	'eligibility_checks',
	'line_items',
	'patients',
	'prescription_messages',
	'transactions',
].map((name) => `/api/${name}_list`);

/** References that the document types as text although the server sends the number of the record. */
const NUMERIC_REFERENCES = [
	'BillingLineItem.doctor',
	'BillingLineItem.patient',
	'CarePlan.appointment',
	'CarePlan.patient',
	'CareTeamMember.appointment',
	'CareTeamMember.patient',
	'CareTeamMember.user',
	'BillingProfile.doctor',
	'CashPayment.created_by',
	'CashPaymentLog.appointment',
	'CashPaymentLog.created_by',
	'CashPaymentLog.doctor',
	'CashPaymentLog.patient',
	'ClaimBillingNotes.created_by',
	'ClinicalNote.appointment',
	'ClinicalNote.patient',
	'Coverage.appointment',
	'Coverage.patient',
	'CustomAppointmentFieldType.doctor',
	'CustomInsurancePlanName.doctor',
	'CustomInsurancePlanName.user',
	'CustomVitalType.doctor',
	'ImplantableDevice.patient',
	'ImplantableDevice.procedure',
	'InventoryCategory.doctor',
	'LabResult.lab_order',
	'PatientAuthorization.doctor',
	'PatientAuthorization.patient',
	'PatientCommunication.appointment',
	'PatientIntervention.appointment',
	'PatientPhysicalExam.appointment',
	'PatientRiskAssessment.appointment',
	'PatientVaccineRecord.entered_by',
	'SoapNoteCustomReport.doctor',
	'SoapNoteLineItemFieldType.clinical_note_template',
	'Staff.doctor',
	'Staff.user_id',
	'Task.assigned_by',
	'Task.created_by',
	'Task.notes[].created_by',
	'TaskNote.created_by',
	'TaskTemplate.practice_group',
	'UserProfilesGroup.practice_group',
];

/** Numbers that are not amounts: the server has no reason to write them as text with two decimals. */
const REAL_NUMBERS = new Set([
	'PatientLabResultSet.lab_result_value_as_float',
	'BillingLineItemDeletion.appointment_id',
	'BillingLineItemDeletion.billing_line_item_id',
]);

function decimals(contract: ContractData): void {
	const walk = (owner: string, fields: Record<string, FieldData>): void => {
		for (const [name, field] of Object.entries(fields)) {
			const place = `${owner}.${name}`;
			if (field.type === 'number' && !REAL_NUMBERS.has(place)) field.format = 'decimal';
			if (field.fields) walk(place, field.fields);
			if (field.items?.fields) walk(`${place}[]`, field.items.fields);
		}
	};
	for (const [name, schema] of Object.entries(contract.schemas)) walk(name, schema.fields);
}

/** Where records with verbose-only fields are read, `verbose` may be asked for. */
function verboseParameter(contract: ContractData): void {
	for (const target of contract.operations) {
		const schema = target.responses?.['200']?.schema;
		const reads = target.method === 'GET' && !isBulk(target.path);
		if (reads && schema && contract.schemas[schema]?.verbose) {
			setParameter(target, { name: 'verbose', in: 'query', type: 'boolean' });
		}
	}
}

/** The document names three of these scopes without `:read`, which no token can carry. */
function bareScopes(contract: ContractData): void {
	const known = new Set(contract.scopes);
	for (const target of contract.operations) {
		target.scopes = target.scopes?.flatMap((scope) =>
			known.has(scope) ? [scope] : [`${scope}:read`, `${scope}:write`],
		);
	}
}

/** An undocumented collection of which only the name and the method are known. */
const collection = (path: string, scopes: string[]): OperationData => ({
	method: 'GET',
	path,
	id: `${path.slice('/api/'.length)}_list`,
	scopes,
	parameters: [
		{ name: 'cursor', in: 'query', type: 'string' },
		{ name: 'page_size', in: 'query', type: 'integer' },
	],
	statuses: [200, 400, 401, 403, 404, 500],
	responses: {
		'200': { contentType: 'application/json', shape: 'cursor', key: 'results' },
	},
	undocumented: true,
});

export const deviations: readonly Deviation[] = [
	{
		where: 'every list',
		documented: 'the list stands under "data"',
		actual: 'the list stands under "results"; keys in the order previous, results, next; no count',
		reason: "All recorded lists of 2020 and 2023 and the vendor's own sample script agree.",
		confidence: 'recorded',
		apply: (contract) => {
			for (const list of lists(contract)) list.responses!['200']!.key = 'results';
		},
	},
	{
		where: 'every list: page_size',
		documented: 'a number, 1 to 250 on appointments',
		actual: 'at most 250, with verbose=true at most 50; larger values are clamped',
		reason: 'Prose of the reference; 50 was measured on verbose appointments (375 rows, 8 pages).',
		confidence: 'recorded',
		apply: (contract) => {
			for (const list of lists(contract)) list.pageSize = { max: 250, verbose: 50 };
		},
	},
	{
		where: 'GET of records with verbose-only fields: verbose',
		documented: 'a parameter of appointments alone',
		actual: 'works on every list and record whose schema has verbose-only fields',
		reason: 'Prose of the reference; recorded for patients and appointments.',
		confidence: 'recorded',
		apply: verboseParameter,
	},
	{
		where: 'every documented number that is an amount or a measure',
		documented: 'number',
		actual: 'sent as text with two decimals, truncated; taken as number or text',
		reason: 'The data-type section of the reference says so for decimals.',
		confidence: 'documented',
		apply: each(
			decimals,
			correct(
				[
					'BillingLineItem.balance_total',
					'BillingLineItem.ins_total',
					'BillingLineItem.paid_total',
				],
				{ format: 'decimal' },
			),
		),
	},
	{
		where: 'BillingLineItemDeletion',
		documented: 'ids are numbers with a fraction',
		actual: 'ids are integers',
		reason: 'They name line items and appointments.',
		confidence: 'inferred',
		apply: correct(
			['BillingLineItemDeletion.appointment_id', 'BillingLineItemDeletion.billing_line_item_id'],
			{ type: 'integer' },
		),
	},
	{
		where: 'Appointment.status_transitions[].appointment',
		documented: 'text',
		actual: "a number, although the appointment's own id is text",
		reason: 'Every recorded transition has it.',
		confidence: 'recorded',
		apply: correct(['Appointment.status_transitions[].appointment'], { type: 'integer' }),
	},
	{
		where: 'UserProfile',
		documented: 'id, doctor, practice_group, is_doctor, is_staff and permissions are text',
		actual: 'the ids are numbers, the flags booleans, permissions an object of booleans',
		reason: 'Recorded answer of users/current.',
		confidence: 'recorded',
		apply: each(
			correct(['UserProfile.id', 'UserProfile.doctor', 'UserProfile.practice_group'], {
				type: 'integer',
			}),
			correct(['UserProfile.is_doctor', 'UserProfile.is_staff'], { type: 'boolean' }),
			correct(['UserProfile.permissions'], { type: 'object' }),
		),
	},
	{
		where: 'GET /api/users/current',
		documented: "in prose only: redirects to the user's own record",
		actual: 'recorded as a direct 200 by a client that follows redirects',
		reason: 'Named in the text of the users endpoints, not among the paths.',
		confidence: 'documented',
		apply: (contract) => {
			const { parameters: _id, ...user } = operationAt(contract, 'GET', '/api/users/{id}');
			contract.operations.push({
				...user,
				path: '/api/users/current',
				id: 'users_current',
				undocumented: true,
			});
		},
	},
	{
		where: 'Doctor.practice_group, Office.doctor',
		documented: 'text',
		actual: 'numbers',
		reason: 'Recorded doctor and office.',
		confidence: 'recorded',
		apply: correct(['Doctor.practice_group', 'Office.doctor'], { type: 'integer' }),
	},
	{
		where: 'Office.exam_rooms',
		documented: 'text',
		actual: 'a list of {index, name, online_scheduling}; index counts from 1',
		reason: 'Recorded office; appointments name a room by its index.',
		confidence: 'recorded',
		apply: correct(['Office.exam_rooms'], {
			type: 'array',
			items: {
				type: 'object',
				fields: {
					index: { type: 'integer' },
					name: { type: 'string' },
					online_scheduling: { type: 'boolean' },
				},
			},
		}),
	},
	{
		where: 'read-only references in many schemas',
		documented: 'text',
		actual: 'numbers: the id of the record they name',
		reason: 'Every reference that was recorded is a number; these follow the same rule.',
		confidence: 'inferred',
		apply: correct(NUMERIC_REFERENCES, { type: 'integer' }),
	},
	{
		where: 'writable references typed as text',
		documented: 'text',
		actual: 'ids, as number or text',
		reason: 'The filters of the same names are integers, and the text calls them ids.',
		confidence: 'inferred',
		apply: correct(
			[
				'Appointment.billing_provider',
				'Appointment.reminder_profile',
				'Appointment.supervising_provider',
				'DoctorMessage.owner',
				'DoctorMessage.responsible_user',
				'PatientVaccineRecord.administered_by',
				'Task.assignee_user',
				'TaskTemplate.default_assignee_user',
			],
			{ accepts: ['integer'] },
		),
	},
	{
		where: 'Appointment.created_by, Appointment.base_recurring_appointment',
		documented: 'text',
		actual: 'text or number; only null has been seen',
		reason: 'Both name a record, and references are numbers elsewhere.',
		confidence: 'inferred',
		apply: correct(['Appointment.created_by', 'Appointment.base_recurring_appointment'], {
			accepts: ['integer'],
		}),
	},
	{
		where: 'Staff.active',
		documented: 'text',
		actual: 'a boolean',
		reason: 'Every flag that was recorded is one.',
		confidence: 'inferred',
		apply: correct(['Staff.active'], { type: 'boolean' }),
	},
	{
		where: 'UserProfilesGroup.members',
		documented: 'a list of text',
		actual: 'a list of user ids, as number or text',
		reason: 'The ids of users are numbers where they were recorded.',
		confidence: 'inferred',
		apply: correct(['UserProfilesGroup.members'], {
			items: { type: 'string', accepts: ['integer'] },
		}),
	},
	{
		where: 'PatientDrug.dosage_quantity',
		documented: 'text',
		actual: 'text or number',
		reason: 'Was a decimal once; the reference says a decimal value is still taken.',
		confidence: 'documented',
		apply: correct(['PatientDrug.dosage_quantity'], { accepts: ['number'] }),
	},
	{
		where: 'Coverage.coverage_details, Coverage.coverage_subscriber',
		documented: 'text',
		actual: 'objects of varying size',
		reason: 'Said in the text of the two fields.',
		confidence: 'documented',
		apply: correct(['Coverage.coverage_details', 'Coverage.coverage_subscriber'], {
			type: 'object',
		}),
	},
	{
		where: 'Appointment: telehealth',
		documented: 'no such fields',
		actual: 'is_telehealth (boolean) and telehealth_url (text or null) are sent',
		reason: 'Recorded in 2023.',
		confidence: 'recorded',
		apply: each(
			add('Appointment.is_telehealth', { type: 'boolean', readOnly: true }),
			add('Appointment.telehealth_url', { type: 'string', readOnly: true, nullable: true }),
		),
	},
	{
		where: 'Appointment.status',
		documented: 'one of twelve values',
		actual: 'also every status the practice has defined; "Scheduled" is refused',
		reason: 'Custom statuses come back verbatim; two clients were refused "Scheduled".',
		confidence: 'client',
		apply: correct(['Appointment.status'], { open: true, refused: ['Scheduled'] }),
	},
	{
		where: 'Appointment.reason',
		documented: 'text',
		actual: 'text of at most 100 characters',
		reason: 'Notes of a client that met the 400.',
		confidence: 'client',
		apply: correct(['Appointment.reason'], { maxLength: 100 }),
	},
	{
		where: 'Appointment.patient',
		documented: 'required',
		actual: 'must be present; null makes a break, which some practices refuse',
		reason: 'Recorded 400 when it is absent; clients create breaks with null.',
		confidence: 'client',
		apply: correct(['Appointment.patient'], { nullable: true }),
	},
	{
		where: 'POST /api/appointments',
		documented: 'five required fields',
		actual: 'duration or profile is needed besides',
		reason: 'The length comes from one of the two.',
		confidence: 'documented',
		apply: operation('POST', '/api/appointments', { bodyOneOf: [['duration'], ['profile']] }),
	},
	{
		where: 'GET /api/appointments: required filter',
		documented: 'every parameter is optional',
		actual: 'one of since, occurred_since, date, date_range is required',
		reason: 'Prose of the endpoint.',
		confidence: 'documented',
		apply: operation('GET', '/api/appointments', {
			oneOf: [['since'], ['occurred_since'], ['date'], ['date_range']],
		}),
	},
	{
		where: 'GET /api/audit_log: required filter',
		documented: 'every parameter is optional',
		actual: 'one of since, date, date_range is required',
		reason: 'Prose of the endpoint.',
		confidence: 'documented',
		apply: operation('GET', '/api/audit_log', { oneOf: [['since'], ['date'], ['date_range']] }),
	},
	{
		where: 'GET /api/appointments: fields',
		documented: 'no such parameter',
		actual: 'limits the fields sent; its syntax is not public',
		reason: 'Changelog of July 2021.',
		confidence: 'documented',
		apply: parameter('GET', ['/api/appointments', '/api/appointments/{id}'], {
			name: 'fields',
			type: 'string',
		}),
	},
	{
		where: 'GET /api/patients: show_inactive',
		documented: 'named in the text of date_of_death, not among the parameters',
		actual: 'a parameter',
		reason: 'That text makes date_of_death depend on it.',
		confidence: 'inferred',
		apply: parameter('GET', ['/api/patients', '/api/patients/{id}'], {
			name: 'show_inactive',
			type: 'boolean',
		}),
	},
	{
		where: 'GET /api/line_items: service_date_range',
		documented: 'a parameter of the record and of the bulk list',
		actual: 'works on the plain list too',
		reason: 'A client in production uses it.',
		confidence: 'client',
		apply: parameter('GET', ['/api/line_items'], {
			name: 'service_date_range',
			type: 'string',
		}),
	},
	{
		where: 'GET /api/documents: show_archived',
		documented: 'no such parameter',
		actual: 'shows documents that were archived by DELETE',
		reason: 'DELETE archives; appointments have the same parameter for the same purpose.',
		confidence: 'inferred',
		apply: parameter('GET', ['/api/documents', '/api/documents/{id}'], {
			name: 'show_archived',
			type: 'boolean',
		}),
	},
	{
		where: 'POST /api/documents',
		documented: 'no body is described',
		actual: 'multipart/form-data; metatags is a JSON array written as text',
		reason: 'Text of the endpoint and every client.',
		confidence: 'documented',
		apply: operation('POST', '/api/documents', {
			request: {
				contentTypes: ['multipart/form-data'],
				required: true,
				schema: 'ScannedClinicalDocument',
			},
		}),
	},
	{
		where: 'AppointmentProfile',
		documented: 'name, color and online_scheduling are required',
		actual: 'the server insists on name and color only',
		reason: 'Recorded 400.',
		confidence: 'recorded',
		apply: required('AppointmentProfile', ['name', 'color']),
	},
	{
		where: 'Patient.preferred_pharmacies',
		documented: 'a list whose only value is the list ["string"]',
		actual: 'a list of pharmacy ids',
		reason: 'The value list is a slip of the generator.',
		confidence: 'inferred',
	},
	{
		where: 'PatientLabResultSet.date_test_performed',
		documented: 'a date',
		actual: 'must be a full date-time',
		reason: 'A migration client was refused dates.',
		confidence: 'client',
		apply: correct(['PatientLabResultSet.date_test_performed'], { format: 'datetime' }),
	},
	{
		where: '/api/appointments_list',
		documented: 'creates, reads, changes and deletes appointments',
		actual: 'a bulk request like the other seven: POST filters in the query, GET by uuid',
		reason: "The vendor's article on bulk endpoints; the entry was generated from the wrong class.",
		confidence: 'documented',
		apply: each(
			...(['GET', 'PUT', 'PATCH', 'DELETE'] as const).map((method) =>
				operation(method, '/api/appointments_list/{id}', { absent: true }),
			),
			operation('POST', '/api/appointments_list', {
				responses: { '201': { contentType: 'application/json', shape: 'job' } },
			}),
			operation('GET', '/api/appointments_list', {
				parameters: [],
				responses: {
					'200': {
						contentType: 'application/json',
						shape: 'bulk',
						key: 'results',
						schema: 'Appointment',
						pagination: true,
					},
				},
				pageSize: undefined,
			}),
		),
	},
	{
		where: 'every bulk list: GET',
		documented: 'uuid is required on two of them; two tell no pagination',
		actual: 'uuid is required; complete answers tell count, pages, page_size and page',
		reason: "The vendor's article on bulk endpoints.",
		confidence: 'documented',
		apply: (contract) => {
			for (const path of BULK) {
				const target = operationAt(contract, 'GET', path);
				setParameter(target, { name: 'uuid', in: 'query', type: 'string', required: true });
				target.responses!['200']!.pagination = true;
			}
		},
	},
	{
		where: 'every bulk list: POST',
		documented: 'page and page_size are missing on some',
		actual: 'page from 1; page_size 1 to 1000, clinical_note_field_values_list to 20000; no body',
		reason: "The vendor's article on bulk endpoints and the text of the endpoints.",
		confidence: 'documented',
		apply: (contract) => {
			for (const path of BULK) {
				const target = operationAt(contract, 'POST', path);
				const max = path.includes('field_values') ? 20_000 : 1_000;
				setParameter(target, { name: 'page', in: 'query', type: 'integer' });
				setParameter(target, { name: 'page_size', in: 'query', type: 'integer' });
				target.pageSize = { max };
				target.request = { contentTypes: [] };
			}
		},
	},
	{
		where: 'POST of the bulk lists of appointments and line items: verbose',
		documented: 'no such parameter',
		actual: 'taken as on the plain lists',
		reason: 'The other bulk lists have it, and both schemas have verbose-only fields.',
		confidence: 'inferred',
		apply: parameter('POST', ['/api/appointments_list', '/api/line_items_list'], {
			name: 'verbose',
			type: 'boolean',
		}),
	},
	{
		where: 'PUT and DELETE /api/appointments/{id}',
		documented: 'no successful status',
		actual: '204 without content',
		reason: 'Recorded.',
		confidence: 'recorded',
		apply: each(
			operation('PUT', '/api/appointments/{id}', {
				statuses: [204, 400, 401, 403, 404, 409, 500],
			}),
			operation('DELETE', '/api/appointments/{id}', { statuses: [204, 401, 403, 404, 500] }),
		),
	},
	{
		where: 'POST of a collection',
		documented: 'one record',
		actual: 'a JSON array creates several and is answered by an array',
		reason: 'Older edition of the reference; on which endpoints is not known.',
		confidence: 'documented',
		apply: (contract) => {
			for (const target of contract.operations) {
				const creates = target.method === 'POST' && !isBulk(target.path);
				if (creates && !target.path.includes('{')) target.maxRecords = Infinity;
			}
		},
	},
	{
		where: '/api/signed_consent_forms',
		documented: "GET describes a body; POST and PATCH take the record's fields in the query",
		actual: 'GET takes no body; POST and PATCH take the fields in the query or the form',
		reason: 'POST and PATCH describe a form with the same fields.',
		confidence: 'inferred',
		apply: each(
			operation('GET', '/api/signed_consent_forms', { request: undefined }),
			(contract) => {
				const anywhere = { name: 'id', in: 'query', type: 'integer' } as const;
				setParameter(operationAt(contract, 'PATCH', '/api/signed_consent_forms'), anywhere);
				const post = operationAt(contract, 'POST', '/api/signed_consent_forms');
				for (const name of ['patient', 'appointment', 'consent_form']) {
					setParameter(post, { name, in: 'query', type: 'integer' });
				}
				post.request = {
					contentTypes: ['multipart/form-data'],
					body: { fields: contract.schemas['SignedConsentForm']!.fields },
				};
			},
		),
	},
	{
		where: 'POST /api/offices/{id}/add_exam_room',
		documented: 'no body is described',
		actual: 'takes name and online_scheduling',
		reason: 'They are the fields of a room beside its index.',
		confidence: 'recorded',
		apply: operation('POST', '/api/offices/{id}/add_exam_room', {
			request: {
				contentTypes: ['application/json'],
				body: {
					fields: { name: { type: 'string' }, online_scheduling: { type: 'boolean' } },
				},
			},
		}),
	},
	{
		where: 'GET, POST and DELETE /api/patients/{id}/onpatient_access',
		documented: 'GET and POST answer with a Patient',
		actual: 'not known; the body of POST is not known either and is not checked',
		reason: "The path was generated from the patient's class like its siblings.",
		confidence: 'inferred',
	},
	{
		where: 'day_sheet_*: scopes',
		documented: 'billing, which is not among the scopes',
		actual: 'billing:read or billing:write',
		reason: 'No token can carry a scope without its half.',
		confidence: 'inferred',
		apply: bareScopes,
	},
	{
		where: 'every operation: scopes',
		documented: 'a list, as if all were needed',
		actual: 'any one of them suffices',
		reason: 'A credential with calendar:read alone reads appointments.',
		confidence: 'recorded',
	},
	{
		where: '/api/appointment_profiles',
		documented: 'calendar or settings scopes; scheduling and settings permissions',
		actual: '403 for a credential with calendar:read alone: the settings half is needed',
		reason: 'Met in production.',
		confidence: 'recorded',
	},
	{
		where: 'PUT of a record',
		documented: 'a full replacement, as PUT suggests',
		actual: 'required fields must be present, omitted optional ones keep their values',
		reason: 'Recorded PUT of a patient.',
		confidence: 'recorded',
	},
	{
		where: 'POST of a record',
		documented: 'verbose-only fields as on GET',
		actual: 'the 201 always has the verbose shape',
		reason: 'Recorded for patients and appointments.',
		confidence: 'recorded',
	},
	{
		where: 'unknown query parameters and fields',
		documented: 'nothing is said',
		actual: 'ignored in silence, never refused',
		reason: 'Clients that send them get 200, 201 and 204.',
		confidence: 'client',
	},
	{
		where: '/api/message_threads, /api/recurring_appointment_instances',
		documented: 'not in this edition of the document',
		actual: 'exist; parameters and fields beyond paging are taken as unknown',
		reason: "The vendor's edition of August 2026 counts these two paths with one operation each.",
		confidence: 'documented',
		apply: (contract) => {
			contract.operations.push(
				collection('/api/message_threads', ['messages:read', 'messages:write']),
				collection('/api/recurring_appointment_instances', ['calendar:read', 'calendar:write']),
			);
			contract.operations.slice(-2).forEach((target) => {
				target.pageSize = { max: 250, verbose: 50 };
			});
		},
	},
];

/** The document's data with every correction applied; the argument is left as it was. */
export function corrected(documented: ContractData): ContractData {
	const contract = structuredClone(documented);
	for (const deviation of deviations) deviation.apply?.(contract);
	return contract;
}
