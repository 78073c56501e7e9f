import { idOf, type IdKind } from './ids.mts';
import { type Row, fileRef } from './practice.mts';
import { DAY, MINUTE, date, dayOf, stamp } from './wallclock.mts';
import type { World } from './world.mts';

/** Coded statements about a visit, which v4 keeps in four lists of one shape. */
const STATEMENTS = {
	patient_communications: { name: 'Education given', code: '311401005', system: 'SNOMEDCT' },
	patient_interventions: { name: 'Dietary counseling', code: '61310001', system: 'SNOMEDCT' },
	patient_physical_exams: { name: 'Diabetic foot exam', code: '401191002', system: 'SNOMEDCT' },
	patient_risk_assessments: { name: 'Depression screening', code: '73831-0', system: 'LOINC' },
} as const;

type Statement = keyof typeof STATEMENTS;
type CareRows = Record<
	| Statement
	| 'care_plans'
	| 'care_team_members'
	| 'implantable_devices'
	| 'amendments'
	| 'prescription_messages',
	Row[]
>;

/** The lists that measures and certifications ask for: short, one statement in fifty visits. */
export function careRows(world: World): CareRows {
	const random = world.random('care');
	const rows: CareRows = {
		patient_communications: [],
		patient_interventions: [],
		patient_physical_exams: [],
		patient_risk_assessments: [],
		care_plans: [],
		care_team_members: [],
		implantable_devices: [],
		amendments: [],
		prescription_messages: [],
	};
	const next = (kind: keyof CareRows & IdKind) => idOf(kind, rows[kind].length);
	for (const visit of world.completed()) {
		const draw = random.float();
		if (draw > 0.06) continue;
		const now = world.now(visit.doctor);
		const when = stamp(Math.min(now, visit.start + visit.minutes * MINUTE));
		const of = { patient: visit.person.id, appointment: visit.id };
		if (draw < 0.02) {
			const kind = random.pick(Object.keys(STATEMENTS) as Statement[]);
			const { name, code, system } = STATEMENTS[kind];
			rows[kind].push({
				id: next(kind),
				doctor: visit.doctor.id,
				...of,
				name,
				code,
				code_system: system,
				value_name: '',
				value_code: '',
				value_code_system: '',
				effective_time: when,
				created_at: when,
			});
		} else if (draw < 0.035) {
			rows.care_plans.push({
				id: next('care_plans'),
				...of,
				title: 'Lower blood pressure',
				description: 'Home readings below 130/80 in three months.',
				instructions: 'Measure twice a day, less salt, walk daily.',
				plan_type: String(random.between(1, 6)),
				code: '',
				code_system: '',
				scheduled_date: date(dayOf(visit.start) + 90),
				created_at: when,
				updated_at: when,
			});
		} else if (draw < 0.045) {
			rows.care_team_members.push({
				id: next('care_team_members'),
				...of,
				user: random.pick(world.team.nurses),
				created_at: when,
			});
		} else if (draw < 0.0475) {
			const id = next('implantable_devices');
			rows.implantable_devices.push({
				id,
				patient: visit.person.id,
				procedure: '',
				brand_name: 'Steadybeat 3',
				company_name: 'Harrow Devices',
				version_or_model: 'SB-3',
				gmdn_pt_name: 'Pacemaker',
				udi: `(01)00000000${random.digits(6)}`,
				serial_number: random.digits(8),
				lot_number: random.digits(5),
				manufacturing_date: '2022-05-01',
				expiration_date: '2032-05-01',
				status: 'active',
				archived: false,
				created_at: when,
				updated_at: when,
			});
		} else if (draw < 0.05) {
			const id = next('amendments');
			rows.amendments.push({
				id,
				doctor: visit.doctor.id,
				...of,
				amendment_name: 'Correction asked for by the patient',
				amendment_file: fileRef('amendments', id),
				comments: 'Accepted',
			});
		} else {
			rows.prescription_messages.push({
				id: next('prescription_messages'),
				doctor: visit.doctor.id,
				patient: visit.person.id,
				message_type: 'RefillRequest',
				message_direction: 'I',
				message_status: now - visit.start > 5 * DAY ? 'Processed' : 'Pending',
				parent_message: null,
				pharmacy: 'Corner Pharmacy',
				json_data: '{}',
				created_at: when,
			});
		}
	}
	return rows;
}
