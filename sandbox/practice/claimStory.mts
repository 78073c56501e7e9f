import { Account, type Payment } from './account.mts';
import type { Charge } from './charges.mts';
import type { Stage } from './claimStatus.mts';
import { DENIALS, type Denial } from './denials.mts';
import { allowedFor } from './fees.mts';
import { officeMoment } from './moments.mts';
import { share } from './money.mts';
import { PAYERS } from './payers.mts';
import type { Cover } from './persons.mts';
import { Random, oddsOf } from './random.mts';
import type { Visit } from './visit.mts';
import { DAY, type Day, HOUR, type Local, MINUTE, dayOf, isoWeekday } from './wallclock.mts';

/** Preventive services and vaccines, which cost the insured nothing. */
const FREE = /^(9939|G0439|9068|9070|9071|9047)/;
const REFUSALS = oddsOf(DENIALS, (denial) => denial.weight);

/** The next day on which a payer sends its checks. */
function checkDay(payer: number, from: Day): Day {
	const weekday = 1 + (payer % 5);
	let day = from;
	while (isoWeekday(day) !== weekday) day++;
	return day;
}

/** An answer of a payer: on which check it came, and when it was posted. */
interface Answer {
	check: Day;
	at: Local;
}

/** Plays one claim through from the visit to now; nothing happens after now. */
export class ClaimStory {
	readonly account: Account;
	/** When the claim was sent to a payer. */
	readonly sent: Local[] = [];
	readonly notes: { at: Local; text: string }[] = [];
	readonly random: Random;
	readonly lines: number[];
	stage: Stage = 'unbilled';
	settled = false;
	review = false;
	answeredAt: Local = 0;

	constructor(
		seed: number,
		private readonly visit: Visit,
		charges: readonly Charge[],
		readonly chargedAt: Local,
		readonly now: Local,
	) {
		this.random = new Random(seed, 'claim', visit.id);
		this.account = new Account(charges);
		this.lines = charges.map((_, line) => line);
	}

	/** From the charges to now. */
	play(): void {
		const cover = this.visit.person?.primary ?? null;
		if (cover === null) this.playCash();
		else this.playInsured(cover);
	}

	private moment(day: Day): Local {
		return officeMoment(this.random, day);
	}

	private pay(line: number, cents: number, type: Payment['type'], at: Local): void {
		if (cents !== 0 && at <= this.now) this.account.payments.push({ line, cents, type, at });
	}

	private note(at: Local, text: string): void {
		this.notes.push({ at: Math.min(this.now, at), text });
	}

	private playCash(): void {
		const { random, visit } = this;
		const leaves = visit.start + (visit.minutes + random.between(2, 9)) * MINUTE;
		const atDesk = Math.max(leaves, this.chargedAt);
		const draw = random.float();
		const later = this.moment(dayOf(visit.start) + random.between(18, 70));
		for (const line of this.lines) {
			const due = this.account.billed(line);
			if (draw < 0.68) this.pay(line, due, '', atDesk);
			else if (draw < 0.84) {
				const half = share(due, 0.5);
				this.pay(line, half, '', atDesk);
				this.pay(line, due - half, '', later);
			} else if (draw < 0.93) this.pay(line, due, '', later);
		}
	}

	private playInsured(cover: Cover): void {
		const { random, now, visit } = this;
		const collected = random.float();
		if (cover.copay > 0 && collected < 0.86) {
			const atDesk = Math.max(this.chargedAt, visit.start + (visit.minutes + 4) * MINUTE);
			const cents = collected < 0.05 ? share(cover.copay, 0.5) : cover.copay;
			this.pay(0, Math.min(cents, this.account.billed(0)), 'COPAY', atDesk);
		}
		let send = this.moment(dayOf(this.chargedAt) + random.between(1, 4));
		if (send > now) return;
		if (random.chance(0.02)) {
			this.stage = 'incomplete';
			this.note(send, 'Insurance id missing from the card copy; front desk asked.');
			if (random.chance(0.25)) return;
			send = this.moment(dayOf(send) + random.between(5, 14));
			if (send > now) return;
		}
		this.sent.push(send);
		if (random.chance(0.035)) {
			this.stage = 'rejected';
			this.note(send + DAY, 'Rejected before it reached the payer; subscriber data corrected.');
			if (random.chance(0.2)) return;
			send = this.moment(dayOf(send) + random.between(4, 16));
			if (send > now) return;
			this.sent.push(send);
		}
		this.playAnswer(cover, send);
	}

