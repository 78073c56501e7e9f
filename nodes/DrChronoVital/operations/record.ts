import type { IDataObject, INodeProperties } from 'n8n-workflow';

import type { Failure } from '../../../drchrono/client/failure';
import { failed, success, type Outcome } from '../../../drchrono/client/outcome';
import type { JsonObject } from '../../../drchrono/client/request';
import { isConfined } from '../../../drchrono/privacy/confine';
import { readingFor, type CustomVitalWish } from '../../../drchrono/records/customVital';
import type { CustomReading } from '../../../drchrono/records/vital';
import { implausible } from '../../../drchrono/records/vitalPlausible';
import { optionsCollection } from '../../shared/fields';
import type { EachOperation, OperationContext, Result } from '../../shared/operation';
import type { Parameters } from '../../shared/parameters';
import { REVIEW } from '../../shared/review';
import type { Session } from '../../shared/session';
import { customVitals } from './custom';
import {
	CUSTOM_VITALS,
	customIn,
	draftIn,
	UNITS,
	VITALS,
	WEIGHT_UNIT,
	weightUnitOf,
} from './recordFields';
import { APPOINTMENT, readVisit } from './visit';

const ALLOW_UNUSUAL: INodeProperties = {
	displayName: 'Allow Unusual Values',
	name: 'allowUnusual',
	type: 'boolean',
	default: false,
	description:
		'Whether to write values that can hardly be, such as a weight of 1,800 pounds, because somebody has confirmed them',
};

/** Writes what was measured at a visit: what is given, and nothing else. */
export const record: EachOperation = {
	value: 'record',
	name: 'Record Vitals',
	action: 'Record vitals',
	description: 'Record vitals of a visit; the others stay as they are (DrChrono API v4)',
	effect: 'write',
	area: 'clinical',
	lane: 'booking',
	properties: [
		APPOINTMENT,
		UNITS,
		VITALS,
		CUSTOM_VITALS,
		optionsCollection([ALLOW_UNUSUAL, WEIGHT_UNIT]),
	],

	async each({ session }: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { client, connection, dialect } = session;
		const appointment = parameters.requiredId('appointment', APPOINTMENT.displayName);
		if (!appointment.ok) return appointment;
		const options = parameters.collection('options');
		const draft = draftIn(parameters.collection('vitals'), {
			system: parameters.raw('units') === 'metric' ? 'metric' : 'us',
			weight: weightUnitOf(options.weightUnit),
		});
		if (!draft.ok) return draft;
		const wishes = customIn(parameters.collection('customVitals'));
		const possible = dialect.vitals.record(appointment.value, draft.value);
		if (!possible.ok) return possible;
		if (possible.value.changed.length === 0 && wishes.length === 0) return failed(nothing());
		const refusal = implausible(draft.value, options.allowUnusual === true);
		if (refusal) return failed(refusal);

		let visit: JsonObject | undefined;
		if (wishes.length > 0 || isConfined(connection)) {
			const found = await readVisit(session, appointment.value);
			if (!found.ok) return found;
			visit = found.value;
		}
		const custom = await readingsFor(session, wishes, visit);
		if (!custom.ok) return custom;
		const wanted =
			custom.value.length === 0 ? draft.value : { ...draft.value, custom: custom.value };
		const change = dialect.vitals.record(appointment.value, wanted, visit);
		if (!change.ok) return change;
		const answer = await client.request(change.value.request);
		if (!answer.ok) return answer;
		const json: IDataObject = { id: appointment.value, changed: change.value.changed };
		return success({ items: [{ json }], hints: [REVIEW] });
	},
};

/** Custom vitals as they can be sent. */
async function readingsFor(
	session: Session,
	wishes: readonly CustomVitalWish[],
	visit: JsonObject | undefined,
): Promise<Outcome<CustomReading[]>> {
	if (wishes.length === 0 || !visit) return success([]);
	const definitions = await customVitals(session);
	if (!definitions.ok) return definitions;
	const { provider = null } = session.dialect.vitals.ownerOf(visit);
	const readings: CustomReading[] = [];
	for (const wish of wishes) {
		const reading = readingFor(wish, definitions.value, provider);
		if (!reading.ok) return reading;
		readings.push(reading.value);
	}
	return success(readings);
}

function nothing(): Failure {
	return {
		kind: 'invalid-input',
		sentence: "'Vitals' is empty, so there is nothing to record",
		advice: 'Add what was measured. Nothing was sent.',
		field: 'Vitals',
	};
}
