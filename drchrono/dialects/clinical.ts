import type { NoteSection } from '../clinical/note';
import type { NoteField } from '../clinical/noteField';
import type { Outcome } from '../client/outcome';
import type { ChoicePlan, ListPlan } from '../client/paging';
import type { DateRange } from '../client/ranges';
import type { ApiRequest, Endpoint, FilePart, Json, JsonObject } from '../client/request';
import type { ChangeRequest, ListRequest } from './dialect';

/** Which clinical notes are wanted. */
export interface NoteQuery {
	/** Days of the visits; absent: any. */
	days?: DateRange;
	patient?: string;
	/** Absent or empty: any. */
	providers?: readonly string[];
	/** v4 only. */
	office?: string;
	/** v4 only: a wall-clock time of the practice. */
	changedSince?: string;
	/** v4 only: locked or still open; absent: both. */
	locked?: boolean;
}

/** What a visit tells of its note. */
export interface NoteFile {
	locked: boolean;
	/** The temporary link to the PDF; `null` if there is none. */
	link: string | null;
	/** When the note last changed, as the server writes it. */
	updatedAt: string | null;
}

/** Wire facts of clinical notes. */
export interface NoteDialect {
	list(query: NoteQuery): Outcome<ListRequest>;
	/** What tells one note from another: facts in flat fields, beside its content. */
	head(record: JsonObject): JsonObject;
	/** Definitions of the fields of notes; a dialect whose notes are mere text has none. */
	fields?: NoteFieldDialect;
	sectionsOf(record: JsonObject, fieldOf: (id: string) => NoteField | undefined): NoteSection[];
	/** Notes as parts of appointments, or why there is no such thing. */
	visits(what: string): Outcome<NoteVisitDialect>;
}

/** Wire facts of the fields that a practice's note templates have. */
export interface NoteFieldDialect {
	list: ListPlan;
	get(id: string): ApiRequest;
	read(record: JsonObject): NoteField;
}

/** Wire facts of notes as parts of appointments. */
export interface NoteVisitDialect {
	/** The note of an appointment. */
	note(appointment: string): ApiRequest;
	appointmentOf(note: JsonObject): string;
	/** The appointment's record, which carries lock and PDF of its note. */
	get(appointment: string): ApiRequest;
	/** Appointments with lock and PDF of their notes; only those that have a PDF. */
	list(query: NoteQuery & { days: DateRange }): ListRequest;
	/** Patient and day of an appointment: enough to find its note in a list. */
	placeOf(visit: JsonObject): Pick<NoteQuery, 'patient' | 'days'>;
	fileIn(visit: JsonObject): NoteFile;
	fields: NoteFieldDialect;
	/** Values that an appointment's note has in one field. */
	values(appointment: string, field: string): ListPlan;
	addValue(appointment: string, field: string, value: string): ApiRequest;
	changeValue(id: string, value: string): ApiRequest;
}

/** Which documents are wanted. */
export interface DocumentQuery {
	patient?: string;
	/** Absent or empty: any. */
	providers?: readonly string[];
	/** A wall-clock time of the practice. */
	changedSince?: string;
}

/** A document to be put into a chart. */
export interface DocumentDraft {
	patient: string;
	provider: string;
	description: string;
	/** `YYYY-MM-DD` */
	date: string;
	tags: readonly string[];
	file: FilePart;
}

/** What is to be different about a document. */
export interface DocumentChanges {
	description?: string;
	date?: string;
	tags?: readonly string[];
}

/** Wire facts of documents. */
export interface DocumentDialect {
	list(query: DocumentQuery): Outcome<ListRequest>;
	get(id: string): Outcome<ApiRequest>;
	upload(draft: DocumentDraft): Outcome<ApiRequest>;
	update(id: string, changes: DocumentChanges): Outcome<ChangeRequest>;
	archive(id: string): Outcome<ApiRequest>;
	/** The temporary link to the file; `null` if there is none. */
	linkIn(record: JsonObject): string | null;
	tagsIn(record: JsonObject): string[];
	isArchived(record: JsonObject): boolean;
	providerOf(record: JsonObject): string | null;
}

/** Lists that a chart keeps of a patient. */
export type ChartKind = 'problem' | 'medication' | 'allergy' | 'vaccine';

/** Which entries of a chart are wanted. */
export interface ChartQuery {
	patient?: string;
	/** Absent or empty: any. */
	providers?: readonly string[];
	/** Only entries in this state; filtered here. */
	status?: string;
	/** Vaccines only: a wall-clock time of the practice. */
	changedSince?: string;
	/** Vaccines only: a CVX code. */
	code?: string;
}

/** Fields of an entry by the names the panel has for them; absent ones stay as they are. */
export type ChartDraft = Readonly<Record<string, Json | undefined>>;

/** Wire facts of one list of a chart. */
export interface ChartDialect {
	endpoint: Endpoint;
	list(query: ChartQuery): Outcome<ListRequest>;
	get(id: string): ApiRequest;
	create(draft: ChartDraft): ApiRequest;
	update(id: string, changes: ChartDraft): ChangeRequest;
	/** The provider who keeps it; `null` where none is named. */
	providerOf(record: JsonObject): string | null;
}

/** The lists of a chart, or why this dialect has none. */
export type Chart = (kind: ChartKind) => Outcome<ChartDialect>;

/** One of the lists that an API has of a patient. */
export interface ChartPart {
	/** As the API calls it. */
	name: string;
	plan: ChoicePlan;
	/** Whether its records say which provider they belong to. */
	tellsProvider: boolean;
	/** Provider and office of a record, where it names them. */
	ownerOf(record: JsonObject): { provider?: string | null; office?: string | null };
}

/** Everything an API has on one patient. */
export interface WholeChart {
	/** The patient's own record, with all its details. */
	patient(id: string): ApiRequest;
	parts(id: string): ChartPart[];
	/** Lists whose records carry a document's or a note's file. */
	documents?: string;
	visits?: string;
}
