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
}

/** What is to be different about an appointment; what is absent stays as it is. */
export type AppointmentChanges = Partial<AppointmentDraft>;

/** Which appointments are wanted. Days are inclusive calendar days of the practice, `YYYY-MM-DD`. */
export interface AppointmentQuery {
	from: string;
	to: string;
	patient?: string;
	provider?: string;
	office?: string;
	status?: string;
	type?: string;
	/** v4 only. */
	includeDeleted?: boolean;
	/** v4 only: vitals, notes, custom fields and status history, in pages of 50 instead of 250. */
	includeDetails?: boolean;
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
