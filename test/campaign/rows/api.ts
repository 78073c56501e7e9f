import { BOTH, type Row } from './row';

export const apiRows: Row[] = [
	{
		node: 'drChronoApi',
		operation: 'checkConnection',
		effect: 'read',
		dialects: BOTH,
		diagnosis: ({ ok }) => ok === true,
		task: () => ({ parameters: {} }),
	},
];
