import type { Failure } from '../../client/failure';
import { failed, success, type Outcome } from '../../client/outcome';
import { splitRange } from '../../client/ranges';
import type { Json, JsonObject, Query } from '../../client/request';
import {
	isEmpty,
	MEASURE_NAMES,
	MEASURES,
	type CustomReading,
	type Measure,
	type VitalDraft,
	type VitalQuery,
	type VitalSet,
} from '../../records/vital';
import { hundredths, inUnit, unitNamed, type Quantity } from '../../records/vitalUnits';
import { idInBody, withoutUndefined } from '../body';
import type { ListRequest } from '../dialect';
import type { VitalDialect } from '../vitals';
import { crudOf } from './crud';
import { listPaging, sinceWallTime } from './wire';

/** Vitals are a part of the appointment, which is open to the clinical scope as well (wire.md App. A). */
const VISITS = crudOf('appointments', 'clinical');
const CUSTOM = crudOf('custom_vitals', 'clinical');

/** Before any record: DrChrono was founded in 2009. */
const THE_BEGINNING = '2000-01-01';

/** The fields of the vitals object (wire.md §10). */
const FIELDS: Readonly<Record<Measure, string>> = {
	height: 'height',
	weight: 'weight',
	bmi: 'bmi',
	systolic: 'blood_pressure_1',
	diastolic: 'blood_pressure_2',
	pulse: 'pulse',
	respiratory_rate: 'respiratory_rate',
	temperature: 'temperature',
	oxygen_saturation: 'oxygen_saturation',
	pain: 'pain',
	head_circumference: 'head_circumference',
};

/** How units are called there. */
const UNITS_IN_BODY: Readonly<Record<string, string>> = {
	in: 'inches',
	cm: 'cm',
	lb: 'lbs',
	kg: 'kg',
	'°F': 'f',
	'°C': 'c',
};

/** Units in which DrChrono does not keep anything, by those in which it keeps the same. */
const KEPT_AS = { oz: 'lb', g: 'kg', ft: 'in' } as const;

/** What stands for a smoking status that nobody asked for. */
const NOT_ASKED = 'blank';

export const vitals: VitalDialect = {
	get: (appointment) =>
		success({ endpoint: VISITS.get, path: { id: appointment }, query: { verbose: true } }),

	list(query: VitalQuery): Outcome<ListRequest> {
		const { patient, days, offices = [], providers = [] } = query;
		// The server takes one office; of several, the visits are picked here.
		const [office, ...others] = new Set(offices);
		const among = (record: JsonObject) =>
			offices.length === 0 || offices.includes(String(record.office));
		if (!days && patient === undefined) return failed(anyDay());
		const spans = days ? splitRange(days) : [];
		// A patient has few visits, so all of them are fewer calls than several spans of days.
		const whole = patient !== undefined && spans.length !== 1;
		const within = ({ scheduled_time: start }: JsonObject) => {
			const day = typeof start === 'string' ? start.slice(0, 10) : '';
			return !days || (day >= days.from && day <= days.to);
		};
		const spanQueries: Query[] = whole
			? [{}]
			: spans.map(({ from, to }) => ({ date_range: `${from}/${to}` }));
		const doctors: Query[] =
			providers.length === 0 ? [{}] : [...new Set(providers)].map((doctor) => ({ doctor }));
		return success({
			plan: {
				request: {
					endpoint: VISITS.list,
					query: {
						patient,
						office: others.length === 0 ? office : undefined,
						since: whole ? THE_BEGINNING : undefined,
						// A date of a series that is only foreseen was no visit; it may repeat its series' values.
						ignore_virtual: true,
						verbose: true,
					},
				},
				paging: listPaging(true),
				parts: {
					queries: doctors.flatMap((doctor) => spanQueries.map((span) => ({ ...doctor, ...span }))),
				},
				sweep: (since) => ({ since: sinceWallTime(since) }),
			},
			keep: (record) => within(record) && among(record) && !isEmpty(read(record)),
			hints: [],
		});
	},

	read,

	ownerOf: ({ doctor, office }) => ({ provider: textOf(doctor), office: textOf(office) }),

	record(appointment, draft, current) {
		const value = withoutUndefined({
			vitals: vitalsInBody(draft),
			custom_vitals: customInBody(draft.custom, current),
		});
		return success({
			request: {
				endpoint: VISITS.update,
				path: { id: appointment },
				body: { kind: 'json', value },
			},
			changed: [
				...Object.keys(draft.measures),
				...(draft.smoking === undefined ? [] : ['smoking_status']),
				...((draft.custom ?? []).length === 0 ? [] : ['custom_vitals']),
			],
		});
	},

	custom: {
		list: { request: { endpoint: CUSTOM.list }, paging: listPaging() },

		definitionIn: (record) => {
			const { allowed_values: allowed, data_type: type, fraction_delimiter: between } = record;
			const delimiter = typeof between === 'string' && between !== '' ? between : '/';
			return {
				id: String(record.id),
				name: typeof record.name === 'string' ? record.name : '',
				unit: typeof record.unit === 'string' ? record.unit : '',
				kind: type === 'number' ? 'number' : type === 'single_sel' ? 'choice' : 'text',
				allowedValues: Array.isArray(allowed) ? allowed.map(String) : [],
				delimiter: record.is_fraction_field === true ? delimiter : null,
				provider: textOf(record.doctor),
				archived: record.archived === true,
			};
		},
	},
};

