import { listPlanOf, operationOf, resources, type Resource } from '../../catalog';
import type { ChoicePlan } from '../../client/paging';
import type { Json } from '../../client/request';
import type { ChartPart, WholeChart } from '../clinical';
import { crudOf } from './crud';

const PATIENT = 'patient';

/** Before any record: DrChrono was founded in 2009. */
const THE_BEGINNING = '2000-01-01';

/** Not of the patient, but of those who looked at the chart; and longer than all the rest. */
const NOT_OF_THE_PATIENT: ReadonlySet<string> = new Set(['audit_log']);

/**
 * Every list of the API that can be asked for one patient, as the catalog knows them: what DrChrono
 * adds to it later comes along by itself.
 */
export const wholeChart: WholeChart = {
	patient: (id) => ({
		endpoint: crudOf('patients', 'demographics').get,
		path: { id },
		query: { verbose: true },
	}),

	parts: (id) =>
		resources().flatMap((resource) => {
			const plan = planFor(resource, id);
			return plan ? [partOf(resource, plan)] : [];
		}),

	documents: 'documents',
	visits: 'appointments',
};

function planFor({ name }: Resource, id: string): ChoicePlan | undefined {
	const list = operationOf(name, 'list');
	if (!list || NOT_OF_THE_PATIENT.has(name)) return undefined;
	if (!list.query.some((field) => field.name === PATIENT)) return undefined;
	// Lists with a mandatory date take the time of the last change (wire.md §3.1).
	const since = list.oneOf.length > 0 && list.takesSince ? { since: THE_BEGINNING } : {};
	const plan = listPlanOf(list, { [PATIENT]: id, ...since }, { verbose: list.takesVerbose });
	return plan.ok
		? { ...plan.value, key: name === 'clinical_notes' ? noteKey : undefined }
		: undefined;
}

/** A note has no id of its own (wire.md §10). */
const noteKey: ChoicePlan['key'] = ({ appointment }) => String(appointment);

function partOf({ name, owner }: Resource, plan: ChoicePlan): ChartPart {
	const idIn = (id: Json | undefined) => (id === undefined || id === null ? null : String(id));
	return {
		name,
		plan,
		tellsProvider: owner?.provider !== undefined,
		ownerOf: (record) => ({
			provider: owner?.provider === undefined ? null : idIn(record[owner.provider]),
			office: owner?.office === undefined ? null : idIn(record[owner.office]),
		}),
	};
}
