import { type Charge, chargesOf } from './charges.mts';
import { DENIALS, type Denial } from './denials.mts';
import { allowedFor } from './fees.mts';
import { share } from './money.mts';
import { PAYERS } from './payers.mts';
import type { Cover } from './persons.mts';
import { Random } from './random.mts';
import type { Visit } from './visits.mts';
import {
	DAY,
	type Day,
	HOUR,
	type Local,
	MINUTE,
	dayOf,
	isClosed,
	isoWeekday,
} from './wallclock.mts';

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

/** Where one charge stands. Money in cents. */
export interface LineState {
	billed: number;
	allowed: number;
	expected: number;
	adjustment: number;
	paid1: number;
	paid2: number;
	paidByPatient: number;
	balanceInsurance: number;
	balancePatient: number;
	status: string;
	denied: boolean;
	updated: Local;
}

/** A visit's charges and everything that has become of them by now. */
export interface Claim {
	charges: Charge[];
	chargedAt: Local;
	postings: Posting[];
	payments: Payment[];
	lines: LineState[];
	billingStatus: string;
	ins1: string;
	ins2: string;
	/** When it was first and last sent to a payer. */
	sent: Local[];
	notes: { at: Local; text: string }[];
	updated: Local;
	/** A charge that was entered by mistake and deleted. */
	mistake: Local | null;
}

type Stage =
	| 'unbilled'
	| 'incomplete'
	| 'rejected'
	| 'sent'
	| 'received'
	| 'acknowledged'
	| 'answered';

/** The words of `ins1_status` and of a line item's `billing_status` for what is not answered yet. */
const WORDS: Record<
	Exclude<Stage, 'answered'>,
	readonly [claim: readonly string[], line: string]
> = {
	unbilled: [[''], ''],
	incomplete: [['Incomplete Information'], 'Incomplete Information'],
	rejected: [
		['Rejected Emdeon', 'Rejected Emdeon', 'Rejected Payer', 'Rejected Payor'],
		'Rejected Emdeon',
	],
	sent: [['In Process Emdeon'], 'In Process Emdeon'],
	received: [['In Process Payer', 'In Process Payor'], 'In Process Payer'],
	acknowledged: [
		['Payer Acknowledged', 'Payer Acknowledged', 'HCFA Form Faxed'],
		'Payer Acknowledged',
	],
};

const FREE = /^(9939|G0439|9068|9070|9071|9047)/;

function workday(day: Day): Day {
	let open = day;
	while (isClosed(open)) open++;
	return open;
}

/** The next day on which a payer sends its checks. */
function checkDay(payer: number, from: Day): Day {
	const weekday = 1 + (payer % 5);
	let day = from;
	while (isoWeekday(day) !== weekday) day++;
	return day;
}

/** Plays one claim through from the visit to now. */
class Play {
	readonly postings: Posting[] = [];
	readonly payments: Payment[] = [];
	readonly sent: Local[] = [];
	readonly notes: { at: Local; text: string }[] = [];
	private readonly random: Random;
	private readonly denied: boolean[];
	private readonly writtenOff: number[];
	private stage: Stage = 'unbilled';
	private second: 'none' | 'pending' | 'answered' | 'denied' = 'none';
	private settled = false;
	private review = false;
	private answeredAt: Local = 0;

	constructor(
		seed: number,
		private readonly visit: Visit,
		private readonly charges: Charge[],
		private readonly chargedAt: Local,
		private readonly now: Local,
	) {
		this.random = new Random(seed, 'claim', visit.id);
		this.denied = charges.map(() => false);
		this.writtenOff = charges.map(() => 0);
	}

	run(): Claim {
		const cover = this.visit.person?.primary ?? null;
		if (cover === null) this.playCash();
		else this.playInsured(cover);
		return this.finish(cover);
	}

	private billed(line: number): number {
		const charge = this.charges[line];
		return charge === undefined ? 0 : charge.service.price * charge.quantity;
	}

	private lines(): number[] {
		return this.charges.map((_, line) => line);
	}

	private moment(day: Day): Local {
		return workday(day) * DAY + this.random.between(9 * HOUR, 17 * HOUR);
	}

	private sum(rows: readonly { line: number }[], line: number, of: (row: never) => number): number {
		let total = 0;
		for (const row of rows) if (row.line === line) total += of(row as never);
		return total;
	}

	private patientPaid(line: number): number {
		return this.sum(this.payments, line, (payment: Payment) => payment.cents);
	}

	private pay(line: number, cents: number, type: Payment['type'], at: Local): void {
		if (cents !== 0 && at <= this.now) this.payments.push({ line, cents, type, at });
	}