	/** From a claim on its way to the payer's answer. */
	private playAnswer(cover: Cover, send: Local): void {
		const { random, now } = this;
		this.stage = 'sent';
		if (send + 20 * HOUR > now) return;
		this.stage = 'received';
		if (send + 4 * DAY > now) return;
		this.stage = 'acknowledged';
		const slow = random.chance(0.03);
		const days = slow ? random.between(45, 110) : random.between(9, 24);
		const answer = this.answerAfter(cover.payer, dayOf(send) + days);
		if (answer.at > now) return;
		this.stage = 'answered';
		this.answeredAt = answer.at;
		if (random.chance(PAYERS[cover.payer]?.denies ?? 0.08)) this.playDenial(cover, answer);
		else this.playPayment(cover, answer);
	}

	private answerAfter(payer: number, day: Day): Answer {
		const check = checkDay(payer, day);
		return { check, at: this.moment(check + this.random.between(1, 3)) };
	}

	private chooseDenial(): Denial {
		return this.random.draw(REFUSALS);
	}

	private deny(line: number, denial: Denial, cover: Cover, answer: Answer): void {
		const { account } = this;
		account.denied[line] = true;
		account.postings.push({
			line,
			level: 1,
			payer: cover.payer,
			paid: 0,
			adjustment: account.billed(line),
			group: denial.group,
			reason: denial.reason,
			status: '4',
			...answer,
		});
	}

	private playDenial(cover: Cover, answer: Answer): void {
		const { account, lines, now, random } = this;
		const denial = this.chooseDenial();
		const spared = lines.length > 1 && random.chance(0.4) ? lines.slice(0, -1) : [];
		for (const line of lines) {
			if (spared.includes(line)) this.payLine(line, cover, answer, '1', 1);
			else this.deny(line, denial, cover, answer);
		}
		this.note(answer.at + 2 * DAY, denial.note);
		if (denial.group === 'PR') {
			this.collect(answer.at);
			return;
		}
		if (denial.mendable && random.chance(0.55)) {
			this.sendAgain(cover, answer);
			return;
		}
		this.review = random.chance(0.3);
		const giveUp = this.moment(dayOf(answer.at) + random.between(60, 130));
		if (giveUp > now || !random.chance(0.6)) return;
		for (const line of lines) {
			if (account.denied[line] === true) account.writeOff(line, cover.payer, giveUp);
		}
		this.settled = true;
		this.review = false;
	}

	/** A corrected claim, which the payer then pays. */
	private sendAgain(cover: Cover, denied: Answer): void {
		const { account, now, random } = this;
		const again = this.moment(dayOf(denied.at) + random.between(5, 30));
		if (again > now) return;
		this.sent.push(again);
		const answer = this.answerAfter(cover.payer, dayOf(again) + random.between(10, 28));
		if (answer.at > now) {
			this.stage = 'received';
			return;
		}
		this.answeredAt = answer.at;
		for (const line of this.lines) {
			if (account.denied[line] !== true) continue;
			account.denied[line] = false;
			this.payLine(line, cover, answer, '1', 1);
		}
		this.afterPayment(answer);
	}

	private post(
		said: { line: number; payer: number; status: string; check: Day; at: Local },
		paid: number,
		adjustment: number,
		group: 'CO' | 'PR',
		reason: string,
	): void {
		const { line, payer, status, check, at } = said;
		const { postings } = this.account;
		postings.push({ line, level: 1, payer, paid, adjustment, group, reason, status, check, at });
	}

	/** What the primary payer says to a charge that it covers; `factor` of what it usually allows. */
	private payLine(
		line: number,
		cover: Cover,
		answer: Answer,
		status: string,
		factor: number,
	): void {
		const { account, random } = this;
		const charge = account.charges[line];
		if (charge === undefined) return;
		const billed = account.billed(line);
		const usual = allowedFor(cover.payer, charge.service) * charge.quantity;
		const allowed = Math.min(billed, share(usual, factor));
		const free = FREE.test(charge.service.code);
		const copay = free || line > 0 ? 0 : Math.min(cover.copay, allowed);
		const deducts = !free && random.chance(cover.plan.startsWith('HDHP') ? 0.6 : 0.14);
		const part = random.chance(0.6) ? 1 : random.float();
		const deductible = deducts ? share(allowed - copay, part) : 0;
		const rest = allowed - copay - deductible;
		const coinsurance = free ? 0 : share(rest, 1 - (PAYERS[cover.payer]?.pays ?? 1));
		const said = { line, payer: cover.payer, status, ...answer };
		this.post(said, rest - coinsurance, billed - allowed, 'CO', '45');
		if (deductible > 0) this.post(said, 0, deductible, 'PR', '1');
		if (coinsurance > 0) this.post(said, 0, coinsurance, 'PR', '2');
		if (copay > 0) this.post(said, 0, copay, 'PR', '3');
	}

