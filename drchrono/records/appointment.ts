import type { CustomValue } from './customField';
import type { DateRange } from '../client/ranges';
import type { Moment } from '../time/moment';

/** A new appointment in the practice's own terms. Ids are text whatever the wire has. */
export interface AppointmentDraft {
	patient: string;
	provider: string;
	start: Moment;
	/** Minutes. Absent: the appointment type's own (v4). */
	durationMinutes?: number;
	/** v4 only. */
	office?: string;
	/** v4 only: the room's index in its office, from 1. */
	examRoom?: number;
	/** Id of the appointment type (v4: appointment profile). */
	type?: string;
	reason?: string;
	notes?: string;
	status?: string;
	/** Id under which another system knows this appointment. */
	externalId?: string;
	/** v4 only: book although the time is taken. */
	allowOverlap?: boolean;
	/** v4 only. */
	walkIn?: boolean;
	/** v4 only: `#RRGGBB`. */
	color?: string;
	/** v4 only: one of DrChrono's or one of the practice's own. */
	billingStatus?: string;
	/** v4 only: who pays. */
	paymentProfile?: string;
	/** v4 only. */
	billingProvider?: string;
	/** v4 only. */
	supervisingProvider?: string;
	/** v4 only: id of a set of reminders. */
	reminderProfile?: string;
	/** v4 only: values of custom appointment fields. */
	customFields?: readonly CustomValue[];
}

/** What is to be different about an appointment; what is absent stays as it is. */
export type AppointmentChanges = Partial<AppointmentDraft>;

/** Which appointments are wanted; what is absent does not matter. */
export interface AppointmentQuery {
	/** Inclusive calendar days of the practice. Any day only where `changedSince` is given. */
	days?: DateRange;
	patient?: string;
	/** Any of these; empty means all. */
	providers?: readonly string[];
	office?: string;
	status?: string;
	type?: string;
	/** Id under which another system knows the appointment. */
	externalId?: string;
	/** Created or changed then or later; with a zone where `needsZone` says so. */
	changedSince?: Moment;
	/** Leave out time that a provider keeps free, without a patient. */
	skipBreaks?: boolean;
	/** v4 only: leave out dates of a series that have not been made appointments yet. */
	skipVirtual?: boolean;
	/** v4 only. */
	includeDeleted?: boolean;
	/** v4 only: vitals, notes, custom fields and status history, in pages of 50 instead of 250. */
	includeDetails?: boolean;
	/** v4 only: the zone of a provider's clock, where it is at hand. */
	zoneOf?: (provider: string) => string | undefined;
	/** v4 only: the westernmost zone of the practice's clocks, where it is at hand. */
	westernmostZone?: string;
}

/** Which appointments a trigger tells of; what is absent does not matter. */
export interface AppointmentFilter {
	provider?: string;
	/** v4 only. */
	office?: string;
	type?: string;
	status?: string;
}