	private playCash(): void {
		const { random } = this;
		const visitDay = dayOf(this.visit.start);
		const atDesk = this.visit.start + (this.visit.minutes + random.between(2, 9)) * MINUTE;
		const draw = random.float();
		const later = this.moment(visitDay + random.between(18, 70));
		for (const line of this.lines()) {
			const due = this.billed(line);
			if (draw < 0.68) this.pay(line, due, '', Math.max(atDesk, this.chargedAt));
			else if (draw < 0.84) {
				const half = share(due, 0.5);
				this.pay(line, half, '', Math.max(atDesk, this.chargedAt));
				this.pay(line, due - half, '', later);
			} else if (draw < 0.93) this.pay(line, due, '', later);
		}
	}

	private playInsured(cover: Cover): void {
		const { random, now, visit } = this;
		const desk = Math.max(this.chargedAt, visit.start + (visit.minutes + 4) * MINUTE);
		const collected = random.float();
		if (cover.copay > 0 && collected < 0.86) {
			const cents = collected < 0.05 ? share(cover.copay, 0.5) : cover.copay;
			this.pay(0, Math.min(cents, this.billed(0)), 'COPAY', desk);
		}
		let send = this.moment(dayOf(this.chargedAt) + random.between(1, 4));
		if (send > now) return;
		if (random.chance(0.02)) {
			this.stage = 'incomplete';
			this.notes.push({
				at: send,
				text: 'Insurance id missing from the card copy; front desk asked.',
			});
			if (random.chance(0.25)) return;
			send = this.moment(dayOf(send) + random.between(5, 14));
			if (send > now) return;
		}
		this.sent.push(send);
		if (random.chance(0.035)) {
			this.stage = 'rejected';
			this.notes.push({
				at: Math.min(now, send + DAY),
				text: 'Rejected before it reached the payer; subscriber data corrected.',
			});
			if (random.chance(0.2)) return;
			send = this.moment(dayOf(send) + random.between(4, 16));
			if (send > now) return;
			this.sent.push(send);
		}
		this.answer(cover, send);
	}

	/** From a claim on its way to the payer's answer. */
	private answer(cover: Cover, send: Local): void {
		const { random, now } = this;
		this.stage = 'sent';
		if (send + 20 * HOUR > now) return;
		this.stage = 'received';
		if (send + 4 * DAY > now) return;
		this.stage = 'acknowledged';
		const slow = random.chance(0.03);
		const check = checkDay(
			cover.payer,
			dayOf(send) + (slow ? random.between(45, 110) : random.between(9, 24)),
		);
		const at = this.moment(check + random.between(1, 3));
		if (at > now) return;
		this.stage = 'answered';
		this.answeredAt = at;
		const insurer = PAYERS[cover.payer];
		if (random.chance(insurer?.denies ?? 0.08)) this.playDenial(cover, check, at);
		else this.playPayment(cover, check, at);
	}

	private chooseDenial(): Denial {
		let left = this.random.float() * DENIALS.reduce((sum, denial) => sum + denial.weight, 0);
		return DENIALS.find((denial) => (left -= denial.weight) < 0) ?? (DENIALS[0] as Denial);
	}

	private deny(line: number, denial: Denial, cover: Cover, check: Day, at: Local): void {
		this.denied[line] = true;
		this.postings.push({
			line,
			level: 1,
			payer: cover.payer,
			paid: 0,
			adjustment: this.billed(line),
			group: denial.group,
			reason: denial.reason,
			status: '4',
			check,
			at,
		});
	}

	private playDenial(cover: Cover, check: Day, at: Local): void {
		const { random, now } = this;
		const denial = this.chooseDenial();
		const onlyOne = this.charges.length > 1 && random.chance(0.4);
		const spared = onlyOne ? this.lines().slice(0, -1) : [];
		for (const line of this.lines()) {
			if (spared.includes(line)) this.payLine(line, cover, check, at, '1', 1);
			else this.deny(line, denial, cover, check, at);
		}
		this.notes.push({ at: Math.min(now, at + 2 * DAY), text: denial.note });
		if (denial.group === 'PR') {
			this.collect(at);
			return;
		}
		const again = this.moment(dayOf(at) + random.between(5, 30));
		if (denial.mendable && random.chance(0.55)) {
			if (again > now) return;
			this.sent.push(again);
			const secondCheck = checkDay(cover.payer, dayOf(again) + random.between(10, 28));
			const secondAt = this.moment(secondCheck + random.between(1, 3));
			if (secondAt > now) {
				this.stage = 'received';
				return;
			}
			this.answeredAt = secondAt;
			for (const line of this.lines()) {
				if (!this.denied[line]) continue;
				this.denied[line] = false;
				this.payLine(line, cover, secondCheck, secondAt, '1', 1);
			}
			this.afterPayment(secondCheck, secondAt);
			return;
		}
		this.review = random.chance(0.3);
		const giveUp = this.moment(dayOf(at) + random.between(60, 130));
		if (giveUp > now || !random.chance(0.6)) return;
		for (const line of this.lines()) if (this.denied[line]) this.writeOff(line, cover, giveUp);
		this.settled = true;
		this.review = false;
	}

