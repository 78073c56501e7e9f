import type { IDataObject } from 'n8n-workflow';

import type { StoreRecord } from '../support/practice';
import { chartsOf, coverageOf, FIRST_APPOINTMENT, FIRST_PATIENT, MEMBER } from './charts';
import { NOTES, REASON } from './texts';

/** Names, dates, numbers and texts that occur nowhere but in the records of the campaign's patients. */
const PEOPLE = [
	['Xanthippe', 'Quillfeather', '1971-04-09', '9175550148', 'Zanzibar Lane'],
	['Bartholomew', 'Ravensquill', '1958-11-27', '9175550163', 'Wolkenkuckuck Way'],
	['Philippa', 'Thistlewick', '1983-07-31', '9175550171', 'Marmalade Mews'],
	['Thaddeus', 'Oxenbridge', '1990-02-18', '9175550186', 'Peppercorn Place'],
] as const;

/** People who are no patients yet: what the items of a create carry. */
const NEWCOMERS = [
	['Wilhelmina', 'Snodgrasse', '1966-05-14', '9175550192', 'Gooseberry Gardens'],
	['Ignatius', 'Hollingberry', '2001-08-23', '9175550117', 'Candlewick Close'],
] as const;

const parenthesised = (phone: string) =>
	`(${phone.slice(0, 3)}) ${phone.slice(3, 6)}-${phone.slice(6)}`;

/** Everything of a person that must appear in no log line, hint or error, in every form it may take. */
function tracesOf([first, last, born, phone, street]: readonly string[]): string[] {
	return [
		first!,
		last!,
		born!,
		phone!,
		parenthesised(phone!),
		parenthesised(phone!).slice(6),
		`${phone!.slice(0, 3)}-${phone!.slice(3, 6)}-${phone!.slice(6)}`,
		`${last!.toLowerCase()}@`,
		street!,
	];
}

/** Patient data of the scene. */
export const CANARIES: readonly string[] = [
	...[...PEOPLE, ...NEWCOMERS].flatMap(tracesOf),
	REASON,
	NOTES,
	MEMBER,
];

/** Patient data as a server may echo it in an answer that it should not have sent. */
export const ECHO = `${PEOPLE[0][0]} ${PEOPLE[0][1]}, born ${PEOPLE[0][2]}, ${parenthesised(PEOPLE[0][3])}: ${REASON}`;

/** What the items of a create operation carry. */
export const newcomers: IDataObject[] = NEWCOMERS.map(
	([firstName, lastName, born, phone, street]) => ({
		firstName,
		lastName,
		born,
		phone,
		street,
		email: `${lastName.toLowerCase()}@example.com`,
	}),
);

export const visitText = { reason: REASON, notes: NOTES };

/** Ids of the practice's own that the scene is built on. */
export interface Premises {
	/** In US/Eastern. */
	provider: number;
	office: number;
	office2: number;
	/** What the practice has defined: ids by table. */
	defined: Readonly<Record<DefinedTable, string>>;
}

const DEFINED = [
	'appointment_profiles',
	'appointment_templates',
	'consent_forms',
	'staff',
	'users',
] as const;
type DefinedTable = (typeof DEFINED)[number];

export interface Scene {
	provider: string;
	office: string;
	office2: string;
	/** Ids, oldest first. */
	patients: string[];
	/** Ids in order of their time. */
	appointments: string[];
	defined: Premises['defined'];
	/** By table. */
	records: Record<string, IDataObject[]>;
}

/** How much there is: `brief` for what is written to, `long` for lists of several pages. */
export type Length = 'brief' | 'long';

const SIZES: Readonly<Record<Length, { patients: number; appointments: number; entries: number }>> =
	{
		brief: { patients: 4, appointments: 6, entries: 2 },
		long: { patients: 270, appointments: 120, entries: 260 },
	};

export async function premisesOf(
	stored: (table: string) => Promise<StoreRecord[]>,
): Promise<Premises> {
	const [doctors, offices, ...tables] = await Promise.all(
		['doctors', 'offices', ...DEFINED].map(stored),
	);
	const eastern = doctors?.find(({ timezone }) => timezone === 'US/Eastern');
	const [office, office2] = offices ?? [];
	if (!eastern || !office || !office2) throw new TypeError('the blank practice has changed');
	const firsts = DEFINED.map((table, index) => [table, String(tables[index]?.[0]?.id)]);
	return {
		provider: Number(eastern.id),
		office: Number(office.id),
		office2: Number(office2.id),
		defined: Object.fromEntries(firsts) as Premises['defined'],
	};
}

function patient(index: number, { provider }: Premises): IDataObject {
	const [first, last, born, phone, street] = PEOPLE[index % PEOPLE.length]!;
	const id = FIRST_PATIENT + index;
	return {
		id,
		doctor: provider,
		first_name: first,
		last_name: last,
		date_of_birth: born,
		gender: index % 2 === 0 ? 'Female' : 'Male',
		cell_phone: parenthesised(phone),
		email: `${last.toLowerCase()}@example.com`,
		address: `${index + 1} ${street}`,
		patient_photo: `file:patient_photo/${id}`,
		patient_photo_date: '2026-01-05',
		primary_insurance: coverageOf(index, id),
	};
}

/** Visits of an hour each, eight a day from 2026-12-01; the first three carry external ids. */
function appointment(index: number, { provider, office }: Premises, people: number): IDataObject {
	const day = new Date(Date.UTC(2026, 11, 1 + Math.floor(index / 8))).toISOString().slice(0, 10);
	const external = `cal-${index + 1}`;
	const tagged = index < 3;
	return {
		id: FIRST_APPOINTMENT + index,
		doctor: provider,
		office,
		exam_room: 1,
		patient: FIRST_PATIENT + (index % people),
		scheduled_time: `${day}T${String(9 + (index % 8)).padStart(2, '0')}:00:00`,
		duration: 20,
		// The sixth is what the front desk looks for; no other task touches it.
		status: index === 5 ? 'No Show' : 'Confirmed',
		reason: REASON,
		notes: tagged ? `${NOTES}\n[External ID: ${external}]` : NOTES,
		...(tagged && { _guide: { external_id: external } }),
		...(index < 2 && {
			clinical_note: {
				locked: false,
				pdf: `file:clinical_notes/${FIRST_APPOINTMENT + index}`,
				updated_at: '2026-11-02T09:00:00',
			},
		}),
	};
}

export function sceneOf(premises: Premises, length: Length): Scene {
	const size = SIZES[length];
	const patients = Array.from({ length: size.patients }, (_, index) => patient(index, premises));
	const appointments = Array.from({ length: size.appointments }, (_, index) =>
		appointment(index, premises, size.patients),
	);
	return {
		provider: String(premises.provider),
		office: String(premises.office),
		office2: String(premises.office2),
		patients: patients.map(({ id }) => String(id)),
		appointments: appointments.map(({ id }) => String(id)),
		defined: premises.defined,
		records: {
			patients,
			appointments,
			...chartsOf(premises.provider, size.entries),
			signed_consent_forms: appointments.slice(3, 5).map(({ id, patient: signer }, index) => ({
				id: index + 1,
				appointment: id,
				patient: signer,
				consent_form: Number(premises.defined.consent_forms),
				archived: false,
			})),
		},
	};
}
