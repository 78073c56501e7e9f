import type { INodeProperties, INodeTypeDescription } from 'n8n-workflow';

import { lint } from './lint';
import { allProperties, choicesOf, entriesOf, type Panel, type Placed } from './panel';
import { controllersOf, statesOf, type Surroundings } from './states';

/** A rule of n8n's UX guidelines, or one of ours for panels, over resolved descriptions. */
export interface PanelRule {
	name: string;
	/** One sentence for each place that breaks the rule. */
	findings(panel: Panel): string[];
}

/** Bytes of a description; every editor loads all of them, and each once more as a tool. */
const MOST_BYTES = 60 * 1024;

const EMOJI = /\p{Extended_Pictographic}/u;

/** Guidelines: copy says what happened and what to do, not that something is bad. */
const DISCOURAGED = /\b(errors?|problems?|failures?|mistakes?)\b/i;

/** Where such a word is the medical term for a kind of record. */
const MEDICAL: Readonly<Record<string, RegExp>> = {
	DrChronoApi: /\bproblems?\b/gi,
	DrChronoClinicalDocument: /\bproblems?\b/gi,
};

/** Parameters whose options say what they do, so that a description would repeat the label. */
const SELF_EXPLAINING = new Set(['resource', 'operation']);

/** Types that are no field to fill in. */
const NO_FIELD = new Set(['hidden', 'notice', 'button', 'callout']);

/**
 * Fields that n8n adds: to polling triggers (n8n-core, `nodes-loader/constants.js`) and to the twins
 * of nodes as tools (n8n, `tool-generation/ai-tools.js`), where ours would be taken for them.
 */
const RESERVED = new Set(['pollTimes', 'requestOptions', 'descriptionType', 'toolDescription']);

/** Text that a person types in, which deserves an example. */
const EXEMPLARY = /^e\.g\. \S/;

