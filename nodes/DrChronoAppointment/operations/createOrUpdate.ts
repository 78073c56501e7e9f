import type { INodeProperties } from 'n8n-workflow';

import type { Failure } from '../../../drchrono/client/failure';
import { failed, success, type Outcome } from '../../../drchrono/client/outcome';
import type { JsonObject } from '../../../drchrono/client/request';
import { confine } from '../../../drchrono/privacy/confine';
import type { AppointmentDraft } from '../../../drchrono/records/appointment';
import { KnownBookings } from '../../../drchrono/records/knownBookings';
import { systemClock } from '../../shared/clock';
import { alphabetical, optionsCollection } from '../../shared/fields';
import type { BatchOperation, OperationContext, Result } from '../../shared/operation';
import { required, type Parameters } from '../../shared/parameters';
import type { Session } from '../../shared/session';
import { change, zoneFor } from './change';
import { BOOKING } from './create';
import { draftOf } from './draft';
import { DETAILS, END, EXTERNAL_ID } from './fields';

/** Reads may lag writes by some seconds (wire.md §2), so a create in doubt is looked for twice. */
const LAG_MS = [2_000, 5_000] as const;

const properties: INodeProperties[] = [
	{ ...EXTERNAL_ID, required: true },
	...BOOKING,
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: alphabetical([...DETAILS, END]),
	},
	optionsCollection([
		{
			displayName: 'If Deleted in DrChrono',
			name: 'ifDeleted',
			type: 'options',
			options: [
				{
					name: 'Leave It',
					value: 'leave',
					description: 'Staff deleted it on purpose, so it is not booked again',
				},
				{
					name: 'Book It Again',
					value: 'create',
					description: 'Create a new appointment in its place',
				},
			],
			default: 'leave',
			description: 'What to do with a booking whose appointment was deleted (DrChrono API v4)',
		},
	]),
];

interface Wanted {
	draft: AppointmentDraft & { externalId: string };
	bookAgain: boolean;
}

type Action = 'created' | 'updated' | 'unchanged' | 'skipped';

/**
 * Makes DrChrono agree with another system's bookings: creates what is missing, changes what differs,
 * leaves alone what agrees. Running it again does nothing more.
 */
export const createOrUpdate: BatchOperation = {
	value: 'createOrUpdate',
	name: 'Create or Update Appointment',
	action: 'Create or update appointment',
	description:
		'Create an appointment, or update the current one if it already exists, found by its external ID',
	effect: 'write',
	area: 'scheduling',
	lane: 'booking',
	properties,

	async *batch({ session }: OperationContext, items: readonly Parameters[]) {
		const wishes = wishesOf(session, items);
		const starts = wishes.flatMap((wish) => (wish.ok ? [wish.value.draft.start] : []));
		const known = await KnownBookings.around(session.client, session.dialect, starts);
		for (const wish of wishes) {
			if (!wish.ok) yield wish;
			else if (!known.ok) yield known;
			else yield await settle(session, known.value, wish.value);
		}
	},
};

/** Every item as a booking; the second of two with one external id is refused. */
function wishesOf(session: Session, items: readonly Parameters[]): Array<Outcome<Wanted>> {
	const seen = new Set<string>();
	return items.map((parameters) => {
		const wanted = wantedOf(session, parameters);
		if (!wanted.ok) return wanted;
		const { externalId } = wanted.value.draft;
		if (seen.has(externalId)) return failed(twice());
		seen.add(externalId);
		return wanted;
	});
}

function wantedOf(session: Session, parameters: Parameters): Outcome<Wanted> {
	const externalId = required(success(parameters.text('externalId')), 'External ID');
	if (!externalId.ok) return externalId;
	const draft = draftOf(parameters);
	if (!draft.ok) return draft;
	const forbidden = confine(session.connection, draft.value);
	if (forbidden) return failed(forbidden);
	return success({
		draft: { ...draft.value, externalId: externalId.value },
		bookAgain: parameters.collection('options').ifDeleted === 'create',
	});
}

async function settle(
	session: Session,
	known: KnownBookings,
	{ draft, bookAgain }: Wanted,
): Promise<Outcome<Result>> {
	const { appointments } = session.dialect;
	const found = await known.find(draft.externalId);
	if (!found.ok) return found;
	const alive = found.value.filter((record) => !appointments.isDeleted(record));
	if (alive.length > 1) return failed(ambiguous());
	const [record] = alive;
	if (record) return await bring(session, record, draft);
	const [deleted] = found.value;
	if (deleted && !bookAgain) {
		return told('skipped', draft, String(deleted.id), [], 'deleted in DrChrono');
	}
	if (draft.status === 'Cancelled') {
		return told('skipped', draft, null, [], 'cancelled before it was booked');
	}
	return await book(session, known, draft);
}

/** Changes what differs, if anything does. */
async function bring(
	session: Session,
	record: JsonObject,
	draft: Wanted['draft'],
): Promise<Outcome<Result>> {
	const { appointments } = session.dialect;
	const zone = await zoneFor(session, draft, draft.provider);
	if (!zone.ok) return zone;
	const id = String(record.id);
	const changes = appointments.differences(record, draft, zone.value);
	if (Object.keys(changes).length === 0) return told('unchanged', draft, id);
	const done = await change(session, id, changes, record);
	return done.ok ? told('updated', draft, id, done.value.changed) : done;
}

/** Creates; where the answer got lost, looks whether it happened before trying once more. */
async function book(
	session: Session,
	known: KnownBookings,
	draft: Wanted['draft'],
): Promise<Outcome<Result>> {
	const zone = await zoneFor(session, draft, draft.provider);
	if (!zone.ok) return zone;
	const request = session.dialect.appointments.create(draft, zone.value);
	if (!request.ok) return request;
	const first = await session.client.request(request.value);
	if (first.ok) return told('created', draft, idOf(first.value.json));
	if (first.failure.kind !== 'doubtful') return first;

	for (const lag of LAG_MS) {
		await systemClock.pause(lag);
		const found = await known.findNow(draft.externalId, draft.start);
		if (!found.ok) return first;
		if (found.value[0]) return told('created', draft, String(found.value[0].id));
	}
	const second = await session.client.request(request.value);
	return second.ok ? told('created', draft, idOf(second.value.json)) : second;
}

function idOf(json: unknown): string | null {
	const { id } = (json ?? {}) as { id?: unknown };
	return id === undefined || id === null ? null : String(id);
}

function told(
	action: Action,
	draft: Wanted['draft'],
	id: string | null,
	changed: string[] = [],
	reason?: string,
): Outcome<Result> {
	const json = { action, id, external_id: draft.externalId, changed };
	return success({ items: [{ json: reason === undefined ? json : { ...json, reason } }] });
}

function twice(): Failure {
	return {
		kind: 'invalid-input',
		sentence: "The same 'External ID' stands in two items",
		advice:
			'Keep the newest of the two, for example with the node Remove Duplicates. This one was not sent.',
		field: 'External ID',
	};
}

function ambiguous(): Failure {
	return {
		kind: 'conflict',
		sentence: 'More than one appointment in DrChrono carries this external ID',
		advice:
			'Nothing was changed. Open them in DrChrono and remove the tag in the notes of those that are not this booking.',
		field: 'External ID',
	};
}
