/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals, @n8n/community-nodes/no-dangerous-functions, @typescript-eslint/no-explicit-any -- a test that starts a process and looks into records of every shape */
import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { inflateSync } from 'node:zlib';
import { DateTime } from 'luxon';
import { PDFDocument } from 'pdf-lib';

type Row = Record<string, any>;

interface Dump {
	resources: Record<string, Row[]>;
	externals: Record<string, any>;
	files: Record<string, { mime: string; name: string; base64: string }>;
	hash: string;
}

const ROOT = path.join(__dirname, '..', '..');
const NOW = '2026-03-18T10:30:00-04:00';

function dump(orders: object[], environment: Record<string, string> = {}): Dump[] {
	const script = path.join(__dirname, 'practice-dump.mts');
	const out = execFileSync(process.execPath, ['--import', 'tsx', script, JSON.stringify(orders)], {
		cwd: ROOT,
		env: { ...process.env, ...environment },
		maxBuffer: 1 << 29,
	});
	return JSON.parse(out.toString()) as Dump[];
}

const cents = (decimal: string) => {
	if (!/^-?\d+\.\d\d$/.test(decimal)) throw new Error(`${decimal} has not two decimals`);
	return Math.round(Number(decimal) * 100);
};
const sum = (numbers: number[]) => numbers.reduce((total, each) => total + each, 0);

function groupBy(rows: Row[], key: (row: Row) => unknown): Map<unknown, Row[]> {
	const groups = new Map<unknown, Row[]>();
	for (const row of rows) {
		const group = groups.get(key(row));
		if (group) group.push(row);
		else groups.set(key(row), [row]);
	}
	return groups;
}

/** Minutes on the wall clock since the epoch. */
const minute = (naive: string) => Date.parse(`${naive}Z`) / 60_000;

/** What is looked at in a practice whose doctors see patients in several rooms at once. */
const LARGE = {
	appointments: ['doctor', 'exam_room', 'scheduled_time', 'duration', 'allow_overlapping'],
	patients: (
		'id chart_id first_name last_name nick_name date_of_birth gender state zip_code patient_status date_of_death ' +
		'primary_insurance secondary_insurance custom_demographics patient_flags_attached responsible_party_name'
	).split(' '),
};

let all: Dump;
let large: Dump;
const rows = (name: string): Row[] => all.resources[name] ?? [];
const byId = (name: string) => new Map(rows(name).map((row) => [Number(row.id), row]));
/** What each doctor's wall clock shows. */
const clocks = () =>
	new Map(
		rows('doctors').map((doctor) => [
			doctor.id,
			DateTime.fromISO(NOW).setZone(doctor.timezone).toFormat("yyyy-MM-dd'T'HH:mm:ss"),
		]),
	);

beforeAll(() => {
	[all, large] = dump([
		{ seed: 7, patients: 250, now: NOW },
		{ seed: 5, patients: 5200, now: NOW, only: LARGE },
	]) as [Dump, Dump];
}, 120_000);

describe('one seed', () => {
	test('gives the same practice in any order, process and host zone; another gives another', () => {
		const order = { seed: 7, patients: 60, now: NOW };
		const [forwards, again, other] = dump(
			[
				{ ...order, hash: 'forwards' },
				{ ...order, hash: 'backwards' },
				{ ...order, seed: 8, hash: 'forwards' },
			],
			{ TZ: 'Pacific/Kiritimati' },
		);
		const [elsewhere] = dump([{ ...order, hash: 'forwards' }], { TZ: 'America/Los_Angeles' });
		expect(again?.hash).toBe(forwards?.hash);
		expect(elsewhere?.hash).toBe(forwards?.hash);
		expect(other?.hash).not.toBe(forwards?.hash);
	}, 120_000);
});

describe('the blank practice', () => {
	test('has what a practice sets up and no patient data', () => {
		const [blank] = dump([{ seed: 7, now: NOW }]);
		for (const name of Object.keys(all.resources)) {
			expect(blank?.resources[name]).toBeDefined();
		}
		const setUp = ['doctors', 'offices', 'users', 'appointment_profiles', 'custom_demographics'];
		for (const name of setUp) expect(blank?.resources[name]).toEqual(rows(name));
		const brought = ['patients', 'appointments', 'line_items', 'tasks', 'documents', 'audit_log'];
		for (const name of brought) expect(blank?.resources[name]).toEqual([]);
		expect(blank?.externals.virtualOccurrences).toEqual([]);
	}, 60_000);
});

