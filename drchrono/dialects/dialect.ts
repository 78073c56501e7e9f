import type { Connection } from '../client/connection';
import type { ScopeRule } from '../client/guard';
import type { Outcome } from '../client/outcome';
import type { ListPlan } from '../client/paging';
import type { ApiRequest, Area, Endpoint, JsonObject } from '../client/request';
import type { WindowRule } from '../client/throttle';
import type { AppointmentDraft, AppointmentQuery } from '../records/appointment';
import type { PatientDraft, PatientQuery } from '../records/patient';
import type { DialectName } from './names';

/** A list as a dialect asks for it, with what the server cannot do and is done here. */
export interface ListRequest {
	plan: ListPlan;
	/** Keeps the records that the person asked for, where the server has no such filter. */
	keep?: (record: JsonObject) => boolean;
	/** What the person should know about this list. */
	hints: string[];
}

/** Wire facts of appointments. */
export interface AppointmentDialect {
	get: Endpoint;
	/** @param zone of the provider, for input without one; empty when nothing needs it */
	create(draft: AppointmentDraft, zone: string): Outcome<ApiRequest>;
	list(query: AppointmentQuery): Outcome<ListRequest>;
	/** Whether `create` needs to know the provider's zone. */
	needsZone(draft: AppointmentDraft): boolean;
	/** The id under which another system knows this appointment. */
	externalId(record: JsonObject): string | null;
	providerOf(record: JsonObject): string;
	officeOf(record: JsonObject): string | null;
	/** Start and end as ISO 8601 with offset in the zone. */
	times(record: JsonObject, zone: string): { start: string | null; end: string | null };
}

/** Wire facts of patients. */
export interface PatientDialect {
	get: Endpoint;
	create(draft: PatientDraft): Outcome<ApiRequest>;
	list(query: PatientQuery): Outcome<ListRequest>;
	/** The patient's main provider, where the dialect has one. */
	providerOf(record: JsonObject): string | null;
}

/** Wire facts of providers. */
export interface ProviderDialect {
	list(): ListPlan;
	zoneOf(record: JsonObject): string | null;
	nameOf(record: JsonObject): string;
}

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
	appointments: AppointmentDialect;
	patients: PatientDialect;
	providers: ProviderDialect;
}
