import type { Resource } from '../../shared/operation';
import { chartResources } from './chart/operations';
import { archive } from './document/archive';
import { download } from './document/download';
import { getMany as getManyDocuments } from './document/getMany';
import { update as updateDocument } from './document/update';
import { upload } from './document/upload';
import { get } from './note/get';
import { getMany as getManyNotes } from './note/getMany';
import { getManyPdfs } from './note/getManyPdfs';
import { getPdf } from './note/getPdf';
import { setField } from './note/setField';
import { get as getWholeChart } from './whole/get';

/** Kinds of record of the node with their operations; the first of each is the default. */
export const resources: readonly Resource[] = [
	{
		value: 'note',
		name: 'Note',
		operations: [getManyNotes, get, getPdf, getManyPdfs, setField],
	},
	{
		value: 'document',
		name: 'Document',
		operations: [getManyDocuments, download, upload, updateDocument, archive],
	},
	...chartResources,
	{ value: 'wholeChart', name: 'Whole Chart', operations: [getWholeChart] },
];
