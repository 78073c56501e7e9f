import type { INodeProperties } from 'n8n-workflow';

import { dayRangeProperties } from '../../../shared/dayRange';

/** Days of the visits that notes are of. */
export const DAYS: INodeProperties[] = dayRangeProperties({
	what: 'Days of the visits',
	usual: 'last7Days',
	anyDay: 'Whatever its day, for example for all notes of a patient; not for PDFs of many',
});
