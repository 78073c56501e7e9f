import type { INodeProperties } from 'n8n-workflow';

import { instanceIn, panelFiles, panelsOf, type Panel } from './panel';
import { RULES, sharedBetween } from './rules';

const files = panelFiles();

test('there are nodes and a credential to look at', () => {
	expect(files.filter((path) => path.endsWith('.node.ts')).length).toBeGreaterThan(1);
	expect(files.filter((path) => path.endsWith('.credentials.ts')).length).toBe(1);
});

describe.each(files)('%s', (path) => {
	let panels: Panel[];

	beforeAll(async () => {
		panels = panelsOf(await instanceIn(path));
	});

	test.each(RULES)('$name', ({ findings }) => {
		expect(panels.flatMap(findings)).toEqual([]);
	});

	test('two instances share nothing that n8n could add to', async () => {
		const [one, other] = [await instanceIn(path), await instanceIn(path)];
		expect(sharedBetween(changeable(one), changeable(other))).toEqual([]);
	});
});

/** What n8n's loader may add to: the whole description of a node, the properties of a credential. */
function changeable(instance: Awaited<ReturnType<typeof instanceIn>>): unknown {
	if ('nodeVersions' in instance) return Object.values(instance.nodeVersions).map(changeable);
	return 'description' in instance ? instance.description : instance.properties;
}

/** A node that keeps every rule. */
function good(): Panel {
	const properties: INodeProperties[] = [
		{
			displayName: 'Operation',
			name: 'operation',
			type: 'options',
			noDataExpression: true,
			options: [
				{
					name: 'Create Letter',
					value: 'create',
					action: 'Create letter',
					description: 'Create a new letter',
				},
				{
					name: 'Get Many Letters',
					value: 'getMany',
					action: 'Get many letters',
					description: 'Retrieve a list of letters',
				},
			],
			default: 'create',
		},
		{
			displayName: 'Patient ID',
			name: 'patient',
			type: 'string',
			default: '',
			placeholder: 'e.g. 600001',
			displayOptions: { show: { operation: ['create'] } },
			description: 'The patient who gets it. Leave empty for all.',
		},
		{
			displayName: 'Return All',
			name: 'returnAll',
			type: 'boolean',
			default: false,
			displayOptions: { show: { operation: ['getMany'] } },
			description: 'Whether to return all results or only up to a given limit',
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: [
				{
					displayName: 'Sent After',
					name: 'sentAfter',
					type: 'dateTime',
					default: '',
					description: 'Only letters sent later than this',
				},
			],
		},
	];
	return {
		name: 'DrChronoLetter',
		properties,
		description: {
			displayName: 'DrChrono Letter',
			name: 'drChronoLetter',
			icon: { light: 'file:letter.svg', dark: 'file:letter.dark.svg' },
			group: ['transform'],
			version: 1,
			subtitle: '={{ $parameter["operation"] }}',
			description: 'Write letters in DrChrono',
			defaults: { name: 'DrChrono Letter' },
			usableAsTool: true,
			inputs: ['main'],
			outputs: ['main'],
			properties,
		},
	};
}

type Change = (panel: Panel & { description: object }) => void;

/** The good node with one thing changed. */
function bad(change: Change): Panel {
	const panel = good() as Panel & { description: object };
	change(panel);
	return panel;
}

/** Adds a field to the good node. */
function field(property: Partial<INodeProperties>): Change {
	return ({ properties }) =>
		properties.push({
			displayName: 'Colour',
			name: 'colour',
			type: 'string',
			default: '',
			description: 'Colour of the paper',
			...property,
		});
}

function choices(...names: string[]): Partial<INodeProperties> {
	const options = names.map((name) => ({ name, value: name }));
	return { type: 'options', options, default: names[0] };
}

/** Adds an entry to the first choice of the good node's operations. */
function operation(change: object): Change {
	return ({ properties }) => Object.assign(properties[0]!.options![0]!, change);
}

function description(change: object): Change {
	return (panel) => Object.assign(panel.description, change);
}

