/**
 * What the operations of the nodes hand out as they stand when a node is new: DrChrono's own records
 * from the catalog, and the nodes' own rows by hand. `test/nodes/outputSchemas.test.ts` runs them all and
 * compares.
 */
import { LEVEL_FIELDS } from '../../drchrono/dialects/v4/coverageFields.ts';
import { directories } from '../../drchrono/dialects/v4/directories.ts';
import { wholeChart } from '../../drchrono/dialects/v4/wholeChart.ts';
import { MEASURES } from '../../drchrono/records/vital.ts';
import {
	CHANGED,
	DELETED,
	FLAG,
	INTEGER,
	listOf,
	NUMBER,
	recordOf,
	row,
	TEXT,
	texts,
	type Schema,
} from './schema.mts';

type Properties = Readonly<Record<string, Schema>>;

/** A record that the catalog knows, with what the node adds. */
function record(
	resource: string,
	operation: 'list' | 'get' | 'create',
	added: Properties = {},
): Schema {
	const schema = recordOf(resource, operation);
	if (!schema) throw new RangeError(`The catalog has no record of ${operation} of ${resource}`);
	return row({ ...schema.properties, ...added });
}

/** Some fields of a record, in this order. */
function some(resource: string, names: readonly string[] = []): Schema {
	const { properties = {} } = record(resource, 'list');
	return row(Object.fromEntries(names.map((name) => [name, properties[name] ?? TEXT])));
}

const appointment: Readonly<Record<string, Schema>> = {
	cancel: row({ ...CHANGED.properties, status: TEXT }),
	create: record('appointments', 'create'),
	createOrUpdate: row({
		...texts('action', 'id', 'external_id'),
		changed: listOf(TEXT),
		reason: TEXT,
	}),
	delete: DELETED,
	findNoShows: record('appointments', 'list'),
	get: record('appointments', 'get'),
	getMany: record('appointments', 'list'),
	setStatus: row({ ...CHANGED.properties, status: TEXT }),
	update: CHANGED,
};

const patient: Readonly<Record<string, Schema>> = {
	create: record('patients', 'create'),
	delete: DELETED,
	describeCustomFields: row({
		...texts('id', 'name', 'description', 'provider'),
		archived: FLAG,
		allowed_values: listOf(TEXT),
	}),
	get: record('patients', 'get'),
	getCcda: row({ id: TEXT }),
	getMany: record('patients', 'list'),
	getPhoto: row({ id: INTEGER, has_photo: FLAG, patient_photo_date: TEXT }),
	setPhoto: CHANGED,
	update: CHANGED,
};

/** Levels that keep photos of the card. */
const WITH_CARDS: ReadonlySet<string> = new Set(['primary', 'secondary', 'tertiary']);

function coverageAt(level: string, fields: readonly string[]): Schema {
	const properties = fields.flatMap((name): Array<[string, Schema]> => {
		if (name === 'subscriber_is_patient') return [[name, FLAG]];
		const inWords = name === 'plan_type' || name === 'relationship';
		return [name, ...(inWords ? [`${name}_name`] : [])].map((one) => [one, TEXT]);
	});
	const cards: Properties = WITH_CARDS.has(level)
		? { has_card_front: FLAG, has_card_back: FLAG }
		: {};
	return row({ ...Object.fromEntries(properties), ...cards });
}

const ALL_LEVELS = Object.fromEntries(
	Object.entries(LEVEL_FIELDS).map(([level, { essential }]) => [
		level,
		coverageAt(level, Object.keys(essential)),
	]),
);

/** Of the first two levels an appointment has the payer and the member's number. */
const IN_APPOINTMENT = row(texts('company', 'payer_id', 'member_id'));

const COVERED: Properties = { has_coverage: FLAG, levels: listOf(TEXT) };
const COVERAGE = row({
	patient: INTEGER,
	...texts('patient_name', 'date_of_birth', 'chart_id'),
	...COVERED,
	...ALL_LEVELS,
});

