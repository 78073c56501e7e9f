import { sectionsOf } from '../../clinical/note';
import { linkIn } from '../../client/files';
import { success, type Outcome } from '../../client/outcome';
import { splitRange } from '../../client/ranges';
import type { Json, JsonObject, Query } from '../../client/request';
import { idInBody } from '../body';
import type {
	NoteDialect,
	NoteFieldDialect,
	NoteFile,
	NoteQuery,
	NoteVisitDialect,
} from '../clinical';
import type { ListRequest } from '../dialect';
import { crudOf } from './crud';
import { listPaging, sinceWallTime } from './wire';

const NOTES = crudOf('clinical_notes', 'clinical');
const FIELDS = crudOf('clinical_note_field_types', 'clinical');
const VALUES = crudOf('clinical_note_field_values', 'clinical');

/** Appointments are open to the clinical scope as well (wire.md App. A), and carry lock and PDF. */
const VISITS = crudOf('appointments', 'clinical');

const fields: NoteFieldDialect = {
	list: { request: { endpoint: FIELDS.list }, paging: listPaging() },
	get: (id) => ({ endpoint: FIELDS.get, path: { id } }),

	read: (record) => ({
		id: String(record.id),
		name: typeof record.name === 'string' ? record.name : '',
		dataType: typeof record.data_type === 'string' ? record.data_type : '',
		allowedValues: Array.isArray(record.allowed_values) ? record.allowed_values.map(String) : [],
		archived: record.archived === true,
	}),
};

const visits: NoteVisitDialect = {
	/** The schema shows no id; the path takes the appointment's, or nothing at all (wire.md §14). */
	note: (appointment) => ({ endpoint: NOTES.get, path: { id: appointment } }),

	appointmentOf: ({ appointment }) => String(appointment),

	get: (appointment) => ({
		endpoint: VISITS.get,
		path: { id: appointment },
		query: { verbose: true },
	}),

	list(query): ListRequest {
		const { locked } = query;
		return {
			plan: {
				request: { endpoint: VISITS.list, query: { ...filtersOf(query), verbose: true } },
				paging: listPaging(true),
				parts: partsOf(query),
				sweep: (since) => ({ since: sinceWallTime(since) }),
			},
			keep: (record) => {
				const file = fileIn(record);
				return file.link !== null && (locked === undefined || file.locked === locked);
			},
			hints: [],
		};
	},

	placeOf({ patient, scheduled_time: start }) {
		const day = typeof start === 'string' ? start.slice(0, 10) : undefined;
		return {
			patient: String(patient),
			days: day === undefined ? undefined : { from: day, to: day },
		};
	},

	fileIn,

	fields,

	values: (appointment, field) => ({
		request: { endpoint: VALUES.list, query: { appointment, clinical_note_field: field } },
		paging: listPaging(),
	}),

	addValue: (appointment, field, value) => ({
		endpoint: VALUES.create,
		body: {
			kind: 'json',
			value: { appointment: idInBody(appointment), clinical_note_field: idInBody(field), value },
		},
	}),

	changeValue: (id, value) => ({
		endpoint: VALUES.update,
		path: { id },
		body: { kind: 'json', value: { value } },
	}),
};

export const notes: NoteDialect = {
	list(query): Outcome<ListRequest> {
		const { changedSince, locked } = query;
		return success({
			plan: {
				request: { endpoint: NOTES.list, query: { ...filtersOf(query), since: changedSince } },
				paging: listPaging(),
				// A note has no id of its own (wire.md §10).
				key: ({ appointment }) => String(appointment),
				parts: partsOf(query),
				sweep: (since) => ({ since: sinceWallTime(since) }),
			},
			keep: locked === undefined ? undefined : (record) => isLocked(record) === locked,
			hints: [],
		});
	},

	head: (record) => ({
		appointment: record.appointment,
		patient: record.patient,
		locked: isLocked(record),
		locked_by: signeeOf(record).locked_by ?? null,
		archived: record.archived === true,
	}),

	fields,
	sectionsOf,
	visits: () => success(visits),
};

function fileIn(visit: JsonObject): NoteFile {
	const note = objectOf(visit.clinical_note);
	return {
		locked: note.locked === true,
		link: linkIn(note.pdf),
		updatedAt: typeof note.updated_at === 'string' ? note.updated_at : null,
	};
}

function filtersOf({ patient, office }: NoteQuery): Query {
	return { patient, office };
}

/** One part for each provider and span of days that the server surely answers; none where all is one. */
function partsOf({ days, providers = [] }: NoteQuery): { queries: Query[] } | undefined {
	if (!days && providers.length === 0) return undefined;
	const spans = days
		? splitRange(days).map(({ from, to }) => ({ date_range: `${from}/${to}` }))
		: [{}];
	const of = providers.length === 0 ? [{}] : [...new Set(providers)].map((doctor) => ({ doctor }));
	return { queries: of.flatMap((provider) => spans.map((span) => ({ ...provider, ...span }))) };
}

/** Who signed: a locked note has a name there (wire.md §12.7). */
function signeeOf(note: JsonObject): JsonObject {
	return objectOf(note.signee);
}

function isLocked(note: JsonObject): boolean {
	return Boolean(signeeOf(note).locked_by);
}

function objectOf(value: Json | undefined): JsonObject {
	return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}