/** For each rule, changes after which the good node breaks it. */
const SEEDS: Readonly<Record<string, Record<string, Change>>> = {
	"n8n's linter has nothing to say of the resolved description": {
		'a label in lower case': field({ displayName: 'Colour of paper' }),
		'a choice in lower case': field(choices('Light blue', 'Red')),
		'a label "Id"': field({ displayName: 'Letter Id' }),
		'five choices out of order': field(choices('A', 'B', 'C', 'E', 'D')),
		'five operations out of order': ({ properties }) => {
			for (const name of ['Burn Letter', 'Archive Letter', 'Delete Letter']) {
				const option = { name, value: name, action: name.replace('L', 'l'), description: 'Act' };
				properties[0]!.options!.push(option);
			}
		},
		'five entries of a collection out of order': ({ properties }) => {
			for (const displayName of ['Zone', 'Area', 'Colour', 'Size']) {
				const entry = { displayName, name: displayName, type: 'string' as const, default: '' };
				properties.at(-1)!.options!.push({ ...entry, description: 'One of them' });
			}
		},
		'a boolean without "Whether"': field({ type: 'boolean', default: false }),
		'a lone sentence with a full stop': field({ description: 'Colour of the paper.' }),
		'a description in lower case': field({ description: 'colour of the paper' }),
		'another text for Return All': ({ properties }) => {
			properties[2]!.description = 'Whether to return everything';
		},
		'a Limit of 100': field({
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			typeOptions: { minValue: 1 },
			default: 100,
			description: 'Max number of results to return',
		}),
		'a Limit without a minimum': field({
			displayName: 'Limit',
			name: 'limit',
			type: 'number',
			default: 50,
			description: 'Max number of results to return',
		}),
		'a number whose default is text': field({ type: 'number', default: '1' }),
		'a choice that does not exist as default': field({
			...choices('Blue', 'Red'),
			default: 'Green',
		}),
		'required: false': field({ required: false }),
		'an operation that takes expressions': ({ properties }) => {
			delete properties[0]!.noDataExpression;
		},
		'an operation without an action': operation({ action: undefined }),
		'an action in title case': operation({ action: 'Create Letter' }),
		'a dynamic list without the fixed text': field({
			type: 'options',
			typeOptions: { loadOptionsMethod: 'getColours' },
		}),
		'an upsert in other words': operation({ value: 'upsert' }),
		'a name that is not its file': description({ name: 'drChronoPost' }),
		'the name before the label': ({ properties }) => {
			const { displayName, ...rest } = properties[1]!;
			properties[1] = { ...rest, displayName };
		},
	},
	'every field has a description of one or two sentences': {
		none: field({ description: undefined }),
		three: field({ description: 'It is red. It is blue. It is green.' }),
	},
	'a single sentence has no full stop, two have one each': {
		'a hint with one': field({ hint: 'Ask for it.' }),
		'the node with one': description({ description: 'Write letters in DrChrono.' }),
		'two sentences with one': field({ description: 'It is red. Or blue' }),
	},
	'descriptions, hints and actions are in sentence case': {
		'a title for a description': field({ description: 'Colour And Size Applied To Paper' }),
		'a title for a hint': field({ hint: 'Choose Your Favourite' }),
	},
	'labels and choices begin with a capital and spell ID, URL, JSON in capitals': {
		'id in a description': field({ description: 'The id of the colour' }),
		'Url in a label': field({ displayName: 'Colour Url' }),
		'a small choice': field(choices('blue', 'Red')),
	},
	'examples begin with "e.g. ", and collections say what is added': {
		'an example without': field({ placeholder: '600001' }),
		'a collection without': ({ properties }) => delete properties.at(-1)!.placeholder,
		'a collection with an example': ({ properties }) => {
			properties.at(-1)!.placeholder = 'e.g. a size';
		},
	},
	'no emoji': {
		'in a label': field({ displayName: 'Colour 🎨' }),
		'in a choice': field(choices('Blue 🟦')),
		'in the node': description({ description: 'Write letters ✉️' }),
	},
	'no discouraging word': {
		'in a description': field({ description: 'What to do after a failure' }),
		'in a choice': field(choices('On Error Stop')),
		'the medical term outside of its node': field({ description: 'The problem list' }),
	},
	'an action has no article, and an operation says what it does': {
		'an article': operation({ action: 'Create a letter' }),
		'no description': operation({ description: undefined }),
	},
	'a node begins with what it works on, and an operation with one kind of record names it': {
		'another field first': ({ properties }) => properties.reverse(),
		'a verb alone': operation({ name: 'Create' }),
	},
	'names and labels are unique among what is visible at once': {
		'a name twice': field({ name: 'patient' }),
		'a label twice': field({ displayName: 'Patient ID' }),
		'a name twice in a collection': ({ properties }) => {
			const { options } = properties.at(-1)!;
			options!.push({ ...options![0]!, displayName: 'Sent Before' } as INodeProperties);
		},
		'a name twice in one version': (panel) => {
			Object.assign(panel.description, { version: [1, 2] });
			const displayOptions = { show: { '@version': [2] } };
			field({ name: 'options', displayOptions })(panel);
		},
		'a name twice as a tool': field({
			name: 'returnAll',
			displayOptions: { show: { '@tool': [true], operation: ['getMany'] } },
		}),
	},
	'no field has a name that n8n gives to one of its own': {
		"the tool's description": field({ name: 'toolDescription' }),
		'the times of polling': field({ name: 'pollTimes' }),
	},
	'every field can be seen, and hangs on fields that exist': {
		'an operation that does not exist': field({
			displayOptions: { show: { operation: ['delete'] } },
		}),
		'a parameter that does not exist': field({ displayOptions: { hide: { paper: ['thin'] } } }),
		'an entry of a collection': ({ properties }) => {
			const entry = properties.at(-1)!.options![0] as INodeProperties;
			entry.displayOptions = { show: { '/operation': ['delete'] } };
		},
	},
	'a default is of its type, and one of the choices': {
		'a locator with text': field({ type: 'resourceLocator', default: '' }),
		'a date of no type': field({ type: 'dateTime', default: 0 }),
		'JSON that is an object': field({ type: 'json', default: {} }),
		'a choice that does not exist': field({
			...choices('Blue', 'Red'),
			type: 'multiOptions',
			default: ['Green'],
		}),
	},
	'a node is usable as a tool, a trigger is not': {
		'a node that is not': description({ usableAsTool: undefined }),
		'a trigger that is': description({ group: ['trigger'] }),
	},
	'a node has a subtitle, and icons for light and dark': {
		'no subtitle': description({ subtitle: undefined }),
		'one icon': description({ icon: 'file:letter.svg' }),
		'the same icon twice': description({ icon: { light: 'file:a.svg', dark: 'file:a.svg' } }),
	},
	'a trigger is called one': {
		'a trigger that is not': description({ group: ['trigger'] }),
		'a node that is': description({ displayName: 'Letter Trigger' }),
	},
	'a description has at most 60 KB': {
		'more than that': description({ hints: ['x'.repeat(61 * 1024)] }),
	},
};

test('the good node keeps every rule', () => {
	for (const { name, findings } of RULES) expect([name, findings(good())]).toEqual([name, []]);
});

test('every rule has a seed', () => {
	expect(Object.keys(SEEDS)).toEqual(RULES.map(({ name }) => name));
});

describe.each(RULES)('caught by "$name"', ({ name, findings }) => {
	test.each(Object.entries(SEEDS[name] ?? {}))('%s', (_, change) => {
		expect(findings(bad(change))).not.toEqual([]);
	});
});

test('the medical word passes in its own node', () => {
	const rule = RULES.find(({ name }) => name === 'no discouraging word')!;
	const panel = bad(field({ description: 'The problem list' }));
	expect(rule.findings({ ...panel, name: 'DrChronoClinicalDocument' })).toEqual([]);
});

test('a shared array or object is found wherever it lies', () => {
	const options = [{ name: 'Blue', value: 'blue' }];
	const instance = () => ({ properties: [{ name: 'colour', options }, { name: 'size' }] });
	expect(sharedBetween(instance(), instance())).toEqual(['description.properties.0.options']);
});