	private playPayment(cover: Cover, answer: Answer): void {
		const { account, random, now } = this;
		const crossesOver = this.visit.person?.secondary != null;
		for (const line of this.lines) this.payLine(line, cover, answer, crossesOver ? '19' : '1', 1);
		if (random.chance(0.025)) {
			const second = this.answerAfter(cover.payer, answer.check + random.between(18, 50));
			if (second.at <= now) {
				this.changeOfMind(cover, second);
				if (!account.denied.some(Boolean)) this.afterPayment(second);
				return;
			}
		}
		this.afterPayment(answer);
	}

	/** The payer takes its answer back and gives another one with the same check. */
	private changeOfMind(cover: Cover, answer: Answer): void {
		const denial = this.chooseDenial();
		const refuses = this.random.chance(0.35) && denial.group !== 'PR';
		this.account.reverse(answer.check, answer.at);
		for (const line of this.lines) {
			if (refuses) this.deny(line, denial, cover, answer);
			else this.payLine(line, cover, answer, '1', 0.9);
		}
		this.answeredAt = answer.at;
		this.note(answer.at + DAY, 'Payer reversed its payment; see the remittance.');
	}

	/** What the primary payer leaves goes to the secondary one, then to the patient. */
	private afterPayment(first: Answer): void {
		const { account, random, now } = this;
		const cover = this.visit.person?.secondary ?? null;
		const owing = this.lines.filter((line) => account.left(line, 1) > 0);
		if (cover === null || owing.length === 0) {
			this.collect(first.at);
			return;
		}
		account.second = 'pending';
		const wanted = this.answerAfter(cover.payer, first.check + random.between(8, 24));
		const answer = { ...wanted, at: Math.max(wanted.at, first.at + HOUR) };
		if (answer.at > now) return;
		this.answeredAt = answer.at;
		const refuses = random.chance(PAYERS[cover.payer]?.denies ?? 0.05);
		account.second = refuses ? 'denied' : 'answered';
		for (const line of owing) this.paySecond(line, cover, answer, refuses);
		this.collect(answer.at);
	}

	private paySecond(line: number, cover: Cover, answer: Answer, refuses: boolean): void {
		const { account } = this;
		const left = account.left(line, 1);
		const row = { line, level: 2 as const, payer: cover.payer, ...answer };
		if (refuses) {
			const said = { adjustment: left, group: 'OA', reason: '22', status: '4' } as const;
			account.postings.push({ ...row, paid: 0, ...said });
			return;
		}
		const paid = share(left, PAYERS[cover.payer]?.pays ?? 1);
		account.postings.push({ ...row, paid, adjustment: 0, group: 'OA', reason: '23', status: '2' });
		if (left === paid) return;
		const rest = { adjustment: left - paid, group: 'PR', reason: '2', status: '2' } as const;
		account.postings.push({ ...row, paid: 0, ...rest });
	}

	/** The patient's statement, refunds of what was too much, and small sums let go. */
	private collect(at: Local): void {
		const { account, random, now } = this;
		const draw = random.float();
		const paidAt = this.moment(dayOf(at) + random.between(6, 45));
		const refundAt = this.moment(dayOf(at) + random.between(20, 60));
		const lettingGo = this.moment(dayOf(at) + random.between(150, 190));
		const payer = this.visit.person?.primary?.payer ?? 0;
		for (const line of this.lines) {
			const left = account.patientShare(line) - account.paidByPatient(line);
			const refunds = left < 0 && draw < 0.7 && account.denied[line] !== true;
			if (refunds) this.pay(line, left, 'REF', refundAt);
			if (left <= 0) continue;
			if (draw < 0.62) this.pay(line, left, 'COINSR', paidAt);
			else if (draw < 0.72) this.pay(line, share(left, 0.5), 'COINSR', paidAt);
			else if (draw > 0.9 && left < 3000 && lettingGo <= now) {
				account.writeOff(line, payer, lettingGo);
				this.settled = true;
			}
		}
		if (random.chance(0.006)) this.correctFirstPayment();
	}

	/** A payment that was entered wrongly is taken back and entered again. */
	private correctFirstPayment(): void {
		const payment = this.account.payments[0];
		if (payment === undefined || payment.at + DAY > this.now) return;
		this.pay(payment.line, -payment.cents, 'COR', payment.at + HOUR);
		this.pay(payment.line, payment.cents, payment.type, payment.at + HOUR + MINUTE);
	}
}