	/** The practice gives up what is left of a charge. */
	private writeOff(line: number, cover: Cover, at: Local): void {
		const rest = this.open(line);
		if (rest <= 0) return;
		if (this.denied[line] !== true) this.writtenOff[line] = rest;
		this.postings.push({
			line,
			level: 1,
			payer: cover.payer,
			paid: 0,
			adjustment: rest,
			group: '',
			reason: '',
			status: '',
			check: null,
			at,
		});
	}

	private counted(line: number): number {
		return this.sum(this.postings, line, (posting: Posting) =>
			posting.group === 'PR' || posting.status === '4' ? 0 : posting.adjustment,
		);
	}

	private paidBy(line: number, level: 1 | 2): number {
		return this.sum(this.postings, line, (posting: Posting) =>
			posting.level === level ? posting.paid : 0,
		);
	}

	private owed(line: number, level: 1 | 2): number {
		return this.sum(this.postings, line, (posting: Posting) =>
			posting.level === level && posting.group === 'PR' ? posting.adjustment : 0,
		);
	}

	private open(line: number): number {
		return (
			this.billed(line) -
			this.counted(line) -
			this.paidBy(line, 1) -
			this.paidBy(line, 2) -
			this.patientPaid(line)
		);
	}

	/** What the primary payer says to a charge that it covers. */
	private payLine(
		line: number,
		cover: Cover,
		check: Day,
		at: Local,
		status: string,
		factor: number,
	): void {
		const { random } = this;
		const charge = this.charges[line];
		if (charge === undefined) return;
		const billed = this.billed(line);
		const allowed = Math.min(
			billed,
			share(allowedFor(cover.payer, charge.service) * charge.quantity, factor),
		);
		const free = FREE.test(charge.service.code);
		const copay = free || line > 0 ? 0 : Math.min(cover.copay, allowed);
		const highDeductible = cover.plan.startsWith('HDHP');
		const deductible =
			free || !random.chance(highDeductible ? 0.6 : 0.14)
				? 0
				: share(allowed - copay, random.chance(0.6) ? 1 : random.float());
		const rest = allowed - copay - deductible;
		const coinsurance = free ? 0 : share(rest, 1 - (PAYERS[cover.payer]?.pays ?? 1));
		const row = { line, level: 1 as const, payer: cover.payer, status, check, at };
		this.postings.push({
			...row,
			paid: rest - coinsurance,
			adjustment: billed - allowed,
			group: 'CO',
			reason: '45',
		});
		const shares = [
			['1', deductible],
			['2', coinsurance],
			['3', copay],
		] as const;
		for (const [reason, cents] of shares) {
			if (cents > 0)
				this.postings.push({ ...row, paid: 0, adjustment: cents, group: 'PR', reason });
		}
	}

	private playPayment(cover: Cover, check: Day, at: Local): void {
		const { random, now } = this;
		const crosses = this.visit.person?.secondary != null;
		for (const line of this.lines()) this.payLine(line, cover, check, at, crosses ? '19' : '1', 1);
		const reversed = random.chance(0.025);
		const secondCheck = checkDay(cover.payer, check + random.between(18, 50));
		const secondAt = this.moment(secondCheck + 1);
		if (reversed && secondAt <= now) {
			this.reverse(cover, secondCheck, secondAt);
			this.answeredAt = secondAt;
			if (this.denied.some(Boolean)) return;
			this.afterPayment(secondCheck, secondAt);
			return;
		}
		this.afterPayment(check, at);
	}

	/** The payer takes its answer back and gives another one with the same check. */
	private reverse(cover: Cover, check: Day, at: Local): void {
		const denial = this.chooseDenial();
		const refuses = this.random.chance(0.35) && denial.group !== 'PR';
		for (const posting of [...this.postings]) {
			this.postings.push({
				...posting,
				paid: -posting.paid,
				adjustment: -posting.adjustment,
				status: '22',
				check,
				at,
			});
		}
		for (const line of this.lines()) {
			if (refuses) this.deny(line, denial, cover, check, at);
			else this.payLine(line, cover, check, at, '1', 0.9);
		}
		this.notes.push({
			at: Math.min(this.now, at + DAY),
			text: 'Payer reversed its payment; see the remittance.',
		});
	}

