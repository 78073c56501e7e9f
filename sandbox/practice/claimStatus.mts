import type { Account } from './account.mts';
import type { Random } from './random.mts';

/** How far a claim has come with its primary payer. */
export type Stage =
	| 'unbilled'
	| 'incomplete'
	| 'rejected'
	| 'sent'
	| 'received'
	| 'acknowledged'
	| 'answered';

/**
 * The words of `ins1_status` and of a line item's `billing_status` for what is not answered yet;
 * both of the server's spellings (Payer, Payor) occur (wire.md 8).
 */
const WORDS: Record<Exclude<Stage, 'answered'>, { claim: readonly string[]; line: string }> = {
	unbilled: { claim: [''], line: '' },
	incomplete: { claim: ['Incomplete Information'], line: 'Incomplete Information' },
	rejected: {
		claim: ['Rejected Emdeon', 'Rejected Emdeon', 'Rejected Payer', 'Rejected Payor'],
		line: 'Rejected Emdeon',
	},
	sent: { claim: ['In Process Emdeon'], line: 'In Process Emdeon' },
	received: { claim: ['In Process Payer', 'In Process Payor'], line: 'In Process Payer' },
	acknowledged: {
		claim: ['Payer Acknowledged', 'Payer Acknowledged', 'HCFA Form Faxed'],
		line: 'Payer Acknowledged',
	},
};

/** What a status depends on besides the account. */
export interface Progress {
	insured: boolean;
	stage: Stage;
	/** The last answer is a few days old at most. */
	fresh: boolean;
	/** Charges were entered a day ago at most. */
	justCharged: boolean;
	/** What was left was given up. */
	settled: boolean;
	/** A denial is being looked into. */
	review: boolean;
}

export interface ClaimStatus {
	billingStatus: string;
	ins1: string;
	ins2: string;
}

/** `billing_status` of a line item. */
export function lineStatus(account: Account, line: number, progress: Progress): string {
	if (!progress.insured) return '';
	if (progress.stage !== 'answered' && !account.heard(line)) return WORDS[progress.stage].line;
	if (account.denied[line] === true) return 'ERA Denied';
	if (progress.fresh) return 'ERA Received';
	if (account.waits(line)) return 'Coordination of Benefits';
	return account.open(line) <= 0 ? 'Paid in Full' : 'Partially Paid';
}

/** `billing_status`, `ins1_status` and `ins2_status` of the appointment; `open` in cents. */
export function claimStatus(
	account: Account,
	open: number,
	progress: Progress,
	random: Random,
): ClaimStatus {
	const { stage, fresh } = progress;
	const done = open > 0 ? 'Balance Due' : progress.settled ? 'Settled' : 'Paid In Full';
	if (!progress.insured) return { billingStatus: done, ins1: '', ins2: '' };
	if (stage !== 'answered') {
		const untouched = stage === 'unbilled' && progress.justCharged;
		const billingStatus = untouched ? '' : 'Bill Insurance';
		return { billingStatus, ins1: random.pick(WORDS[stage].claim), ins2: '' };
	}
	const denied = account.denied.flatMap((each, line) => (each ? [line] : []));
	if (denied.length > 0) {
		const ins1 = denied.length === account.denied.length ? 'ERA Denied' : 'Partially Paid';
		const owedByPatient = denied.some((line) => account.left(line, 1) > 0);
		const waiting = progress.review ? 'Internal Review' : 'Bill Insurance';
		return { billingStatus: progress.settled || owedByPatient ? done : waiting, ins1, ins2: '' };
	}
	switch (account.second) {
		case 'pending':
			return {
				billingStatus: 'Bill Secondary Insurance',
				ins1: 'Coordination of Benefits',
				ins2: fresh ? 'In Process Emdeon' : 'In Process Payer',
			};
		case 'answered':
			return { billingStatus: done, ins1: 'Paid in Full', ins2: 'Paid in Full' };
		case 'denied':
			return { billingStatus: done, ins1: 'Paid in Full', ins2: 'ERA Denied' };
		case 'none':
			return { billingStatus: done, ins1: fresh ? 'ERA Received' : 'Paid in Full', ins2: '' };
	}
}
