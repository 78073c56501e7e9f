import type { Chart } from './charts.mts';
import type { Findings } from './diagnoses.mts';
import { idOf } from './ids.mts';
import { DIETS, FOLLOW_UPS, MOODS, type NoteSection } from './noteTemplates.mts';
import { type Person, yearsOld } from './persons.mts';
import {
	CHILD_PLANS,
	CHILD_STORIES,
	GENERAL,
	HEART,
	LUNGS,
	PLANS,
	STORIES,
	allergiesText,
	drugsText,
	historyText,
	vitalsText,
} from './phrases.mts';
import type { Row } from './practice.mts';
import { Random } from './random.mts';
import { lastChange } from './transitions.mts';
import type { Visit } from './visit.mts';
import type { Vitals } from './vitals.mts';
import { DAY, HOUR, type Local, MINUTE, dayOf, stamp } from './wallclock.mts';

/** When a visit's note was written, and whether it is signed; null where there is none. */
export function noteOf(
	seed: number,
	visit: Visit,
	now: Local,
): { locked: boolean; updated: Local } | null {
	if (visit.person === null || visit.deleted || visit.status !== 'Complete') return null;
	const random = new Random(seed, 'note times', visit.id);
	if (random.chance(visit.profile?.name === 'Immunization' ? 0.5 : 0.04)) return null;
	const end = lastChange(visit.history);
	const written = Math.min(now, end + random.between(1, 40) * MINUTE);
	const signed = end + random.between(1, 60) * HOUR;
	const locked =
		signed <= now && (now - end < 12 * DAY ? random.chance(0.85) : random.chance(0.98));
	return { locked, updated: locked ? signed : written };
}

interface Facts {
	random: Random;
	visit: Visit;
	person: Person;
	chart: Chart;
	findings: Findings;
	vitals: Vitals | null;
}

const PRONOUNS: Readonly<Record<string, string>> = { Male: 'man', Female: 'woman' };

function chiefComplaint({ random, visit, findings }: Facts): string {
	const says = findings.complaint?.says ?? visit.profile?.reason.toLowerCase() ?? 'follow-up';
	return random.pick([`"${says}"`, says, `Here for ${says}.`]);
}

function narrative(facts: Facts): string {
	const { random, visit, person, chart } = facts;
	const years = yearsOld(person, dayOf(visit.start));
	const who = years < 18 ? `${years}-year-old` : `${years} yo ${PRONOUNS[person.sex] ?? 'patient'}`;
	return [
		`${who} presents with ${facts.findings.complaint?.says ?? visit.profile?.reason.toLowerCase()}.`,
		random.pick(years < 18 ? CHILD_STORIES : STORIES),
		random.chance(0.6) ? historyText(random, chart) : '',
		random.chance(0.6) ? drugsText(random, chart, dayOf(visit.start)) : '',
		random.chance(0.5) ? allergiesText(random, chart) : '',
	]
		.filter((part) => part !== '')
		.join(random.chance(0.7) ? ' ' : '\n');
}

function assessment({ random, findings }: Facts): string {
	const style = random.below(3);
	return findings.codes
		.map((code, i) =>
			style === 0
				? `${i + 1}. ${code.name} (${code.icd10})`
				: style === 1
					? `${code.icd10} - ${code.name}`
					: code.name,
		)
		.join(style === 2 ? ', ' : '\n');
}

function plan({ random, findings, chart, visit }: Facts): string {
	const plans = visit.doctor.field === 'pediatrics' ? CHILD_PLANS : PLANS;
	const wanted = findings.complaint?.drug;
	const penicillin = chart.allergies.some((each) => each.kind.name === 'Penicillin' && each.active);
	const drug = wanted === 'amoxicillin' && penicillin ? 'azithromycin' : wanted;
	const first = drug === undefined ? random.pick(plans) : `Start ${drug}.`;
	return `${first} ${random.pick(plans)}`;
}

const exam = ({ random }: Facts) =>
	`${random.pick(GENERAL)} Heart: ${random.pick(HEART)} Lungs: ${random.pick(LUNGS)}`;

/** The whole note in one field, as it was dictated or pasted. */
function freeText(facts: Facts): string {
	const { random, chart, vitals, visit } = facts;
	const parts = [
		`CC: ${chiefComplaint(facts)}`,
		narrative(facts),
		historyText(random, chart),
		drugsText(random, chart, dayOf(visit.start)),
		allergiesText(random, chart),
		vitalsText(random, vitals),
		exam(facts),
		`A: ${assessment(facts)}`,
		`P: ${plan(facts)}`,
	].filter((part) => part !== '');
	return random.pick([
		parts.join('\n'),
		parts.join('\n\n').toUpperCase(),
		parts.join(' '),
		[
			'SUBJECTIVE',
			...parts.slice(0, 5),
			'OBJECTIVE',
			...parts.slice(5, 7),
			'ASSESSMENT/PLAN',
			...parts.slice(7),
		].join('\n'),
	]);
}

const answer = (random: Random, yes: number) =>
	random.chance(0.1) ? '0' : random.chance(yes) ? '2' : '1';

