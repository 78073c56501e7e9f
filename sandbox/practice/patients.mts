import { idOf } from './ids.mts';
import {
	type Subscriber,
	autoAccidentObject,
	insuranceObject,
	workersCompObject,
} from './insurance.mts';
import { decimal } from './money.mts';
import { type Person, yearsOld } from './persons.mts';
import { phone, placesOf } from './places.mts';
import type { Pools } from './pools.mts';
import { type Row, fileRef } from './practice.mts';
import { Random, odds } from './random.mts';
import type { Visit } from './visit.mts';
import { CALLED_OFF } from './transitions.mts';
import { DAY, type Day, type Local, date, dayOf, stamp } from './wallclock.mts';

const letters = (text: string | null) =>
	(text ?? '')
		.normalize('NFD')
		.replace(/[^A-Za-z]/g, '')
		.slice(0, 2)
		.toUpperCase()
		.padEnd(2, 'X');

/** Chart ids as the server makes them: two letters of each name and a running number (wire.md 5.2). */
export class ChartIds {
	private readonly given = new Map<string, number>();

	next(first: string | null, last: string | null): string {
		const prefix = letters(last) + letters(first);
		const number = (this.given.get(prefix) ?? 0) + 1;
		this.given.set(prefix, number);
		return prefix + String(number).padStart(6, '0');
	}
}

const RACES = odds({
	white: 48,
	black: 16,
	asian: 10,
	other: 6,
	declined: 6,
	blank: 11,
	indian: 2,
	hawaiian: 1,
});
const ETHNICITIES = odds({ not_hispanic: 62, hispanic: 18, blank: 13, declined: 7 });
const LANGUAGES = odds({
	eng: 74,
	spa: 12,
	blank: 6,
	zho: 2,
	por: 1,
	fra: 1,
	rus: 1,
	unknown: 2,
	declined: 1,
});
const SOURCES = [
	'',
	'',
	'',
	'Friend or family',
	'Insurance directory',
	'Internet search',
	'Another doctor',
];
const RELATIONS = ['Spouse', 'Parent', 'Sibling', 'Child', 'Friend'];
const PHARMACIES = ['0000001', '0000002', '0000003', '0000004'];

const slug = (text: string) =>
	text
		.normalize('NFD')
		.replace(/[^A-Za-z]/g, '')
		.toLowerCase();

/** First and last day on which a patient was seen, and the next planned one. */
interface Seen {
	first: Day | null;
	last: Day | null;
}

export function seenDays(visits: readonly Visit[], now: readonly Local[], count: number): Seen[] {
	const seen: Seen[] = Array.from({ length: count }, () => ({ first: null, last: null }));
	for (const visit of visits) {
		if (visit.person === null || visit.deleted || CALLED_OFF.includes(visit.status)) continue;
		const entry = seen[visit.person.index];
		if (entry === undefined) continue;
		const day = dayOf(visit.start);
		if (entry.first === null || day < entry.first) entry.first = day;
		const past = visit.start <= (now[visit.doctor.index] ?? 0);
		if (past && (entry.last === null || day > entry.last)) entry.last = day;
	}
	return seen;
}

const NO_REFERRER = {
	first_name: '',
	middle_name: '',
	last_name: null,
	suffix: '',
	npi: '',
	provider_qualifier: '',
	provider_number: '',
	address: '',
	email: '',
	phone: null,
	fax: null,
	specialty: null,
};

/** What patients of the practice may carry besides v4's own fields. */
export interface Extras {
	demographics(random: Random, person: Person, updated: string): Row[];
	flags(random: Random, person: Person, updated: string): { flags: Row[]; attached: Row[] };
	doctorIds: readonly number[];
}

