import type { INodeProperties, IPollFunctions } from 'n8n-workflow';

import type { Failure } from '../../drchrono/client/failure';
import { failed, success, type Outcome } from '../../drchrono/client/outcome';
import type { JsonObject } from '../../drchrono/client/request';
import { confine, isWithin } from '../../drchrono/privacy/confine';
import type { AppointmentFilter } from '../../drchrono/records/appointment';
import { momentOf, type Moment } from '../../drchrono/time/moment';
import { alphabetical } from '../shared/fields';
import { appointmentTypeLocator, officeLocator, providerLocator } from '../shared/locators';
import type { Emitted } from '../shared/operation';
import { idOf, textOf, wholeOf } from '../shared/parameters';
import type { Session } from '../shared/session';
import type { PollingTrigger, Wanted } from '../shared/trigger';

/** How often DrChrono is asked unless the person wants it otherwise, in minutes. */
const EVERY_MINUTES = 2;

/** Added to the output unless the person chooses otherwise: v4's own times have no zone. */
const DEFAULT_ADDITIONS = ['isoTimes'];

/** What the Appointment node does and this trigger does as well. */
export interface AppointmentOutput {
	status: INodeProperties;
	add: INodeProperties;
	emitterFor(
		session: Session,
		additions: readonly string[],
	): Promise<Outcome<(record: JsonObject) => Emitted>>;
}

/** The panel; every call makes fresh objects, because n8n's loader adds to them. */
export function panelOf({ status, add }: AppointmentOutput): INodeProperties[] {
	return structuredClone<INodeProperties[]>([
		{
			displayName: 'Trigger On',
			name: 'event',
			type: 'options',
			noDataExpression: true,
			options: [
				{
					name: 'New Appointment',
					value: 'created',
					description: 'Starts once for each appointment that is booked, by whomever',
				},
			],
			default: 'created',
		},
		{
			displayName: 'Filters',
			name: 'filters',
			type: 'collection',
			placeholder: 'Add Filter',
			default: {},
			options: alphabetical([
				appointmentTypeLocator('Only appointments of this type'),
				officeLocator('Only appointments in this office (DrChrono API v4)'),
				providerLocator('Only appointments of this provider'),
				{
					...status,
					description: 'Only appointments that have this status when they are first seen',
				},
			]),
		},
		{
			displayName: 'Options',
			name: 'options',
			type: 'collection',
			placeholder: 'Add option',
			default: {},
			options: alphabetical([
				{
					...add,
					default: DEFAULT_ADDITIONS,
					description: "Fields to add beside DrChrono's own. Without this option: ISO Times.",
				},
				{
					displayName: 'Ask at Most Every (Minutes)',
					name: 'everyMinutes',
					type: 'number',
					typeOptions: { minValue: 1 },
					default: EVERY_MINUTES,
					description:
						'Polls in between make no call. Each call counts against the 500 per hour that all workflows of the practice share.',
				},
				{
					displayName: 'Include Breaks',
					name: 'includeBreaks',
					type: 'boolean',
					default: false,
					description:
						'Whether to start for breaks as well: time that a provider keeps free, without a patient (DrChrono API v4)',
				},
				{
					displayName: 'Start From',
					name: 'startFrom',
					type: 'dateTime',
					default: '',
					description:
						'Also start for appointments booked since this time. Only looked at when the workflow is first published.',
				},
			]),
		},
	]);
}

/** New appointments, each once. */
export function newAppointments(output: AppointmentOutput): PollingTrigger {
	return {
		event: 'created',
		records: 'appointments',
		source: ({ dialect }) => dialect.appointmentFeed,

		wanted(functions, session): Outcome<Wanted> {
			const options = collection(functions, 'options');
			const filter = filterOf(functions, session);
			if (!filter.ok) return filter;
			const everyMinutes = wholeOf(options.everyMinutes, EVERY, 1);
			if (!everyMinutes.ok) return everyMinutes;
			const since = sinceOf(options.startFrom);
			if (!since.ok) return since;
			const { appointments } = session.dialect;
			const keep = (record: JsonObject) =>
				(options.includeBreaks === true || !appointments.isBreak(record)) &&
				filter.value(record) &&
				isWithin(session.connection, {
					provider: appointments.providerOf(record),
					office: appointments.officeOf(record),
				});
			const additions = (options.add ?? DEFAULT_ADDITIONS) as string[];
			return success({
				everyMinutes: everyMinutes.value ?? EVERY_MINUTES,
				since: since.value,
				keep,
				emitter: async () => await emitter(output, session, additions),
			});
		},
	};
}

const EVERY = 'Ask at Most Every (Minutes)';

/** A look-up of zones that is refused for good must not keep appointments back. */
async function emitter(
	{ emitterFor }: AppointmentOutput,
	session: Session,
	additions: readonly string[],
): Promise<Outcome<(record: JsonObject) => Emitted>> {
	const full = await emitterFor(session, additions);
	if (full.ok || !isRefused(full.failure) || !additions.includes('isoTimes')) return full;
	const plain = await emitterFor(
		session,
		additions.filter((addition) => addition !== 'isoTimes'),
	);
	if (!plain.ok) return plain;
	return success((record) => {
		const emitted = plain.value(record);
		return { ...emitted, json: { ...emitted.json, start_iso: null, end_iso: null } };
	});
}

function isRefused({ kind }: Failure): boolean {
	return kind === 'permission' || kind === 'scope' || kind === 'not-allowed';
}

function filterOf(
	functions: IPollFunctions,
	session: Session,
): Outcome<(record: JsonObject) => boolean> {
	const filters = collection(functions, 'filters');
	const wanted: AppointmentFilter = { status: textOf(filters.status) };
	const ids = { provider: 'Provider', office: 'Office', type: 'Appointment Type' } as const;
	for (const [name, label] of Object.entries(ids)) {
		const id = idOf(filters[name], label);
		if (!id.ok) return id;
		wanted[name as keyof typeof ids] = id.value;
	}
	const forbidden = confine(session.connection, wanted);
	if (forbidden) return failed(forbidden);
	return session.dialect.appointmentFeed.filter(wanted);
}

function sinceOf(value: unknown): Outcome<Moment | undefined> {
	if (value === undefined || value === null || value === '') return success(undefined);
	return momentOf(value, 'Start From');
}

function collection(functions: IPollFunctions, name: string): Record<string, unknown> {
	const value = functions.getNodeParameter(name, {});
	return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
