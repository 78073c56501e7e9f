import type { Outcome } from '../client/outcome';
import type { ListPlan } from '../client/paging';
import type { Endpoint, JsonObject } from '../client/request';
import type { AuthorizationQuery } from '../records/authorization';
import type {
	CoverageChanges,
	CoverageField,
	CoverageQuery,
	Level,
	PatientCoverage,
} from '../records/coverage';
import type { EligibilityQuery } from '../records/eligibility';
import type { ChangeRequest, ListRequest } from './dialect';

/** The front or the back of an insurance card. */
export type CardSide = 'front' | 'back';

/** Wire facts of patients' coverage. */
export interface CoverageDialect {
	/** Everything there is about one patient's coverage: one call. */
	ofPatient(patient: string): ListPlan;
	/** Over all patients. */
	list(query: CoverageQuery): Outcome<ListRequest>;
	/** True if a record of the list is a patient with all coverage, false if it is one coverage. */
	isWhole: boolean;
	read(record: JsonObject): PatientCoverage;
	/** The patient's provider, where the record has one. */
	providerOf(record: JsonObject): string | null;
	/** Whether records name a provider at all, so that a credential can be confined to some of them. */
	tellsProvider: boolean;
	/** What an appointment tells of it by itself; a dialect whose appointments tell nothing has none. */
	inAppointment?(appointment: JsonObject): PatientCoverage;
	/** The endpoint that card downloads are counted as. */
	cards: Endpoint;
	/** Levels whose cards are kept. */
	cardLevels: readonly Level[];
	/** The temporary link to a side of a card; `null` if there is none. */
	cardLink(coverage: JsonObject, side: CardSide): string | null;
	/** Fields of a level that can be changed. */
	fieldsOf(level: Level): readonly CoverageField[];
	/**
	 * The change that makes a coverage what it is to be; nothing in it where it is so already.
	 *
	 * @param record the patient as `ofPatient` gave it
	 */
	update(
		patient: string,
		level: Level,
		changes: CoverageChanges,
		record: JsonObject,
	): Outcome<ChangeRequest & { after: JsonObject }>;
	/** Whether coverage can be changed at all; found out before anything is read. */
	updatable(): Outcome<true>;
}

/** A directory of payers that a clearinghouse keeps. */
export interface PayerQuery {
	/** v4's name of the directory. */
	directory: string;
	/** A part of the name or the ID, or a state. */
	term?: string;
}

/** Wire facts of insurance; what a dialect lacks is a failure that says so. */
export interface InsuranceDialect {
	coverage: CoverageDialect;
	payers(query: PayerQuery): Outcome<ListRequest>;
	eligibility(query: EligibilityQuery): Outcome<ListRequest>;
	authorizations(query: AuthorizationQuery): Outcome<ListRequest>;
}
