import type { INodeProperties } from 'n8n-workflow';

import type { Failure } from '../../../drchrono/client/failure';
import { failed, success, type Outcome } from '../../../drchrono/client/outcome';
import { confine } from '../../../drchrono/privacy/confine';
import type { AppointmentDraft } from '../../../drchrono/records/appointment';
import { instantOf, type Moment } from '../../../drchrono/time/moment';
import { alphabetical, optionsCollection } from '../../shared/fields';
import type { EachOperation, OperationContext, Result } from '../../shared/operation';
import { idOf, textOf, type Parameters } from '../../shared/parameters';
import { emit } from '../../shared/emit';
import { STATUS } from './fields';

const LABELS = {
	patient: 'Patient ID',
	provider: 'Provider ID',
	start: 'Start',
	end: 'End',
	duration: 'Duration',
	office: 'Office ID',
	examRoom: 'Exam Room',
	type: 'Appointment Type ID',
} as const;

const properties: INodeProperties[] = [
	{
		displayName: LABELS.patient,
		name: 'patient',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 600001',
		description: 'The patient the appointment is for',
	},
	{
		displayName: LABELS.provider,
		name: 'provider',
		type: 'string',
		required: true,
		default: '',
		placeholder: 'e.g. 100001',
		description: 'The provider who sees the patient',
	},
	{
		displayName: LABELS.start,
		name: 'start',
		type: 'dateTime',
		required: true,
		default: '',
		description:
			"When it begins. A time without a zone counts as the practice's own; one with a zone is converted.",
	},
	{
		displayName: 'Duration (Minutes)',
		name: 'duration',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 30,
		description: "How long it takes. 0 takes it from 'End', or else from the appointment type.",
	},
	{
		displayName: LABELS.office,
		name: 'office',
		type: 'string',
		default: '',
		placeholder: 'e.g. 500001',
		description: 'The office it takes place in. Needed by DrChrono API v4.',
	},
	{
		displayName: LABELS.examRoom,
		name: 'examRoom',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: 0,
		description: "The room's number in its office, from 1. Needed by DrChrono API v4.",
	},
	{
		displayName: 'Additional Fields',
		name: 'additionalFields',
		type: 'collection',
		placeholder: 'Add Field',
		default: {},
		options: alphabetical([
			{
				displayName: 'Allow Overlap',
				name: 'allowOverlap',
				type: 'boolean',
				default: false,
				description:
					'Whether to book although the provider or room is taken at that time (DrChrono API v4)',
			},
			{
				displayName: LABELS.type,
				name: 'type',
				type: 'string',
				default: '',
				placeholder: 'e.g. 700001',
				description: 'The kind of visit, which DrChrono calls appointment profile',
			},
			{
				displayName: LABELS.end,
				name: 'end',
				type: 'dateTime',
				default: '',
				description: "When it ends, in place of a duration. Set 'Duration' to 0 to use it.",
			},
			{
				displayName: 'External ID',
				name: 'externalId',
				type: 'string',
				default: '',
				placeholder: 'e.g. cal-77',
				description:
					'ID of the booking in your other system, kept with the appointment so that it can be found again. In DrChrono API v4 it stands in the notes.',
			},
			{
				displayName: 'Notes',
				name: 'notes',
				type: 'string',
				typeOptions: { rows: 3 },
				default: '',
				description: 'Notes for the staff',
			},
			{
				displayName: 'Reason',
				name: 'reason',
				type: 'string',
				default: '',
				description: 'Reason of the visit, at most 100 characters',
			},
			STATUS,
			{
				displayName: 'Walk-In',
				name: 'walkIn',
				type: 'boolean',
				default: false,
				description: 'Whether the patient came without a booking (DrChrono API v4)',
			},
		]),
	},
	optionsCollection(),
];

