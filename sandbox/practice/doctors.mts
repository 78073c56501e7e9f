import { faker } from '@faker-js/faker/locale/en';
import { idOf } from './ids.mts';
import type { Row } from './practice.mts';
import type { Random } from './random.mts';

export type Field = 'family' | 'internal' | 'pediatrics' | 'behavioral';

/** What does not change with the seed about each of the four doctors. */
interface Post {
	field: Field;
	specialty: string;
	suffix: string;
	timezone: 'US/Eastern' | 'America/Chicago';
	/** Index of the office, and the exam rooms (1-based) used there. */
	office: number;
	rooms: number[];
	/** Working hours in minutes after midnight; lunch lies between the two halves. */
	hours: { from: number; lunch: number; back: number; to: number };
	/** Lunch stands in the calendar as a break, or the work schedule simply has a hole. */
	lunchIsBreak: boolean;
	weekdays: number[];
}

export const POSTS: readonly Post[] = [
	{
		field: 'family',
		specialty: 'Family Practitioner',
		suffix: 'MD',
		timezone: 'US/Eastern',
		office: 0,
		rooms: [1, 2, 3, 4, 5, 6],
		hours: { from: 480, lunch: 720, back: 780, to: 1020 },
		lunchIsBreak: true,
		weekdays: [1, 2, 3, 4, 5],
	},
	{
		field: 'internal',
		specialty: 'Internist',
		suffix: 'DO',
		timezone: 'US/Eastern',
		office: 1,
		rooms: [1, 2, 3, 4, 5, 6],
		hours: { from: 510, lunch: 735, back: 795, to: 1035 },
		lunchIsBreak: false,
		weekdays: [1, 2, 3, 4, 5],
	},
	{
		field: 'pediatrics',
		specialty: 'Pediatrician',
		suffix: 'MD',
		timezone: 'America/Chicago',
		office: 2,
		rooms: [1, 2, 3, 4],
		hours: { from: 480, lunch: 720, back: 780, to: 1020 },
		lunchIsBreak: false,
		weekdays: [1, 2, 3, 4, 5],
	},
	{
		field: 'behavioral',
		specialty: 'Psychiatrist',
		suffix: 'MD',
		timezone: 'America/Chicago',
		office: 2,
		rooms: [5, 6, 7, 8],
		hours: { from: 540, lunch: 780, back: 840, to: 1080 },
		lunchIsBreak: true,
		weekdays: [1, 2, 4, 5],
	},
];

export interface Doctor extends Post {
	index: number;
	id: number;
	first: string;
	last: string;
	npi: string;
}

/**
 * A National Provider Identifier with a right check digit (Luhn over 80840 + number). It starts
 * with 2, which the registry allows but has never given out: nobody's real number.
 */
export function npi(random: Random): string {
	const digits = `2${random.digits(8)}`;
	const sum = [...`80840${digits}`].reverse().reduce((total, digit, place) => {
		const value = Number(digit) * (place % 2 === 0 ? 2 : 1);
		return total + (value > 9 ? value - 9 : value);
	}, 0);
	return `${digits}${(10 - (sum % 10)) % 10}`;
}

export function makeDoctors(random: Random, seed: number): Doctor[] {
	faker.seed(seed);
	return POSTS.map((post, index) => ({
		...post,
		index,
		id: idOf('doctors', index),
		first: faker.person.firstName(index % 2 === 0 ? 'female' : 'male'),
		last: faker.person.lastName(),
		npi: npi(random),
	}));
}

/** `/api/doctors`: wire.md 12.3. */
export function doctorRows(doctors: readonly Doctor[], groupId: number, groupName: string): Row[] {
	return doctors.map((doctor, index) => ({
		id: doctor.id,
		first_name: doctor.first,
		last_name: doctor.last,
		email: `doctor${index + 1}@example.com`,
		specialty: doctor.specialty,
		job_title: 'Provider/Staff (Private Practice)',
		suffix: doctor.suffix,
		website: null,
		home_phone: '',
		office_phone: `${doctor.timezone === 'US/Eastern' ? 301 : 630}555011${index}`,
		cell_phone: '',
		country: 'US',
		timezone: doctor.timezone,
		npi_number: doctor.npi,
		group_npi_number: null,
		practice_group: groupId,
		practice_group_name: groupName,
		profile_picture: '',
		is_account_suspended: false,
	}));
}
