import { ok, type Answer } from '../answer.mts';
import type { Store } from '../store/store.mts';
import type { Row } from '../store/table.mts';
import { invalid, type Call } from './call.mts';
import { envelope } from './encode.mts';
import { queryError } from './filters.mts';
import { visibility } from './gate.mts';
import type { Hooks } from './hooks.mts';
import { decimal } from './validate.mts';
import type { RawJson } from '../answer.mts';

const cents = (value: unknown) => Math.round(Number(value ?? 0) * 100);
const money = (value: number) => decimal(value / 100);

/** The sums of a line item from its price and payments. */
function reckon(row: Record<string, unknown>): Record<string, unknown> {
	const billed = Math.round(cents(row.price) * Number(row.quantity || 1));
	const insurers = cents(row.ins1_paid) + cents(row.ins2_paid) + cents(row.ins3_paid);
	const patient = cents(row.pt_paid);
	const total = billed - cents(row.adjustment) - insurers - patient;
	const atInsurer = row.balance_ins === undefined ? total : Math.min(cents(row.balance_ins), total);
	return {
		...row,
		billed: money(billed),
		ins_total: money(insurers),
		paid_total: money(insurers + patient),
		balance_ins: money(atInsurer),
		balance_pt: money(total - atInsurer),
		balance_total: money(total),
	};
}

const ZEROS = ['adjustment', 'allowed', 'ins1_paid', 'ins2_paid', 'ins3_paid', 'pt_paid'] as const;

/** Charges: patient, doctor and dates come from the appointment (wire.md 8). */
export const lineItemHooks: Hooks = {
	check(call, fields, errors) {
		if (!errors.appointment)
			requirePatient(call.world.store.table('appointments').get(fields.appointment));
		const pointers = fields.diagnosis_pointers;
		if (Array.isArray(pointers) && pointers.length !== 4)
			errors.diagnosis_pointers = ['Ensure this field has exactly 4 elements.'];
	},
	create(call, row, fields, now) {
		const { store } = call.world;
		const appointment = store.table('appointments').get(row.appointment);
		const filled: Record<string, unknown> = {
			...row,
			patient: appointment?.patient ?? null,
			doctor: appointment?.doctor ?? null,
			service_date: String(appointment?.scheduled_time ?? '').slice(0, 10),
			posted_date: now.slice(0, 10),
			quantity: fields.quantity ?? '1.00',
			price: fields.price ?? '0.00',
			units: fields.units ?? 'UN',
			modifiers: fields.modifiers ?? ['', '', '', ''],
			denied_flag: false,
			expected_reimbursement: '0.00',
		};
		for (const name of ZEROS) filled[name] = filled[name] || '0.00';
		if (fields.balance_ins === undefined) delete filled.balance_ins;
		return { ...row, ...reckon(filled) };
	},
	update: (_call, _before, row) => reckon(row),
	deleted(call, row) {
		const { store } = call.world;
		store.create('line_item_deletions', {
			billing_line_item_id: row.id,
			appointment_id: Number(row.appointment),
			created_at: store.stamp(row),
		});
	},
};

/** Cash: an amount that is not zero, and a line in the log (wire.md 8). */
export const paymentHooks: Hooks = {
	check(_call, fields, errors) {
		if (fields.amount !== undefined && cents(fields.amount) === 0)
			errors.amount = ['Amount must not be zero.'];
	},
	create(call, row, _fields, now) {
		const patient = call.world.store.table('patients').get(row.patient);
		return {
			...row,
			doctor: row.doctor ?? patient?.doctor ?? null,
			posted_date: now.slice(0, 10),
			received_date: row.received_date || now.slice(0, 10),
			created_by: call.user.id,
		};
	},
	created(call, row) {
		const { store } = call.world;
		store.create('patient_payment_log', {
			action: 'C',
			amount: row.amount,
			payment_method: row.payment_method,
			source: 'API',
			updated_at: row.updated_at,
			appointment: row.appointment,
			created_by: call.user.id,
			doctor: row.doctor,
			id: store.table('patient_payment_log').nextId(),
			patient: row.patient,
		});
	},
};

/** A note on a claim also stands in the appointment's `billing_notes`. */
export const billingNoteHooks: Hooks = {
	create: (call, row) => ({ ...row, created_by: call.user.id }),
	created(call, row) {
		const { store } = call.world;
		const appointment = store.table('appointments').get(row.appointment);
		if (!appointment) return;
		const notes = [...(appointment.billing_notes as Row[]), row];
		store.replace('appointments', appointment, {
			...appointment,
			billing_notes: notes,
			updated_at: store.stamp(appointment),
		});
	},
};

/** A day sheet's date: `M/D/YYYY` in the reference, ISO taken as well. */
function day(call: Call, name: string): string {
	const value = call.query.get(name);
	if (!value) throw queryError(`${name} must be specified`);
	const match = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(value);
	if (match) return `${match[3]}-${match[1]?.padStart(2, '0')}-${match[2]?.padStart(2, '0')}`;
	if (/^\d{4}-\d\d-\d\d$/.test(value)) return value;
	throw queryError(`${name} must be a date (M/D/YYYY)`);
}

function posted(call: Call, table: string): Row[] {
	const first = day(call, 'start_date');
	const last = day(call, 'end_date');
	const patient = call.query.get('patient_id');
	const visible = visibility(call.world.store, call.user);
	return call.world.store
		.table(table)
		.ordered()
		.filter((row) => {
			const date = String(row.posted_date ?? '').slice(0, 10);
			return date >= first && date <= last;
		})
		.filter((row) => patient === undefined || String(row.patient) === patient)
		.filter((row) => visible === undefined || visible(row));
}

/** Where each day sheet takes its lines from. */
const SHEETS: Readonly<Record<string, string>> = {
	day_sheet_charges: 'line_items',
	day_sheet_credits: 'transactions',
	day_sheet_patient_payments: 'patient_payments',
};

function sum(rows: readonly Row[], field: string): string {
	return money(rows.reduce((total, row) => total + cents(row[field]), 0));
}

/** `GET /api/day_sheet_*`: the answer is documented nowhere; a list of lines, or sums. */
export function daySheet(call: Call): Answer {
	const table = SHEETS[call.resource.name];
	if (table) return ok(page(posted(call, table)));
	const charges = posted(call, 'line_items');
	const credits = posted(call, 'transactions');
	return ok({
		charges: sum(charges, 'billed'),
		insurance_payments: sum(credits, 'ins_paid'),
		adjustments: sum(credits, 'adjustment'),
		patient_payments: sum(posted(call, 'patient_payments'), 'amount'),
	});
}

function page(rows: readonly Row[]): RawJson {
	return envelope(
		rows.map((row) => JSON.stringify(row)),
		null,
		null,
	);
}

/** Posting an ERA: whether the appointment's `updated_at` moves is unknown (wire.md 8). */
export function bumpAppointment(store: Store, transaction: Row): void {
	if (store.switches.get('eraBump') === 'no') return;
	const appointment = store.table('appointments').get(transaction.appointment);
	if (appointment)
		store.replace('appointments', appointment, {
			...appointment,
			updated_at: store.stamp(appointment),
		});
}

/** A charge needs an appointment with a patient. */
function requirePatient(row: Row | undefined): void {
	if (row?.patient === null) throw invalid({ appointment: ['A break cannot be billed.'] });
}
