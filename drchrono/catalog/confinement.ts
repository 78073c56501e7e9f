import type { Connection } from '../client/connection';
import type { Failure } from '../client/failure';
import type { JsonObject, Query } from '../client/request';
import { confine, isWithin, untold } from '../privacy/confine';
import type { Operation, Resource } from './model';
import type { Values } from './request';
import { invalid, isBlank } from './values';

type Limits = Pick<Connection, 'onlyProviders' | 'onlyOffices'>;

/** What a credential that is confined to some providers or offices may do with a resource. */
export interface Confinement {
	/** True if the credential is not confined, or the resource belongs to nobody in particular. */
	isFree: boolean;
	/** Whether a record may be handed out or changed. */
	mayHave(record: JsonObject): boolean;
	/** Why a record may not be touched, or nothing if it may. */
	refusal(record: JsonObject): Failure | undefined;
	/** Why values may not be sent, or nothing if they may. A new record has to say whose it is. */
	refusalOf(values: Values, isNew: boolean): Failure | undefined;
	/**
	 * Further filters, one set for each list to be read, where the records do not say whose they are
	 * but the server can tell; a failure where neither does.
	 */
	lists(operation: Operation, filters: Values): readonly Query[] | Failure;
}

/** One of the two things that a credential may be confined to. */
interface Side {
	only: ReadonlySet<string>;
	kind: 'provider' | 'office';
	/** The field that tells it, where there is one. */
	field: string | undefined;
	/** The filter of lists by it. */
	filter: string;
}

/** Applies a credential's confinement to the records of a resource. */
export function confinementOf({ owner, plural }: Resource, connection: Limits): Confinement {
	const sides: Side[] = owner.shared
		? []
		: (
				[
					{
						only: connection.onlyProviders,
						kind: 'provider',
						field: owner.provider,
						filter: 'doctor',
					},
					{ only: connection.onlyOffices, kind: 'office', field: owner.office, filter: 'office' },
				] as const
			).filter(({ only }) => only.size > 0);
	const unknown = sides.find(({ field }) => field === undefined);

	const ownerIn = (record: Values) => {
		const found: { provider?: string | null; office?: string | null } = {};
		for (const { kind, field, only } of sides) {
			if (field !== undefined) found[kind] = idIn(record[field], only);
		}
		return found;
	};

	return {
		isFree: sides.length === 0,
		mayHave: (record) => isWithin(connection, ownerIn(record)),
		refusal: (record) =>
			unknown ? untold(unknown.kind, plural) : confine(connection, ownerIn(record)),
		refusalOf(values, isNew) {
			if (unknown) return untold(unknown.kind, plural);
			const nameless = sides.find(({ field }) => isBlank(values[field ?? '']));
			if (isNew && nameless) return unnamed(nameless);
			return confine(connection, ownerIn(values));
		},
		lists(operation, filters) {
			const queries: Query[][] = [];
			for (const side of sides) {
				const { filter, only, field } = side;
				const isFilter = operation.query.some(({ name }) => name === filter);
				const wanted = filters[filter];
				if (isFilter && !isBlank(wanted)) {
					const refused = confine(connection, { [side.kind]: String(wanted).trim() });
					if (refused) return refused;
				} else if (isFilter && (field === undefined || only.size === 1)) {
					queries.push([...only].map((id) => ({ [filter]: id })));
				} else if (field === undefined) {
					return untold(side.kind, plural);
				}
			}
			return queries.reduce<readonly Query[]>(
				(before, side) => before.flatMap((query) => side.map((other) => ({ ...query, ...other }))),
				[{}],
			);
		},
	};
}

/** The id in a field; of several, one that is allowed if there is any. */
function idIn(value: unknown, only: ReadonlySet<string>): string | null {
	if (Array.isArray(value)) {
		const ids = value.map(String);
		return ids.find((id) => only.has(id)) ?? ids[0] ?? null;
	}
	return isBlank(value) ? null : String(value).trim();
}

function unnamed({ field = '', kind }: Side): Failure {
	return {
		...invalid({ label: field }, 'is empty', 'Fill it in.'),
		kind: 'not-allowed',
		sentence: `This DrChrono credential is confined to some ${kind}s, so a new record has to name its ${kind}`,
	};
}
