import { SERVICES } from './charges.mts';
import { idOf } from './ids.mts';
import { soonAfter } from './moments.mts';
import { decimal } from './money.mts';
import type { Row } from './practice.mts';
import { odds } from './random.mts';
import { DAY, date, dayOf, stamp } from './wallclock.mts';
import type { World } from './world.mts';

const STATUSES = odds({ Approved: 84, Pending: 10, Denied: 6 });

/** `/api/patient_authorizations`: some used up, some expired, some about to be. */
export function authorizationRows(world: World): Row[] {
	const random = world.random('authorizations');
	const rows: Row[] = [];
	for (const person of world.persons) {
		if (person.primary === null || !random.chance(person.doctor === 3 ? 0.3 : 0.05)) continue;
		const now = world.now(person);
		const asked = Math.max(person.created, now - random.between(5, 300) * DAY);
		const granted = soonAfter(random, asked, 48, now);
		const until = dayOf(granted) + random.pick([90, 180, 365]);
		const visits = random.pick([6, 8, 12, 20]);
		const left = random.below(visits + 1);
		const code = person.doctor === 3 ? '90837' : '20610';
		const doctor = world.doctorId(person);
		rows.push({
			id: idOf('patient_authorizations', rows.length),
			doctor,
			doctor_id: doctor,
			patient: person.id,
			patient_id: person.id,
			auth_number: `AU${random.digits(8)}`,
			status: random.draw(STATUSES),
			specialty: world.doctors[person.doctor]?.specialty ?? '',
			start_date: date(dayOf(granted)),
			end_date: date(until),
			expired: until < dayOf(now),
			number_of_visits: visits,
			visits_remaining: left,
			procedure_codes: [{ code, quantity: '1.00', price: decimal(SERVICES.get(code)?.price ?? 0) }],
			notes: left === 0 ? 'Used up; ask for more visits.' : '',
			created_at: stamp(granted),
			updated_at: stamp(soonAfter(random, granted, 90 * 24, now)),
		});
	}
	return rows;
}
