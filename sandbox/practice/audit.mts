import { inOrder } from './order.mts';
import type { Row } from './practice.mts';
import { transitionsOf } from './transitions.mts';
import { DAY, type Local, MINUTE, stamp } from './wallclock.mts';
import type { World } from './world.mts';

/** `/api/audit_log` (verbose): what people did in the last sixty days; rows have no id. */
export function auditRows(world: World): Row[] {
	const random = world.random('audit');
	const entries: { at: Local; row: Row }[] = [];
	const { signIns } = world.team;
	for (const visit of world.visits) {
		const { person } = visit;
		if (person === null) continue;
		const now = world.now(visit.doctor);
		for (const step of transitionsOf(visit.history)) {
			if (step.at < now - 60 * DAY || step.at > now) continue;
			const who = random.pick(signIns);
			const row: Row = {
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
			};
			entries.push({ at: step.at, row });
			if (!random.chance(0.25)) continue;
			const at = Math.min(now, step.at + random.between(1, 30) * MINUTE);
			const read = { type: 'Chart', action: 'Read', field: '', page: '/patients/' };
			const when = { created_at: stamp(at), updated_at: stamp(at) };
			entries.push({ at, row: { ...row, ...read, description: 'Chart opened', ...when } });
		}
	}
	return inOrder(entries, ({ at }) => at).map(({ row }) => row);
}
