import { faker } from '@faker-js/faker';
import { DateTime, Interval } from 'luxon';
import { Calendar, type Booking } from './calendar.mts';
import type { Credential, Workflow } from './n8n.mts';
import type { Sandbox, StoredRecord } from './sandbox.mts';
import { connected, filledIn, template } from './template.mts';

/** Bookings in the calendar, and how many of them DrChrono has already. */
export const booked = 40;
export const known = 12;

interface Size {
	/** Bookings in the calendar. */
	booked: number;
	/** How many of them DrChrono has already. */
	known: number;
}

const name = 'external-calendar-to-drchrono';
const room = 1;
const minutes = 30;
/** Wall clock hours between which the calendar offers visits, Monday to Friday. */
const opens = 9;
const closes = 17;

/**
 * *External calendar → DrChrono*: patients of one provider have booked a visit in an online calendar;
 * some of those bookings are in DrChrono already.
 */
export class ExternalCalendar {
	private constructor(
		private readonly sandbox: Sandbox,
		private readonly calendar: Calendar,
		private readonly provider: StoredRecord,
		private readonly office: StoredRecord,
		/** Appointments that have nothing to do with the calendar. */
		private readonly others: number,
		private readonly slots: Generator<DateTime, never>,
	) {}

	/** In a practice that has nothing else: empties the sandbox's first. */
	static async inNewPractice(sandbox: Sandbox, size: Size = { booked, known }) {
		await sandbox.control('POST', 'reset', { blank: true });
		const [provider] = await sandbox.records('doctors');
		await sandbox.put('patients', people(provider?.id, size.booked));
		return await ExternalCalendar.open(sandbox, size);
	}

	/** In the practice that the sandbox has, in free slots of its first provider. */
	static async open(
		sandbox: Sandbox,
		{ booked: wanted, known: there }: Size = { booked, known },
	): Promise<ExternalCalendar> {
		const [provider] = await sandbox.records('doctors');
		if (!provider) throw new Error('The sandbox has no provider.');
		const isTheirs = ({ doctor }: StoredRecord) => doctor === provider.id;
		const office = (await sandbox.records('offices')).find(isTheirs);
		if (!office) throw new Error('The provider has no office.');
		const patients = (await sandbox.records('patients')).filter(isTheirs).slice(0, wanted);
		if (patients.length < wanted) throw new Error('The provider has too few patients.');
		const appointments = await sandbox.records('appointments');
		const { now } = await sandbox.control<{ now: string }>('GET', 'clock');
		const slots = freeSlots(now, provider.timezone as string, appointments.filter(isTheirs));
		const bookings = patients.map(
			(patient, index): Booking => ({
				uid: `cal-${index + 1}`,
				status: 'active',
				...times(slots.next().value),
				name: 'Office visit',
				patient_id: Number(patient.id),
			}),
		);
		const calendar = await Calendar.serve(bookings);
		const opened = new ExternalCalendar(
			sandbox,
			calendar,
			provider,
			office,
			appointments.length,
			slots,
		);
		await sandbox.put(
			'appointments',
			bookings.slice(0, there).map((booking) => ({ ...opened.appointment(booking), status: '' })),
		);
		await sandbox.resetCounters();
		return opened;
	}

	/** The calendar's bookings as they are now. */
	get bookings(): readonly Booking[] {
		return this.calendar.bookings;
	}

	/** A patient moves a booking to the next time that the provider has free. */
	move(uid: string): void {
		this.calendar.change(uid, times(this.slots.next().value));
	}

	/** A patient cancels a booking. */
	cancel(uid: string): void {
		this.calendar.change(uid, { status: 'canceled' });
	}

	/** A patient changes a booking, or the calendar service does. */
	change(uid: string, changes: Partial<Omit<Booking, 'uid'>>): void {
		this.calendar.change(uid, changes);
	}