export const RULES: readonly PanelRule[] = [
	{ name: "n8n's linter has nothing to say of the resolved description", findings: lint },
	{
		name: 'every field has a description of one or two sentences',
		findings: (panel) =>
			allProperties(panel.properties).flatMap((placed) => {
				if (isSelfExplaining(placed, panel)) return [];
				const { description = '' } = placed.property;
				const sentences = sentencesIn(description);
				return sentences === 1 || sentences === 2 ? [] : [`${placed.path}: ${sentences} sentences`];
			}),
	},
	{
		name: 'a single sentence has no full stop, two have one each',
		findings: (panel) =>
			copyOf(panel).flatMap(({ path, text, kind }) => {
				if (kind === 'label' || text === '') return [];
				const ends = text.endsWith('.');
				return ends === sentencesIn(text) > 1 ? [] : [`${path}: ${text}`];
			}),
	},
	{
		name: 'descriptions, hints and actions are in sentence case',
		findings: (panel) =>
			copyOf(panel).flatMap(({ path, text, kind }) =>
				kind === 'label' || !isTitleCase(text) ? [] : [`${path}: ${text}`],
			),
	},
	{
		name: 'labels and choices begin with a capital and spell ID, URL, JSON in capitals',
		findings: (panel) =>
			copyOf(panel).flatMap(({ path, text, kind }) => {
				const miscased = /\b(id|Id|ids|Ids|url|Url|urls|Urls|json|Json)\b/.test(text);
				const small = kind === 'label' && /^[a-z]/.test(text) && !/^[a-z]+_/.test(text);
				return miscased || small ? [`${path}: ${text}`] : [];
			}),
	},
	{
		name: 'examples begin with "e.g. ", and collections say what is added',
		findings: (panel) =>
			allProperties(panel.properties).flatMap(({ path, property }) => {
				const { placeholder, type, typeOptions } = property;
				const isList = type === 'collection' || type === 'fixedCollection';
				const adds = type === 'collection' || typeOptions?.multipleValues === true;
				if (isList && adds && !/^Add \S/.test(placeholder ?? '')) {
					return [`${path}: ${placeholder ?? 'no placeholder'}`];
				}
				if (isList || !placeholder) return [];
				return EXEMPLARY.test(placeholder) ? [] : [`${path}: ${placeholder}`];
			}),
	},
	{
		name: 'no emoji',
		findings: (panel) =>
			copyOf(panel).flatMap(({ path, text }) => (EMOJI.test(text) ? [`${path}: ${text}`] : [])),
	},
	{
		name: 'no discouraging word',
		findings: (panel) =>
			copyOf(panel).flatMap(({ path, text }) => {
				const medical = MEDICAL[panel.name];
				const rest = medical ? text.replace(medical, '') : text;
				return DISCOURAGED.test(rest) ? [`${path}: ${text}`] : [];
			}),
	},
	{
		name: 'an action has no article, and an operation says what it does',
		findings: (panel) =>
			operationsOf(panel).flatMap(({ name, action, description }) => {
				if (!description) return [`${name} has no description`];
				return / (a|an|the) /i.test(` ${action ?? ''} `) ? [`${name}: ${action}`] : [];
			}),
	},
	{
		name: 'a node begins with what it works on, and an operation with one kind of record names it',
		findings: ({ description, properties }) => {
			if (!description || isTrigger(description)) return [];
			const first = properties.find(({ type }) => type !== 'notice');
			if (first?.name !== 'resource' && first?.name !== 'operation') {
				return ["the first field is neither 'Resource' nor 'Operation'"];
			}
			if (first.name === 'resource') return [];
			return choicesOf(first).flatMap(({ name }) => (/\s/.test(name) ? [] : [name]));
		},
	},
	{
		name: 'names and labels are unique among what is visible at once',
		findings: ({ description, properties }) => duplicatesIn(properties, { description }),
	},
	{
		name: 'no field has a name that n8n gives to one of its own',
		findings: ({ description, properties }) =>
			description ? properties.map(({ name }) => name).filter((name) => RESERVED.has(name)) : [],
	},
	{
		name: 'every field can be seen, and hangs on fields that exist',
		findings: ({ description, properties }) => hiddenForEver(properties, { description }),
	},
	{
		name: 'a default is of its type, and one of the choices',
		findings: (panel) =>
			allProperties(panel.properties).flatMap(({ path, property }) =>
				defaultFits(property) ? [] : [`${path}: ${JSON.stringify(property.default)}`],
			),
	},
	{
		name: 'a node is usable as a tool, a trigger is not',
		findings: ({ description }) =>
			description && (description.usableAsTool === undefined) !== isTrigger(description)
				? ['usableAsTool']
				: [],
	},
	{
		name: 'a node has a subtitle, and icons for light and dark',
		findings: ({ description }) => {
			if (!description) return [];
			const { subtitle, icon } = description;
			const themed = typeof icon === 'object' && icon.light !== icon.dark;
			return [...(subtitle ? [] : ['no subtitle']), ...(themed ? [] : ['no light and dark icon'])];
		},
	},
	{
		name: 'a trigger is called one',
		findings: ({ name, description }) => {
			if (!description) return [];
			const called = [name, description.name, description.displayName.replaceAll(' ', '')];
			const wrong = called.filter((one) => one.endsWith('Trigger') !== isTrigger(description));
			return wrong;
		},
	},
	{
		name: 'a description has at most 60 KB',
		findings: ({ description, properties }) => {
			const bytes = Buffer.byteLength(JSON.stringify(description ?? properties));
			return bytes > MOST_BYTES ? [`${bytes} bytes`] : [];
		},
	},
];

/**
 * Objects and arrays that two instances of a class share: n8n's loader adds to a description, and
 * what it adds to one must not turn up in another.
 */
export function sharedBetween(one: unknown, other: unknown, path = 'description'): string[] {
	if (typeof one !== 'object' || one === null) return [];
	if (one === other) return [path];
	if (typeof other !== 'object' || other === null) return [];
	return Object.entries(one).flatMap(([key, value]) =>
		sharedBetween(value, (other as Record<string, unknown>)[key], `${path}.${key}`),
	);
}

interface Copy {
	path: string;
	text: string;
	kind: 'label' | 'sentence';
}

/** Every text of a panel that a person reads. */
function copyOf({ description, properties }: Panel): Copy[] {
	const copy: Copy[] = [];
	const add = (path: string, kind: Copy['kind'], ...texts: Array<string | undefined>) =>
		texts.forEach((text) => text !== undefined && copy.push({ path, text: plain(text), kind }));
	if (description) {
		add('the node', 'label', description.displayName);
		add('the node', 'sentence', description.description);
	}
	for (const { path, property } of allProperties(properties)) {
		if (property.type === 'hidden') continue;
		// A notice has its sentences for a label.
		if (property.type === 'notice') add(path, 'sentence', lastStop(property.displayName));
		else add(path, 'label', property.displayName);
		add(path, 'sentence', property.description, property.hint);
		for (const { displayName } of property.modes ?? []) add(path, 'label', displayName);
		for (const { name, description: said, action } of choicesOf(property)) {
			add(`${path} › ${name}`, 'label', name);
			add(`${path} › ${name}`, 'sentence', said, action);
		}
	}
	return copy;
}

