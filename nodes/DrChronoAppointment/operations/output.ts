import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Failure } from '../../../drchrono/client/failure';
import { success, type Outcome } from '../../../drchrono/client/outcome';
import type { JsonObject } from '../../../drchrono/client/request';
import type { AppointmentDialect } from '../../../drchrono/dialects/dialect';
import type { Emitted } from '../../shared/operation';
import type { Parameters } from '../../shared/parameters';
import type { Session } from '../../shared/session';
import { additionsOf, ADD_TO_OUTPUT, emitterFor, type Addition } from './additions';

const SIMPLIFY: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

/** What *Options* says about the output of an operation that hands out appointments. */
export const OUTPUT_OPTIONS: INodeProperties[] = [ADD_TO_OUTPUT, SIMPLIFY];

/** How appointments leave the node. */
export interface AppointmentOutput {
	/** A record by itself. */
	emit(record: JsonObject): Emitted;
	/** All records together, once they are there: with names, and simplified where that is wanted. */
	finish(items: readonly Emitted[]): Promise<Outcome<{ items: Emitted[]; hints: string[] }>>;
}

/** Reads *Options*; zones are looked up now, names when all records are there. */
export async function outputFor(
	session: Session,
	parameters: Parameters,
): Promise<Outcome<AppointmentOutput>> {
	const additions = additionsOf(parameters);
	const simplify = parameters.collection('options').simplify === true;
	const { appointments } = session.dialect;
	const wanted: Addition[] = simplify ? [...additions, 'isoTimes'] : additions;
	const emit = await emitterFor(session, wanted);
	if (!emit.ok) return emit;

	return success({
		emit: emit.value,
		async finish(items) {
			const named = additions.includes('names')
				? await addNames(session, items)
				: success({ items: [...items], hints: [] });
			if (!named.ok || !simplify) return named;
			const columns = ({ json, ...rest }: Emitted) => {
				const added = additions.includes('externalId') ? { external_id: json.external_id } : {};
				return { ...rest, json: { ...simplified(json, appointments), ...added } };
			};
			return success({ ...named.value, items: named.value.items.map(columns) });
		},
	});
}

async function addNames(
	{ names }: Session,
	items: readonly Emitted[],
): Promise<Outcome<{ items: Emitted[]; hints: string[] }>> {
	const found = await names.ofAppointments(items.map(recordIn));
	if (!found.ok) return found;
	const { of, refused } = found.value;
	return success({
		items: items.map((item) => {
			const { patient, provider, office, type } = of(recordIn(item));
			const added = {
				patient_name: patient,
				provider_name: provider,
				office_name: office,
				type_name: type,
			};
			return { ...item, json: { ...item.json, ...added } };
		}),
		hints: [...new Set(refused.map(hintOf))],
	});
}

function recordIn({ json }: Emitted): JsonObject {
	return json as JsonObject;
}

function hintOf({ sentence, advice }: Failure): string {
	return `Some names are missing, and the IDs have to do: ${sentence}. ${advice}`;
}

/** The columns that an office manager reads, in the same order in both dialects. */
function simplified(json: IDataObject, appointments: AppointmentDialect): IDataObject {
	const record = json as JsonObject;
	return {
		id: json.id,
		start: json.start_iso,
		end: json.end_iso,
		status: json.status,
		patient_id: appointments.patientOf(record),
		patient_name: json.patient_name ?? null,
		provider_id: appointments.providerOf(record),
		provider_name: json.provider_name ?? null,
		office: json.office_name ?? appointments.officeOf(record),
		type: json.type_name ?? appointments.typeOf(record),
		reason: appointments.reasonOf(record),
	};
}
