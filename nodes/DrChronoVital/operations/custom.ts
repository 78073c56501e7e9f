import type { FailureKind } from '../../../drchrono/client/failure';
import { success, type Outcome } from '../../../drchrono/client/outcome';
import type { CustomVital } from '../../../drchrono/records/vital';
import type { Session } from '../../shared/session';

/** Without these a value can still be handed out, only without the name of its vital. */
const NAMES_CAN_BE_MISSED: ReadonlySet<FailureKind> = new Set(['permission', 'scope', 'not-found']);

/** Definitions change rarely and cost a call: one execution reads them once. */
const remembered = new WeakMap<Session, Promise<Outcome<CustomVital[]>>>();

/** Vitals that the practice defined; none in a dialect without such. */
export async function customVitals(session: Session): Promise<Outcome<CustomVital[]>> {
	const known = remembered.get(session) ?? readDefinitions(session);
	remembered.set(session, known);
	return await known;
}

async function readDefinitions({ client, dialect }: Session): Promise<Outcome<CustomVital[]>> {
	const { custom } = dialect.vitals;
	if (!custom) return success([]);
	const list = await client.list(custom.list);
	return list.ok ? success(list.value.records.map(custom.definitionIn)) : list;
}

/** Definitions by id where any is needed, and what the person should know if they may not be read. */
export async function definitionsFor(
	session: Session,
	isNeeded: boolean,
): Promise<Outcome<{ of: ReadonlyMap<string, CustomVital>; hints: string[] }>> {
	if (!isNeeded) return success({ of: new Map(), hints: [] });
	const definitions = await customVitals(session);
	if (definitions.ok) {
		return success({ of: new Map(definitions.value.map((one) => [one.id, one])), hints: [] });
	}
	if (!NAMES_CAN_BE_MISSED.has(definitions.failure.kind)) return definitions;
	const hint = `The names of custom vitals could not be read, so they have their IDs alone: ${definitions.failure.sentence}.`;
	return success({ of: new Map(), hints: [hint] });
}
