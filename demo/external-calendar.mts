import { faker } from '@faker-js/faker';
import { DateTime } from 'luxon';
import { Calendar, type Booking } from './calendar.mts';
import type { Credential, Workflow } from './n8n.mts';
import type { Sandbox, StoredRecord } from './sandbox.mts';
import { connected, filledIn, template } from './template.mts';

/** Bookings in the calendar, and how many of them the practice has already. */
export const booked = 40;
export const known = 12;

const minutes = 30;
const perDay = 8;
/** First appointment of a day, as the practice's wall clock has it. */
const opening = { hour: 9 };

/**
 * *External calendar → DrChrono*: a practice with 40 patients, each of whom has booked a visit in
 * an online calendar; 12 of those bookings are in DrChrono already.
 */
export class ExternalCalendar {
	private constructor(
		private readonly sandbox: Sandbox,
		private readonly calendar: Calendar,
		private readonly provider: StoredRecord,
		private readonly office: StoredRecord,
		readonly bookings: readonly Booking[],
	) {}

	/** Empties the sandbox's practice, fills it as above, and serves the calendar. */
	static async open(sandbox: Sandbox): Promise<ExternalCalendar> {
		await sandbox.control('POST', 'reset', { blank: true });
		const [provider] = await sandbox.records('doctors');
		if (!provider) throw new Error('The sandbox has no provider.');
		const office = (await sandbox.records('offices')).find(({ doctor }) => doctor === provider.id);
		if (!office) throw new Error('The provider has no office.');
		const patients = await sandbox.put('patients', people(provider.id));
		const { now } = await sandbox.control<{ now: string }>('GET', 'clock');
		const bookings = patients.map((patient, index) => {
			const start = slot(now, provider.timezone as string, index);
			return {
				uid: `cal-${index + 1}`,
				start: start.toUTC().toISO()!,
				end: start.plus({ minutes }).toUTC().toISO()!,
				patient_id: Number(patient.id),
				title: 'Office visit',
			};
		});
		await sandbox.put(
			'appointments',
			bookings.slice(0, known).map((booking) => ({
				doctor: provider.id,
				office: office.id,
				exam_room: 1,
				patient: booking.patient_id,
				duration: minutes,
				status: '',
				reason: booking.title,
				scheduled_time: wallClock(booking.start, provider),
				// Where the nodes keep the id of a booking in v4, which has no field for it.
				notes: `[External ID: ${booking.uid}]`,
			})),
		);
		await sandbox.resetCounters();
		return new ExternalCalendar(
			sandbox,
			await Calendar.serve(bookings),
			provider,
			office,
			bookings,
		);
	}

	/** The template, filled in for this practice. */
	async workflow(credential: Credential): Promise<Workflow> {
		const blank = await template('external-calendar-to-drchrono');
		return connected(
			filledIn(blank, {
				calendarUrl: this.calendar.url,
				provider: String(this.provider.id),
				office: String(this.office.id),
				examRoom: 1,
			}),
			credential,
		);
	}

	/** What is wrong with the practice's appointments, one sentence each; empty if nothing. */
	async mistakes(): Promise<string[]> {
		const appointments = await this.sandbox.records('appointments');
		const sentences = this.bookings.flatMap((booking) => {
			const mine = appointments.filter(({ patient }) => patient === booking.patient_id);
			const [appointment] = mine;
			if (mine.length !== 1 || !appointment) {
				return [`Booking ${booking.uid} is in DrChrono ${mine.length} times.`];
			}
			const wanted: Record<string, unknown> = {
				doctor: this.provider.id,
				office: this.office.id,
				exam_room: 1,
				duration: minutes,
				reason: booking.title,
				scheduled_time: wallClock(booking.start, this.provider),
				notes: `[External ID: ${booking.uid}]`,
			};
			return Object.entries(wanted)
				.filter(([field, value]) => appointment[field] !== value)
				.map(
					([field, value]) =>
						`Booking ${booking.uid} has ${field} ${String(appointment[field])}, not ${String(value)}.`,
				);
		});
		if (appointments.length !== this.bookings.length) {
			sentences.push(`DrChrono has ${appointments.length} appointments.`);
		}
		return sentences;
	}

	async close(): Promise<void> {
		await this.calendar.close();
	}
}

function people(doctor: unknown): Array<Record<string, unknown>> {
	faker.seed(1);
	return Array.from({ length: booked }, (_, index) => ({
		doctor,
		first_name: faker.person.firstName(),
		last_name: faker.person.lastName(),
		gender: index % 2 === 0 ? 'Female' : 'Male',
		date_of_birth: faker.date
			.birthdate({ min: 20, max: 80, mode: 'age' })
			.toISOString()
			.slice(0, 10),
	}));
}

/** The n-th slot from tomorrow on, in the practice's zone. */
function slot(now: string, zone: string, index: number): DateTime {
	return DateTime.fromISO(now, { zone })
		.startOf('day')
		.plus({ days: 1 + Math.floor(index / perDay) })
		.set(opening)
		.plus({ minutes: (index % perDay) * minutes });
}

/** v4 writes the practice's wall clock, without a zone. */
function wallClock(instant: string, provider: StoredRecord): string {
	return DateTime.fromISO(instant, { zone: provider.timezone as string }).toFormat(
		"yyyy-MM-dd'T'HH:mm:ss",
	);
}