const insurance: Readonly<Record<string, Schema>> = {
	'authorization/getMany': record('patient_authorizations', 'list', {
		days_left: INTEGER,
		expired: FLAG,
		expires_soon: FLAG,
		visits_left: INTEGER,
		visits_low: FLAG,
		attention: listOf(TEXT),
	}),
	'coverage/get': COVERAGE,
	'coverage/getCards': row({
		patient: INTEGER,
		cards: listOf(
			row({ ...texts('level', 'company', 'payer_id'), has_front: FLAG, has_back: FLAG }),
		),
	}),
	'coverage/getForAppointments': row({
		patient: INTEGER,
		appointments: listOf(TEXT),
		...COVERED,
		primary: IN_APPOINTMENT,
		secondary: IN_APPOINTMENT,
	}),
	'coverage/getMany': COVERAGE,
	'coverage/update': CHANGED,
	'eligibility/getMany': row({
		id: INTEGER,
		patient: INTEGER,
		appointment: INTEGER,
		...texts('cob_level', 'eligibility', 'eligibility_name'),
		active: FLAG,
		...texts('payer_name', 'query_date', 'service_type_description', 'updated_at'),
	}),
	'payer/search': record('insurances', 'list'),
};

const USER = row({
	id: INTEGER,
	username: TEXT,
	is_doctor: FLAG,
	is_staff: FLAG,
	doctor: INTEGER,
	practice_group: INTEGER,
	permissions: listOf(TEXT),
});
const PROVIDER = some('doctors', directories.providers.essential);
const OFFICE = some('offices', directories.offices.essential);
const STAFF = some('staff', directories.staff.essential);

const provider: Readonly<Record<string, Schema>> = {
	'appointmentType/create': record('appointment_profiles', 'create'),
	'appointmentType/get': record('appointment_profiles', 'get'),
	'appointmentType/getMany': record('appointment_profiles', 'list'),
	'availabilityTemplate/create': record('appointment_templates', 'create'),
	'availabilityTemplate/delete': DELETED,
	'availabilityTemplate/get': record('appointment_templates', 'get'),
	'availabilityTemplate/getMany': record('appointment_templates', 'list'),
	'customField/create': record('custom_demographics', 'create', { action: TEXT }),
	'customField/getMany': record('custom_demographics', 'list'),
	'customStatus/getMany': row({ status: TEXT, appointments: INTEGER, last_seen: TEXT }),
	'office/addExamRoom': row({ ...texts('action', 'office'), exam_room: INTEGER, name: TEXT }),
	'office/get': OFFICE,
	'office/getMany': OFFICE,
	'provider/get': PROVIDER,
	'provider/getMany': PROVIDER,
	'staff/get': STAFF,
	'staff/getMany': STAFF,
	'user/get': USER,
	'user/getMany': USER,
	'userGroup/getMany': record('user_groups', 'list'),
	'workSchedule/get': row({
		id: INTEGER,
		doctor: INTEGER,
		office: INTEGER,
		...texts('monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'),
	}),
	'workSchedule/update': CHANGED,
};

const NOTE = row({
	appointment: INTEGER,
	patient: INTEGER,
	locked: FLAG,
	locked_by: TEXT,
	archived: FLAG,
	sections: listOf(row({ name: TEXT, fields: listOf(row(texts('name', 'value'))) })),
});
const NOTE_PDF = row({
	...texts('appointment', 'patient', 'provider', 'scheduled_time'),
	locked: FLAG,
	note_updated_at: TEXT,
	has_pdf: FLAG,
});

/** The lists of a chart, as the node and as the server calls them. */
const LISTS = {
	allergy: 'allergies',
	medication: 'medications',
	problem: 'problems',
	vaccine: 'patient_vaccine_records',
} as const;

/** Allergies are always asked for with details, since only those name the allergen (wire.md §2). */
function chartRecord(resource: string, operation: 'get' | 'list'): Schema {
	return record(resource, resource === 'allergies' ? 'create' : operation);
}

