import type { ChangeSource } from '../changes/source';
import type { Connection } from '../client/connection';
import type { ScopeRule } from '../client/guard';
import type { Outcome } from '../client/outcome';
import type { ChoicePlan, ListPlan } from '../client/paging';
import type { ApiRequest, Area, Endpoint, JsonObject } from '../client/request';
import type { WindowRule } from '../client/throttle';
import type {
	AppointmentChanges,
	AppointmentDraft,
	AppointmentFilter,
	AppointmentQuery,
} from '../records/appointment';
import type { CustomField, CustomValue } from '../records/customField';
import type {
	PatientChanges,
	PatientDraft,
	PatientQuery,
	PatientSummary,
} from '../records/patient';
import type { Moment } from '../time/moment';
import type { Chart, DocumentDialect, NoteDialect, WholeChart } from './clinical';
import type { InsuranceDialect } from './insurance';
import type { LabDialect } from './labs';
import type { DialectName } from './names';
import type { PhotoDialect } from './photos';
import type { PracticeDialect } from './practice';
import type { VitalDialect } from './vitals';

/** A list as a dialect asks for it, with what the server cannot do and is done here. */
export interface ListRequest {
	plan: ChoicePlan;
	/** Keeps the records that the person asked for, where the server has no such filter. */
	keep?: (record: JsonObject) => boolean;
	/** What the person should know about this list. */
	hints: string[];
}

/** A change as a dialect sends it, and the names of the fields it changes. */
export interface ChangeRequest {
	request: ApiRequest;
	changed: string[];
}

/** Wire facts of appointments. */
export interface AppointmentDialect {
	/** @param details v4: vitals, note, custom fields and status history as well */
	get(id: string, details: boolean): Outcome<ApiRequest>;
	/** @param zone of the provider, for input without one; empty when nothing needs it */
	create(draft: AppointmentDraft, zone: string): Outcome<ApiRequest>;
	/**
	 * @param zone of the provider, for input without one; empty when nothing needs it
	 * @param current the record as it is, where `needsCurrent` asks for it
	 */
	update(
		id: string,
		changes: AppointmentChanges,
		zone: string,
		current?: JsonObject,
	): Outcome<ChangeRequest>;
	remove(id: string): ApiRequest;
	list(query: AppointmentQuery): Outcome<ListRequest>;
	/** Whether a time given in this form can be sent only with the provider's zone. */
	needsZone(start: Moment): boolean;
	/** Whether a change can be sent only by knowing the record as it is. */
	needsCurrent(changes: AppointmentChanges): boolean;
	/** Whether the record already is as the draft wants it, so that nothing need be written. */
	differences(record: JsonObject, draft: AppointmentChanges, zone: string): AppointmentChanges;
	/** Whether `needsCurrent` means the record with its details. */
	needsDetails(changes: AppointmentChanges): boolean;
	/** Whether a record was read with its details. */
	hasDetails(record: JsonObject): boolean;
	/** Custom appointment fields, where the dialect has them. */
	customFields?: AppointmentFieldDialect;
	/** A list of those with an external id, where the server can filter by it. */
	withExternalId?(externalId: string): ListPlan;
	isDeleted(record: JsonObject): boolean;
	/** Time that a provider keeps free: no appointment with anybody. */
	isBreak(record: JsonObject): boolean;
	/** Whether the patient is still expected: neither cancelled, moved away, missed nor deleted. */
	isExpected(record: JsonObject): boolean;
	/** The id under which another system knows this appointment. */
	externalId(record: JsonObject): string | null;
	/** `null` for a break. */
	patientOf(record: JsonObject): string | null;
	providerOf(record: JsonObject): string;
	officeOf(record: JsonObject): string | null;
	typeOf(record: JsonObject): string | null;
	reasonOf(record: JsonObject): string | null;
	/** Look-ups that tell the names behind an appointment's ids, besides its patient's. */
	named: readonly LookupName[];
	/** Start and end as ISO 8601 with offset in the zone. */
	times(record: JsonObject, zone: string): { start: string | null; end: string | null };
}

/** Wire facts of the fields that a practice defined for its appointments. */
export interface AppointmentFieldDialect {
	/** Definitions of all providers. */
	list(): ListPlan;
	definitionIn(record: JsonObject): CustomField;
	/** Values of an appointment that was read with its details. */
	valuesIn(record: JsonObject): CustomValue[];
}

/** How triggers find new and changed appointments. */
export interface AppointmentFeed extends ChangeSource {
	/** Tells the appointments that are wanted. Nothing is asked of the server for it. */
	filter(wanted: AppointmentFilter): Outcome<(record: JsonObject) => boolean>;
}

