/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { operations as api } from '../../nodes/DrChronoApi/operations';
import { operations as appointment } from '../../nodes/DrChronoAppointment/operations';
import { operations as patient } from '../../nodes/DrChronoPatient/operations';

const readme = readFileSync(resolve(__dirname, '../../README.md'), 'utf8');

/** The operations that the README's table gives a node. */
function listed(node: string): string[] {
	const row = readme.split('\n').find((line) => line.startsWith(`| **${node}** |`));
	return (row?.split('|')[2] ?? '').split('·').map((name) => name.trim());
}

test.each([
	['DrChrono Appointment', appointment],
	['DrChrono Patient', patient],
	['DrChrono API', api],
])('the README lists the operations of %s, all and no others', (node, operations) => {
	expect(listed(node).sort()).toEqual(operations.map(({ name }) => name).sort());
});
