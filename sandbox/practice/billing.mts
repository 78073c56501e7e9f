import type { Payment, Posting } from './account.mts';
import type { Claim } from './claims.mts';
import { idOf } from './ids.mts';
import { decimal } from './money.mts';
import { inOrder } from './order.mts';
import { PAYERS } from './payers.mts';
import { type Row, fileRef } from './practice.mts';
import { Random, odds } from './random.mts';
import type { Visit } from './visit.mts';
import { type Local, date, dayOf, stamp } from './wallclock.mts';

/** Everything in which the money of a practice shows. */
export interface BillingRows {
	line_items: Row[];
	procedures: Row[];
	transactions: Row[];
	eobs: Row[];
	patient_payments: Row[];
	patient_payment_log: Row[];
	line_item_deletions: Row[];
}

/** A visit with what became of its charges. */
export interface BookedClaim {
	visit: Visit;
	claim: Claim;
}

interface Booked<T> {
	visit: Visit;
	entry: T;
	/** Id of the line item of each charge. */
	lineIds: number[];
}

const METHODS = odds({
	VISA: 34,
	CRDT: 18,
	CASH: 16,
	CHCK: 12,
	MSTR: 9,
	DBIT: 7,
	ONPT: 3,
	OTHR: 1,
});

/** The number on a payer's check to one doctor on one day. */
function trace(posting: Posting, doctor: number): string {
	if (posting.check === null) return '';
	return `${PAYERS[posting.payer]?.payerId.slice(0, 3)}${posting.check * 10 + doctor}`;
}

const later = (at: Local, seconds: number, now: Local) => stamp(Math.min(now, at + seconds));

export class Ledger {
	readonly rows: BillingRows = {
		line_items: [],
		procedures: [],
		transactions: [],
		eobs: [],
		patient_payments: [],
		patient_payment_log: [],
		line_item_deletions: [],
	};
	private readonly random: Random;
	private postings: Booked<Posting>[] = [];
	private readonly payments: Booked<Payment>[] = [];
	private lineCount = 0;

	constructor(
		seed: number,
		private readonly now: readonly Local[],
		private readonly billers: readonly number[],
		private readonly frontDesk: readonly number[],
	) {
		this.random = new Random(seed, 'ledger');
	}

	/** Books the claims, oldest charge first, so that ids ascend as in a real ledger. */
	book(claims: BookedClaim[]): BillingRows {
		for (const booked of inOrder(claims, ({ claim }) => claim.chargedAt)) this.bookLines(booked);
		this.postings = inOrder(this.postings, ({ entry }) => entry.at);
		this.postings.forEach((booked, index) => this.bookPosting(booked, index));
		for (const booked of inOrder(this.payments, ({ entry }) => entry.at)) this.bookPayment(booked);
		this.bookEobs();
		return this.rows;
	}

	private bookLines({ visit, claim }: BookedClaim): void {
		const appointment = visit.id;
		const patient = visit.person?.id ?? null;
		const doctor = visit.doctor.id;
		const service = date(dayOf(visit.start));
		const posted = date(dayOf(claim.chargedAt));
		const lineIds = claim.lines.map((line, index) => {
			const id = idOf('line_items', this.lineCount++);
			const charge = claim.charges[index];
			if (charge === undefined) return id;
			const { code, type, description, price } = charge.service;
			const paid = line.paid1 + line.paid2;
			const total = line.balanceInsurance + line.balancePatient;
			this.rows.line_items.push({
				id,
				appointment,
				patient,
				doctor,
				code,
				procedure_type: type,
				quantity: decimal(charge.quantity * 100),
				units: 'UN',
				price: decimal(price),
				billed: decimal(line.billed),
				allowed: decimal(line.allowed),
				adjustment: decimal(line.adjustment),
				ins1_paid: decimal(line.paid1),
				ins2_paid: decimal(line.paid2),
				ins3_paid: '0.00',
				ins_total: decimal(paid),
				pt_paid: decimal(line.paidByPatient),
				paid_total: decimal(paid + line.paidByPatient),
				balance_ins: decimal(line.balanceInsurance),
				balance_pt: decimal(line.balancePatient),
				balance_total: decimal(total),
				expected_reimbursement: decimal(line.expected),
				billing_status: line.status,
				insurance_status: line.denied ? 'Denied' : '',
				denied_flag: line.denied,
				diagnosis_pointers: ['1', '0', '0', '0'],
				modifiers: [charge.modifier, '', '', ''],
				posted_date: posted,
				service_date: service,
				updated_at: stamp(line.updated),
				description,
			});
			this.rows.procedures.push({
				id: idOf('procedures', this.rows.procedures.length),
				appointment,
				patient,
				doctor,
				code,
				procedure_type: type,
				description,
				status: 'completed',
				date: service,
				created_at: stamp(claim.chargedAt),
				updated_at: stamp(claim.chargedAt),
			});
			return id;
		});
		if (claim.mistake !== null) {
			this.rows.line_item_deletions.push({
				billing_line_item_id: idOf('line_items', this.lineCount++),
				created_at: stamp(claim.mistake),
				appointment_id: visit.id,
			});
		}
		for (const entry of claim.postings) this.postings.push({ visit, entry, lineIds });
		for (const entry of claim.payments) this.payments.push({ visit, entry, lineIds });
	}