/** `/api/patients`, verbose: wire.md 12.2 in its key order, then what came later, then verbose keys. */
export function patientRows(options: {
	seed: number;
	persons: readonly Person[];
	visits: readonly Visit[];
	now: readonly Local[];
	offices: readonly number[];
	pools: Pools;
	extras: Extras;
}): Row[] {
	const { persons, now, pools, extras } = options;
	const random = new Random(options.seed, 'patients');
	const charts = new ChartIds();
	const seen = seenDays(options.visits, now, persons.length);
	const homes: Home[] = [];
	return persons.map((person) => {
		const office = options.offices[person.doctor] ?? 0;
		const localNow = now[person.doctor] ?? 0;
		const today = dayOf(localNow);
		const years = yearsOld(person, today);
		const days = seen[person.index];
		const home =
			person.copyOf === null
				? makeHome(random, office, pools)
				: homeOf(random, person, homes, office, pools);
		homes[person.index] = home;
		const minor = years < 18;
		const guardian =
			minor || random.chance(0.03)
				? `${random.pick(pools.female)} ${person.last ?? 'Guardian'}`
				: '';
		const cell = phone(
			person.copyOf !== null && random.chance(0.7) ? person.copyOf.index * 2 : person.index * 2,
		);
		const updatedAt = Math.min(
			localNow - 60,
			Math.max(
				person.created,
				days?.last != null && random.chance(0.6)
					? days.last * DAY + random.between(8, 16) * 3600
					: 0,
				random.chance(0.03) ? localNow - random.below(5 * DAY) : 0,
			),
		);
		const updated = stamp(updatedAt);
		const hasEmail =
			person.first !== null && person.last !== null && random.chance(minor ? 0.5 : 0.82);
		const email = hasEmail
			? `${slug(person.first ?? '')}.${slug(person.last ?? '')}${random.chance(0.7) ? person.index + 1 : ''}@example.${random.chance(0.6) ? 'com' : 'org'}`
			: '';
		const works = !minor && years < 68 && random.chance(0.55);
		const flagged = extras.flags(random, person, updated);
		const subscriber = subscriberOf(random, person, minor, guardian, today);
		const referred = random.chance(0.12);
		const hurt = random.chance(0.004)
			? { day: today - random.between(20, 300), state: home.state, claim: `CL${random.digits(7)}` }
			: null;
		const atWork = hurt !== null && random.chance(0.5);
		const partial = random.chance(0.006);
		const photo = dayOf(person.created) < today && random.chance(0.2);
		return {
			id: person.id,
			chart_id: charts.next(person.first, person.last),
			first_name: person.first,
			middle_name: person.middle,
			last_name: person.last,
			nick_name: person.nick,
			date_of_birth: person.birth === null ? null : date(person.birth),
			gender: person.sex,
			social_security_number: random.chance(0.5)
				? `9${random.digits(2)}-${String(random.between(1, 49)).padStart(2, '0')}-${random.digits(4)}`
				: '',
			race: random.draw(RACES),
			ethnicity: random.draw(ETHNICITIES),
			preferred_language: random.draw(LANGUAGES),
			patient_photo: photo ? fileRef('patient_photo', person.id) : null,
			patient_photo_date: photo ? date(dayOf(person.created) + 1) : null,
			patient_payment_profile:
				hurt === null
					? person.primary === null
						? 'Cash'
						: 'Insurance'
					: atWork
						? "Worker's Comp"
						: 'Auto Accident',
			patient_status: person.status,
			home_phone: random.chance(0.4) ? phone(person.index * 2 + 1) : '',
			cell_phone: random.chance(0.9) ? cell : '',
			office_phone: works && random.chance(0.2) ? phone(person.index * 2 + 3001) : '',
			email,
			address: home.address,
			city: home.city,
			state: partial ? null : home.state,
			zip_code: partial ? null : home.zip,
			emergency_contact_name: random.chance(0.7)
				? `${random.pick(pools.male)} ${person.last ?? ''}`.trim()
				: '',
			emergency_contact_phone: random.chance(0.65) ? phone(person.index * 2 + 5001) : '',
			emergency_contact_relation: random.chance(0.6) ? random.pick(RELATIONS) : null,
			employer: works ? random.pick(pools.employers) : '',
			employer_address: '',
			employer_city: works ? home.city : '',
			employer_state: works ? home.state : '',
			employer_zip_code: works ? home.zip : '',
			disable_sms_messages: random.chance(0.08),
			doctor: extras.doctorIds[person.doctor],
			primary_care_physician: random.chance(0.15) ? `Dr. ${random.pick(pools.surnames)}` : '',
			date_of_first_appointment: days?.first == null ? null : date(days.first),
			date_of_last_appointment: days?.last == null ? null : date(days.last),
			offices: [idOf('offices', office)],
			default_pharmacy: random.chance(0.5) ? random.pick(PHARMACIES) : '',
			referring_source: random.pick(SOURCES),
			copay:
				person.primary !== null && person.primary.copay > 0 ? decimal(person.primary.copay) : '',
			responsible_party_name: guardian,
			responsible_party_relation: guardian === '' ? '' : minor ? 'Parent' : 'Child',
			responsible_party_phone: guardian === '' ? '' : cell,
			responsible_party_email: guardian === '' ? '' : email,
			preferred_pharmacies: [] as string[],
			updated_at: updated,
			created_at: stamp(person.created),
			date_of_death: person.death === null ? null : date(person.death),
			pronouns: '',
			race_subcategories: [],
			medication_history_consent: '',
			gender_identity_code: '',
			gender_identity_description: '',
			preferred_language_code: '',
			preferred_language_description: '',
			primary_insurance: insuranceObject(
				person.primary,
				'primary',
				person,
				person.primary === null ? null : subscriber,
				home,
			),
			secondary_insurance: insuranceObject(person.secondary, 'secondary', person, null, home),
			tertiary_insurance: insuranceObject(null, 'tertiary', person, null, home),
			auto_accident_insurance: autoAccidentObject(atWork ? null : hurt),
			workers_comp_insurance: workersCompObject(atWork ? hurt : null),
			custom_demographics: extras.demographics(random, person, updated),
			patient_flags: flagged.flags,
			patient_flags_attached: flagged.attached,
			referring_doctor: referred
				? {
						...NO_REFERRER,
						first_name: random.pick(pools.male),
						last_name: random.pick(pools.surnames),
						phone: phone(person.index + 77),
						specialty: 'Cardiologist',
					}
				: { ...NO_REFERRER },
		};
	});
}

