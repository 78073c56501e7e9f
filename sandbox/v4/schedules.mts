import type { Answer } from '../answer.mts';
import type { Row } from '../store/table.mts';
import { invalid, notFound, type Call } from './call.mts';
import { one, update } from './write.mts';

/** `GET /api/{doctor,office}_work_schedule`: one object, the signed-in user's (wire.md 10). */
export function ownSchedule(call: Call): Answer {
	const table = call.world.store.table(call.resource.name);
	const row =
		call.resource.name === 'doctor_work_schedule'
			? table.by('doctor', call.user.doctor)[0]
			: undefined;
	const found = row ?? table.ordered()[0];
	if (!found) throw notFound();
	return { status: 200, body: one(call, found, true) };
}

/** A schedule by its own id or that of its doctor or office. */
function scheduleId(call: Call, id: string): string {
	const table = call.world.store.table(call.resource.name);
	if (table.get(id)) return id;
	const owner = call.resource.name === 'doctor_work_schedule' ? 'doctor' : 'office';
	const row = table.by(owner, id)[0];
	if (!row) throw notFound();
	return String(row.id);
}

export function readSchedule(call: Call, id: string): Answer {
	const row = call.world.store.table(call.resource.name).get(scheduleId(call, id));
	return { status: 200, body: one(call, row as Row, true) };
}

export function changeSchedule(call: Call, id: string): Answer {
	return update(call, scheduleId(call, id));
}

/** The recorded refusal names no number; twenty rooms are allowed here. */
const MOST_ROOMS = 20;

/** `POST /api/offices/{id}/add_exam_room {name, online_scheduling}` (wire.md 10). */
export function addExamRoom(call: Call, id: string): Answer {
	const { store } = call.world;
	const office = store.table('offices').get(id);
	if (!office) throw notFound();
	const rooms = office.exam_rooms as Row[];
	if (rooms.length >= MOST_ROOMS)
		throw invalid(['Office already has the maximum number of exam rooms']);
	const { name, online_scheduling: online } = (call.body ?? {}) as Row;
	if (!name) throw invalid({ name: ['This field is required.'] });
	const room = {
		index: rooms.length + 1,
		name: String(name),
		online_scheduling: online === true || online === 'true',
	};
	const row = store.replace('offices', office, { ...office, exam_rooms: [...rooms, room] });
	return { status: 201, body: one(call, row, true) };
}