describe('records', () => {
	test('have the fields and values of the contract', () => {
		const contract = JSON.parse(
			readFileSync(path.join(ROOT, 'sandbox', 'contract', 'v4.json'), 'utf8'),
		);
		/** Views of other resources, which the server makes. */
		const views = ['patients_summary', 'lab_orders_summary'];
		/** Documented, but not in what was recorded on the wire (wire.md 12.3, 12.4). */
		const notOnTheWire = ['doctors.doctor_work_schedule', 'offices.office_work_schedule'];
		/** On the wire, but not documented (wire.md 2). */
		const undocumented = ['appointments.is_telehealth', 'appointments.telehealth_url'];
		/** Values beyond the enums: a status of the practice's own; no CARC on the practice's own write-off. */
		const beyond = [
			'appointments.status=Left Without Being Seen',
			'transactions.adjustment_reason=',
		];
		let checked = 0;
		for (const operation of contract.operations) {
			const name = operation.path.replace('/api/', '');
			const schema = contract.schemas[operation.responses?.['200']?.schema];
			if (operation.method !== 'GET' || name.includes('{') || name.endsWith('_list')) continue;
			if (schema === undefined || views.includes(name)) continue;
			checked++;
			expect([name, rows(name).length > 0]).toEqual([name, true]);
			const named = new Set<string>();
			for (const row of rows(name)) {
				for (const field in schema.fields) if (!(field in row)) named.add(`${name}.${field}`);
				for (const field in row) if (!(field in schema.fields)) named.add(`${name}.${field}`);
			}
			const known = [...notOnTheWire, ...undocumented];
			expect([...named].filter((each) => !known.includes(each))).toEqual([]);
			for (const [field, { enum: choices }] of Object.entries<Row>(schema.fields)) {
				if (choices === undefined) continue;
				const allowed: unknown[] = Array.isArray(choices) ? choices : contract.enums[choices];
				const used = new Set(rows(name).map((row) => row[field]));
				const wrong = [...used].filter((value) => value !== null && !allowed.includes(value));
				const named = wrong.map((value) => `${name}.${field}=${value}`);
				expect(named.filter((each) => !beyond.includes(each))).toEqual([]);
			}
		}
		expect(checked).toBeGreaterThan(60);
	});

	test('have the key order that was recorded', () => {
		const appointment =
			'allow_overlapping appt_is_break base_recurring_appointment billing_status billing_provider billing_notes ' +
			'cloned_from color created_at deleted_flag doctor duration exam_room first_billed_date first_edi_date ' +
			'icd9_codes icd10_codes id ins1_status ins2_status is_walk_in is_virtual_base last_billed_date last_edi_date ' +
			'notes office patient primary_insurer_payer_id primary_insurer_name primary_insurance_id_number profile reason ' +
			'recurring_appointment secondary_insurer_payer_id secondary_insurer_name secondary_insurance_id_number ' +
			'scheduled_time status supervising_provider updated_at payment_profile resubmit_claim_original_id ' +
			'is_telehealth telehealth_url';
		const patient =
			'id chart_id first_name middle_name last_name nick_name date_of_birth gender social_security_number race ' +
			'ethnicity preferred_language patient_photo patient_photo_date patient_payment_profile patient_status ' +
			'home_phone cell_phone office_phone email address city state zip_code emergency_contact_name ' +
			'emergency_contact_phone emergency_contact_relation employer employer_address employer_city employer_state ' +
			'employer_zip_code disable_sms_messages doctor primary_care_physician date_of_first_appointment ' +
			'date_of_last_appointment offices default_pharmacy referring_source copay responsible_party_name ' +
			'responsible_party_relation responsible_party_phone responsible_party_email preferred_pharmacies ' +
			'updated_at created_at';
		const vitals =
			'height height_units weight weight_units bmi blood_pressure_1 blood_pressure_2 temperature ' +
			'temperature_units pulse respiratory_rate oxygen_saturation pain smoking_status head_circumference ' +
			'head_circumference_units';
		const starts = (row: Row | undefined, keys: string) =>
			expect(
				Object.keys(row ?? {})
					.join(' ')
					.startsWith(keys),
			).toBe(true);
		for (const row of rows('appointments')) {
			starts(row, appointment);
			starts(row.vitals, vitals);
			expect(typeof row.id).toBe('string');
		}
		for (const row of rows('patients')) starts(row, patient);
	});

	test('have ids that are unique and belong to one kind only', () => {
		const ranges: [string, number, number][] = [];
		for (const [name, list] of Object.entries(all.resources)) {
			const ids = list.filter((row) => row.id !== undefined).map((row) => Number(row.id));
			if (ids.length === 0) continue;
			expect([name, new Set(ids).size]).toEqual([name, ids.length]);
			ranges.push([name, Math.min(...ids), Math.max(...ids)]);
		}
		expect(ranges.length).toBeGreaterThan(50);
		ranges.sort((a, b) => a[1] - b[1]);
		ranges.forEach((range, index) => {
			const next = ranges[index + 1];
			const shared = ['doctor_work_schedule', 'office_work_schedule'];
			if (next && !shared.includes(range[0])) expect(range[2]).toBeLessThan(next[1]);
		});
	});

	test('refer to records that exist', () => {
		const references: Record<string, string> = {
			doctor: 'doctors',
			provider: 'doctors',
			ordering_doctor: 'doctors',
			office: 'offices',
			patient: 'patients',
			patient_id: 'patients',
			appointment: 'appointments',
			appointment_id: 'appointments',
			base_recurring_appointment: 'appointments',
			profile: 'appointment_profiles',
			reminder_profile: 'reminder_profiles',
			line_item: 'line_items',
			clinical_note_template: 'clinical_note_templates',
			clinical_note_field: 'clinical_note_field_types',
			lab_order: 'lab_orders',
			lab_test: 'lab_tests',
			sublab: 'sublabs',
			consent_form: 'consent_forms',
			task: 'tasks',
			status: 'task_statuses',
			category: 'task_categories',
			'inventory_vaccines.category': 'inventory_categories',
			assignee_user: 'users',
			assignee_group: 'user_groups',
			assigned_by: 'users',
			user_id: 'users',
			owner: 'users',
			responsible_user: 'users',
		};
		const ids = new Map(Object.keys(all.resources).map((name) => [name, byId(name)]));
		let checked = 0;
		const check = (name: string, value: unknown): void => {
			if (Array.isArray(value)) value.forEach((each) => check(name, each));
			else if (value !== null && typeof value === 'object') {
				for (const [field, target] of Object.entries(value as Row)) {
					const kind = references[`${name}.${field}`] ?? references[field];
					if (kind !== undefined && typeof target === 'number') {
						checked++;
						if (ids.get(kind)?.has(target) !== true) {
							throw new Error(`${name}.${field} = ${target} is in no ${kind}`);
						}
					} else check(name, target);
				}
			}
		};
		for (const [name, list] of Object.entries(all.resources)) {
			if (name !== 'audit_log') check(name, list);
		}
		expect(checked).toBeGreaterThan(10_000);
	});

	test('carry naive timestamps of the doctor’s wall clock, none of the past ahead of now', () => {
		const clock = clocks();
		const stamps = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/;
		const fields = ['created_at', 'updated_at', 'extended_updated_at', 'query_date', 'received_at'];
		let checked = 0;
		for (const [name, list] of Object.entries(all.resources)) {
			// The one resource whose times are UTC (edition of August 2026).
			if (name === 'message_threads') continue;
			for (const row of list) {
				const appointment = byAppointment.get(Number(row.appointment));
				const doctor = row.doctor ?? row.ordering_doctor ?? appointment?.doctor;
				for (const field of fields) {
					const value = row[field];
					if (typeof value !== 'string') continue;
					checked++;
					if (!stamps.test(value)) throw new Error(`${name} ${row.id}: ${field} is ${value}`);
					const now = clock.get(doctor) ?? [...clock.values()].sort().at(-1);
					if (value > now!) throw new Error(`${name} ${row.id}: ${field} ${value} is after ${now}`);
				}
				if (row.created_at && row.updated_at && row.updated_at < row.created_at) {
					throw new Error(`${name} ${row.id} was changed before it was made`);
				}
			}
		}
		expect(checked).toBeGreaterThan(5000);
	});
	let byAppointment: Map<number, Row>;
	beforeAll(() => (byAppointment = byId('appointments')));
});