function read(record: JsonObject): VitalSet {
	const { scheduled_time: start } = record;
	const there = objectOf(record.vitals);
	const measures: Partial<Record<Measure, Quantity>> = {};
	for (const name of MEASURE_NAMES) {
		const value = numberIn(there[FIELDS[name]]);
		if (value === undefined) continue;
		const { unit } = MEASURES[name];
		measures[name] = { value, unit: unit ?? unitIn(there[`${FIELDS[name]}_units`]) };
	}
	const { smoking_status: smoking } = there;
	return {
		head: {
			appointment: record.id,
			patient: record.patient ?? null,
			provider: record.doctor ?? null,
			office: record.office ?? null,
			taken_at: typeof start === 'string' ? start : null,
		},
		measures,
		smoking:
			typeof smoking === 'string' && smoking !== '' && smoking !== NOT_ASKED ? smoking : null,
		custom: customIn(record),
	};
}

/** Each value with its unit: alone it would be taken in whatever unit the visit has. */
function vitalsInBody({ measures, smoking }: VitalDraft): JsonObject | undefined {
	const body: JsonObject = {};
	for (const [name, quantity] of Object.entries(measures) as Array<[Measure, Quantity]>) {
		const field = FIELDS[name];
		if (!MEASURES[name].dimension) {
			// Pain is text at DrChrono (wire.md §10).
			body[field] = name === 'pain' ? String(quantity.value) : quantity.value;
			continue;
		}
		const { value, unit } = asKept(quantity);
		body[field] = hundredths(value);
		body[`${field}_units`] = UNITS_IN_BODY[unit] ?? unit;
	}
	if (smoking !== undefined) body.smoking_status = smoking;
	return Object.keys(body).length === 0 ? undefined : body;
}

function asKept(quantity: Quantity): Quantity {
	const unit = Object.hasOwn(KEPT_AS, quantity.unit)
		? KEPT_AS[quantity.unit as keyof typeof KEPT_AS]
		: undefined;
	const value = unit && inUnit(quantity, unit);
	return unit === undefined || value === undefined ? quantity : { value, unit };
}

/**
 * What is there and what is new, because nobody knows whether the server keeps what is left out of the
 * list.
 */
function customInBody(
	readings: readonly CustomReading[] | undefined,
	current: JsonObject | undefined,
): Json | undefined {
	if (readings === undefined || readings.length === 0) return undefined;
	const all = [...customIn(current ?? {}), ...readings];
	const merged = new Map(all.map(({ id, value }) => [id, value]));
	return [...merged].map(([id, value]) => ({ vital_type: idInBody(id), value }));
}

function customIn(record: JsonObject): CustomReading[] {
	const list = Array.isArray(record.custom_vitals) ? (record.custom_vitals as JsonObject[]) : [];
	return list.flatMap(({ vital_type: id, value }) => {
		const text = value === undefined || value === null ? '' : String(value as string | number);
		return text === '' ? [] : [{ id: String(id), value: text }];
	});
}

/** Decimals come as text (wire.md §5.1), whole numbers as numbers. */
function numberIn(value: Json | undefined): number | undefined {
	if (value === undefined || value === null || value === '') return undefined;
	const number = Number(value);
	return Number.isFinite(number) ? number : undefined;
}

function unitIn(spelling: Json | undefined): string {
	const text = typeof spelling === 'string' ? spelling : '';
	return unitNamed(text) ?? text;
}

function textOf(id: Json | undefined): string | null {
	return id === undefined || id === null || id === '' ? null : String(id);
}

function objectOf(value: Json | undefined): JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

function anyDay(): Failure {
	return {
		kind: 'invalid-input',
		sentence: "'Any Day' needs a patient",
		advice:
			"DrChrono keeps vitals with visits, so all visits of the practice would be read. Choose 'Patient', or days. Nothing was sent.",
		field: 'When',
	};
}
