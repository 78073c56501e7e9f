import type { IDataObject } from 'n8n-workflow';

import type { Failure } from '../../../drchrono/client/failure';
import { failed, success, type Outcome } from '../../../drchrono/client/outcome';
import type { AppointmentChanges, AppointmentDraft } from '../../../drchrono/records/appointment';
import type { CustomWish } from '../../../drchrono/records/customField';
import { instantOf, momentOf, type Moment } from '../../../drchrono/time/moment';
import { idOf, textOf, valueOf, wholeOf, type Parameters } from '../../shared/parameters';

/** Longest reason that the server was seen to take (wire.md §5.1). */
const LONGEST_REASON = 100;

/** A booking or a change as a person gives it; custom fields still by the names they were given. */
export interface Wish<T> {
	appointment: T;
	custom: CustomWish[];
}

/** A booking as the panel gives it: main fields on top, the rest in *Additional Fields*. */
export function draftOf(parameters: Parameters): Outcome<Wish<AppointmentDraft>> {
	const patient = parameters.requiredId('patient', 'Patient');
	if (!patient.ok) return patient;
	const provider = parameters.requiredId('provider', 'Provider');
	if (!provider.ok) return provider;
	const start = parameters.moment('start', 'Start');
	if (!start.ok) return start;
	const changes = changesOf({
		...parameters.collection('additionalFields'),
		start: start.value,
		duration: parameters.raw('duration'),
		office: parameters.raw('office'),
		examRoom: parameters.raw('examRoom'),
	});
	if (!changes.ok) return changes;
	const main = { patient: patient.value, provider: provider.value, start: start.value };
	const { appointment, custom } = changes.value;
	return success({ appointment: { ...appointment, ...main }, custom });
}

/** The fields of a panel's collection as changes of an appointment; what is empty is left out. */
export function changesOf(
	fields: IDataObject | Record<string, unknown>,
): Outcome<Wish<AppointmentChanges>> {
	const ids: Partial<Record<keyof typeof ID_LABELS, string>> = {};
	for (const [name, label] of Object.entries(ID_LABELS)) {
		const id = idOf(fields[name], label);
		if (!id.ok) return id;
		if (id.value !== undefined) ids[name as keyof typeof ID_LABELS] = id.value;
	}
	const start = optionalMoment(fields.start, 'Start');
	if (!start.ok) return start;
	const minutes = minutesOf(fields, start.value);
	if (!minutes.ok) return minutes;
	const place = placeOf(fields.examRoom, ids.office);
	if (!place.ok) return place;
	const reason = textOf(fields.reason);
	if (reason !== undefined && reason.length > LONGEST_REASON) return failed(tooLong());

	const changes: AppointmentChanges = {
		...ids,
		...place.value,
		start: start.value,
		durationMinutes: minutes.value,
		reason,
		notes: textOf(fields.notes),
		status: textOf(fields.status),
		externalId: textOf(fields.externalId),
		allowOverlap: fields.allowOverlap === true ? true : undefined,
		walkIn: fields.walkIn === true ? true : undefined,
		color: textOf(fields.color),
		billingStatus: textOf(fields.billingStatus),
		paymentProfile: textOf(fields.paymentProfile),
	};
	const given = Object.entries(changes).filter(([, value]) => value !== undefined);
	return success({ appointment: Object.fromEntries(given), custom: customIn(fields.customFields) });
}

/** Fields that hold an id, with their labels. */
const ID_LABELS = {
	provider: 'Provider',
	office: 'Office',
	type: 'Appointment Type',
	billingProvider: 'Billing Provider',
	supervisingProvider: 'Supervising Provider',
	reminderProfile: 'Reminder Profile ID',
} as const;

/** A room chosen from the list comes with its office, as `office/number`. */
const ROOM_IN_OFFICE = /^(\d{1,19})\/(\d{1,9})$/;

/** Room and office, which a room chosen from the list names if nothing else does. */
function placeOf(
	raw: unknown,
	office: string | undefined,
): Outcome<Pick<AppointmentChanges, 'examRoom' | 'office'>> {
	const chosen = valueOf(raw);
	const [, roomsOffice, number] = ROOM_IN_OFFICE.exec(String(chosen ?? '')) ?? [];
	const room = wholeOf(number ?? chosen, 'Exam Room', 0);
	if (!room.ok) return room;
	if (roomsOffice !== undefined && office !== undefined && roomsOffice !== office) {
		return failed(
			wrong('Exam Room', "'Exam Room' is in another office than 'Office'", 'Choose it again.'),
		);
	}
	const examRoom = room.value === 0 ? undefined : room.value;
	return success({ examRoom, office: office ?? roomsOffice });
}

function customIn(raw: unknown): CustomWish[] {
	const { values = [] } = (raw ?? {}) as { values?: Array<{ field?: unknown; value?: unknown }> };
	return values.flatMap(({ field, value }) => {
		const name = textOf(field);
		return name === undefined ? [] : [{ field: name, value: textOf(value) ?? '' }];
	});
}

/** The duration, or the minutes between start and end where there is none. */
function minutesOf(
	fields: Readonly<Record<string, unknown>>,
	start: Moment | undefined,
): Outcome<number | undefined> {
	const given = wholeOf(fields.duration, 'Duration', 0);
	if (!given.ok) return given;
	const duration = given.value === 0 ? undefined : given.value;
	const end = optionalMoment(fields.end, 'End');
	if (!end.ok) return end;
	if (end.value === undefined) return success(duration);
	if (start === undefined)
		return failed(wrong('End', "'End' is given without 'Start'", 'Give both.'));
	if (end.value.kind !== start.kind) {
		return failed(
			wrong(
				'End',
				"One of 'Start' and 'End' has a time zone and the other has none",
				'Give both with a zone or both without.',
			),
		);
	}
	// Both are wall times of one place or both are instants: their distance is the same in any zone.
	const from = instantOf(start, 'utc', 'Start');
	const to = instantOf(end.value, 'utc', 'End');
	if (!from.ok) return from;
	if (!to.ok) return to;
	const minutes = Math.round((to.value - from.value) / 60_000);
	if (minutes <= 0) {
		return failed(wrong('End', "'End' is not after 'Start'", 'Swap or correct them.'));
	}
	if (duration !== undefined && duration !== minutes) {
		return failed(
			wrong(
				'End',
				"'End' and 'Duration' do not agree",
				"Set 'Duration' to 0 to use 'End', or remove 'End'.",
			),
		);
	}
	return success(minutes);
}

function optionalMoment(input: unknown, label: string): Outcome<Moment | undefined> {
	if (input === undefined || input === null || input === '') return success(undefined);
	return isMoment(input) ? success(input) : momentOf(input, label);
}

function isMoment(input: unknown): input is Moment {
	const kind = (input as { kind?: unknown }).kind;
	return kind === 'wall' || kind === 'instant';
}

function tooLong(): Failure {
	return wrong('Reason', `'Reason' is longer than ${LONGEST_REASON} characters`, 'Shorten it.');
}

function wrong(field: string, sentence: string, advice: string): Failure {
	return { kind: 'invalid-input', sentence, advice: `${advice} Nothing was sent.`, field };
}