/** How each kind of practice fills its sections: values by section name, in the order of its fields. */
const LAYOUTS: Record<string, (facts: Facts) => Record<string, string[]>> = {
	family: (facts) => ({
		Subjective: [narrative(facts)],
		Objective: [vitalsText(facts.random, facts.vitals), exam(facts)],
		Assessment: [assessment(facts)],
		Plan: [plan(facts), facts.random.pick(FOLLOW_UPS)],
	}),
	internal: (facts) => {
		const { random, chart, vitals, visit } = facts;
		return {
			'CC/History of Present Illness': [chiefComplaint(facts), narrative(facts)],
			'Past Medical History': [
				historyText(random, chart),
				drugsText(random, chart, dayOf(visit.start)),
				allergiesText(random, chart),
			],
			'Review of Systems': Array.from({ length: 6 }, () => answer(random, 0.12)),
			'Physical Exam': [
				vitals === null || vitals.systolic === null ? '' : `${vitals.systolic}/${vitals.diastolic}`,
				`${random.pick(GENERAL)} ${random.chance(0.4) ? vitalsText(random, vitals) : ''}`.trim(),
				random.pick(HEART),
				random.pick(LUNGS),
				random.chance(0.5) ? 'True' : 'False',
			],
			'Assessment and Plan': [`${assessment(facts)}\n${plan(facts)}`],
		};
	},
	pediatrics: (facts) => ({
		Visit: [
			'Interval history',
			chiefComplaint(facts),
			facts.random.pick(DIETS),
			answer(facts.random, 0.9),
		],
		'Growth and Exam': [vitalsText(facts.random, facts.vitals), exam(facts)],
		Plan: [`${assessment(facts)}\n${plan(facts)}`, facts.random.chance(0.6) ? 'True' : 'False'],
	}),
	behavioral: (facts) => ({
		'Session Note': [
			`D: ${narrative(facts)}\nA: ${assessment(facts)}\nP: ${plan(facts)}${facts.vitals === null ? '' : `\n${vitalsText(facts.random, facts.vitals)}`}`,
		],
		'Mental Status': [facts.random.pick(MOODS), 'Linear, goal directed.'],
		Risk: [
			answer(facts.random, 0.03),
			answer(facts.random, 0.005),
			`PHQ-9: ${facts.random.below(22)}`,
		],
	}),
};

export interface NoteRows {
	clinical_notes: Row[];
	clinical_note_field_values: Row[];
	yellow_notepad: Row[];
}

/** What a note says, section by section: the same at every call. */
function content(seed: number, facts: Omit<Facts, 'random'>): Record<string, string[]> {
	const random = new Random(seed, 'note text', facts.visit.id);
	const all = { ...facts, random };
	if (random.chance(0.22)) return { 'Free Text Note': [freeText(all)] };
	return LAYOUTS[facts.visit.doctor.field]?.(all) ?? {};
}

/** The lines of a visit's note, for its PDF. */
export function noteLines(seed: number, facts: Omit<Facts, 'random'>): string[] {
	return Object.entries(content(seed, facts)).flatMap(([name, values]) => [
		name.toUpperCase(),
		...values.flatMap((value) => value.split('\n')),
		'',
	]);
}

/** Collects `/api/clinical_notes`, their field values and the free-text pad, visit by visit. */
export class NoteBook {
	readonly rows: NoteRows = {
		clinical_notes: [],
		clinical_note_field_values: [],
		yellow_notepad: [],
	};

	constructor(
		private readonly seed: number,
		private readonly sections: readonly (readonly NoteSection[])[],
		private readonly signers: readonly string[],
	) {}

	write(facts: Omit<Facts, 'random'>, note: { locked: boolean; updated: Local }): void {
		const { visit, person } = facts;
		const said = content(this.seed, facts);
		const when = stamp(note.updated);
		const values = this.rows.clinical_note_field_values;
		const own = this.sections[visit.doctor.index] ?? [];
		this.rows.clinical_notes.push({
			appointment: visit.id,
			patient: person.id,
			archived: false,
			signee: {
				locked_by: note.locked ? (this.signers[visit.doctor.index] ?? '') : null,
				supervisor_locked_by: null,
			},
			clinical_note_sections: own
				.filter((section) => said[section.name] !== undefined)
				.map((section) => ({
					clinical_note_template: section.id,
					name: section.name,
					values: section.fields.flatMap((field, place) => {
						const value = said[section.name]?.[place] ?? '';
						if (value === '') return [];
						const id = idOf('clinical_note_field_values', values.length);
						values.push({
							id,
							appointment: visit.id,
							clinical_note_field: field.id,
							value,
							created_at: when,
							updated_at: when,
						});
						return [{ id, clinical_note_field: field.id, value }];
					}),
				})),
		});
		const free = own.find((section) => section.name === 'Free Text Note');
		const text = said['Free Text Note']?.[0];
		if (free !== undefined && text !== undefined) {
			this.rows.yellow_notepad.push({
				appointment_id: visit.id,
				template_id: free.id,
				content: text,
			});
		}
	}
}