/** Books an appointment. */
export const create: EachOperation = {
	value: 'create',
	name: 'Create Appointment',
	action: 'Create appointment',
	description: 'Create a new appointment',
	effect: 'write',
	area: 'scheduling',
	lane: 'booking',
	creates: true,
	properties,

	async each(context: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { dialect, client, connection, zones } = context.session;
		const draft = draftOf(parameters);
		if (!draft.ok) return draft;
		const forbidden = confine(connection, {
			provider: draft.value.provider,
			office: draft.value.office,
		});
		if (forbidden) return failed(forbidden);

		let zone = '';
		if (dialect.appointments.needsZone(draft.value.start)) {
			const found = await zones.of(draft.value.provider);
			if (!found.ok) return found;
			zone = found.value;
		}
		const request = dialect.appointments.create(draft.value, zone);
		if (!request.ok) return request;
		const answer = await client.request(request.value);
		return answer.ok ? success({ items: [emit(answer.value.json, connection)] }) : answer;
	},
};

function draftOf(parameters: Parameters): Outcome<AppointmentDraft> {
	const patient = parameters.requiredId('patient', LABELS.patient);
	if (!patient.ok) return patient;
	const provider = parameters.requiredId('provider', LABELS.provider);
	if (!provider.ok) return provider;
	const start = parameters.moment('start', LABELS.start);
	if (!start.ok) return start;
	const office = parameters.id('office', LABELS.office);
	if (!office.ok) return office;
	const examRoom = parameters.whole('examRoom', LABELS.examRoom, 0);
	if (!examRoom.ok) return examRoom;
	const more = parameters.collection('additionalFields');
	const type = idOf(more.type, LABELS.type);
	if (!type.ok) return type;
	const minutes = minutesOf(parameters, start.value, more.end);
	if (!minutes.ok) return minutes;
	const reason = textOf(more.reason);
	if (reason !== undefined && reason.length > 100) return failed(tooLong('Reason', 100));

	return success({
		patient: patient.value,
		provider: provider.value,
		start: start.value,
		durationMinutes: minutes.value,
		office: office.value,
		examRoom: examRoom.value === 0 ? undefined : examRoom.value,
		type: type.value,
		reason,
		notes: textOf(more.notes),
		status: textOf(more.status),
		externalId: textOf(more.externalId),
		allowOverlap: more.allowOverlap === true ? true : undefined,
		walkIn: more.walkIn === true ? true : undefined,
	});
}

/** The duration, or the minutes between start and end where there is none. */
function minutesOf(
	parameters: Parameters,
	start: Moment,
	endInput: unknown,
): Outcome<number | undefined> {
	const given = parameters.whole('duration', LABELS.duration, 0);
	if (!given.ok) return given;
	const hasEnd = endInput !== undefined && endInput !== '';
	if (!hasEnd) return success(given.value === 0 ? undefined : given.value);

	const end = parameters.moment('additionalFields.end', LABELS.end);
	if (!end.ok) return end;
	if (end.value.kind !== start.kind) return failed(mixedZones());
	// Both are wall times of one place or both are instants, so their distance is the same in any zone.
	const from = instantOf(start, 'utc', LABELS.start);
	const to = instantOf(end.value, 'utc', LABELS.end);
	if (!from.ok) return from;
	if (!to.ok) return to;
	const minutes = Math.round((to.value - from.value) / 60_000);
	if (minutes <= 0) return failed(endBeforeStart());
	if (given.value !== undefined && given.value !== 0 && given.value !== minutes) {
		return failed(contradiction());
	}
	return success(minutes);
}

function endBeforeStart(): Failure {
	return wrong(LABELS.end, "'End' is not after 'Start'", 'Swap or correct them.');
}

function mixedZones(): Failure {
	return wrong(
		LABELS.end,
		"One of 'Start' and 'End' has a time zone and the other has none",
		'Give both with a zone or both without.',
	);
}

function contradiction(): Failure {
	return wrong(
		LABELS.end,
		"'End' and 'Duration' do not agree",
		"Set 'Duration' to 0 to use 'End', or remove 'End'.",
	);
}

function tooLong(label: string, most: number): Failure {
	return wrong(label, `'${label}' is longer than ${most} characters`, 'Shorten it.');
}

function wrong(field: string, sentence: string, advice: string): Failure {
	return { kind: 'invalid-input', sentence, advice: `${advice} Nothing was sent.`, field };
}
