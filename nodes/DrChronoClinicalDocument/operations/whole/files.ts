import type { IBinaryKeyData, IDataObject } from 'n8n-workflow';

import { success, type Outcome } from '../../../../drchrono/client/outcome';
import type { JsonObject } from '../../../../drchrono/client/request';
import type { OperationContext } from '../../../shared/operation';
import { linkNow } from '../document/id';
import { bring, type RecordFile } from '../../../shared/recordFile';
import { readVisit } from '../note/read';

/**
 * The files of a chart, each in a field of its own: all that was read as JSON in `chart`, documents in
 * `document_ID`, notes in `note_ID` by the visit's ID.
 */
export async function filesOf(
	context: OperationContext,
	whole: IDataObject,
	parts: Readonly<Record<string, JsonObject[]>>,
): Promise<Outcome<IBinaryKeyData>> {
	const { functions, session } = context;
	const { wholeChart } = session.dialect;
	const files: IBinaryKeyData = {
		chart: await functions.helpers.prepareBinaryData(
			Buffer.from(JSON.stringify(whole, undefined, '\t')),
			`chart-${String(whole.patient)}.json`,
			'application/json',
		),
	};
	const wishes = [
		...documentsIn(context, parts[wholeChart.documents ?? ''] ?? []),
		...notesIn(context, parts[wholeChart.visits ?? ''] ?? []),
	];
	for (const wish of wishes) {
		const file = await bring(context, wish);
		if (!file.ok) return file;
		if (file.value) files[wish.name.replace('-', '_')] = file.value;
	}
	return success(files);
}

function documentsIn({ session }: OperationContext, records: readonly JsonObject[]): RecordFile[] {
	const { documents } = session.dialect;
	return records.flatMap((record) => {
		const id = String(record.id);
		const request = documents.get(id);
		if (!request.ok) return [];
		return {
			of: request.value.endpoint,
			link: documents.linkIn(record),
			again: async () => await linkNow(session, id),
			name: `document-${id}`,
		};
	});
}

function notesIn({ session }: OperationContext, visits: readonly JsonObject[]): RecordFile[] {
	const dialect = session.dialect.notes.visits("'Include Files'");
	if (!dialect.ok) return [];
	const { fileIn, get } = dialect.value;
	return visits.map((visit) => {
		const id = String(visit.id);
		return {
			of: get(id).endpoint,
			link: fileIn(visit).link,
			again: async () => {
				const now = await readVisit(session, dialect.value, id);
				return now.ok ? success(fileIn(now.value).link) : now;
			},
			name: `note-${id}`,
		};
	});
}
