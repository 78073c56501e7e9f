import type { INodeProperties } from 'n8n-workflow';

import { success, type Outcome } from '../../../drchrono/client/outcome';
import type { Json, JsonObject } from '../../../drchrono/client/request';
import { numberIn } from '../../../drchrono/records/customVital';
import {
	MEASURE_NAMES,
	MEASURES,
	measuresIn,
	type CustomVital,
	type Measure,
	type VitalSet,
} from '../../../drchrono/records/vital';
import { trendOf, type Point } from '../../../drchrono/records/vitalTrend';
import { hundredths, unitIn } from '../../../drchrono/records/vitalUnits';
import { dayChoiceOf } from '../../shared/dayRange';
import { emit } from '../../shared/emit';
import { optionsCollection } from '../../shared/fields';
import type { EachOperation, OperationContext, Result } from '../../shared/operation';
import type { Parameters } from '../../shared/parameters';
import { definitionsFor } from './custom';
import { FILTERS, listFor, queryOf, WHICH } from './filters';
import { UNITS } from './output';

const VITALS: INodeProperties = {
	displayName: 'Vitals',
	name: 'vitals',
	type: 'multiOptions',
	options: [
		...MEASURE_NAMES.map((name) => ({ name: MEASURES[name].label, value: name })),
		{
			name: 'Custom Vitals',
			value: 'custom',
			description: 'All that the practice defined and that are numbers (DrChrono API v4)',
		},
	].sort((one, other) => one.name.localeCompare(other.name, 'en')),
	default: [],
	description: 'Which vitals are wanted; none chosen means all',
};

/** A trend needs one unit for all its values. */
const ONE_UNIT: INodeProperties = {
	...UNITS,
	options: (UNITS.options ?? []).filter(
		(option) => !('value' in option) || option.value !== 'recorded',
	),
};

/** The values of one vital of one patient. */
interface Series {
	patient: Json;
	vital: string;
	name: string;
	unit: string | null;
	points: Point[];
}

/** How vitals went over a span: one row for each vital of each patient. */
export const trend: EachOperation = {
	value: 'trend',
	name: 'Get Vital Trend',
	action: 'Get vital trend',
	description: 'Retrieve first, last, lowest, highest and mean value and slope of each vital',
	effect: 'read',
	area: 'clinical',
	lane: 'read',
	properties: [...WHICH, VITALS, ONE_UNIT, FILTERS, optionsCollection()],

	async each({ session }: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { client, connection, dialect } = session;
		const query = queryOf(session, parameters);
		if (!query.ok) return query;
		const choice = dayChoiceOf(parameters);
		if (!choice.ok) return choice;
		const request = await listFor(session, query.value, choice.value);
		if (!request.ok) return request;
		const list = await client.list(request.value.plan);
		if (!list.ok) return list;
		const { hints, keep = () => true } = request.value;
		const sets = list.value.records.filter(keep).map(dialect.vitals.read);

		const wanted = wantedIn(parameters);
		const definitions = await definitionsFor(
			session,
			wanted('custom') && sets.some(({ custom }) => custom.length > 0),
		);
		if (!definitions.ok) return definitions;
		const system = parameters.raw('units') === 'metric' ? 'metric' : 'us';
		const rows = seriesOf(sets, system, wanted, definitions.value.of).flatMap(rowOf);
		return success({
			items: rows.map((row) => emit(row, connection)),
			hints: [...hints, ...(list.value.hints ?? []), ...definitions.value.hints],
		});
	},
};

/** Which vitals were chosen; all if none was. */
function wantedIn(parameters: Parameters): (vital: string) => boolean {
	const chosen = [parameters.raw('vitals') ?? []].flat() as string[];
	return (vital) => chosen.length === 0 || chosen.includes(vital);
}

/** Sets by patient and vital: patients as they come, vitals in the order of a chart. */
function seriesOf(
	sets: readonly VitalSet[],
	system: 'us' | 'metric',
	wanted: (vital: string) => boolean,
	definitions: ReadonlyMap<string, CustomVital>,
): Series[] {
	const patients = new Map<string, VitalSet[]>();
	for (const set of sets) {
		const key = String(set.head.patient);
		const known = patients.get(key);
		if (known) known.push(set);
		else patients.set(key, [set]);
	}
	return [...patients.values()].flatMap((own) => [
		...MEASURE_NAMES.filter(wanted).map((name) => measured(name, own, system)),
		...(wanted('custom') ? [...definitions.values()] : []).map((one) => defined(one, own)),
	]);
}

/** The series of a measure; what was recorded in a unit that nobody knows is left out. */
function measured(name: Measure, sets: readonly VitalSet[], system: 'us' | 'metric'): Series {
	const { label, dimension, unit: only = '' } = MEASURES[name];
	const unit = dimension ? unitIn(system, dimension) : only;
	const points = sets.flatMap((set): Point[] => {
		const quantity = measuresIn(set, system)[name];
		const at = set.head.taken_at;
		if (quantity?.unit !== unit || at === null) return [];
		return [{ at, value: hundredths(quantity.value) }];
	});
	return { patient: sets[0]?.head.patient ?? null, vital: name, name: label, unit, points };
}

function defined(definition: CustomVital, sets: readonly VitalSet[]): Series {
	const points = sets.flatMap(({ head: { taken_at: at }, custom }): Point[] => {
		const reading = custom.find(({ id }) => id === definition.id);
		const value = reading && numberIn(definition, reading.value);
		return value === undefined || at === null ? [] : [{ at, value }];
	});
	const { id, name, unit } = definition;
	return { patient: sets[0]?.head.patient ?? null, vital: id, name, unit: unit || null, points };
}

function rowOf({ points, ...what }: Series): JsonObject[] {
	const found = trendOf(points);
	return found ? [{ ...what, ...found } as JsonObject] : [];
}
