import { success } from '../../client/outcome';
import type { Json, JsonObject, Query } from '../../client/request';
import { idInBody, withoutUndefined } from '../body';
import type { Chart, ChartDialect, ChartDraft, ChartKind, ChartQuery } from '../clinical';
import { crudOf } from './crud';
import { listPaging, sinceWallTime } from './wire';

/** One list of a chart on the wire (wire.md App. B). */
interface Facts {
	resource: string;
	/** The panel's names of fields, by the server's. */
	fields: Readonly<Record<string, string>>;
	/** The field that holds the provider. */
	provider: string;
	/** The field that *Status* is about. */
	status: string;
	/** True where a list without `verbose` lacks what the entry is about (wire.md §2). */
	verbose?: boolean;
	/** True where a list can be asked by its changes (wire.md §3.2). */
	since?: boolean;
}

const FACTS: Readonly<Record<ChartKind, Facts>> = {
	problem: {
		resource: 'problems',
		provider: 'doctor',
		status: 'status',
		fields: {
			patient: 'patient',
			provider: 'doctor',
			appointment: 'appointment',
			name: 'name',
			description: 'description',
			icdCode: 'icd_code',
			icdVersion: 'icd_version',
			snomedCode: 'snomed_ct_code',
			status: 'status',
			verification: 'verification_status',
			onsetDate: 'date_onset',
			diagnosisDate: 'date_diagnosis',
			changedDate: 'date_changed',
			notes: 'notes',
		},
	},
	medication: {
		resource: 'medications',
		provider: 'doctor',
		status: 'status',
		fields: {
			patient: 'patient',
			provider: 'doctor',
			appointment: 'appointment',
			name: 'name',
			rxnormCode: 'rxnorm',
			ndcCode: 'ndc',
			status: 'status',
			orderStatus: 'order_status',
			indication: 'indication',
			dosageQuantity: 'dosage_quantity',
			dosageUnits: 'dosage_units',
			route: 'route',
			frequency: 'frequency',
			asNeeded: 'prn',
			asWritten: 'daw',
			dispenseQuantity: 'dispense_quantity',
			refills: 'number_refills',
			prescribedDate: 'date_prescribed',
			startDate: 'date_started_taking',
			stopDate: 'date_stopped_taking',
			directions: 'signature_note',
			pharmacyNote: 'pharmacy_note',
			notes: 'notes',
		},
	},
	allergy: {
		resource: 'allergies',
		provider: 'doctor',
		status: 'status',
		verbose: true,
		fields: {
			patient: 'patient',
			provider: 'doctor',
			name: 'description',
			reaction: 'reaction',
			reactionCode: 'snomed_reaction',
			snomedCode: 'snomed_code',
			rxnormCode: 'rxnorm',
			status: 'status',
			verification: 'verification_status',
			notes: 'notes',
		},
	},
	vaccine: {
		resource: 'patient_vaccine_records',
		provider: 'ordering_doctor',
		status: 'completion_status',
		since: true,
		fields: {
			patient: 'patient',
			provider: 'ordering_doctor',
			name: 'name',
			cvxCode: 'cvx_code',
			cptCode: 'cpt_code',
			status: 'completion_status',
			administeredTime: 'administration_start',
			administeredBy: 'administered_by',
			office: 'administered_at',
			amount: 'amount',
			units: 'units',
			route: 'route',
			site: 'site',
			lotNumber: 'lot_number',
			manufacturer: 'manufacturer',
			source: 'record_source',
			funding: 'funding_eligibility',
			nextDoseDate: 'next_dose_date',
			comments: 'comments',
		},
	},
};

/** References to other records, which go out as numbers. */
const IDS: ReadonlySet<string> = new Set([
	'patient',
	'doctor',
	'ordering_doctor',
	'appointment',
	'administered_at',
]);

/** The lists that DrChrono keeps of a patient: none can be deleted, only set inactive (wire.md §10). */
export const chart: Chart = (kind) => success(LISTS[kind]);

const LISTS: Readonly<Record<ChartKind, ChartDialect>> = {
	problem: listOf('problem'),
	medication: listOf('medication'),
	allergy: listOf('allergy'),
	vaccine: listOf('vaccine'),
};

function listOf(kind: ChartKind): ChartDialect {
	const facts = FACTS[kind];
	const { resource, provider, since, status, verbose } = facts;
	const requests = crudOf(resource, 'clinical');
	const details: Query = verbose ? { verbose: true } : {};
	return {
		endpoint: requests.get,

		list({ patient, providers = [], status: wanted, changedSince, code }: ChartQuery) {
			const queries = [...new Set(providers)].map((doctor) => ({ doctor }));
			return success({
				plan: {
					request: {
						endpoint: requests.list,
						query: { ...details, patient, since: changedSince, cvx_code: code },
					},
					paging: listPaging(verbose),
					parts: queries.length === 0 ? undefined : { queries },
					sweep: since ? (from) => ({ since: sinceWallTime(from) }) : undefined,
				},
				keep: wanted === undefined ? undefined : (record) => record[status] === wanted,
				hints: [],
			});
		},

		get: (id) => ({ endpoint: requests.get, path: { id }, query: details }),

		create: (draft) => ({
			endpoint: requests.create,
			subject: typeof draft.patient === 'string' ? { patient: draft.patient } : undefined,
			body: { kind: 'json', value: bodyOf(facts, draft) },
		}),

		update(id, changes) {
			const value = bodyOf(facts, changes);
			return {
				request: { endpoint: requests.update, path: { id }, body: { kind: 'json', value } },
				changed: Object.keys(value),
			};
		},

		providerOf: (record) => textOf(record[provider]),
	};
}

/** The fields in the server's names; only those that have a value. */
function bodyOf({ fields }: Facts, draft: ChartDraft): JsonObject {
	const body: JsonObject = {};
	for (const [name, wire] of Object.entries(fields)) {
		const value = draft[name];
		body[wire] = IDS.has(wire) && typeof value === 'string' ? idInBody(value) : value;
	}
	return withoutUndefined(body);
}

function textOf(id: Json | undefined): string | null {
	return id === undefined || id === null || id === '' ? null : String(id);
}
