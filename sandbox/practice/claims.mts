import type { Payment, Posting } from './account.mts';
import { type Charge, chargesOf } from './charges.mts';
import { type ClaimStatus, type Progress, claimStatus, lineStatus } from './claimStatus.mts';
import { ClaimStory } from './claimStory.mts';
import { allowedFor } from './fees.mts';
import { officeMoment } from './moments.mts';
import type { Cover } from './persons.mts';
import { Random } from './random.mts';
import { lastChange } from './transitions.mts';
import type { Visit } from './visit.mts';
import { DAY, type Local, MINUTE, dayOf } from './wallclock.mts';

/** How long a remittance counts as just received. */
const FRESH = 3 * DAY;

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
export interface Claim extends ClaimStatus {
	charges: readonly Charge[];
	chargedAt: Local;
	postings: Posting[];
	payments: Payment[];
	lines: LineState[];
	/** When it was sent to a payer. */
	sent: Local[];
	notes: { at: Local; text: string }[];
	updated: Local;
	/** When a charge that was entered by mistake was deleted. */
	mistake: Local | null;
}

function lastEvent(story: ClaimStory, events: readonly { at: Local }[]): Local {
	let last = Math.max(story.chargedAt, story.sent[story.sent.length - 1] ?? 0);
	for (const event of events) if (event.at > last) last = event.at;
	return last;
}

function lineState(
	story: ClaimStory,
	line: number,
	cover: Cover | null,
	progress: Progress,
): LineState {
	const { account } = story;
	const charge = account.charges[line] as Charge;
	const billed = account.billed(line);
	const denied = account.denied[line] === true;
	const answered = progress.stage === 'answered' || account.heard(line);
	const balancePatient = account.patientBalance(line, cover !== null, answered);
	const usual = cover === null ? charge.service.price : allowedFor(cover.payer, charge.service);
	const events = [...account.postings, ...account.payments].filter((each) => each.line === line);
	return {
		billed,
		allowed: answered && !denied && cover !== null ? billed - account.contractual(line) : 0,
		expected: usual * charge.quantity,
		adjustment: account.adjusted(line),
		paid1: account.paidBy(line, 1),
		paid2: account.paidBy(line, 2),
		paidByPatient: account.paidByPatient(line),
		balanceInsurance: account.open(line) - balancePatient,
		balancePatient,
		status: lineStatus(account, line, progress),
		denied,
		updated: lastEvent(story, events),
	};
}

function summary(story: ClaimStory, cover: Cover | null): Claim {
	const { account, chargedAt, lines, notes, now, random, sent } = story;
	const progress: Progress = {
		insured: cover !== null,
		stage: story.stage,
		fresh: now - story.answeredAt < FRESH,
		justCharged: now - chargedAt < DAY,
		settled: story.settled,
		review: story.review,
	};
	const open = lines.reduce((sum, line) => sum + account.open(line), 0);
	return {
		charges: account.charges,
		chargedAt,
		postings: account.postings,
		payments: account.payments,
		lines: lines.map((line) => lineState(story, line, cover, progress)),
		...claimStatus(account, open, progress, random),
		sent,
		notes,
		updated: lastEvent(story, [...account.postings, ...account.payments, ...notes]),
		mistake: random.chance(0.012) ? Math.min(now, chargedAt + 40 * MINUTE) : null,
	};
}

/**
 * What became of a visit's charges by `now` (the doctor's wall clock): the same at every call. null
 * for what is not charged: breaks, deleted rows, visits that did not take place, and those whose
 * charges nobody has entered yet.
 */
export function claimOf(seed: number, visit: Visit, now: Local): Claim | null {
	if (visit.person === null || visit.deleted || visit.status !== 'Complete') return null;
	const random = new Random(seed, 'charging', visit.id);
	const seenUntil = lastChange(visit.history);
	const soon = seenUntil + random.between(2, 50) * MINUTE;
	const later = officeMoment(random, dayOf(seenUntil) + 1);
	const chargedAt = random.chance(0.8) ? soon : later;
	if (chargedAt > now) return null;
	const story = new ClaimStory(seed, visit, chargesOf(seed, visit), chargedAt, now);
	story.play();
	return summary(story, visit.person.primary);
}