	/** What the primary payer leaves goes to the secondary one, then to the patient. */
	private afterPayment(check: Day, at: Local): void {
		const { random, now } = this;
		const cover = this.visit.person?.secondary ?? null;
		const owing = this.lines().filter((line) => this.owed(line, 1) > 0);
		if (cover === null || owing.length === 0) {
			this.collect(at);
			return;
		}
		this.second = 'pending';
		const secondCheck = checkDay(cover.payer, check + random.between(8, 24));
		const secondAt = Math.max(this.moment(secondCheck + random.between(1, 3)), at + HOUR);
		if (secondAt > now) return;
		this.answeredAt = secondAt;
		const insurer = PAYERS[cover.payer];
		const refuses = random.chance(insurer?.denies ?? 0.05);
		this.second = refuses ? 'denied' : 'answered';
		for (const line of owing) {
			const left = this.owed(line, 1);
			const row = { line, level: 2 as const, payer: cover.payer, check: secondCheck, at: secondAt };
			if (refuses) {
				this.postings.push({
					...row,
					paid: 0,
					adjustment: left,
					group: 'OA',
					reason: '22',
					status: '4',
				});
				continue;
			}
			const paid = share(left, insurer?.pays ?? 1);
			this.postings.push({ ...row, paid, adjustment: 0, group: 'OA', reason: '23', status: '2' });
			if (left > paid) {
				this.postings.push({
					...row,
					paid: 0,
					adjustment: left - paid,
					group: 'PR',
					reason: '2',
					status: '2',
				});
			}
		}
		this.collect(secondAt);
	}

	private responsibility(line: number): number {
		if (this.second === 'pending') return 0;
		return this.owed(line, this.second === 'answered' && this.owed(line, 1) > 0 ? 2 : 1);
	}

	/** The patient's statement, refunds of what was too much, and small sums let go. */
	private collect(at: Local): void {
		const { random, now } = this;
		const draw = random.float();
		const paidAt = this.moment(dayOf(at) + random.between(6, 45));
		const refundAt = this.moment(dayOf(at) + random.between(20, 60));
		const lettingGo = this.moment(dayOf(at) + random.between(150, 190));
		for (const line of this.lines()) {
			const left = this.responsibility(line) - this.patientPaid(line);
			if (left < 0 && draw < 0.7 && this.denied[line] !== true)
				this.pay(line, left, 'REF', refundAt);
			if (left <= 0) continue;
			if (draw < 0.62) this.pay(line, left, 'COINSR', paidAt);
			else if (draw < 0.72) this.pay(line, share(left, 0.5), 'COINSR', paidAt);
			else if (
				draw > 0.9 &&
				left < 3000 &&
				lettingGo <= now &&
				this.visit.person?.primary != null
			) {
				this.writeOff(line, this.visit.person.primary, lettingGo);
				this.settled = true;
			}
		}
		if (random.chance(0.006)) {
			const payment = this.payments[0];
			if (payment !== undefined && payment.at + DAY < now) {
				this.pay(payment.line, -payment.cents, 'COR', payment.at + HOUR);
				this.pay(payment.line, payment.cents, payment.type, payment.at + HOUR + 60);
			}
		}
	}

	private lineState(line: number, cover: Cover | null): LineState {
		const charge = this.charges[line] as Charge;
		const billed = this.billed(line);
		const open = this.open(line);
		const denied = this.denied[line] === true;
		const answered = this.answered(line);
		const patientDenied = denied && this.responsibility(line) > 0;
		const balancePatient =
			cover === null
				? open
				: !answered || (denied && !patientDenied) || this.waits(line)
					? 0
					: this.responsibility(line) - this.patientPaid(line) - (this.writtenOff[line] ?? 0);
		const contract = this.sum(this.postings, line, (posting: Posting) =>
			posting.reason === '45' ? posting.adjustment : 0,
		);
		const events = [...this.postings, ...this.payments].filter((event) => event.line === line);
		return {
			billed,
			allowed: answered && !denied && cover !== null ? billed - contract : 0,
			expected: cover === null ? billed : allowedFor(cover.payer, charge.service) * charge.quantity,
			adjustment: this.counted(line),
			paid1: this.paidBy(line, 1),
			paid2: this.paidBy(line, 2),
			paidByPatient: this.patientPaid(line),
			balanceInsurance: open - balancePatient,
			balancePatient,
			status: this.lineStatus(line, cover, open),
			denied,
			updated: Math.max(this.chargedAt, ...this.sent, ...events.map((event) => event.at)),
		};
	}

