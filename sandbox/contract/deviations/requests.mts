/** What the server takes, demands and ignores in parameters and bodies. */
import type { ContractData } from '../model.mts';
import {
	correct,
	each,
	isBulk,
	lists,
	operation,
	operationAt,
	parameter,
	required,
	setParameter,
	type Deviation,
} from './deviation.mts';

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

export const requests: readonly Deviation[] = [
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
		where: 'PatientDrug.dosage_quantity',
		documented: 'text',
		actual: 'text or number',
		reason: 'Was a decimal once; the reference says a decimal value is still taken.',
		confidence: 'documented',
		apply: correct(['PatientDrug.dosage_quantity'], { accepts: ['number'] }),
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
		where: 'CashPayment.amount',
		documented: 'a number',
		actual: 'any number but zero',
		reason: 'Said of the endpoint; money given back is a negative amount.',
		confidence: 'documented',
		apply: correct(['CashPayment.amount'], { nonZero: true }),
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
		actual: 'limits the fields sent; a list of names with commas',
		reason: 'Changelog of July 2021; the form is that of recurring_appointment_instances.',
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
		where: 'PatientLabResultSet.date_test_performed',
		documented: 'a date',
		actual: 'must be a full date-time',
		reason: 'A migration client was refused dates.',
		confidence: 'client',
		apply: correct(['PatientLabResultSet.date_test_performed'], { format: 'datetime' }),
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
		where: 'PUT of a record',
		documented: 'a full replacement, as PUT suggests',
		actual: 'required fields must be present, omitted optional ones keep their values',
		reason: 'Recorded PUT of a patient.',
		confidence: 'recorded',
	},
	{
		where: 'unknown query parameters and fields',
		documented: 'nothing is said',
		actual: 'ignored in silence, never refused',
		reason: 'Clients that send them get 200, 201 and 204.',
		confidence: 'client',
	},
];
