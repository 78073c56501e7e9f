import type { INodeProperties } from 'n8n-workflow';

import type { Failure } from '../../../drchrono/client/failure';
import { failed, success, type Outcome } from '../../../drchrono/client/outcome';
import type { JsonObject } from '../../../drchrono/client/request';
import { confine } from '../../../drchrono/privacy/confine';
import type { AppointmentDraft } from '../../../drchrono/records/appointment';
import type { CustomWish } from '../../../drchrono/records/customField';
import { KnownBookings, MANY_BOOKINGS } from '../../../drchrono/records/knownBookings';
import { systemClock } from '../../shared/clock';
import { alphabetical, optionsCollection } from '../../shared/fields';
import type { BatchOperation, OperationContext, Result } from '../../shared/operation';
import { textOf, type Parameters } from '../../shared/parameters';
import type { Session } from '../../shared/session';
import { change, read, zoneFor } from './change';
import { BOOKING } from './create';
import { customValuesOf, fieldsNamed } from './customFields';
import { draftOf } from './draft';
import { APPOINTMENT_IF_KNOWN, DETAILS, END, EXTERNAL_ID } from './fields';

/** Reads may lag writes by some seconds (wire.md §2), so a create in doubt is looked for twice. */
const LAG_MS = [2_000, 5_000] as const;

const properties: INodeProperties[] = [
	EXTERNAL_ID,
	APPOINTMENT_IF_KNOWN,
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
			displayName: 'External ID Field',
			name: 'externalIdField',
			type: 'string',
			default: '',
			placeholder: 'e.g. External booking ID',
			description:
				'Name or ID of the custom appointment field that keeps the external ID, in place of the notes (DrChrono API v4). Finding the bookings then takes up to five times as many calls.',
		},
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

/** One booking, as it is wanted. */
interface Wanted {
	/** Its appointment in DrChrono, if the person knows it. */
	id?: string;
	externalId?: string;
	draft: AppointmentDraft;
	custom: CustomWish[];
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
		const field = items[0] && fieldOf(items[0]);
		const fields = field === undefined ? success(undefined) : await fieldsNamed(session, field);
		const known = await lookUp(session, fields, wishes);
		for (const wish of wishes) {
			if (!wish.ok) yield wish;
			else if (!known.ok) yield known;
			else yield await settle(session, known.value, wish.value);
		}
	},
};

/** Every item as a booking; the second of two with one id is refused. */
function wishesOf(session: Session, items: readonly Parameters[]): Array<Outcome<Wanted>> {
	const seen = new Set<string>();
	return items.map((parameters) => {
		const wanted = wantedOf(session, parameters);
		if (!wanted.ok) return wanted;
		const { id, externalId } = wanted.value;
		const names = [id && `id ${id}`, externalId && `external ${externalId}`].filter(Boolean);
		if (names.some((name) => seen.has(String(name)))) return failed(twice());
		names.forEach((name) => seen.add(String(name)));
		return wanted;
	});
}

function wantedOf(session: Session, parameters: Parameters): Outcome<Wanted> {
	const id = parameters.id('appointment', 'Appointment ID');
	if (!id.ok) return id;
	const externalId = parameters.text('externalId');
	if (id.value === undefined && externalId === undefined) return failed(nameless());
	const wish = draftOf(parameters);
	if (!wish.ok) return wish;
	const { appointment, custom } = wish.value;
	const forbidden = confine(session.connection, appointment);
	if (forbidden) return failed(forbidden);
	const field = fieldOf(parameters);
	const isInField = field !== undefined && externalId !== undefined;
	return success({
		id: id.value,
		externalId,
		draft: isInField ? appointment : { ...appointment, externalId },
		custom: isInField ? [...custom, { field, value: externalId }] : custom,
		bookAgain: parameters.collection('options').ifDeleted === 'create',
	});
}

/** The custom field that keeps the external id, in place of the notes. */
function fieldOf(parameters: Parameters): string | undefined {
	return textOf(parameters.collection('options').externalIdField);
}

/**
 * One look at DrChrono for all bookings that are found by their external id, and for those whose
 * appointment is known where they are many.
 */
async function lookUp(
	{ client, dialect }: Session,
	fields: Outcome<ReadonlySet<string> | undefined>,
	wishes: ReadonlyArray<Outcome<Wanted>>,
): Promise<Outcome<KnownBookings>> {
	if (!fields.ok) return fields;
	const wanted = wishes.flatMap((wish) => (wish.ok ? [wish.value] : []));
	const named = wanted.filter(({ id }) => id !== undefined);
	const listed =
		named.length < MANY_BOOKINGS ? wanted.filter(({ id }) => id === undefined) : wanted;
	return await KnownBookings.around(client, dialect, {
		starts: listed.map(({ draft }) => draft.start),
		fields: fields.value,
		details: wanted.some(({ custom }) => custom.length > 0),
	});
}

