import type { INodeProperties } from 'n8n-workflow';

import type { Failure } from '../../../drchrono/client/failure';
import { failed, success, type Outcome } from '../../../drchrono/client/outcome';
import type { DateRange } from '../../../drchrono/client/ranges';
import type { JsonObject } from '../../../drchrono/client/request';
import type { ListRequest } from '../../../drchrono/dialects/dialect';
import { confine, isConfined, isWithin } from '../../../drchrono/privacy/confine';
import type { AppointmentQuery } from '../../../drchrono/records/appointment';
import { instantOf, momentOf, type Moment } from '../../../drchrono/time/moment';
import {
	appointmentTypeLocator,
	officeLocator,
	patientLocator,
	providerLocator,
} from '../../shared/locators';
import { idOf, idsOf, type Parameters } from '../../shared/parameters';
import type { Session } from '../../shared/session';

/** Whose appointments are wanted; the same in every operation that lists appointments. */
export const WHOSE: INodeProperties[] = [
	appointmentTypeLocator(
		'Only appointments of this type. DrChrono API v4 has no such filter, so it is applied here.',
	),
	officeLocator('Only appointments in this office (DrChrono API v4)'),
	patientLocator('Only appointments of this patient'),
	providerLocator('Only appointments of this provider'),
	{
		displayName: 'Provider Names or IDs',
		name: 'providers',
		type: 'multiOptions',
		typeOptions: { loadOptionsMethod: 'getProviders' },
		default: [],
		description:
			'Only appointments of these providers. Choose from the list, or specify IDs using an <a href="https://docs.n8n.io/code/expressions/">expression</a>.',
	},
];

/** The filters that name people and places; those outside the credential are refused. */
export function whoseOf(
	{ connection }: Session,
	parameters: Parameters,
): Outcome<AppointmentQuery> {
	const filters = parameters.collection('filters');
	const ids: Pick<AppointmentQuery, 'patient' | 'office' | 'type'> = {};
	const labels = { patient: 'Patient', office: 'Office', type: 'Appointment Type' } as const;
	for (const [name, label] of Object.entries(labels)) {
		const id = idOf(filters[name], label);
		if (!id.ok) return id;
		ids[name as keyof typeof ids] = id.value;
	}
	const provider = idOf(filters.provider, 'Provider');
	if (!provider.ok) return provider;
	const providers = idsOf(filters.providers, 'Provider Names or IDs');
	if (!providers.ok) return providers;
	const all = new Set([provider.value ?? [], providers.value].flat());
	for (const one of all.size === 0 ? [undefined] : all) {
		const forbidden = confine(connection, { provider: one, office: ids.office });
		if (forbidden) return failed(forbidden);
	}
	return success({ ...ids, providers: [...all] });
}

/** *Changed Since* as the dialect needs it: with a zone where it compares instants. */
export async function changedSinceOf(
	session: Session,
	parameters: Parameters,
): Promise<Outcome<Moment | undefined>> {
	const raw = parameters.collection('filters').changedSince;
	if (raw === undefined || raw === null || raw === '') return success(undefined);
	const since = momentOf(raw, 'Changed Since');
	const { zones, dialect } = session;
	if (!since.ok || since.value.kind === 'instant') return since;
	if (!dialect.appointments.needsZone(since.value)) return since;
	const zone = await zones.ofPractice();
	if (!zone.ok) return zone;
	const epochMs = instantOf(since.value, zone.value, 'Changed Since');
	return epochMs.ok ? success({ kind: 'instant', epochMs: epochMs.value }) : epochMs;
}

/** Stands for any day where it is only asked whether a list can be had at all. */
const SOME_DAY: DateRange = { from: '2000-01-01', to: '2000-01-01' };

/** Why the dialect has no such list, before anything is looked up for it. */
export function refusalOf(session: Session, query: AppointmentQuery): Failure | undefined {
	const request = listWithin(session, { days: SOME_DAY, ...query });
	return request.ok ? undefined : request.failure;
}

/**
 * A list as the credential may see it: one provider or office that it is confined to is asked for, of
 * several those are kept that it may see.
 */
export function listWithin(session: Session, query: AppointmentQuery): Outcome<ListRequest> {
	const { connection, dialect, zones } = session;
	const { onlyProviders, onlyOffices } = connection;
	const { providers = [], office } = query;
	const [onlyOffice] = onlyOffices.size === 1 && dialect.name === 'v4' ? onlyOffices : [];
	const request = dialect.appointments.list({
		...query,
		providers: providers.length === 0 ? [...onlyProviders] : providers,
		office: office ?? onlyOffice,
		westernmostZone: zones.westernmost(),
	});
	if (!request.ok || !isConfined(connection)) return request;
	const { keep } = request.value;
	const { providerOf, officeOf } = dialect.appointments;
	return success({
		...request.value,
		keep: (record: JsonObject) =>
			(keep?.(record) ?? true) &&
			isWithin(connection, { provider: providerOf(record), office: officeOf(record) }),
	});
}
