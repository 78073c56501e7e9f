import type { Doctor } from './doctors.mts';
import { idOf } from './ids.mts';
import { PAYERS, type Payer } from './payers.mts';
import { FORMAL, NICKNAMES, type Pools } from './pools.mts';
import type { DuplicatePair } from './practice.mts';
import { type Odds, Random, oddsOf } from './random.mts';
import { type Day, DAY, type Local, age, dayFrom, yearOf } from './wallclock.mts';

export type Sex = 'Male' | 'Female' | 'Other' | 'UNK' | 'ASKU';

/** A level of cover. */
export interface Cover {
	/** Index into `PAYERS`. */
	payer: number;
	plan: string;
	memberId: string;
	group: string;
	/** Cents. */
	copay: number;
}

/** What the other generators need of a patient; `patients.mts` makes the record of it. */
export interface Person {
	index: number;
	id: number;
	sex: Sex;
	birth: Day | null;
	first: string | null;
	middle: string | null;
	last: string | null;
	nick: string;
	/** Index of the doctor. */
	doctor: number;
	created: Local;
	status: 'A' | 'I' | 'D';
	death: Day | null;
	primary: Cover | null;
	secondary: Cover | null;
	/** The person whose second record this is. */
	copyOf: Person | null;
}

const SHARES = [0.34, 0.28, 0.25, 0.13];
/** Youngest and oldest patient of each doctor, in years. */
const AGES: readonly (readonly [number, number])[] = [
	[3, 94],
	[19, 97],
	[0, 17],
	[12, 78],
];

function drawBirth(random: Random, doctor: number, today: Day, created: Day): Day {
	const [youngest, oldest] = AGES[doctor] ?? [0, 90];
	const years = youngest + (random.float() + random.float()) * 0.5 * (oldest - youngest);
	const birth = today - Math.floor(years * 365.25) - random.below(365);
	return Math.min(birth, created - random.below(14));
}

function cover(random: Random, payer: number): Cover {
	const insurer = PAYERS[payer];
	if (insurer === undefined) throw new RangeError(`no payer ${payer}`);
	return {
		payer,
		plan: random.pick(insurer.plans),
		memberId: `${insurer.payerId.slice(0, 3)}${random.digits(8)}`,
		group: insurer.planType === 'MB' || insurer.planType === 'MC' ? '' : `G${random.digits(5)}`,
		copay: random.pick(insurer.copays),
	};
}

const insurers = new Map<string, Odds<number>>();

/** The insurers that somebody of a kind can have in a state, as indexes into `PAYERS`. */
function insurersFor(kind: Payer['for'], state: string): Odds<number> {
	const key = `${kind} ${state}`;
	let choices = insurers.get(key);
	if (choices === undefined) {
		const fitting = PAYERS.flatMap((payer, index) =>
			payer.for === kind && (payer.state === '' || payer.state === state) ? [index] : [],
		);
		choices = oddsOf(fitting, (index) => PAYERS[index]?.weight ?? 0);
		insurers.set(key, choices);
	}
	return choices;
}

function giveCover(random: Random, person: Person, years: number, state: string): void {
	const draw = random.float();
	if (draw < 0.08) return;
	const senior = years >= 65;
	const kind =
		senior && draw < 0.92 ? 'senior' : draw < (years < 19 ? 0.38 : 0.2) ? 'state' : 'anybody';
	person.primary = cover(random, random.draw(insurersFor(kind, state)));
	if (random.chance(senior ? 0.6 : 0.1)) {
		person.secondary = cover(random, random.draw(insurersFor('secondary', state)));
	}
}

function namePerson(random: Random, person: Person, pools: Pools): void {
	const female = person.sex === 'Female' || (person.sex !== 'Male' && random.chance(0.5));
	const draw = random.float();
	if (draw < 0.14) {
		person.first = random.pick(female ? pools.hispanicFemale : pools.hispanicMale);
		person.last = random.pick(pools.hispanicSurnames);
		if (random.chance(0.55)) person.last += ` ${random.pick(pools.hispanicSurnames)}`;
	} else {
		if (draw < 0.36) person.first = random.pick(female ? FORMAL.female : FORMAL.male);
		else person.first = random.pick(female ? pools.female : pools.male);
		person.last = random.pick(pools.surnames);
		if (random.chance(0.04)) person.last += `-${random.pick(pools.surnames)}`;
	}
	if (random.chance(0.45)) person.middle = random.pick(female ? pools.female : pools.male);
	const nick = NICKNAMES[person.first];
	if (nick !== undefined && random.chance(0.5)) person.nick = nick;
}

const plain = (text: string) => text.normalize('NFD').replace(/[\u0300-\u036f]/g, '');