async function settle(
	session: Session,
	known: KnownBookings,
	wanted: Wanted,
): Promise<Outcome<Result>> {
	const custom = await customValuesOf(session, wanted.custom, wanted.draft.provider);
	if (!custom.ok) return custom;
	const wish = { ...wanted, draft: { ...wanted.draft, customFields: custom.value } };
	const byId = await foundById(session, known, wish);
	if (!byId.ok) return byId;
	if (byId.value) return await bring(session, byId.value, wish);

	const found = await foundByExternalId(session, known, wish);
	if (!found.ok) return found;
	const { alive, deleted } = found.value;
	if (alive) return await bring(session, alive, wish);
	const gone = deleted ?? wanted.id;
	if (gone !== undefined && !wanted.bookAgain) {
		return told('skipped', wish, gone, [], 'deleted in DrChrono');
	}
	if (wish.draft.status === 'Cancelled') {
		return told('skipped', wish, null, [], 'cancelled before it was booked');
	}
	return await book(session, known, wish);
}

/** The appointment that the person named; nothing if there is no such one any more. */
async function foundById(
	session: Session,
	known: KnownBookings,
	{ id, draft }: Wanted,
): Promise<Outcome<JsonObject | undefined>> {
	if (id === undefined) return success(undefined);
	const { appointments } = session.dialect;
	const seen = known.withId(id);
	if (seen) return success(appointments.isDeleted(seen) ? undefined : seen);
	const found = await read(session, id, appointments.needsDetails(draft));
	return found.ok || found.failure.kind !== 'not-found' ? found : success(undefined);
}

async function foundByExternalId(
	{ dialect }: Session,
	known: KnownBookings,
	{ id, externalId, draft }: Wanted,
): Promise<Outcome<{ alive?: JsonObject; deleted?: string }>> {
	if (externalId === undefined) return success({});
	const { isDeleted } = dialect.appointments;
	// The days of a booking that came with an ID have not been read.
	const found =
		id === undefined ? await known.find(externalId) : await known.findNear(externalId, draft.start);
	if (!found.ok) return found;
	const [alive, ...others] = found.value.filter((record) => !isDeleted(record));
	if (others.length > 0) return failed(ambiguous());
	const deleted = found.value.find(isDeleted);
	return success({ alive, deleted: deleted && String(deleted.id) });
}

/** Changes what differs, if anything does. */
async function bring(session: Session, record: JsonObject, wish: Wanted): Promise<Outcome<Result>> {
	const { draft } = wish;
	const { appointments } = session.dialect;
	const zone = await zoneFor(session, draft, draft.provider);
	if (!zone.ok) return zone;
	const id = String(record.id);
	const changes = appointments.differences(record, draft, zone.value);
	if (Object.keys(changes).length === 0) return told('unchanged', wish, id);
	const done = await change(session, id, changes, { known: record });
	return done.ok ? told('updated', wish, id, done.value.changed) : done;
}

/** Creates; where the answer got lost, looks whether it happened before trying once more. */
async function book(
	session: Session,
	known: KnownBookings,
	wish: Wanted,
): Promise<Outcome<Result>> {
	const { draft, externalId } = wish;
	const zone = await zoneFor(session, draft, draft.provider);
	if (!zone.ok) return zone;
	const request = session.dialect.appointments.create(draft, zone.value);
	if (!request.ok) return request;
	const first = await session.client.request(request.value);
	if (first.ok) return told('created', wish, idIn(first.value.json));
	if (first.failure.kind !== 'doubtful' || externalId === undefined) return first;

	for (const lag of LAG_MS) {
		await systemClock.pause(lag);
		const found = await known.findNow(externalId, draft.start);
		if (!found.ok) return first;
		if (found.value[0]) return told('created', wish, String(found.value[0].id));
	}
	const second = await session.client.request(request.value);
	return second.ok ? told('created', wish, idIn(second.value.json)) : second;
}

function idIn(json: unknown): string | null {
	const { id } = (json ?? {}) as { id?: unknown };
	return id === undefined || id === null ? null : String(id);
}

function told(
	action: Action,
	{ externalId }: Wanted,
	id: string | null,
	changed: string[] = [],
	reason?: string,
): Outcome<Result> {
	const json = { action, id, external_id: externalId ?? null, changed };
	return success({ items: [{ json: reason === undefined ? json : { ...json, reason } }] });
}

function nameless(): Failure {
	return {
		kind: 'invalid-input',
		sentence: "'External ID' is empty, and so is 'Appointment ID'",
		advice: 'One of the two is needed to find the booking again. Nothing was sent.',
		field: 'External ID',
	};
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
			'Nothing was changed. Open them in DrChrono and remove the external ID from those that are not this booking.',
		field: 'External ID',
	};
}
