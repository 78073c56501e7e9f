import type { Outcome } from '../client/outcome';
import type { ListPlan } from '../client/paging';
import type { ApiRequest, JsonObject } from '../client/request';

/** Lists that describe the practice itself: short, and much the same from day to day. */
export type DirectoryName =
	| 'providers'
	| 'offices'
	| 'staff'
	| 'users'
	| 'userGroups'
	| 'availabilityTemplates'
	| 'appointmentTypes'
	| 'patientFields'
	| 'appointmentFields';

/** Which entries are wanted; a directory that lacks a filter does without it. */
export interface DirectoryFilter {
	provider?: string;
	office?: string;
	type?: string;
	/** Templates with the times that are still open in them. */
	openSlots?: boolean;
}

/** Wire facts of a directory. */
export interface Directory {
	list(filter: DirectoryFilter): ListPlan;
	/** One entry by its id, where the server has that. */
	one?(id: string): ApiRequest;
	/** A new entry, in the server's own fields. */
	create?(body: JsonObject): ApiRequest;
	remove?(id: string): ApiRequest;
	/** Whose entry it is; `null` where it is nobody's in particular. */
	providerOf(record: JsonObject): string | null;
	officeOf(record: JsonObject): string | null;
	isArchived(record: JsonObject): boolean;
	/** Fields of the simplified output, in their order; absent where the record is simple already. */
	essential?: readonly string[];
}

/** Whose work schedule is meant; without an id, that of whoever the credential signs in as. */
export interface ScheduleOwner {
	kind: 'provider' | 'office';
	id?: string;
}

/** Wire facts of work schedules. */
export interface ScheduleDialect {
	of(owner: ScheduleOwner): Outcome<ApiRequest>;
	/** @param days all days of the week, in the server's form */
	change(owner: ScheduleOwner, days: JsonObject[]): Outcome<ApiRequest>;
	/** The provider or office that a schedule says it is for. */
	ownerIn(schedule: JsonObject, kind: ScheduleOwner['kind']): string | null;
}

/** Wire facts of the practice; what a dialect lacks is a failure that says so. */
export interface PracticeDialect {
	directory(name: DirectoryName): Outcome<Directory>;
	/** A room at the end of the office's list. */
	addExamRoom(office: string, name: string, online: boolean): Outcome<ApiRequest>;
	schedules: ScheduleDialect;
	/** Statuses that are DrChrono's own; every other one is the practice's. */
	standardStatuses(): Outcome<ReadonlySet<string>>;
	/** The status of an appointment, in the practice's own words where it has some. */
	statusOf(appointment: JsonObject): string | null;
}