describe('the calendar', () => {
	const visits = () => rows('appointments').filter((row) => row.patient !== null);

	test('reaches a year back and two months ahead, with everything a practice has', () => {
		const days = rows('appointments')
			.map((row) => row.scheduled_time.slice(0, 10))
			.sort();
		expect(days[0]! < '2025-03-26').toBe(true);
		expect(days.at(-1)! > '2026-05-10').toBe(true);
		const statuses = new Set(visits().map((row) => row.status));
		for (const status of ['', 'Complete', 'Confirmed', 'Cancelled', 'No Show', 'Rescheduled']) {
			expect(statuses).toContain(status);
		}
		const some = (test: (row: Row) => unknown) =>
			expect(rows('appointments').some(test)).toBe(true);
		some((row) => row.is_walk_in);
		some((row) => row.appt_is_break && row.patient === null && row.exam_room === 0);
		some((row) => row.allow_overlapping);
		some((row) => row.deleted_flag);
		some((row) => row.is_telehealth && row.telehealth_url !== null);
		some((row) => row.custom_fields.length > 0);
		some((row) => row.reminders.length === 2);
		some((row) => row.clinical_note?.locked);
		const perDay = groupBy(visits(), (row) => `${row.doctor} ${row.scheduled_time.slice(0, 10)}`);
		expect(Math.max(...[...perDay.values()].map((day) => day.length))).toBeLessThanOrEqual(22);
	});

	test('has nobody twice at one time', () => {
		const clashes = (list: Row[], same: (row: Row) => string) => {
			let count = 0;
			for (const day of groupBy(list, same).values()) {
				day.sort((a, b) => minute(a.scheduled_time) - minute(b.scheduled_time));
				day.forEach((row, i) => {
					const next = day[i + 1];
					if (next && minute(row.scheduled_time) + row.duration > minute(next.scheduled_time))
						count++;
				});
			}
			return count;
		};
		const planned = rows('appointments').filter((row) => !row.allow_overlapping);
		expect(clashes(planned, (row) => String(row.doctor))).toBe(0);
		expect(clashes(rows('appointments'), (row) => String(row.doctor))).toBeGreaterThan(0);
		const busy = (large.resources.appointments ?? []).filter((row) => !row.allow_overlapping);
		expect(busy.length).toBeGreaterThan(12_000);
		expect(clashes(busy, (row) => `${row.doctor} ${row.exam_room}`)).toBe(0);
		expect(clashes(busy, (row) => String(row.doctor))).toBeGreaterThan(0);
	}, 120_000);

	test('keeps to work schedules, rooms and blocks', () => {
		const schedules = new Map(
			rows('doctor_work_schedule').map((row) => [row.doctor, row.work_days]),
		);
		const offices = byId('offices');
		for (const row of rows('appointments')) {
			const start = DateTime.fromISO(row.scheduled_time, { zone: 'utc' });
			const end = start.plus({ minutes: row.duration }).toFormat('HH:mm:ss');
			const day = schedules
				.get(row.doctor)
				.find((each: Row) => each.iso_weekday === String(start.weekday));
			const inside = day.work_hours.some(
				(span: Row) =>
					span.enabled && span.start_time <= start.toFormat('HH:mm:ss') && end <= span.end_time,
			);
			if (!inside) throw new Error(`appointment ${row.id} is outside working hours`);
			if (row.patient === null) continue;
			const rooms = offices.get(row.office)?.exam_rooms.map((room: Row) => room.index);
			if (!rooms.includes(row.exam_room)) throw new Error(`appointment ${row.id} is in no room`);
		}
		const blocks = groupBy(rows('schedule_blocks'), (row) => row.provider);
		for (const row of rows('appointments')) {
			const from = row.scheduled_time;
			const blocked = blocks
				.get(row.doctor)
				?.some((block) => block.start_time <= from && from < block.end_time);
			if (blocked) throw new Error(`appointment ${row.id} is on a blocked day`);
		}
	});

	test('records every change of status up to the present one', () => {
		const clock = clocks();
		const faulty = rows('appointments').filter((row) => {
			const steps: Row[] = row.status_transitions;
			const [first, last] = [steps[0], steps.at(-1)];
			const begins =
				first?.from_status === '' && first.to_status === '' && first.datetime === row.created_at;
			const ends = last?.to_status === row.status && row.updated_at >= last?.datetime;
			const follows = steps.every((step, i) => {
				const before = steps[i - 1];
				if (step.appointment !== Number(row.id) || step.datetime > clock.get(row.doctor)!)
					return false;
				if (!before) return true;
				return step.from_status === before.to_status && step.datetime > before.datetime;
			});
			return !(begins && ends && follows);
		});
		expect(faulty).toEqual([]);
		expect(rows('appointments').some((row) => row.status_transitions.length > 4)).toBe(true);
	});

	test('has series, the later occurrences of which are not records yet', () => {
		const bases = rows('appointments').filter((row) => row.recurring_appointment);
		expect(bases.length).toBeGreaterThan(3);
		const all_ = rows('appointments');
		for (const base of bases) {
			const weekday = DateTime.fromISO(base.scheduled_time, { zone: 'utc' }).toFormat('cccc');
			expect(base.recurring_days).toEqual([weekday]);
			expect(base.base_recurring_appointment).toBeNull();
			const others = all_.filter((row) => row.base_recurring_appointment === Number(base.id));
			for (const row of [base, ...others]) {
				const day = row.scheduled_time.slice(0, 10).replaceAll('-', '');
				expect(row.recurrence_instance_key).toBe(`${base.id}_${day}`);
				expect(row.patient).toBe(base.patient);
			}
		}
		const virtual: Row[] = all.externals.virtualOccurrences;
		expect(virtual.length).toBeGreaterThan(5);
		for (const { base, scheduled_time: time } of virtual) {
			const row = bases.find((each) => Number(each.id) === base);
			expect(row).toBeDefined();
			const clash = all_.some(
				(each) =>
					each.doctor === row?.doctor &&
					each.exam_room === row?.exam_room &&
					!each.allow_overlapping &&
					minute(each.scheduled_time) < minute(time) + row?.duration &&
					minute(time) < minute(each.scheduled_time) + each.duration,
			);
			expect(clash).toBe(false);
		}
	});
});

