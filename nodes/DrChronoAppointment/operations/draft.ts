import type { IDataObject } from 'n8n-workflow';

import type { Failure } from '../../../drchrono/client/failure';
import { failed, success, type Outcome } from '../../../drchrono/client/outcome';
import type { AppointmentChanges, AppointmentDraft } from '../../../drchrono/records/appointment';
import { instantOf, momentOf, type Moment } from '../../../drchrono/time/moment';
import { idOf, textOf, wholeOf, type Parameters } from '../../shared/parameters';

/** Longest reason that the server was seen to take (wire.md §5.1). */
const LONGEST_REASON = 100;

/** A booking as the panel gives it: main fields on top, the rest in *Additional Fields*. */
export function draftOf(parameters: Parameters): Outcome<AppointmentDraft> {
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
	return success({
		...changes.value,
		patient: patient.value,
		provider: provider.value,
		start: start.value,
	});
}

/** The fields of a panel's collection as changes of an appointment; what is empty is left out. */
export function changesOf(
	fields: IDataObject | Record<string, unknown>,
): Outcome<AppointmentChanges> {
	const ids: { provider?: string; office?: string; type?: string } = {};
	const labels = { provider: 'Provider', office: 'Office', type: 'Appointment Type' } as const;
	for (const [name, label] of Object.entries(labels)) {
		const id = idOf(fields[name], label);
		if (!id.ok) return id;
		if (id.value !== undefined) ids[name as keyof typeof ids] = id.value;
	}
	const start = optionalMoment(fields.start, 'Start');
	if (!start.ok) return start;
	const minutes = minutesOf(fields, start.value);
	if (!minutes.ok) return minutes;
	const examRoom = wholeOf(fields.examRoom, 'Exam Room', 0);
	if (!examRoom.ok) return examRoom;
	const reason = textOf(fields.reason);
	if (reason !== undefined && reason.length > LONGEST_REASON) return failed(tooLong());

	const changes: AppointmentChanges = {
		...ids,
		start: start.value,
		durationMinutes: minutes.value,
		examRoom: examRoom.value === 0 ? undefined : examRoom.value,
		reason,
		notes: textOf(fields.notes),
		status: textOf(fields.status),
		externalId: textOf(fields.externalId),
		allowOverlap: fields.allowOverlap === true ? true : undefined,
		walkIn: fields.walkIn === true ? true : undefined,
	};
	return success(
		Object.fromEntries(Object.entries(changes).filter(([, value]) => value !== undefined)),
	);
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
