/** The eight bulk lists, which the document describes in three different ways. */
import {
	each,
	operation,
	operationAt,
	parameter,
	setParameter,
	type Deviation,
} from './deviation.mts';

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

export const bulk: readonly Deviation[] = [
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
];
