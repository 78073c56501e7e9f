/** Units in which vitals are kept and given. */
export type UnitName = 'in' | 'ft' | 'cm' | 'lb' | 'oz' | 'kg' | 'g' | '°F' | '°C';

/** What a unit measures; only units of the same can be turned into one another. */
export type Dimension = 'length' | 'mass' | 'temperature';

interface UnitFacts {
	dimension: Dimension;
	/** How many of the dimension's base unit (inch, pound, °F) one of it is. */
	factor: number;
	/** What zero of it is in the base unit. */
	zero?: number;
	/** Other spellings, in lower case: those of v4 (wire.md §10), and those of people. */
	spellings: readonly string[];
}

/** The avoirdupois pound is 0.45359237 kg and the inch 2.54 cm by definition. */
const KILOGRAM = 1 / 0.45359237;

const UNITS: Readonly<Record<UnitName, UnitFacts>> = {
	in: { dimension: 'length', factor: 1, spellings: ['in', 'inch', 'inches', '"', '″', "''"] },
	ft: { dimension: 'length', factor: 12, spellings: ['ft', 'foot', 'feet', "'", '′'] },
	cm: { dimension: 'length', factor: 1 / 2.54, spellings: ['cm', 'centimeter', 'centimeters'] },
	lb: { dimension: 'mass', factor: 1, spellings: ['lb', 'lbs', 'pound', 'pounds'] },
	oz: { dimension: 'mass', factor: 1 / 16, spellings: ['oz', 'ounce', 'ounces'] },
	kg: {
		dimension: 'mass',
		factor: KILOGRAM,
		spellings: ['kg', 'kgs', 'kilogram', 'kilograms'],
	},
	g: { dimension: 'mass', factor: KILOGRAM / 1000, spellings: ['g', 'gram', 'grams'] },
	'°F': { dimension: 'temperature', factor: 1, spellings: ['f', '°f', 'fahrenheit'] },
	'°C': { dimension: 'temperature', factor: 1.8, zero: 32, spellings: ['c', '°c', 'celsius'] },
};

const NAMES = Object.keys(UNITS) as UnitName[];

/** In which units vitals are wanted: those of the US, metric ones, or those they were recorded in. */
export type UnitSystem = 'us' | 'metric' | 'recorded';

const PREFERRED: Readonly<Record<'us' | 'metric', Readonly<Record<Dimension, UnitName>>>> = {
	us: { length: 'in', mass: 'lb', temperature: '°F' },
	metric: { length: 'cm', mass: 'kg', temperature: '°C' },
};

/** A number and its unit; a unit that is none of ours is as the server wrote it. */
export interface Quantity {
	value: number;
	unit: string;
}

/** The unit that a spelling means, in any case; `undefined` if it is none. */
export function unitNamed(text: string): UnitName | undefined {
	const wanted = text.trim().toLowerCase();
	return NAMES.find((name) => UNITS[name].spellings.includes(wanted));
}

export function dimensionOf(unit: UnitName): Dimension {
	return UNITS[unit].dimension;
}

/** The unit of a dimension in a system. */
export function unitIn(system: 'us' | 'metric', dimension: Dimension): UnitName {
	return PREFERRED[system][dimension];
}

/**
 * A quantity in another unit, not rounded; `undefined` where the two do not measure the same or its unit
 * is not known.
 */
export function inUnit({ value, unit }: Quantity, wanted: UnitName): number | undefined {
	const from = isUnit(unit) ? UNITS[unit] : undefined;
	const to = UNITS[wanted];
	if (from?.dimension !== to.dimension) return undefined;
	if (unit === wanted) return value;
	const base = value * from.factor + (from.zero ?? 0);
	return (base - (to.zero ?? 0)) / to.factor;
}

/** The quantity in the units of a system, in hundredths; as it is where it has none of our units. */
export function inSystem(quantity: Quantity, system: UnitSystem): Quantity {
	if (system === 'recorded' || !isUnit(quantity.unit)) return quantity;
	const unit = unitIn(system, dimensionOf(quantity.unit));
	if (unit === quantity.unit) return quantity;
	const value = inUnit(quantity, unit);
	return value === undefined ? quantity : { value: hundredths(value), unit };
}

/**
 * Rounds to hundredths: more places DrChrono does not keep, and it cuts them off instead of rounding
 * (wire.md §5.1).
 */
export function hundredths(value: number): number {
	return Math.round((value + Number.EPSILON) * 100) / 100;
}

/**
 * What a person wrote as a quantity: a number alone, which is in the usual unit, or with units behind
 * it, such as `5 ft 10 in`, `5'10"`, `8 lb 4 oz` or `98.6 F`. `undefined` for what is none.
 */
export function quantityIn(text: string, usual: UnitName): Quantity | undefined {
	const parts = [...text.matchAll(/(\d+(?:\.\d+)?|\.\d+)\s*([^\d\s.,]*)/g)];
	const rest = parts.reduce((left, [part]) => left.replace(part, ''), text);
	if (parts.length === 0 || /[^\s,]/.test(rest)) return undefined;
	const { dimension } = UNITS[usual];
	let sum = 0;
	let first: UnitName | undefined;
	for (const [index, [, number, spelling = '']] of parts.entries()) {
		const unit = unitOfPart(spelling, index, usual, first);
		if (unit === undefined || UNITS[unit].dimension !== dimension) return undefined;
		// Temperatures do not add up, and after a smaller unit comes no larger one.
		if (index > 0 && (dimension === 'temperature' || UNITS[unit].factor >= UNITS[first!].factor)) {
			return undefined;
		}
		first ??= unit;
		const value = inUnit({ value: Number(number), unit }, parts.length === 1 ? unit : usual);
		if (value === undefined) return undefined;
		sum += value;
	}
	return { value: sum, unit: parts.length === 1 ? (first ?? usual) : usual };
}

/** A number alone is in the usual unit; after feet it is in inches, as in `5'10`. */
function unitOfPart(
	spelling: string,
	index: number,
	usual: UnitName,
	first: UnitName | undefined,
): UnitName | undefined {
	if (spelling !== '') return unitNamed(spelling);
	if (index === 0) return usual;
	return first === 'ft' && index === 1 ? 'in' : undefined;
}

function isUnit(text: string): text is UnitName {
	return Object.hasOwn(UNITS, text);
}
