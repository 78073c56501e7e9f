import type { Charge } from './charges.mts';
import type { Day, Local } from './wallclock.mts';

/** What a remittance says about one charge; a row of `/api/transactions`. Money in cents. */
export interface Posting {
	/** Index of the charge. */
	line: number;
	level: 1 | 2;
	/** Index into `PAYERS`. */
	payer: number;
	paid: number;
	adjustment: number;
	group: '' | 'CO' | 'OA' | 'PI' | 'PR';
	reason: string;
	/** X12 835 CLP02; empty for an adjustment that the practice made itself. */
	status: string;
	/** Day of the payer's check; null for an adjustment of the practice. */
	check: Day | null;
	at: Local;
}

/** What the patient paid towards one charge; a row of `/api/patient_payments`. */
export interface Payment {
	line: number;
	cents: number;
	type: '' | 'REF' | 'COR' | 'COPAY' | 'COINSR' | 'OTHR';
	at: Local;
}

/** What the secondary payer has said so far. */
export type Second = 'none' | 'pending' | 'answered' | 'denied';

/**
 * The charges of one claim and what was posted to them; all sums are in cents. An adjustment counts
 * unless it is the patient's share (group PR) or a denial (claim status 4): a denied charge stays
 * open until it is paid after all or written off.
 */
export class Account {
	readonly postings: Posting[] = [];
	readonly payments: Payment[] = [];
	readonly denied: boolean[];
	/** What the practice let a patient off, by charge. */
	readonly letOff: number[];
	second: Second = 'none';

	constructor(readonly charges: readonly Charge[]) {
		this.denied = charges.map(() => false);
		this.letOff = charges.map(() => 0);
	}

	billed(line: number): number {
		const charge = this.charges[line];
		return charge === undefined ? 0 : charge.service.price * charge.quantity;
	}

	adjusted(line: number): number {
		let sum = 0;
		for (const each of this.postings) {
			if (each.line === line && each.group !== 'PR' && each.status !== '4') sum += each.adjustment;
		}
		return sum;
	}

	/** What the contract with the primary payer takes off (CO 45). */
	contractual(line: number): number {
		let sum = 0;
		for (const each of this.postings) {
			if (each.line === line && each.reason === '45') sum += each.adjustment;
		}
		return sum;
	}

	paidBy(line: number, level: 1 | 2): number {
		let sum = 0;
		for (const each of this.postings) {
			if (each.line === line && each.level === level) sum += each.paid;
		}
		return sum;
	}

	paidByPatient(line: number): number {
		let sum = 0;
		for (const each of this.payments) if (each.line === line) sum += each.cents;
		return sum;
	}

	/** What one payer leaves to the patient (group PR). */
	left(line: number, level: 1 | 2): number {
		let sum = 0;
		for (const each of this.postings) {
			if (each.line === line && each.level === level && each.group === 'PR') sum += each.adjustment;
		}
		return sum;
	}

	/** What nobody has paid, taken off or forgiven yet. */
	open(line: number): number {
		return (
			this.billed(line) -
			this.adjusted(line) -
			this.paidBy(line, 1) -
			this.paidBy(line, 2) -
			this.paidByPatient(line)
		);
	}

	/** Whether the secondary payer has still to say something to a charge. */
	waits(line: number): boolean {
		return this.second === 'pending' && this.left(line, 1) > 0;
	}

	/** The patient's share as the last payer that answered leaves it. */
	patientShare(line: number): number {
		if (this.second === 'pending') return 0;
		const first = this.left(line, 1);
		return this.second === 'answered' && first > 0 ? this.left(line, 2) : first;
	}

	/** Whether the primary payer has answered: one charge may be paid while another is sent again. */
	heard(line: number): boolean {
		if (this.denied[line] === true) return false;
		return this.postings.some((each) => each.line === line && each.level === 1);
	}

	/** The patient's balance of a charge; what else is open is the insurance's. */
	patientBalance(line: number, insured: boolean, answered: boolean): number {
		if (!insured) return this.open(line);
		const share = this.patientShare(line);
		const disputed = this.denied[line] === true && share === 0;
		if (!answered || disputed || this.waits(line)) return 0;
		return share - this.paidByPatient(line) - (this.letOff[line] ?? 0);
	}

	/** The practice gives up what is left of a charge. */
	writeOff(line: number, payer: number, at: Local): void {
		const rest = this.open(line);
		if (rest <= 0) return;
		if (this.patientShare(line) > 0) this.letOff[line] = rest;
		this.postings.push({
			line,
			level: 1,
			payer,
			paid: 0,
			adjustment: rest,
			group: '',
			reason: '',
			status: '',
			check: null,
			at,
		});
	}

	/** The payer takes everything back that it has said. */
	reverse(check: Day, at: Local): void {
		for (const each of [...this.postings]) {
			const [paid, adjustment] = [-each.paid, -each.adjustment];
			this.postings.push({ ...each, paid, adjustment, status: '22', check, at });
		}
	}
}
