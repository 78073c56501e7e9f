import { type Chart, chartOf } from './charts.mts';
import type { Doctor } from './doctors.mts';
import type { NoteSection } from './noteTemplates.mts';
import type { Person } from './persons.mts';
import type { Profile } from './profiles.mts';
import { Random } from './random.mts';
import type { Team } from './users.mts';
import type { Visit } from './visit.mts';
import { type Local, dayOf } from './wallclock.mts';

/**
 * The facts of a practice from which every record is made, at the start or at its first use. Nobody
 * changes it: what is built late is what would have been built early.
 */
export class World {
	private readonly charts: (Chart | undefined)[];

	constructor(
		readonly seed: number,
		/** Each doctor's wall clock. */
		readonly clocks: readonly Local[],
		readonly doctors: readonly Doctor[],
		readonly profiles: readonly Profile[],
		readonly team: Team,
		readonly sections: readonly (readonly NoteSection[])[],
		readonly persons: readonly Person[],
		/** In the order of their ids. */
		readonly visits: readonly Visit[],
	) {
		this.charts = persons.map(() => undefined);
	}

	now(doctor: Doctor | Person): Local {
		return this.clocks['field' in doctor ? doctor.index : doctor.doctor] ?? 0;
	}

	doctorId(person: Person): number {
		return this.doctors[person.doctor]?.id ?? 0;
	}

	chart(person: Person): Chart {
		const today = dayOf(this.now(person));
		return (this.charts[person.index] ??= chartOf(this.seed, person, today));
	}

	random(stream: string): Random {
		return new Random(this.seed, stream);
	}

	/** Visits that took place. */
	*completed(): Generator<Visit & { person: Person }> {
		for (const visit of this.visits) {
			if (visit.person === null || visit.deleted || visit.status !== 'Complete') continue;
			yield visit as Visit & { person: Person };
		}
	}
}
