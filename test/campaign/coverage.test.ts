import { registeredNodes } from './nodes';
import { ROWS, titleOf } from './rows';

/** What other work brings with tests of its own, before it joins the campaign. */
const LATER: readonly string[] = [
	'drChronoAvailability',
	'drChronoClaim',
	'drChronoEncounter',
	'drChronoLabResult',
	'drChronoVital',
];

/** This node's operations are made from a catalog, for any resource: each is in the campaign with some. */
const FROM_CATALOG = 'drChronoApi';

const withoutResource = (operation: string) => operation.split(', ').at(-1)!;

const nodes = registeredNodes().filter(({ name }) => !LATER.includes(name));

test.each(nodes.map(({ name, operations }) => [name, operations] as const))(
	'every operation of %s has a row in the campaign, and every row an operation',
	(name, operations) => {
		const short = name === FROM_CATALOG ? withoutResource : (whole: string) => whole;
		const rows = ROWS.filter(({ node }) => node === name).map(({ resource, operation }) =>
			short([resource, operation].filter(Boolean).join(', ')),
		);
		expect([...new Set(rows)].sort()).toEqual([...new Set(operations.map(short))].sort());
	},
);

test('no row is without a node, and no two have the same title', () => {
	const known = nodes.map(({ name }) => name);
	expect(ROWS.filter(({ node }) => !known.includes(node))).toEqual([]);
	expect(new Set(ROWS.map(titleOf)).size).toBe(ROWS.length);
});