/** Ways in which a second record of somebody differs from the first. */
const COPIES: Record<string, (random: Random, copy: Person, pools: Pools) => boolean> = {
	same: () => true,
	nickname: (_, copy) => {
		const nick = NICKNAMES[copy.first ?? ''];
		if (nick === undefined) return false;
		copy.first = nick;
		return true;
	},
	accents: (_, copy) => {
		const [first, last] = [plain(copy.first ?? ''), plain(copy.last ?? '')];
		if (first === copy.first && last === copy.last) return false;
		[copy.first, copy.last] = [first, last];
		return true;
	},
	surnamePart: (_, copy) => {
		const parts = (copy.last ?? '').split(/[ -]/);
		if (parts.length < 2) return false;
		copy.last = parts[0] ?? null;
		return true;
	},
	transposedLetters: (random, copy) => {
		const last = copy.last ?? '';
		if (last.length < 5) return false;
		const at = random.between(1, last.length - 3);
		copy.last = last.slice(0, at) + last.charAt(at + 1) + last.charAt(at) + last.slice(at + 2);
		return copy.last !== last;
	},
	dayAndMonth: (_, copy) => {
		if (copy.birth === null) return false;
		const birth = new Date(copy.birth * 86_400_000);
		const [month, dayOfMonth] = [birth.getUTCMonth() + 1, birth.getUTCDate()];
		if (dayOfMonth > 12 || dayOfMonth === month) return false;
		copy.birth = dayFrom(birth.getUTCFullYear(), dayOfMonth, month);
		return true;
	},
	newSurname: (random, copy, pools) => {
		if (copy.sex !== 'Female') return false;
		const before = copy.last;
		copy.last = random.pick(pools.surnames);
		return copy.last !== before;
	},
};

function makeCopy(random: Random, person: Person, original: Person, pools: Pools): string | null {
	const kinds = Object.keys(COPIES);
	const start = random.below(kinds.length);
	for (let i = 0; i < kinds.length; i++) {
		const kind = kinds[(start + i) % kinds.length] as string;
		const { sex, birth, first, middle, last, doctor } = original;
		const copy: Person = { ...person, sex, birth, first, middle, last, doctor, nick: '' };
		if (copy.birth !== null && copy.birth * DAY > person.created) return null;
		if (!COPIES[kind]?.(random, copy, pools)) continue;
		Object.assign(person, copy, { copyOf: original });
		return kind;
	}
	return null;
}

/**
 * `count` patients in the order of their creation: about two thirds older than a year, the rest
 * spread over the last twelve months. One in a hundred is a second record of somebody.
 */
export function makePersons(options: {
	seed: number;
	count: number;
	doctors: readonly Doctor[];
	/** Each doctor's wall clock now. */
	now: readonly Local[];
	states: readonly string[];
	pools: Pools;
}): { persons: Person[]; duplicates: DuplicatePair[] } {
	const { count, now, pools } = options;
	const random = new Random(options.seed, 'persons');
	const persons: Person[] = [];
	const duplicates: DuplicatePair[] = [];
	for (let index = 0; index < count; index++) {
		const place = (index + random.float()) / count;
		const daysAgo = place < 0.65 ? 366 + (1 - place / 0.65) * 1600 : ((1 - place) / 0.35) * 365;
		let doctor = 0;
		for (let left = random.float() - (SHARES[0] ?? 0); left >= 0 && doctor < 3; ) {
			left -= SHARES[++doctor] ?? 0;
		}
		const localNow = now[doctor] ?? 0;
		const today = Math.floor(localNow / DAY);
		const createdDay = today - Math.floor(daysAgo);
		const created = Math.min(
			createdDay * DAY + random.between(8 * 3600, 17 * 3600),
			localNow - 3600 - (count - index),
		);
		const draw = random.float();
		const person: Person = {
			index,
			id: idOf('patients', index),
			sex: draw < 0.515 ? 'Female' : draw < 0.985 ? 'Male' : random.pick(['Other', 'UNK', 'ASKU']),
			birth: drawBirth(random, doctor, today, createdDay),
			first: null,
			middle: null,
			last: null,
			nick: '',
			doctor,
			created,
			status: 'A',
			death: null,
			primary: null,
			secondary: null,
			copyOf: null,
		};
		namePerson(random, person, pools);
		const original = random.chance(0.012) && index > 20 ? persons[random.below(index)] : undefined;
		if (original !== undefined && original.copyOf === null && original.last !== null) {
			const kind = makeCopy(random, person, original, pools);
			if (kind !== null) duplicates.push({ original: original.id, copy: person.id, kind });
		} else if (random.chance(0.004)) {
			person.first = person.last = person.middle = null;
			person.nick = '';
		} else if (random.chance(0.004)) {
			person.birth = null;
		}
		const years = person.birth === null ? 40 : age(person.birth, today);
		giveCover(random, person, years, options.states[doctor] ?? '');
		if (daysAgo > 400) {
			if (random.chance(years > 70 ? 0.05 : 0.002)) {
				person.status = 'D';
				person.death = today - random.between(10, 380);
			} else if (random.chance(0.06)) person.status = 'I';
		}
		persons.push(person);
	}
	return { persons, duplicates };
}

/** Years of age on a day; 40 where the date of birth is unknown. */
export function yearsOld(person: Person, on: Day): number {
	return person.birth === null ? 40 : Math.max(0, yearOf(on) - yearOf(person.birth));
}
