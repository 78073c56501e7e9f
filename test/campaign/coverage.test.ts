import { registeredNodes } from './nodes';
import { ROWS, titleOf } from './rows';

/** What other work brings with tests of its own, before it joins the campaign. */
const LATER: readonly string[] = [
	'drChronoAvailability',
	'drChronoClaim',
	'drChronoClinicalDocument',
	'drChronoEncounter',
	'drChronoInsurance',
	'drChronoLabResult',
	'drChronoProvider',
	'drChronoVital',
];

/** The API node's other operations are made from the catalog, for any resource, and tested as a table. */
const FROM_CATALOG = 'drChronoApi';

const nodes = registeredNodes()
	.filter(({ name }) => !LATER.includes(name))
	.map((node) =>
		node.name === FROM_CATALOG ? { ...node, operations: ['checkConnection'] } : node,
	);

test.each(nodes.map(({ name, operations }) => [name, operations] as const))(
	'every operation of %s has a row in the campaign, and every row an operation',
	(name, operations) => {
		const rows = ROWS.filter(({ node }) => node === name).map(({ operation }) => operation);
		expect([...new Set(rows)].sort()).toEqual([...new Set(operations)].sort());
	},
);

test('no row is without a node, and no two have the same title', () => {
	const known = nodes.map(({ name }) => name);
	expect(ROWS.filter(({ node }) => !known.includes(node))).toEqual([]);
	expect(new Set(ROWS.map(titleOf)).size).toBe(ROWS.length);
});