	/** The template, filled in for this practice. */
	async workflow(credential: Credential): Promise<Workflow> {
		const isV4 = credential.data.dialect !== 'guide';
		const blank = await template(name);
		return connected(
			filledIn(blank, {
				calendarUrl: this.calendar.url,
				provider: String(this.provider.id),
				office: isV4 ? String(this.office.id) : '',
				examRoom: isV4 ? room : 0,
			}),
			credential,
		);
	}

	/** What is wrong with DrChrono's appointments, one sentence each; empty if nothing. */
	async mistakes(): Promise<string[]> {
		const appointments = await this.sandbox.records('appointments');
		const sentences = this.bookings.flatMap((booking) => {
			const wanted = this.appointment(booking);
			const mine = appointments.filter(({ notes }) => notes === wanted.notes);
			const [appointment] = mine;
			if (mine.length !== 1 || !appointment) {
				return [`Booking ${booking.uid} is in DrChrono ${mine.length} times.`];
			}
			return Object.entries(wanted)
				.filter(([field, value]) => appointment[field] !== value)
				.map(
					([field, value]) =>
						`Booking ${booking.uid} has ${field} ${String(appointment[field])}, not ${String(value)}.`,
				);
		});
		const surplus = appointments.length - this.others - this.bookings.length;
		if (surplus > 0) sentences.push(`DrChrono has ${surplus} appointments that nobody booked.`);
		return sentences;
	}

	/** The appointment that a booking is in DrChrono, in v4's fields. */
	appointment(booking: Booking) {
		return {
			doctor: this.provider.id,
			office: this.office.id,
			exam_room: room,
			patient: booking.patient_id,
			duration: minutes,
			reason: booking.name,
			scheduled_time: wallClock(booking.start_time, this.provider),
			// Where the nodes keep the id of a booking in v4, which has no field for it.
			notes: `[External ID: ${booking.uid}]`,
			...(booking.status === 'canceled' && { status: 'Cancelled' }),
		};
	}

	async close(): Promise<void> {
		await this.calendar.close();
	}
}

function times(start: DateTime): Pick<Booking, 'start_time' | 'end_time'> {
	return {
		start_time: start.toUTC().toISO()!,
		end_time: start.plus({ minutes }).toUTC().toISO()!,
	};
}

function people(doctor: unknown, count: number): Array<Record<string, unknown>> {
	faker.seed(1);
	return Array.from({ length: count }, (_, index) => ({
		doctor,
		first_name: faker.person.firstName(),
		last_name: faker.person.lastName(),
		gender: index % 2 === 0 ? 'Female' : 'Male',
		// Every fifth has no e-mail address, every tenth wants no text messages either.
		email: index % 5 === 0 ? '' : `patient-${index + 1}@example.com`,
		cell_phone: `(650) 555-01${String(index % 100).padStart(2, '0')}`,
		disable_sms_messages: index % 10 === 0,
		date_of_birth: faker.date
			.birthdate({ min: 20, max: 80, mode: 'age' })
			.toISOString()
			.slice(0, 10),
	}));
}

/** Half hours from tomorrow on in which the provider has no appointment, without end. */
function* freeSlots(
	now: string,
	zone: string,
	appointments: readonly StoredRecord[],
): Generator<DateTime, never> {
	const taken = appointments.map(({ scheduled_time, duration }) => {
		const start = DateTime.fromISO(String(scheduled_time), { zone });
		return Interval.after(start, { minutes: Number(duration) });
	});
	let start = DateTime.fromISO(now, { zone }).startOf('day').plus({ days: 1 }).set({ hour: opens });
	for (;;) {
		const slot = Interval.after(start, { minutes });
		if (!start.isWeekend && !taken.some((interval) => interval.overlaps(slot))) yield start;
		const next = start.plus({ minutes });
		start = next.hour < closes ? next : next.startOf('day').plus({ days: 1 }).set({ hour: opens });
	}
}

/** v4 writes the practice's wall clock, without a zone. */
function wallClock(instant: string, provider: StoredRecord): string {
	return DateTime.fromISO(instant, { zone: provider.timezone as string }).toFormat(
		"yyyy-MM-dd'T'HH:mm:ss",
	);
}
