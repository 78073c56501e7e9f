import type { IBinaryKeyData, IDataObject, INodeProperties } from 'n8n-workflow';

import type { FailureKind } from '../../../../drchrono/client/failure';
import { failed, success, type Outcome } from '../../../../drchrono/client/outcome';
import type { Json, JsonObject } from '../../../../drchrono/client/request';
import {
	confine,
	isConfined,
	isWithin,
	untoldProvider,
} from '../../../../drchrono/privacy/confine';
import { emit } from '../../../shared/emit';
import { optionsCollection } from '../../../shared/fields';
import { patientLocator } from '../../../shared/locators';
import type { EachOperation, OperationContext, Result } from '../../../shared/operation';
import type { Parameters } from '../../../shared/parameters';
import type { Session } from '../../../shared/session';
import { filesOf } from './files';

const INCLUDE_FILES: INodeProperties = {
	displayName: 'Include Files',
	name: 'includeFiles',
	type: 'boolean',
	default: false,
	description:
		'Whether to bring the files of documents and notes as well, and all that was read as one JSON file',
};

/** What this credential or user may not read is named as missing; anything else is no whole chart. */
const MAY_BE_MISSING: ReadonlySet<FailureKind> = new Set([
	'not-allowed',
	'scope',
	'permission',
	'not-found',
]);

/** Everything there is on one patient, in one item. */
export const get: EachOperation = {
	value: 'get',
	name: 'Get',
	action: 'Get whole chart',
	description: 'Retrieve everything that DrChrono has on one patient, in one item',
	effect: 'read',
	area: 'demographics',
	lane: 'read',
	properties: [patientLocator('The patient it is about', true), INCLUDE_FILES, optionsCollection()],

	async each(context: OperationContext, parameters: Parameters): Promise<Outcome<Result>> {
		const { session } = context;
		const patient = parameters.requiredId('patient', 'Patient');
		if (!patient.ok) return patient;
		const untold = session.dialect.patients.tellsProvider
			? undefined
			: untoldProvider(session.connection, 'Patients');
		if (untold) return failed(untold);
		const demographics = await readPatient(session, patient.value);
		if (!demographics.ok) return demographics;
		const lists = await readParts(session, patient.value);
		if (!lists.ok) return lists;
		const { parts, missing } = lists.value;
		const { json } = emit(
			{ patient: patient.value, demographics: demographics.value, ...parts } as Json,
			session.connection,
		);
		const whole = { ...json, missing: missing as unknown as IDataObject[] };
		const hints = missing.map(({ part, reason }) => `'${part}' is missing: ${reason}.`);
		let binary: IBinaryKeyData | undefined;
		if (parameters.flag('includeFiles')) {
			const files = await filesOf(context, whole, parts);
			if (!files.ok) return files;
			binary = files.value;
		}
		return success({ items: [{ json: whole, ...(binary && { binary }) }], hints });
	},
};

async function readPatient(
	{ client, connection, dialect }: Session,
	id: string,
): Promise<Outcome<JsonObject>> {
	const answer = await client.request(dialect.wholeChart.patient(id));
	if (!answer.ok) return answer;
	const record = answer.value.json as JsonObject;
	const forbidden = confine(connection, { provider: dialect.patients.providerOf(record) });
	return forbidden ? failed(forbidden) : success(record);
}

/** Lists by their names, and those that could not be read with the reason. */
interface Lists {
	parts: Record<string, JsonObject[]>;
	missing: Array<{ part: string; reason: string }>;
}

async function readParts(session: Session, patient: string): Promise<Outcome<Lists>> {
	const { client, connection, dialect } = session;
	const lists: Lists = { parts: {}, missing: [] };
	for (const { name, plan, ownerOf, tellsProvider } of dialect.wholeChart.parts(patient)) {
		const untold = tellsProvider ? undefined : untoldProvider(connection, 'Its records');
		if (untold) {
			lists.missing.push({ part: name, reason: untold.sentence });
			continue;
		}
		const list = await client.list(plan);
		if (list.ok) {
			lists.parts[name] = isConfined(connection)
				? list.value.records.filter((record) => isWithin(connection, ownerOf(record)))
				: list.value.records;
		} else if (MAY_BE_MISSING.has(list.failure.kind)) {
			lists.missing.push({ part: name, reason: list.failure.sentence });
		} else {
			return list;
		}
	}
	return success(lists);
}