/** Wire facts of patients. */
export interface PatientDialect {
	/** Reads the record that a patient's files hang on. */
	get: Endpoint;
	/** @param details v4: insurances, custom fields, flags and referring provider as well */
	read(id: string, details: boolean): ApiRequest;
	create(draft: PatientDraft): Outcome<ApiRequest>;
	/** @param current the record with its details, where `needsCurrent` asks for it */
	update(id: string, changes: PatientChanges, current?: JsonObject): Outcome<ChangeRequest>;
	/** Whether a change can be sent only by knowing the record as it is. */
	needsCurrent(changes: PatientChanges): boolean;
	remove(id: string): ApiRequest;
	list(query: PatientQuery): Outcome<ListRequest>;
	/** Whether a time given in this form can be asked only with a zone of the practice. */
	needsZone(since: Moment): boolean;
	/** The chart as a C-CDA document: XML. */
	document(id: string): Outcome<ApiRequest>;
	summary(record: JsonObject): PatientSummary;
	/** The patient's main provider; `null` where the record names none. */
	providerOf(record: JsonObject): string | null;
	/** Whether records name a provider at all, so that a credential can be confined to some of them. */
	tellsProvider: boolean;
	customFields: CustomFieldDialect;
}

/** Wire facts of the fields that a practice defined for its patients. */
export interface CustomFieldDialect {
	/** The list in which definitions are found. */
	list(provider?: string): ListPlan;
	/** True if that list is of patients, and shows no field that none of them carries. */
	isFromRecords: boolean;
	definitionsIn(records: readonly JsonObject[]): CustomField[];
	/** Values of a patient that was read with its details. */
	valuesIn(record: JsonObject): CustomValue[];
	/** The record with the name of its field beside each value, where it came without. */
	withNames(record: JsonObject, nameOf: (id: string) => string | undefined): JsonObject;
}

/** Wire facts of providers. */
export interface ProviderDialect {
	list(): ListPlan;
	zoneOf(record: JsonObject): string | null;
	nameOf(record: JsonObject): string;
}

/** What a panel can look up while a person types. */
export type LookupName =
	| 'patients'
	| 'providers'
	| 'offices'
	| 'examRooms'
	| 'appointmentTypes'
	| 'noteFields';

/** What a list offers. */
export interface LookupItem {
	id: string;
	label: string;
	/** Id of the provider whose it is, where each provider has their own. */
	provider?: string;
}

/** How one look-up is asked and read: one call. */
export interface Lookup {
	plan: ListPlan & { limit: number };
	/** What can be chosen of a record: mostly itself. */
	itemsOf(record: JsonObject): LookupItem[];
	/** Whether a credential confined to some providers or offices may see it. */
	keep(record: JsonObject, connection: Pick<Connection, 'onlyProviders' | 'onlyOffices'>): boolean;
}

/**
 * @param typed what the person typed, in lower case; may be empty
 * @param now milliseconds since the epoch
 */
export type Lookups = Readonly<Record<LookupName, (typed: string, now: number) => Outcome<Lookup>>>;

/** One cheap read per area, which *Check Connection* makes. */
export type Probes = Readonly<Partial<Record<Area, ApiRequest>>>;

/** Everything that differs between the two APIs. */
export interface Dialect {
	name: DialectName;
	/** Headers of every request: version, content negotiation. */
	headers(connection: Pick<Connection, 'apiVersion'>): Record<string, string>;
	/** Rate limits as the server enforces them, with the credential's own numbers. */
	windows(limits: Connection['limits']): WindowRule[];
	scopeCovers: ScopeRule;
	/** Bases of the scopes any of which opens an endpoint; a dialect without named scopes has none. */
	scopeBases(endpoint: Endpoint): readonly string[] | undefined;
	/** The scopes an access and areas ask for; for the comparison in *Check Connection*. */
	wantedScopes(connection: Pick<Connection, 'areas' | 'access'>): string[];
	/** Who the token belongs to; a dialect without such an endpoint has none. */
	whoAmI?: Endpoint;
	probes(today: string): Probes;
	lookups: Lookups;
	appointments: AppointmentDialect;
	appointmentFeed: AppointmentFeed;
	patients: PatientDialect;
	photos: PhotoDialect;
	insurance: InsuranceDialect;
	practice: PracticeDialect;
	notes: NoteDialect;
	documents: DocumentDialect;
	/** Problems, medications, allergies and vaccines. */
	chart: Chart;
	wholeChart: WholeChart;
	vitals: VitalDialect;
	labs: LabDialect;
	providers: ProviderDialect;
}
