import type { Store } from '../store/store.mts';
import { changedAt, type Row } from '../store/table.mts';
import { chargesByVisit, derived, isVisit } from './derived.mts';
import { instant } from './values.mts';

/**
 * The insurance status that counts: the first insurer's, or the second's once the claim went there
 * (wire.md 8).
 */
function effectiveStatus(row: Row): string {
	const first = String(row.ins1_status ?? '');
	const second = String(row.ins2_status ?? '');
	if (second === '') return first;
	const billing = String(row.billing_status ?? '');
	const passedOn = billing === 'Bill Insurance' && first === 'Coordination of Benefits';
	return billing === 'Bill Secondary Insurance' || passedOn ? second : first;
}

/** The guide's five states for v4's many, by how they begin. */
const STATES: ReadonlyArray<readonly [RegExp, string]> = [
	[/^(Rejected|ERA Denied)/, 'denied'],
	[/^(Paid in Full|Partially Paid|ERA Received|Coordination of Benefits)/, 'paid'],
	[/^(In Process Payer|In Process Payor|Payer Acknowledged)/, 'accepted'],
	[/^(In Process|HCFA Form Faxed)/, 'submitted'],
];

export const CLAIM_STATUSES: readonly string[] = [
	'submitted',
	'accepted',
	'paid',
	'denied',
	'pending',
];

const cents = (value: unknown) => Math.round(Number(value ?? 0) * 100);
const money = (value: number) => (value / 100).toFixed(2);
const total = (lines: readonly Row[], field: string) =>
	money(lines.reduce((sum, line) => sum + cents(line[field]), 0));

/** An appointment with charges as a claim; undefined when nobody was billed for it. */
export function claimRow(
	store: Store,
	visit: Row,
	lines: readonly Row[] = store.table('line_items').by('appointment', visit.id),
): Row | undefined {
	if (!isVisit(visit) || lines.length === 0 || !visit.primary_insurer_name) return undefined;
	const status = effectiveStatus(visit);
	const updated = [visit, ...lines].map(changedAt).reduce((a, b) => (a > b ? a : b));
	return {
		id: Number(visit.id),
		patient: visit.patient,
		doctor: visit.doctor,
		payer_name: visit.primary_insurer_name,
		status: STATES.find(([pattern]) => pattern.test(status))?.[1] ?? 'pending',
		billed: total(lines, 'billed'),
		paid: total(lines, 'ins_total'),
		service_date: String(visit.scheduled_time).slice(0, 10),
		submitted: visit.first_edi_date || null,
		created_at: visit.created_at,
		updated_at: updated,
	};
}

/** Every claim, ascending id. */
export function claimRows(store: Store): readonly Row[] {
	return derived(store, 'claims', ['appointments', 'line_items'], () => {
		const charges = chargesByVisit(store);
		return store
			.table('appointments')
			.ordered()
			.map((visit) => claimRow(store, visit, charges.get(String(visit.id)) ?? []))
			.filter((claim) => claim !== undefined)
			.sort((a, b) => Number(a.id) - Number(b.id));
	});
}

export function claimRecord(store: Store, claim: Row): Row {
	const zone = store.doctorZone(claim.doctor);
	const submitted =
		claim.submitted === null ? null : `${String(claim.submitted).slice(0, 10)}T12:00:00`;
	return {
		id: claim.id,
		encounter: claim.id,
		patient: claim.patient,
		provider: claim.doctor,
		payer_name: claim.payer_name,
		status: claim.status,
		billed: claim.billed,
		paid: claim.paid,
		service_date: claim.service_date,
		submitted_at: instant(submitted, zone),
		created_at: instant(claim.created_at, zone),
		updated_at: instant(claim.updated_at, zone),
	};
}