const clinicalDocument: Readonly<Record<string, Schema>> = {
	'document/archive': row({ id: TEXT, archived: FLAG }),
	'document/download': record('documents', 'get'),
	'document/getMany': record('documents', 'list'),
	'document/update': CHANGED,
	'document/upload': record('documents', 'create', { action: TEXT }),
	'note/get': NOTE,
	'note/getMany': NOTE,
	'note/getManyPdfs': NOTE_PDF,
	'note/getPdf': NOTE_PDF,
	'note/setField': row({
		...texts('id', 'appointment', 'clinical_note_field', 'action'),
		changed: listOf(TEXT),
	}),
	'wholeChart/get': row({
		patient: TEXT,
		demographics: record('patients', 'create'),
		...Object.fromEntries(
			wholeChart.parts('').map(({ name }) => [name, listOf({ type: 'object' })]),
		),
		missing: listOf(row(texts('part', 'reason'))),
	}),
	...Object.fromEntries(
		Object.entries(LISTS).flatMap(([kind, resource]) => [
			[`${kind}/create`, record(resource, 'create')],
			[`${kind}/get`, chartRecord(resource, 'get')],
			[`${kind}/getMany`, chartRecord(resource, 'list')],
			[`${kind}/update`, CHANGED],
		]),
	),
};

const VITALS = row({
	appointment: TEXT,
	patient: INTEGER,
	provider: INTEGER,
	office: INTEGER,
	taken_at: TEXT,
	...Object.fromEntries(
		Object.entries(MEASURES).flatMap(
			([name, { dimension }]): Array<[string, Schema]> => [
				[name, NUMBER],
				...(dimension ? [[`${name}_unit`, TEXT] satisfies [string, Schema]] : []),
			],
		),
	),
	...texts('smoking_status', 'smoking_status_code'),
	custom_vitals: listOf(row(texts('id', 'name', 'value', 'unit'))),
});

const vital: Readonly<Record<string, Schema>> = {
	get: VITALS,
	getMany: VITALS,
	record: CHANGED,
	trend: row({
		patient: INTEGER,
		...texts('vital', 'name', 'unit'),
		count: INTEGER,
		first: NUMBER,
		first_at: TEXT,
		last: NUMBER,
		last_at: TEXT,
		min: NUMBER,
		max: NUMBER,
		mean: NUMBER,
		change: NUMBER,
		slope_per_30_days: NUMBER,
	}),
};

const JUDGEMENT: Properties = { flag_meaning: TEXT, abnormal: FLAG, judged_by: TEXT };

function labResult(owner: Properties): Schema {
	return row({
		id: INTEGER,
		...owner,
		patient: INTEGER,
		provider: INTEGER,
		...texts('test', 'loinc_code', 'value', 'unit', 'reference_range', 'flag'),
		...JUDGEMENT,
		...texts('tested_at', 'status'),
	});
}

const RESULT = labResult({});
const TYPED = { type_name: TEXT };
const PRIORITY = { priority_name: TEXT };

const lab: Readonly<Record<string, Schema>> = {
	'chartResult/create': record('patient_lab_results', 'create', { ...JUDGEMENT, action: TEXT }),
	'chartResult/get': RESULT,
	'chartResult/getMany': RESULT,
	'document/download': record('lab_documents', 'get', TYPED),
	'document/getMany': record('lab_documents', 'list', TYPED),
	'order/get': record('lab_orders', 'get', PRIORITY),
	'order/getMany': record('lab_orders', 'list', PRIORITY),
	'order/getResults': labResult({ order: TEXT }),
};

/** By node, then by the value of the operation, after that of its resource where the node has several. */
export const OUTPUTS: Readonly<Record<string, Readonly<Record<string, Schema>>>> = {
	DrChronoAppointment: appointment,
	DrChronoClinicalDocument: clinicalDocument,
	DrChronoInsurance: insurance,
	DrChronoLabResult: lab,
	DrChronoPatient: patient,
	DrChronoProvider: provider,
	DrChronoVital: vital,
};