describe('patients', () => {
	test('are made up, and as untidy as real ones', () => {
		const list = rows('patients');
		const phones = ['home_phone', 'cell_phone', 'office_phone', 'emergency_contact_phone'];
		const untrue = list.filter(
			(row) =>
				!phones.every((field) => /^$|^\(\d{3}\) 555-01\d\d$/.test(row[field])) ||
				!/^$|^[a-z.]+\d*@example\.(com|org)$/.test(row.email) ||
				!/^$|^9\d\d-(0[1-9]|[1-4]\d)-\d{4}$/.test(row.social_security_number) ||
				!/^[A-Z]{4}\d{6}$/.test(row.chart_id),
		);
		expect(untrue).toEqual([]);
		expect(new Set(list.map((row) => row.chart_id)).size).toBe(list.length);
		const patients = large.resources.patients ?? [];
		const some = (test: (row: Row) => unknown) => expect(patients.some(test)).toBe(true);
		some((row) => row.first_name === null && row.chart_id.startsWith('XXXX'));
		some((row) => row.date_of_birth === null);
		some((row) => row.state === null && row.zip_code === null);
		some((row) => row.nick_name !== '');
		some((row) => /[áéíóúñ]/.test(row.last_name ?? ''));
		some((row) => / /.test(row.last_name ?? ''));
		some((row) => row.patient_status === 'D' && row.date_of_death !== null);
		some((row) => row.patient_status === 'I');
		some((row) => row.secondary_insurance.insurance_company !== '');
		some((row) => row.primary_insurance.patient_relationship_to_subscriber === '19');
		some((row) => row.custom_demographics.length > 0);
		some((row) => row.patient_flags_attached.length > 0);
		const minors = patients.filter((row) => (row.date_of_birth ?? '') > '2009-01-01');
		expect(minors.length).toBeGreaterThan(100);
		expect(minors.filter((row) => row.responsible_party_name === '')).toEqual([]);
		const byNumber = new Map(patients.map((row) => [row.id, row]));
		const kinds = new Set<string>();
		for (const { original, copy, kind } of large.externals.duplicates) {
			kinds.add(kind);
			const [first, second] = [byNumber.get(original), byNumber.get(copy)];
			expect(second?.gender).toBe(first?.gender);
			const name = (row?: Row) => `${row?.first_name} ${row?.last_name} ${row?.date_of_birth}`;
			expect(name(first) === name(second)).toBe(kind === 'same');
		}
		expect(kinds.size).toBeGreaterThan(3);
	}, 60_000);

	test('carry insurance objects of 24 keys, of empty strings where there is none', () => {
		const keys =
			'insurance_company insurance_id_number insurance_group_name insurance_group_number insurance_claim_office_number ' +
			'insurance_payer_id insurance_plan_name insurance_plan_type is_subscriber_the_patient patient_relationship_to_subscriber ' +
			'subscriber_first_name subscriber_middle_name subscriber_last_name subscriber_suffix subscriber_date_of_birth ' +
			'subscriber_social_security subscriber_gender subscriber_address subscriber_city subscriber_zip_code ' +
			'subscriber_state subscriber_country photo_front photo_back';
		const directory = new Set(rows('insurances').map((row) => row.payer_id));
		const objects = new Set<unknown>();
		const empty = { is_subscriber_the_patient: true, subscriber_country: 'US' } as Row;
		const wrong: Row[] = [];
		for (const row of rows('patients')) {
			for (const level of ['primary', 'secondary', 'tertiary']) {
				const insurance: Row = row[`${level}_insurance`];
				objects.add(insurance.insurance_company);
				const right =
					insurance.insurance_company === ''
						? Object.entries(insurance).every(([key, value]) => value === (empty[key] ?? ''))
						: directory.has(insurance.insurance_payer_id);
				if (!right || Object.keys(insurance).join(' ') !== keys) wrong.push(insurance);
			}
		}
		expect(wrong).toEqual([]);
		expect(objects.size).toBeGreaterThan(10);
		const patients = byId('patients');
		const strange = rows('appointments').filter((row) => {
			const insurance = patients.get(row.patient)?.primary_insurance;
			return (
				row.primary_insurer_payer_id !== (insurance?.insurance_payer_id ?? '') ||
				row.primary_insurance_id_number !== (insurance?.insurance_id_number ?? '')
			);
		});
		expect(strange).toEqual([]);
	});
});