interface Home {
	address: string;
	city: string;
	state: string;
	zip: string;
}

function makeHome(random: Random, office: number, pools: Pools): Home {
	const place = random.pick(placesOf(office));
	const flat = random.chance(0.2) ? `, Apt ${random.between(1, 40)}` : '';
	return {
		address: `${random.between(1, 9900)} ${random.pick(pools.streets)}${flat}`,
		city: place.city,
		state: place.state,
		zip: place.zip,
	};
}

/** A second record mostly has the first one's address; some people have moved in between. */
function homeOf(
	random: Random,
	person: Person,
	homes: readonly Home[],
	office: number,
	pools: Pools,
): Home {
	const before = person.copyOf === null ? undefined : homes[person.copyOf.index];
	return before === undefined || random.chance(0.3)
		? makeHome(random, office, pools)
		: { ...before };
}

/** Whose insurance it is, when not the patient's own. */
function subscriberOf(
	random: Random,
	person: Person,
	minor: boolean,
	guardian: string,
	today: Day,
): Subscriber | null {
	const spouse = !minor && random.chance(0.18);
	if (!minor && !spouse) return null;
	const [first = '', ...rest] = minor
		? guardian.split(' ')
		: [
				random.pick(
					spouse && person.sex === 'Male'
						? 'Mary Anna Lucy'.split(' ')
						: 'Paul Mark Luke'.split(' '),
				),
				person.last ?? '',
			];
	const birth = minor
		? today - random.between(26, 50) * 365
		: (person.birth ?? today - 15_000) + random.between(-1500, 1500);
	return {
		relationship: minor ? '19' : '01',
		first,
		last: rest.join(' '),
		birth: date(birth),
		sex: minor || person.sex === 'Male' ? 'Female' : 'Male',
	};
}