	private bookPosting({ visit, entry, lineIds }: Booked<Posting>, index: number): void {
		const payer = PAYERS[entry.payer];
		const cover = entry.level === 1 ? visit.person?.primary : visit.person?.secondary;
		this.rows.transactions.push({
			id: idOf('transactions', index),
			line_item: lineIds[entry.line],
			appointment: visit.id,
			patient: visit.person?.id,
			doctor: visit.doctor.id,
			ins_name: entry.level,
			ins_paid: decimal(entry.paid),
			adjustment: decimal(entry.adjustment),
			adjustment_group_code: entry.group,
			adjustment_reason: entry.reason,
			claim_status: entry.status,
			check_date: entry.check === null ? null : date(entry.check),
			posted_date: date(dayOf(entry.at)),
			trace_number: trace(entry, visit.doctor.index),
			insurance: {
				name: payer?.name ?? '',
				id_number: cover?.memberId ?? '',
				message: '',
			},
			created_at: stamp(entry.at),
			updated_at: stamp(entry.at),
		});
	}

	private bookPayment({ visit, entry, lineIds }: Booked<Payment>): void {
		const { random, rows } = this;
		const now = this.now[visit.doctor.index] ?? 0;
		const method = random.draw(METHODS);
		const by = random.pick(entry.type === 'COPAY' ? this.frontDesk : this.billers);
		const owner = { patient: visit.person?.id ?? null, doctor: visit.doctor.id };
		const when = stamp(entry.at);
		rows.patient_payments.push({
			id: idOf('patient_payments', rows.patient_payments.length),
			...owner,
			appointment: visit.id,
			line_item: lineIds[entry.line],
			amount: decimal(entry.cents),
			payment_method: method,
			payment_transaction_type: entry.type,
			received_date: date(dayOf(entry.at)),
			posted_date: date(dayOf(entry.at)),
			trace_number: method === 'CHCK' ? random.digits(4) : '',
			notes: entry.type === 'REF' ? 'Paid too much' : '',
			created_by: by,
			created_at: when,
			updated_at: when,
		});
		this.log(visit.id, owner, entry.cents, method, 'C', by, when);
		if (random.chance(0.01)) {
			this.log(visit.id, owner, entry.cents, method, 'U', by, later(entry.at, 600, now));
		}
		if (random.chance(0.006)) {
			this.log(visit.id, owner, entry.cents, method, 'C', by, later(entry.at, 60, now));
			this.log(visit.id, owner, entry.cents, method, 'D', by, later(entry.at, 300, now));
		}
		if (random.chance(0.008)) this.bookOnAccount(visit, entry.at, by);
	}

	/** Money on account, not yet given to any charge. */
	private bookOnAccount(visit: Visit, at: Local, by: number): void {
		const owner = { patient: visit.person?.id ?? null, doctor: visit.doctor.id };
		const when = stamp(at);
		const cents = this.random.between(2, 12) * 1000;
		this.rows.patient_payments.push({
			id: idOf('patient_payments', this.rows.patient_payments.length),
			...owner,
			appointment: null,
			line_item: null,
			amount: decimal(cents),
			payment_method: 'CHCK',
			payment_transaction_type: 'OTHR',
			received_date: date(dayOf(at)),
			posted_date: date(dayOf(at)),
			trace_number: this.random.digits(4),
			notes: 'On account',
			created_by: by,
			created_at: when,
			updated_at: when,
		});
		this.log(null, owner, cents, 'CHCK', 'C', by, when);
	}

	private log(
		appointment: number | null,
		owner: { patient: number | null; doctor: number },
		cents: number,
		method: string,
		action: 'C' | 'U' | 'D',
		by: number,
		when: string,
	): void {
		this.rows.patient_payment_log.push({
			id: idOf('patient_payment_log', this.rows.patient_payment_log.length),
			...owner,
			appointment,
			amount: decimal(cents),
			payment_method: method,
			action,
			source: action === 'D' ? 'Entered twice' : 'Web',
			created_by: by,
			updated_at: when,
		});
	}

	/** One remittance per payer, doctor and check day: the sum of what its postings paid. */
	private bookEobs(): void {
		const remittances = new Map<string, { first: Booked<Posting>; cents: number }>();
		for (const booked of this.postings) {
			if (booked.entry.check === null) continue;
			const key = trace(booked.entry, booked.visit.doctor.index);
			const known = remittances.get(key);
			if (known === undefined) remittances.set(key, { first: booked, cents: booked.entry.paid });
			else known.cents += booked.entry.paid;
		}
		for (const [number, { first, cents }] of remittances) {
			const { entry, visit } = first;
			const payer = PAYERS[entry.payer];
			const id = idOf('eobs', this.rows.eobs.length);
			const check = entry.check ?? dayOf(entry.at);
			this.rows.eobs.push({
				id,
				doctor: visit.doctor.id,
				insurance_payer_id: payer?.payerId ?? '',
				insurance_payer_name: payer?.name ?? '',
				insurance_payer_trace_number: number,
				check_date: date(check),
				deposit_date: date(check + 1),
				posted_date: date(dayOf(entry.at)),
				total_paid: decimal(cents),
				payment_method: cents === 0 ? 'NON' : this.random.pick(['ACH', 'ACH', 'CHK', 'VPAY']),
				scanned_eob: this.random.chance(0.4) ? fileRef('eobs', id) : null,
				updated_at: stamp(entry.at),
			});
		}
	}
}
