import type { Row } from './practice.mts';
import { MINUTE, stamp } from './wallclock.mts';
import type { World } from './world.mts';

/** `/api/telehealth_appointments` and `/api/telehealth_appointment_history`: rows have no id. */
export function telehealthRows(world: World): {
	telehealth_appointments: Row[];
	telehealth_appointment_history: Row[];
} {
	const appointments: Row[] = [];
	const history: Row[] = [];
	for (const visit of world.visits) {
		if (visit.profile?.only !== 'telehealth' || visit.person === null || visit.deleted) continue;
		appointments.push({
			appointment: visit.id,
			duration: visit.minutes,
			telehealth_url: `https://video.example.org/visit/${visit.id}`,
			sent_patient_email: true,
			overlapping_duration: '',
			created_at: stamp(visit.created),
			updated_at: stamp(visit.created),
		});
		if (visit.status !== 'Complete') continue;
		history.push(
			{
				timestamp: stamp(visit.start - 2 * MINUTE),
				event_type: 'patient_joined',
				description: `Patient joined visit ${visit.id}`,
			},
			{
				timestamp: stamp(visit.start),
				event_type: 'provider_joined',
				description: `Provider joined visit ${visit.id}`,
			},
			{
				timestamp: stamp(visit.start + visit.minutes * MINUTE),
				event_type: 'ended',
				description: `Visit ${visit.id} ended`,
			},
		);
	}
	return { telehealth_appointments: appointments, telehealth_appointment_history: history };
}
