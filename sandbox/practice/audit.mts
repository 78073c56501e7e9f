import type { Row } from './practice.mts';
import { transitionsOf } from './transitions.mts';
import { DAY, MINUTE, stamp } from './wallclock.mts';
import type { World } from './world.mts';

/** `/api/audit_log` (verbose): what people did in the last sixty days; rows have no id. */
export function auditRows(world: World): Row[] {
	const random = world.random('audit');
	const rows: Row[] = [];
	const { signIns } = world.team;
	for (const visit of world.visits) {
		const { person } = visit;
		if (person === null) continue;
		const now = world.now(visit.doctor);
		for (const step of transitionsOf(visit.history)) {
			if (step.at < now - 60 * DAY || step.at > now) continue;
			const who = random.pick(signIns);
			rows.push({
				type: 'Appointment',
				action: step.from === '' && step.to === '' ? 'Create' : 'Update',
				field: step.to === '' ? '' : 'status',
				description: step.to === '' ? 'Appointment created' : `Status set to ${step.to}`,
				page: '/appointments/',
				patient: `${person.first ?? ''} ${person.last ?? ''}`.trim(),
				appointment_id: visit.id,
				doctor_id: visit.doctor.id,
				user_id: who.id,
				name_of_user: who.name,
				ip_address: `192.0.2.${random.between(1, 254)}`,
				created_at: stamp(step.at),
				updated_at: stamp(step.at),
			});
			if (!random.chance(0.25)) continue;
			const read = stamp(Math.min(now, step.at + random.between(1, 30) * MINUTE));
			rows.push({
				...rows[rows.length - 1],
				type: 'Chart',
				action: 'Read',
				field: '',
				description: 'Chart opened',
				page: '/patients/',
				created_at: read,
				updated_at: read,
			});
		}
	}
	rows.sort((a, b) => (String(a['created_at']) < String(b['created_at']) ? -1 : 1));
	return rows;
}
