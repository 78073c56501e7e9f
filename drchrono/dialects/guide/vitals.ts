import { failed, success, type Outcome } from '../../client/outcome';
import { splitRange } from '../../client/ranges';
import type { Endpoint, JsonObject } from '../../client/request';
import { MEASURES, type Measure, type VitalQuery, type VitalSet } from '../../records/vital';
import type { Quantity } from '../../records/vitalUnits';
import type { ListRequest } from '../dialect';
import { firstUnsupported, notInDialect } from '../unsupported';
import type { VitalDialect } from '../vitals';
import { PAGING } from './wire';

const LIST: Endpoint = {
	method: 'GET',
	route: '/vitals/',
	effect: 'read',
	area: 'clinical',
	category: 'clinical',
};

/** The fields of a vital, and the unit that its name tells (guide.md, Records). */
const FIELDS: ReadonlyArray<[measure: Measure, field: string, unit?: string]> = [
	['height', 'height_in', 'in'],
	['weight', 'weight_lb', 'lb'],
	['systolic', 'systolic'],
	['diastolic', 'diastolic'],
	['pulse', 'pulse'],
	['temperature', 'temperature_f', '°F'],
	['respiratory_rate', 'respiratory_rate'],
	['oxygen_saturation', 'oxygen_saturation'],
];

/** The guide's vitals are records of their own, and can only be read as a list (guide.md). */
export const vitals: VitalDialect = {
	get: () => failed(notInDialect("'Get Vitals' of an appointment", 'v4', 'guide')),

	list({ patient, days, providers = [], offices = [] }: VitalQuery): Outcome<ListRequest> {
		const unsupported = firstUnsupported(
			{ Provider: providers[0], Office: offices[0] },
			'v4',
			'guide',
		);
		if (unsupported) return failed(unsupported);
		const spans = days ? splitRange(days) : [];
		return success({
			plan: {
				request: { endpoint: LIST, query: { patient } },
				paging: PAGING.clinical,
				parts: days && {
					queries: spans.map(({ from, to }) => ({ start_date: from, end_date: to })),
				},
			},
			hints: [],
		});
	},

	read(record: JsonObject): VitalSet {
		const { id, patient, taken_at: taken } = record;
		const measures: Partial<Record<Measure, Quantity>> = {};
		for (const [measure, field, unit = MEASURES[measure].unit ?? ''] of FIELDS) {
			const value = record[field];
			if (typeof value === 'number') measures[measure] = { value, unit };
		}
		return {
			head: {
				id,
				patient: patient ?? null,
				taken_at: typeof taken === 'string' ? taken : null,
			},
			measures,
			smoking: null,
			custom: [],
		};
	},

	ownerOf: () => ({}),

	record: () => failed(notInDialect("'Record Vitals'", 'v4', 'guide')),
};
