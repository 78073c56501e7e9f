import { outlineOf, resourceFacts, type Outline } from '../../../../drchrono/catalog';
import type { EachOperation, Resource } from '../../../shared/operation';
import { propertiesOf } from './properties';
import { exportFile, get, getMany } from './read';
import { byUse, wordsOf } from './words';
import { write } from './write';

/** Resources whose records are patients. */
const PATIENTS = /^patients(_summary)?$/;

/** Every resource of the catalog with its operations: a new one there is a new one here. */
export function catalogResources(): Resource[] {
	return Object.entries(resourceFacts).map(([value, { singular }]) => ({
		value,
		name: singular,
		operations: outlineOf(value)
			.sort((one, other) => byUse(one.name, other.name))
			.map((outline) => operationFor(value, outline)),
	}));
}

function operationFor(resource: string, outline: Outline): EachOperation {
	const { name, effect, answers } = outline;
	const perform = performerOf(outline);
	return {
		...wordsOf(name),
		effect,
		area: resourceFacts[resource]?.area ?? 'practice',
		lane: effect === 'read' ? 'read' : 'booking',
		creates: name === 'create',
		recordsArePatients: PATIENTS.test(resource) && answers !== 'nothing',
		properties: propertiesOf(outline),
		each: async (context, parameters) => await perform(context, parameters, resource, name),
	};
}

function performerOf({ name, effect, answers }: Outline) {
	if (effect === 'write') return write;
	if (answers === 'xml') return exportFile;
	return name === 'list' ? getMany : get;
}
