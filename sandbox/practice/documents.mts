import { idOf } from './ids.mts';
import { soonAfter } from './moments.mts';
import { type Row, fileRef } from './practice.mts';
import { HOUR, date, dayOf, stamp } from './wallclock.mts';
import type { World } from './world.mts';

/** A kind of paper in a chart. */
export interface Paper {
	title: string;
	tags: readonly string[];
	mime: 'application/pdf' | 'image/png' | 'image/jpeg';
	lines: readonly string[];
}

const PAPERS: readonly Paper[] = [
	{
		title: 'Referral letter',
		tags: ['Referral'],
		mime: 'application/pdf',
		lines: ['Thank you for seeing this patient.', 'Please advise on further management.'],
	},
	{
		title: 'Intake form',
		tags: ['Intake', 'Form'],
		mime: 'application/pdf',
		lines: ['Reason for visit: ________', 'Current medicines: ________', 'Allergies: ________'],
	},
	{
		title: 'Imaging report: chest X-ray',
		tags: ['Imaging'],
		mime: 'application/pdf',
		lines: ['Heart size normal.', 'No focal consolidation.', 'Impression: no acute disease.'],
	},
	{
		title: 'Hospital discharge summary',
		tags: ['Hospital'],
		mime: 'application/pdf',
		lines: [
			'Admitted with pneumonia, treated with antibiotics.',
			'Discharged in good condition.',
			'Follow up within 7 days.',
		],
	},
	{ title: 'Photo of skin lesion', tags: ['Photo', 'Dermatology'], mime: 'image/jpeg', lines: [] },
	{
		title: 'Outside laboratory report',
		tags: ['Lab'],
		mime: 'application/pdf',
		lines: ['Hemoglobin 13.9 g/dL', 'Glucose 101 mg/dL', 'TSH 2.1 mIU/L'],
	},
	{
		title: 'School form',
		tags: ['Form'],
		mime: 'application/pdf',
		lines: ['Fit for physical education.', 'Immunizations up to date.'],
	},
	{ title: 'ECG strip', tags: ['Cardiology'], mime: 'image/png', lines: [] },
];

/** Which paper a document's id stands for: record and bytes agree on it. */
export function paperOf(id: number): Paper {
	return PAPERS[(id * 7) % PAPERS.length] as Paper;
}

/** `/api/documents`: about one for every second patient who was seen. */
export function documentRows(world: World): Row[] {
	const random = world.random('documents');
	const rows: Row[] = [];
	for (const visit of world.completed()) {
		if (!random.chance(0.12)) continue;
		const now = world.now(visit.doctor);
		const at = soonAfter(random, visit.start + HOUR, 90, now);
		const id = idOf('documents', rows.length);
		const paper = paperOf(id);
		const archived = at < now && random.chance(0.03);
		rows.push({
			id,
			patient: visit.person.id,
			doctor: visit.doctor.id,
			description: paper.title,
			date: date(dayOf(at)),
			document: fileRef('documents', id),
			metatags: JSON.stringify(paper.tags),
			archived,
			updated_at: stamp(archived ? soonAfter(random, at, 30, now) : at),
		});
	}
	return rows;
}
