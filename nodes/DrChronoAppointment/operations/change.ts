import { failed, success, type Outcome } from '../../../drchrono/client/outcome';
import type { JsonObject } from '../../../drchrono/client/request';
import { confine, isConfined } from '../../../drchrono/privacy/confine';
import type { AppointmentChanges } from '../../../drchrono/records/appointment';
import type { CustomWish } from '../../../drchrono/records/customField';
import type { Session } from '../../shared/session';
import { customValuesOf, noCustomFields } from './customFields';

/** What was done to an appointment; the server itself answers a change with nothing. */
export interface Changed {
	id: string;
	/** Names of the fields that were sent, as the server calls them. */
	changed: string[];
}

/** The zone that a time needs to be sent; empty where it needs none. */
export async function zoneFor(
	session: Session,
	{ start }: Pick<AppointmentChanges, 'start'>,
	provider: string | undefined,
): Promise<Outcome<string>> {
	if (!start || !session.dialect.appointments.needsZone(start)) return success('');
	return provider === undefined
		? await session.zones.ofPractice()
		: await session.zones.of(provider);
}

/**
 * Reads an appointment.
 *
 * @param details v4: vitals, note, custom fields and status history as well
 */
export async function read(
	session: Session,
	id: string,
	details = false,
): Promise<Outcome<JsonObject>> {
	const { client, connection, dialect } = session;
	const request = dialect.appointments.get(id, details);
	if (!request.ok) return request;
	const answer = await client.request(request.value);
	if (!answer.ok) return answer;
	const record = answer.value.json as JsonObject;
	const forbidden = confine(connection, {
		provider: dialect.appointments.providerOf(record),
		office: dialect.appointments.officeOf(record),
	});
	return forbidden ? failed(forbidden) : success(record);
}

/**
 * Changes an appointment. The record is read first only where that is needed: the credential is
 * confined, a time's zone depends on the provider, or the dialect cannot change one field without
 * another.
 *
 * @param more.custom custom fields by name, beside those of the changes
 * @param more.known the record, if it is at hand
 */
export async function change(
	session: Session,
	id: string,
	changes: AppointmentChanges,
	more: { custom?: readonly CustomWish[]; known?: JsonObject } = {},
): Promise<Outcome<Changed>> {
	const { client, connection, dialect } = session;
	const { appointments } = dialect;
	const forbidden = confine(connection, changes);
	if (forbidden) return failed(forbidden);

	const { custom = [] } = more;
	if (custom.length > 0 && !appointments.customFields) return failed(noCustomFields(dialect));
	const needsDetails = custom.length > 0 || appointments.needsDetails(changes);
	const needsZone = changes.start !== undefined && appointments.needsZone(changes.start);
	const needsProvider = needsZone && changes.provider === undefined && !connection.timeZone;
	const needsCurrent =
		isConfined(connection) || needsProvider || needsDetails || appointments.needsCurrent(changes);
	let current = more.known;
	if (needsCurrent && (!current || (needsDetails && !appointments.hasDetails(current)))) {
		const found = await read(session, id, needsDetails);
		if (!found.ok) return found;
		current = found.value;
	}
	const provider = changes.provider ?? (current && appointments.providerOf(current));
	const customFields = await customValuesOf(session, custom, provider, current);
	if (!customFields.ok) return customFields;
	const zone = await zoneFor(session, changes, provider);
	if (!zone.ok) return zone;
	const all = [...(changes.customFields ?? []), ...customFields.value];
	const wanted = all.length === 0 ? changes : { ...changes, customFields: all };
	const change = appointments.update(id, wanted, zone.value, current);
	if (!change.ok) return change;
	const { request, changed } = change.value;
	if (changed.length === 0) return success({ id, changed });
	const answer = await client.request(request);
	return answer.ok ? success({ id, changed }) : answer;
}

/** Removes an appointment; a confined credential reads it first to see whether it may. */
export async function remove(session: Session, id: string): Promise<Outcome<string>> {
	if (isConfined(session.connection)) {
		const found = await read(session, id);
		if (!found.ok) return found;
	}
	const answer = await session.client.request(session.dialect.appointments.remove(id));
	return answer.ok ? success(id) : answer;
}