	/** A charge may be paid while another one of its claim is sent again. */
	private answered(line: number): boolean {
		const heard = this.postings.some((posting) => posting.line === line && posting.level === 1);
		return this.stage === 'answered' || (heard && this.denied[line] !== true);
	}

	/** Whether the secondary payer has still to say something to a charge. */
	private waits(line: number): boolean {
		return this.second === 'pending' && this.owed(line, 1) > 0;
	}

	private lineStatus(line: number, cover: Cover | null, open: number): string {
		if (cover === null) return '';
		if (this.stage !== 'answered' && !this.answered(line)) return WORDS[this.stage][1];
		if (this.denied[line] === true) return 'ERA Denied';
		if (this.now - this.answeredAt < 3 * DAY) return 'ERA Received';
		if (this.waits(line)) return 'Coordination of Benefits';
		return open <= 0 ? 'Paid in Full' : 'Partially Paid';
	}

	private finish(cover: Cover | null): Claim {
		const lines = this.lines().map((line) => this.lineState(line, cover));
		const events = [...this.postings, ...this.payments, ...this.notes];
		const open = lines.reduce((sum, line) => sum + line.balanceInsurance + line.balancePatient, 0);
		return {
			charges: this.charges,
			chargedAt: this.chargedAt,
			postings: this.postings,
			payments: this.payments,
			lines,
			...this.statuses(cover, open),
			sent: this.sent,
			notes: this.notes,
			updated: Math.max(this.chargedAt, ...this.sent, ...events.map((event) => event.at)),
			mistake: this.random.chance(0.012) ? Math.min(this.now, this.chargedAt + 40 * MINUTE) : null,
		};
	}

	private statuses(
		cover: Cover | null,
		open: number,
	): Pick<Claim, 'billingStatus' | 'ins1' | 'ins2'> {
		const done = open > 0 ? 'Balance Due' : this.settled ? 'Settled' : 'Paid In Full';
		if (cover === null) return { billingStatus: done, ins1: '', ins2: '' };
		if (this.stage !== 'answered') {
			const unsent = this.stage === 'unbilled' && this.now - this.chargedAt < DAY;
			const ins1 = this.random.pick(WORDS[this.stage][0]);
			return { billingStatus: unsent ? '' : 'Bill Insurance', ins1, ins2: '' };
		}
		const fresh = this.now - this.answeredAt < 3 * DAY;
		const denied = this.denied.filter(Boolean).length;
		if (denied > 0) {
			const ins1 = denied === this.denied.length ? 'ERA Denied' : 'Partially Paid';
			const owedByPatient = this.lines().some(
				(line) => this.denied[line] && this.owed(line, 1) > 0,
			);
			const waiting = this.review ? 'Internal Review' : 'Bill Insurance';
			return { billingStatus: this.settled || owedByPatient ? done : waiting, ins1, ins2: '' };
		}
		if (this.second === 'pending') {
			const ins2 = fresh ? 'In Process Emdeon' : 'In Process Payer';
			return { billingStatus: 'Bill Secondary Insurance', ins1: 'Coordination of Benefits', ins2 };
		}
		const ins2 =
			this.second === 'none' ? '' : this.second === 'denied' ? 'ERA Denied' : 'Paid in Full';
		const ins1 = fresh && this.second === 'none' ? 'ERA Received' : 'Paid in Full';
		return { billingStatus: done, ins1, ins2 };
	}
}

/**
 * What became of a visit's charges by `now` (the doctor's wall clock): the same at every call. null
 * for what is not charged: breaks, deleted rows, visits that did not take place, and those whose
 * charges nobody has entered yet.
 *
 * Per charge, in cents: billed = quantity × price; adjustment is the sum over the postings that are
 * neither the patient's share (PR) nor a denial (claim status 4); billed − adjustment − paid =
 * balance of insurance + balance of patient. The patient's share is the sum of PR postings of the
 * last payer that answered.
 */
export function claimOf(seed: number, visit: Visit, now: Local): Claim | null {
	if (visit.person === null || visit.deleted || visit.status !== 'Complete') return null;
	const random = new Random(seed, 'charging', visit.id);
	const seenUntil = visit.history[visit.history.length - 1]?.at ?? visit.start;
	const soon = seenUntil + random.between(2, 50) * MINUTE;
	const later = workday(dayOf(seenUntil) + 1) * DAY + random.between(9, 16) * HOUR;
	const chargedAt = random.chance(0.8) ? soon : later;
	if (chargedAt > now) return null;
	return new Play(seed, visit, chargesOf(seed, visit), chargedAt, now).run();
}
