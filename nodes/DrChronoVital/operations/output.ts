import type { IDataObject, INodeProperties } from 'n8n-workflow';

import { success, type Outcome } from '../../../drchrono/client/outcome';
import type { JsonObject } from '../../../drchrono/client/request';
import { columnsOf, type VitalSet } from '../../../drchrono/records/vital';
import type { UnitSystem } from '../../../drchrono/records/vitalUnits';
import { emit } from '../../shared/emit';
import type { Emitted } from '../../shared/operation';
import type { Parameters } from '../../shared/parameters';
import type { Session } from '../../shared/session';
import { definitionsFor } from './custom';

/** In which units vitals come out. */
export const UNITS: INodeProperties = {
	displayName: 'Units',
	name: 'units',
	type: 'options',
	options: [
		{
			name: 'As Recorded',
			value: 'recorded',
			description: 'Each value in the unit in which it was entered',
		},
		{ name: 'Metric', value: 'metric', description: 'Centimeters, kilograms and °C' },
		{ name: 'US', value: 'us', description: 'Inches, pounds and °F' },
	],
	default: 'us',
	description: 'What lengths, weights and temperatures are converted to',
};

/** What *Units* stands at. */
export function unitsOf(parameters: Parameters): UnitSystem {
	const units = parameters.raw('units');
	return units === 'metric' || units === 'recorded' ? units : 'us';
}

/** A set of vitals as it leaves the node, without the names of custom vitals. */
export function emitSet({ connection }: Session, set: VitalSet, units: UnitSystem): Emitted {
	return emit(columnsOf(set, units), connection);
}

/** The items with names and units beside the ids of custom vitals: one call, if there are any. */
export async function withCustomNames(
	session: Session,
	items: readonly Emitted[],
): Promise<Outcome<{ items: Emitted[]; hints: string[] }>> {
	const definitions = await definitionsFor(
		session,
		items.some(({ json }) => customIn(json).length > 0),
	);
	if (!definitions.ok) return definitions;
	const { of, hints } = definitions.value;
	const named = items.map((item) => ({
		...item,
		json: {
			...item.json,
			custom_vitals: customIn(item.json).map(({ id, value }) => {
				const definition = of.get(String(id));
				return { id, name: definition?.name ?? null, value, unit: definition?.unit || null };
			}) as IDataObject[],
		},
	}));
	return success({ items: named, hints });
}

function customIn({ custom_vitals: custom }: IDataObject): JsonObject[] {
	return Array.isArray(custom) ? (custom as JsonObject[]) : [];
}