/** Text without markup. */
function plain(text: string): string {
	return text.replace(/<[^>]+>/g, '').trim();
}

/** Notices may end with a full stop or without. */
function lastStop(text: string): string {
	return sentencesIn(text) > 1 ? text : text.replace(/\.$/, '');
}

function sentencesIn(text: string): number {
	const spoken = plain(text).replaceAll('e.g.', 'for example').replaceAll('i.e.', 'that is');
	return spoken === '' ? 0 : spoken.split(/[.?!]\s+(?=\p{Lu}|\d|'|")/u).length;
}

/** Three words or more, all of them capitalised, are a title. */
function isTitleCase(text: string): boolean {
	const words = text.split(/\s+/).filter((word) => /^\p{L}{4,}/u.test(word));
	return words.length >= 3 && words.every((word) => /^\p{Lu}/u.test(word));
}

function isSelfExplaining({ property }: Placed, { description }: Panel): boolean {
	const { name, type, displayName } = property;
	if (NO_FIELD.has(type) || type === 'collection' || type === 'fixedCollection') return true;
	// Guidelines: a trigger's list of events is called 'Trigger On' and has no tooltip.
	if (description && isTrigger(description) && displayName === 'Trigger On') return true;
	return SELF_EXPLAINING.has(name);
}

function isTrigger({ group }: INodeTypeDescription): boolean {
	return group.includes('trigger');
}

function operationsOf({ properties }: Panel) {
	return properties.filter(({ name }) => name === 'operation').flatMap(choicesOf);
}

function duplicatesIn(properties: readonly INodeProperties[], surroundings: Surroundings) {
	const found = new Set<string>();
	for (const { values, visible } of statesOf(properties, surroundings)) {
		for (const key of ['name', 'displayName'] as const) {
			const seen = new Set<string>();
			for (const property of visible.filter(({ type }) => type !== 'notice')) {
				if (seen.has(property[key])) found.add(`${key} ${property[key]}`);
				seen.add(property[key]);
			}
		}
		const root = surroundings.root ?? values;
		for (const property of visible) {
			for (const { entries } of entriesOf(property)) {
				const inside = duplicatesIn(entries, { ...surroundings, root });
				inside.forEach((one) => found.add(`${property.displayName}: ${one}`));
			}
		}
	}
	return [...found];
}

/** Properties that no state shows, and `displayOptions` that ask for what does not exist. */
function hiddenForEver(properties: readonly INodeProperties[], surroundings: Surroundings) {
	const seen = seenIn(properties, surroundings);
	const names = new Set(properties.map(({ name }) => name));
	return [
		...controllersOf(properties).filter((name) => !names.has(name.split('.')[0]!)),
		...allProperties(properties)
			.filter(({ property }) => !seen.has(property) && property.type !== 'hidden')
			.map(({ path }) => path),
	];
}

/** Properties that some state shows, also those inside of what it shows. */
function seenIn(
	properties: readonly INodeProperties[],
	surroundings: Surroundings,
): Set<INodeProperties> {
	const seen = new Set<INodeProperties>();
	for (const { values, visible } of statesOf(properties, surroundings)) {
		const root = surroundings.root ?? values;
		visible.forEach((property) => seen.add(property));
		for (const { entries } of visible.flatMap(entriesOf)) {
			seenIn(entries, { ...surroundings, root }).forEach((property) => seen.add(property));
		}
	}
	return seen;
}

/** Those types whose default n8n's linter does not look at. */
function defaultFits(property: INodeProperties): boolean {
	const { type, default: value, options, typeOptions } = property;
	switch (type) {
		case 'dateTime':
		case 'json':
			return typeof value === 'string';
		case 'resourceLocator':
			return isObjectWith(value, 'mode') && isObjectWith(value, 'value');
		case 'resourceMapper':
			return isObjectWith(value, 'mappingMode');
		case 'multiOptions': {
			const choices = choicesOf(property).map((choice) => choice.value);
			const isDynamic = options === undefined || typeOptions?.loadOptionsMethod !== undefined;
			return (
				Array.isArray(value) && (isDynamic || value.every((one) => choices.includes(one as string)))
			);
		}
		default:
			return value !== undefined;
	}
}

function isObjectWith(value: unknown, field: string): boolean {
	return typeof value === 'object' && value !== null && field in value;
}