describe('money', () => {
	test('adds up to the cent in every charge', () => {
		const postings = groupBy(rows('transactions'), (row) => row.line_item);
		const payments = groupBy(rows('patient_payments'), (row) => row.line_item);
		const wrong: unknown[] = [];
		for (const line of rows('line_items')) {
			const own = postings.get(line.id) ?? [];
			const [billed, adjustment] = [cents(line.billed), cents(line.adjustment)];
			const paid = (level: number) =>
				sum(own.filter((row) => row.ins_name === level).map((row) => cents(row.ins_paid)));
			const counted = own.filter(
				(row) => row.adjustment_group_code !== 'PR' && row.claim_status !== '4',
			);
			const total = cents(line.balance_total);
			const right =
				billed === Math.round(cents(line.price) * Number(line.quantity)) &&
				adjustment === sum(counted.map((row) => cents(row.adjustment))) &&
				paid(1) === cents(line.ins1_paid) &&
				paid(2) === cents(line.ins2_paid) &&
				paid(1) + paid(2) === cents(line.ins_total) &&
				sum((payments.get(line.id) ?? []).map((row) => cents(row.amount))) ===
					cents(line.pt_paid) &&
				cents(line.paid_total) === cents(line.ins_total) + cents(line.pt_paid) &&
				total === billed - adjustment - cents(line.paid_total) &&
				total === cents(line.balance_ins) + cents(line.balance_pt) &&
				cents(line.balance_ins) >= 0;
			if (!right) wrong.push({ line, own });
		}
		expect(wrong).toEqual([]);
		expect(rows('line_items').length).toBeGreaterThan(1000);
	});

	test('arrives on remittances that add up', () => {
		const eobs = new Map(rows('eobs').map((row) => [row.insurance_payer_trace_number, row]));
		const checks = groupBy(
			rows('transactions').filter((row) => row.check_date !== null),
			(row) => row.trace_number,
		);
		expect([...checks.keys()].sort()).toEqual([...eobs.keys()].sort());
		const wrong = [...checks].filter(([trace, own]) => {
			const eob = eobs.get(String(trace));
			const paid = sum(own.map((row) => cents(row.ins_paid)));
			const same = own.every(
				(row) =>
					row.doctor === eob?.doctor &&
					row.check_date === eob?.check_date &&
					row.insurance.name === eob?.insurance_payer_name,
			);
			return !same || cents(eob?.total_paid) !== paid;
		});
		expect(wrong).toEqual([]);
	});

	test('agrees with the statuses of the appointments', () => {
		const lines = groupBy(rows('line_items'), (row) => row.appointment);
		const postings = groupBy(rows('transactions'), (row) => row.appointment);
		const seen = new Set<string>();
		const waiting = /^(|Incomplete.*|Rejected Emdeon|Rejected Pay[eo]r|In Process Emdeon|HCFA.*)$/;
		const fits = (row: Row): boolean => {
			const own = lines.get(Number(row.id)) ?? [];
			if (row.status !== 'Complete' || row.deleted_flag) {
				return own.length === 0 && row.billing_status === '' && row.ins1_status === '';
			}
			seen.add(row.billing_status).add(row.ins1_status).add(`2:${row.ins2_status}`);
			const open = sum(own.map((line) => cents(line.balance_total)));
			if (row.billing_status === 'Balance Due' && open <= 0) return false;
			if (['Paid In Full', 'Settled'].includes(row.billing_status) && open > 0) return false;
			const denied = own.filter((line) => line.denied_flag).length;
			if (row.ins1_status === 'ERA Denied' && denied < own.length) return false;
			if (row.ins1_status === 'Paid in Full' && denied > 0) return false;
			const answers = (postings.get(Number(row.id)) ?? []).filter((each) => each.check_date);
			const insured = row.primary_insurer_name !== '';
			if (insured && waiting.test(row.ins1_status) && answers.length > 0) return false;
			const billed =
				row.first_edi_date === ''
					? row.first_billed_date === row.scheduled_time
					: row.first_billed_date.startsWith(row.first_edi_date);
			return billed && answers.every((each) => row.updated_at >= each.updated_at);
		};
		expect(rows('appointments').filter((row) => !fits(row))).toEqual([]);
		const expected =
			'Balance Due|Bill Insurance|Bill Secondary Insurance|Paid In Full|Settled|ERA Denied|ERA Received|' +
			'Coordination of Benefits|Payer Acknowledged|In Process Payer|2:Paid in Full|2:In Process Payer';
		for (const status of expected.split('|')) expect(seen).toContain(status);
	});

	test('has denials, corrections, reversals, write-offs, secondary payers, refunds and copays', () => {
		const transactions = rows('transactions');
		const count = (test: (row: Row) => unknown) => transactions.filter(test).length;
		expect(
			count((row) => row.claim_status === '4' && row.adjustment_reason !== ''),
		).toBeGreaterThan(20);
		expect(count((row) => row.claim_status === '22' && Number(row.ins_paid) < 0)).toBeGreaterThan(
			5,
		);
		expect(count((row) => row.check_date === null)).toBeGreaterThan(5);
		expect(count((row) => row.ins_name === 2 && Number(row.ins_paid) > 0)).toBeGreaterThan(50);
		const lines = groupBy(transactions, (row) => row.line_item);
		const corrected = [...lines.values()].filter(
			(own) =>
				own.some((row) => row.claim_status === '4' && row.ins_name === 1) &&
				own.some((row) => row.claim_status === '1' && Number(row.ins_paid) > 0),
		);
		expect(corrected.length).toBeGreaterThan(5);
		const types = new Set(rows('patient_payments').map((row) => row.payment_transaction_type));
		for (const type of ['', 'COPAY', 'COINSR', 'REF', 'COR']) expect(types).toContain(type);
		const ids = byId('line_items');
		expect(rows('line_item_deletions').length).toBeGreaterThan(3);
		for (const row of rows('line_item_deletions')) {
			expect(ids.has(row.billing_line_item_id)).toBe(false);
		}
		const notes = rows('appointments').flatMap((row) => row.billing_notes);
		expect(notes).toEqual(rows('claim_billing_notes'));
	});
});

