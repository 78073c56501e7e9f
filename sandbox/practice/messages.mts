import { idOf } from './ids.mts';
import { soonAfter } from './moments.mts';
import { phone } from './places.mts';
import { type Row, fileRef } from './practice.mts';
import { DAY, HOUR, stamp } from './wallclock.mts';
import type { World } from './world.mts';

/** Codes of `/api/messages`, with the vendor's two letters. */
const TYPES = [
	{
		type: 'IF',
		description: 'Incoming fax',
		titles: ['Fax from pharmacy', 'Records from hospital', 'Referral'],
	},
	{ type: 'OF', description: 'Outgoing fax', titles: ['Referral sent', 'Records sent'] },
	{ type: 'IL', description: 'Incoming lab', titles: ['Lab results received'] },
	{ type: 'GP', description: 'General message', titles: ['Patient called', 'Question about bill'] },
] as const;

const PATIENT_SUBJECTS = [
	['Question about my medicine', 'Should I take it with food?'],
	['Appointment', 'Can I come later that day?'],
	['Lab results', 'When will my results be ready?'],
	['Form', 'Could you please sign the school form?'],
] as const;

/** `/api/messages`, `/api/patient_messages` and `/api/comm_logs`. */
export function messageRows(world: World): {
	messages: Row[];
	patient_messages: Row[];
	comm_logs: Row[];
} {
	const random = world.random('messages');
	const messages: Row[] = [];
	const patientMessages: Row[] = [];
	const calls: Row[] = [];
	const signIn = (id: number) =>
		world.team.signIns.find((each) => each.id === id)?.name.split(' ') ?? [];
	for (const visit of world.completed()) {
		const draw = random.float();
		if (draw > 0.11) continue;
		const { person, doctor } = visit;
		const now = world.now(doctor);
		const at = soonAfter(random, visit.start + HOUR, 120, now);
		const when = stamp(at);
		if (draw < 0.05) {
			const kind = random.pick(TYPES);
			const id = idOf('messages', messages.length);
			const owner = random.pick(world.team.frontDesk);
			const [first = '', last = ''] = signIn(owner);
			const done = random.chance(0.7);
			const outgoing = kind.type === 'OF';
			messages.push({
				id,
				type: kind.type,
				type_description: kind.description,
				title: random.pick(kind.titles),
				doctor: doctor.id,
				doctor_first_name: doctor.first,
				doctor_middle_name: '',
				doctor_last_name: doctor.last,
				patient: person.id,
				patient_first_name: person.first,
				patient_middle_name: person.middle,
				patient_last_name: person.last,
				owner,
				owner_first_name: first,
				owner_last_name: last,
				responsible_user: owner,
				responsible_user_first_name: first,
				responsible_user_last_name: last,
				outgoing_fax_recipient_name: outgoing ? 'Records Department' : '',
				outgoing_fax_recipient_fax_number: outgoing ? phone(person.index + 9) : '',
				attachment: kind.type === 'GP' ? null : fileRef('messages', id),
				message_notes: done ? [{ text: 'Filed.', created_at: when, created_by: owner }] : [],
				workflow_step: done ? 'Completed' : 'New',
				read: done,
				starred: random.chance(0.05),
				archived: done && now - at > 60 * DAY,
				received_at: when,
				updated_at: when,
			});
		} else if (draw < 0.08) {
			const [subject, body] = random.pick(PATIENT_SUBJECTS);
			const id = idOf('patient_messages', patientMessages.length);
			patientMessages.push({
				id,
				doctor: doctor.id,
				patient: person.id,
				subject,
				body,
				message: body,
				attachments: [],
				created_at: when,
				updated_at: when,
			});
		} else {
			calls.push({
				id: idOf('comm_logs', calls.length),
				doctor: doctor.id,
				patient: person.id,
				appointment: visit.id,
				title: random.pick(['Called patient', 'Patient called', 'Left voicemail']),
				message: random.pick([
					'Results discussed.',
					'Will call back tomorrow.',
					'Asked to bring the insurance card.',
				]),
				type: 'Phone',
				duration: random.between(1, 15),
				cash_charged: '0.00',
				scheduled_time: when,
				author: String(random.pick(world.team.frontDesk)),
				archived: false,
				created_at: when,
				updated_at: when,
			});
		}
	}
	return { messages, patient_messages: patientMessages, comm_logs: calls };
}
