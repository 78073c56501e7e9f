import type { INodeProperties } from 'n8n-workflow';

import { success, type Outcome } from '../../../drchrono/client/outcome';
import type { JsonObject } from '../../../drchrono/client/request';
import { emit } from '../../shared/emit';
import type { Emitted } from '../../shared/operation';
import type { Parameters } from '../../shared/parameters';
import type { Session } from '../../shared/session';

/** What a person may want beside DrChrono's own fields. */
export type Addition = 'externalId' | 'isoTimes' | 'names';

export const ADD_TO_OUTPUT: INodeProperties = {
	displayName: 'Add to Output',
	name: 'add',
	type: 'multiOptions',
	options: [
		{
			name: 'External ID',
			value: 'externalId',
			description: 'ID of the booking in your other system, as external_id',
		},
		{
			name: 'ISO Times',
			value: 'isoTimes',
			description: 'Start and end with time zone, as start_iso and end_iso',
		},
		{
			name: 'Names',
			value: 'names',
			description:
				'Patient, provider, office and type by name, as patient_name and so on. Costs at most one call for each patient.',
		},
	],
	default: [],
	description: "Fields to add beside DrChrono's own",
};

export const INCLUDE_DETAILS: INodeProperties = {
	displayName: 'Include Details',
	name: 'includeDetails',
	type: 'boolean',
	default: false,
	description:
		'Whether to return vitals, note, custom fields and status history as well. A list takes up to five times as many calls (DrChrono API v4).',
};

/** What *Add to Output* names. */
export function additionsOf(parameters: Parameters): Addition[] {
	const { add } = parameters.collection('options');
	return (Array.isArray(add) ? add : []) as Addition[];
}

/**
 * How records leave the node: as they came, with what the person wants added to each by itself; names
 * come later, for all at once. Zones are looked up before the first record, and only where times are
 * wanted.
 */
export async function emitterFor(
	session: Session,
	additions: readonly Addition[],
): Promise<Outcome<(record: JsonObject) => Emitted>> {
	const { connection, dialect, zones } = session;
	const wantsTimes = additions.includes('isoTimes');
	const zoneOf = wantsTimes ? await zones.lookup() : success(() => undefined);
	if (!zoneOf.ok) return zoneOf;

	return success((record) => {
		const emitted = emit(record, connection);
		if (additions.length === 0) return emitted;
		const added: Record<string, string | null> = {};
		if (additions.includes('externalId')) {
			added.external_id = dialect.appointments.externalId(record);
		}
		if (wantsTimes) {
			const zone = zoneOf.value(dialect.appointments.providerOf(record));
			const times = zone === undefined ? undefined : dialect.appointments.times(record, zone);
			added.start_iso = times?.start ?? null;
			added.end_iso = times?.end ?? null;
		}
		return { ...emitted, json: { ...emitted.json, ...added } };
	});
}
