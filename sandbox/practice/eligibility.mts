import { idOf } from './ids.mts';
import { decimal } from './money.mts';
import { PAYERS } from './payers.mts';
import type { Cover, Person } from './persons.mts';
import type { Row } from './practice.mts';
import { Random, odds } from './random.mts';
import { DAY, type Day, HOUR, date, dayOf, stamp, yearOf } from './wallclock.mts';
import type { World } from './world.mts';

/** X12 271 EB01 codes as `eligibility` carries them (wire.md 9), per thousand. */
const ANSWERS = odds({ '1': 870, '6': 55, '5': 12, '7': 8, V: 40, U: 15 });

function details(random: Random, cover: Cover, answer: string, day: Day): Row {
	if (answer === 'V') return { errors: [{ code: '75', message: 'Subscriber not found' }] };
	if (answer !== '1' && answer !== '5') return { status: 'Inactive' };
	const deductible = random.pick([0, 50_000, 150_000, 350_000]);
	return {
		plan_name: cover.plan,
		group_number: cover.group,
		coverage_begin: `${yearOf(day)}-01-01`,
		copay: decimal(cover.copay),
		coinsurance_percent: String(Math.round((1 - (PAYERS[cover.payer]?.pays ?? 1)) * 100)),
		deductible: {
			individual: decimal(deductible),
			remaining: decimal(random.below(deductible / 100 + 1) * 100),
		},
		out_of_pocket: { individual: decimal(800_000) },
	};
}

function subscriber(person: Person, cover: Cover, answer: string): Row {
	if (answer === 'V') return {};
	return {
		first_name: person.first ?? '',
		last_name: person.last ?? '',
		date_of_birth: person.birth === null ? '' : date(person.birth),
		member_id: cover.memberId,
	};
}

/**
 * `/api/eligibility_checks`: past checks of insured patients' visits, mostly one to three days
 * ahead of the visit; some visits that are near were not checked.
 */
export function eligibilityRows(world: World): Row[] {
	const rows: Row[] = [];
	for (const visit of world.visits) {
		const { person } = visit;
		if (person === null || person.primary === null || visit.deleted) continue;
		const now = world.now(visit.doctor);
		const random = new Random(world.seed, 'eligibility', visit.id);
		if (!random.chance(visit.start > now - 90 * DAY ? 0.7 : 0.15)) continue;
		const wanted =
			Math.floor(visit.start / DAY) * DAY -
			random.between(1, 3) * DAY +
			random.between(7 * HOUR, 10 * HOUR);
		const asked = Math.max(wanted, visit.created + 60);
		if (asked > now || asked > visit.start) continue;
		const levels =
			person.secondary === null
				? ([['Primary Insurance', person.primary]] as const)
				: ([
						['Primary Insurance', person.primary],
						['Secondary Insurance', person.secondary],
					] as const);
		for (const [level, cover] of levels) {
			if (level === 'Secondary Insurance' && !random.chance(0.3)) continue;
			const answer = random.draw(ANSWERS);
			const mental = visit.doctor.field === 'behavioral';
			rows.push({
				id: idOf('eligibility_checks', rows.length),
				appointment: visit.id,
				patient: person.id,
				cob_level: level,
				eligibility: answer,
				payer_name: (PAYERS[cover.payer]?.name ?? '').toUpperCase(),
				query_date: stamp(asked),
				request_service_type: mental ? 'MH' : '30',
				service_type_description: mental ? 'Mental Health' : 'Health Benefit Plan Coverage',
				coverage_details: details(random, cover, answer, dayOf(asked)),
				coverage_subscriber: subscriber(person, cover, answer),
				updated_at: stamp(Math.min(now, asked + random.between(2, 15))),
			});
		}
	}
	return rows;
}

/** What only the guide dialect shows of insurances and contact: keys are record ids. */
export function guideFacts(
	persons: readonly Person[],
	seed: number,
): {
	communicationMethods: Record<string, string>;
	insuranceVerification: Record<string, string>;
} {
	const random = new Random(seed, 'guide');
	const communicationMethods: Record<string, string> = {};
	const insuranceVerification: Record<string, string> = {};
	for (const person of persons) {
		if (random.chance(0.35)) {
			communicationMethods[person.id] = random.pick(['phone', 'sms', 'sms', 'mail']);
		}
		for (const level of ['primary', 'secondary'] as const) {
			if (person[level] === null || !random.chance(0.2)) continue;
			insuranceVerification[`${person.id}:${level}`] = random.chance(0.7)
				? 'unverified'
				: 'expired';
		}
	}
	return { communicationMethods, insuranceVerification };
}
