import type { Doctor } from './doctors.mts';
import type { Person } from './persons.mts';
import type { Profile } from './profiles.mts';
import type { Series } from './series.mts';
import type { History } from './transitions.mts';
import type { Day, Local } from './wallclock.mts';

/** What the other generators need of an appointment; `appointments.mts` makes the record of it. */
export interface Visit {
	id: number;
	/** null for a break. */
	person: Person | null;
	doctor: Doctor;
	profile: Profile | null;
	start: Local;
	minutes: number;
	/** 1-based index within the office; 0 for a break. */
	room: number;
	created: Local;
	history: History;
	status: string;
	walkIn: boolean;
	overlapping: boolean;
	deleted: boolean;
	firstVisit: boolean;
	series: Series | null;
	/** Original day within its series. */
	seriesDay: Day;
}
