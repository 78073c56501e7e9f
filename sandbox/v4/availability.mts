import { ok, type Answer } from '../answer.mts';
import { addMinutes } from '../clock.mts';
import { notFound, type Call } from './call.mts';
import { asDate, asRange, queryError, spanInDays } from './filters.mts';
import { free, occupied, workHours, type Span } from './freeTime.mts';

const timeOf = (wallTime: string) => wallTime.slice(11, 16);

/** Free spans of a day, each with the starts of the asked length in it, as `HH:MM`. */
function openSpans(spans: readonly Span[], minutes: number) {
	return spans.map((span) => {
		const starts: Array<{ start: string; end: string }> = [];
		let start = span.start;
		let end = addMinutes(start, minutes);
		while (end <= span.end) {
			starts.push({ start: timeOf(start), end: timeOf(end) });
			start = end;
			end = addMinutes(start, minutes);
		}
		return { start: timeOf(span.start), end: timeOf(span.end), availability: starts };
	});
}

const MOST_DAYS = 190;
const USUAL_MINUTES = 30;

/** `GET /api/availability`, as the edition of August 2026 describes it; nothing or nowhere by switch. */
export function availability(call: Call): Answer {
	const { query, world } = call;
	const shape = world.switches.get('availability');
	if (shape === 'notFound') throw notFound();
	const doctor = query.get('doctor');
	const date = query.get('date');
	const range = query.get('date_range');
	if (!doctor || !(date || range))
		throw queryError('doctor and date or date_range must be specified');
	const { first, last } = range
		? asRange('date_range', range)
		: { first: asDate('date', date ?? ''), last: date ?? '' };
	if (spanInDays({ first, last }) > MOST_DAYS)
		throw queryError(`date_range must not exceed ${MOST_DAYS} days`);
	const minutes = Number(query.get('duration') ?? USUAL_MINUTES);
	if (!(minutes > 0)) throw queryError('duration must be a positive integer');

	const office = query.get('office');
	const index = query.get('exam_room');
	const room = office && index ? { office, index } : undefined;
	const slotsOf = (day: string) =>
		shape === 'empty'
			? []
			: openSpans(
					free(workHours(world.store, doctor, day), occupied(world.store, doctor, day, room)),
					minutes,
				);
	const asked = {
		doctor: Number(doctor),
		duration: minutes,
		...(office && { office: Number(office) }),
		...(index && { exam_room: Number(index) }),
	};
	if (!range) return ok({ ...asked, date: first, open_slots: slotsOf(first) });
	const days: string[] = [];
	for (let day = first; day <= last; day = addMinutes(`${day}T12:00:00`, 1440).slice(0, 10))
		days.push(day);
	return ok({
		...asked,
		date_range: [first, last],
		dates: days.map((day) => ({ date: day, open_slots: slotsOf(day) })),
	});
}