describe('the chart', () => {
	test('tells the same in vitals, notes, problems and medications', () => {
		const texts = new Map(
			rows('clinical_notes').map((note) => [
				note.appointment,
				note.clinical_note_sections
					.flatMap((section: Row) => section.values.map((value: Row) => value.value))
					.join('\n'),
			]),
		);
		const measured = rows('appointments').filter(
			(row) => row.vitals.blood_pressure_1 !== null && texts.has(Number(row.id)),
		);
		expect(measured.length).toBeGreaterThan(200);
		const told = measured.filter((row) => {
			const { blood_pressure_1: high, blood_pressure_2: low } = row.vitals;
			return new RegExp(`${high}(/| over | OVER )${low}`).test(texts.get(Number(row.id)));
		});
		expect(told.length / measured.length).toBeGreaterThan(0.95);
		const mentions = (name: string, field: string) => {
			const of = groupBy(rows(name), (row) => row.patient);
			return rows('clinical_notes').filter((note) =>
				(of.get(note.patient) ?? []).some((row) =>
					texts
						.get(note.appointment)
						.toLowerCase()
						.includes(String(row[field]).toLowerCase().split(' ')[0]),
				),
			).length;
		};
		expect(mentions('medications', 'name')).toBeGreaterThan(100);
		expect(mentions('problems', 'name')).toBeGreaterThan(100);
		const layouts = rows('clinical_notes').map((note) =>
			note.clinical_note_sections.map((section: Row) => section.name).join('|'),
		);
		expect(new Set(layouts).size).toBeGreaterThanOrEqual(5);
	});

	test('has field values that are those of the notes and fit their types', () => {
		const types = byId('clinical_note_field_types');
		const values = byId('clinical_note_field_values');
		let checked = 0;
		const wrong: unknown[] = [];
		for (const note of rows('clinical_notes')) {
			for (const section of note.clinical_note_sections) {
				for (const { id, clinical_note_field: field, value } of section.values) {
					checked++;
					const stored = values.get(id);
					const type = types.get(field);
					const looks: Record<string, RegExp> = {
						NullCheckbox: /^[012]$/,
						Checkbox: /^(True|False)$/,
						TwoStrings: /^\d+\/\d+$/,
					};
					const right =
						stored?.value === value &&
						stored?.clinical_note_field === field &&
						stored?.appointment === note.appointment &&
						type?.clinical_note_template === section.clinical_note_template &&
						(looks[type?.data_type]?.test(value) ?? true) &&
						(type?.allowed_values.length === 0 || type?.allowed_values.includes(value));
					if (!right) wrong.push({ id, value, type });
				}
			}
		}
		expect(wrong).toEqual([]);
		expect(checked).toBe(values.size);
	});

	test('flags what lies outside the normal range', () => {
		const flags = new Set<string>();
		for (const row of rows('lab_results')) {
			flags.add(row.abnormal_status);
			const [low, high] = row.normal_range.split(' ').map(Number);
			const value = Number(row.value);
			const wanted = value < low ? /^LL?$/ : value > high ? /^HH?$/ : /^N$/;
			expect(row.abnormal_status).toMatch(wanted);
			expect(row.is_abnormal).toBe(row.abnormal_status === 'N' ? '' : 'Y');
		}
		const charted = new Set(rows('patient_lab_results').map((row) => row.lab_abnormal_flag));
		for (const flag of ['N', 'H', 'HH', 'L'])
			expect(new Set([...flags, ...charted])).toContain(flag);
	});

	test('links files that open as what they say they are', async () => {
		const document = (mime: string) => {
			const wanted: Record<string, RegExp> = {
				pdf: /letter|form|report:|summary/,
				image: /ECG|lesion/,
			};
			return rows('documents').find((row) => wanted[mime]?.test(row.description))?.document;
		};
		const note = rows('appointments').find((row) => row.clinical_note?.pdf?.startsWith('file:'));
		const photo = rows('patients').find((row) => row.patient_photo !== null);
		const card = rows('patients').find((row) => row.primary_insurance.photo_front !== '');
		const wanted = [
			document('pdf'),
			document('image'),
			note?.clinical_note.pdf,
			photo?.patient_photo,
			card?.primary_insurance.photo_front,
			card?.primary_insurance.photo_back,
			rows('lab_documents')[0]?.document,
			rows('eobs').find((row) => row.scanned_eob !== null)?.scanned_eob,
		];
		const order = { seed: 7, patients: 250, now: NOW, only: {}, files: wanted };
		const [first, second] = dump([order, order]);
		expect(second?.files).toEqual(first?.files);
		for (const [reference, file] of Object.entries(first?.files ?? {})) {
			const bytes = Buffer.from(file.base64, 'base64');
			if (file.mime === 'application/pdf') {
				const pdf = await PDFDocument.load(bytes);
				expect([reference, pdf.getPageCount() > 0]).toEqual([reference, true]);
			} else if (file.mime === 'image/png') {
				expect(bytes.subarray(0, 8).toString('latin1')).toBe('\x89PNG\r\n\x1a\n');
				const [width, height] = [bytes.readUInt32BE(16), bytes.readUInt32BE(20)];
				const size = bytes.readUInt32BE(33);
				expect(bytes.subarray(37, 41).toString()).toBe('IDAT');
				const pixels = inflateSync(bytes.subarray(41, 41 + size));
				expect(pixels.length).toBe(height * (1 + width * 3));
			} else {
				expect(file.mime).toBe('image/jpeg');
				expect([bytes.readUInt16BE(0), bytes.readUInt16BE(bytes.length - 2)]).toEqual([
					0xffd8, 0xffd9,
				]);
			}
		}
		expect(Object.keys(first?.files ?? {}).length).toBe(wanted.length);
	}, 120_000);
});
