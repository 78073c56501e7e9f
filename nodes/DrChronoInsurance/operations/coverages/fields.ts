import type { INodeProperties } from 'n8n-workflow';

import { LEVELS } from '../../../../drchrono/records/coverage';

/** Levels as choices, in the order n8n wants. */
export const LEVEL_CHOICES = Object.entries(LEVELS)
	.map(([value, name]) => ({ name, value }))
	.sort((one, other) => one.name.localeCompare(other.name));

export const SIMPLIFY: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

export const LAYOUT: INodeProperties = {
	displayName: 'Output',
	name: 'layout',
	type: 'options',
	options: [
		{
			name: 'One Item per Coverage',
			value: 'coverage',
			description: 'A row for each insurance; patients without any have none',
		},
		{
			name: 'One Item per Patient',
			value: 'patient',
			description: 'Primary, secondary and other coverage side by side',
		},
	],
	default: 'patient',
	description: 'How coverage is laid out in the items; levels without any are left out',
};
