import { success, type Outcome } from '../../../../drchrono/client/outcome';
import type { JsonObject } from '../../../../drchrono/client/request';
import type { NoteVisitDialect } from '../../../../drchrono/dialects/clinical';
import { emit } from '../../../shared/emit';
import type { Emitted, OperationContext } from '../../../shared/operation';
import { bring, withFile } from '../../../shared/recordFile';
import { readVisit } from './read';

/** What a visit tells of its note, beside the file. */
export function headOf(
	{ session }: OperationContext,
	visits: NoteVisitDialect,
	visit: JsonObject,
): Emitted {
	const { connection, dialect } = session;
	const { locked, link, updatedAt } = visits.fileIn(visit);
	const head: JsonObject = {
		appointment: visit.id,
		patient: dialect.appointments.patientOf(visit),
		provider: dialect.appointments.providerOf(visit),
		scheduled_time: visit.scheduled_time,
		locked,
		note_updated_at: updatedAt,
		has_pdf: link !== null,
	};
	return emit(head, connection);
}

/** The item of a visit with the PDF of its note; without one if there is none. */
export async function withPdf(
	context: OperationContext,
	visits: NoteVisitDialect,
	visit: JsonObject,
	field: string,
): Promise<Outcome<Emitted>> {
	const id = String(visit.id);
	const file = await bring(context, {
		of: visits.get(id).endpoint,
		link: visits.fileIn(visit).link,
		again: async () => {
			const now = await readVisit(context.session, visits, id);
			return now.ok ? success(visits.fileIn(now.value).link) : now;
		},
		name: `note-${id}`,
	});
	return file.ok ? success(withFile(headOf(context, visits, visit), field, file.value)) : file;
}
