/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';

import { resources as api } from '../../nodes/DrChronoApi/operations';
import { operations as appointment } from '../../nodes/DrChronoAppointment/operations';
import { resources as clinicalDocument } from '../../nodes/DrChronoClinicalDocument/operations';
import { resources as insurance } from '../../nodes/DrChronoInsurance/operations';
import { resources as labResult } from '../../nodes/DrChronoLabResult/operations';
import { operations as patient } from '../../nodes/DrChronoPatient/operations';
import { resources as provider } from '../../nodes/DrChronoProvider/operations';
import { operations as vital } from '../../nodes/DrChronoVital/operations';
import type { Operation, Resource } from '../../nodes/shared/operation';

const readme = readFileSync(resolve(__dirname, '../../README.md'), 'utf8');

/** The operations that the README's table gives a node. */
function listed(node: string): string[] {
	const row = readme.split('\n').find((line) => line.startsWith(`| **${node}** |`));
	return (row?.split('|')[2] ?? '').split('·').map((name) => name.trim());
}

/** What a node's row lists: `Get Letter`, and of a node with several kinds of record `Letter: Get, Send`. */
function entry(menu: Operation | Resource | string): string {
	if (typeof menu === 'string') return menu;
	return 'operations' in menu
		? `${menu.name}: ${menu.operations.map(({ name }) => name).join(', ')}`
		: menu.name;
}

/** The API node's own, and how many kinds of record it takes from the catalog. */
const API = [...api.slice(0, 2), `[${api.length - 2} kinds of record](docs/catalog.md)`];

const NODES: Array<[string, ReadonlyArray<Operation | Resource | string>]> = [
	['DrChrono Appointment', appointment],
	['DrChrono Patient', patient],
	['DrChrono Clinical Document', clinicalDocument],
	['DrChrono Insurance', insurance],
	['DrChrono Lab Result', labResult],
	['DrChrono Provider', provider],
	['DrChrono Vital', vital],
	['DrChrono API', API],
];

test.each(NODES)('the README lists the operations of %s, all and no others', (node, menu) => {
	expect(listed(node).sort()).toEqual(menu.map(entry).sort());
});
