import type { Json, JsonObject } from '../../client/request';
import type { CustomField, CustomValue } from '../../records/customField';
import { idInBody } from '../body';
import type { CustomFieldDialect } from '../dialect';
import { LIST } from './patientsEndpoints';
import { PAGING } from './wire';

/** The guide has no list of definitions: they are told by the records that carry them (guide.md). */
export const customFields: CustomFieldDialect = {
	list: () => ({ request: { endpoint: LIST }, paging: PAGING.demographics }),

	definitionsIn(records) {
		const found = new Map<string, CustomField>();
		for (const { id, name } of records.flatMap(entriesIn)) {
			if (id === undefined || typeof name !== 'string') continue;
			found.set(String(id), {
				id: String(id),
				name,
				description: '',
				allowedValues: [],
				provider: null,
				archived: false,
			});
		}
		return [...found.values()].sort((one, other) => one.name.localeCompare(other.name));
	},

	isFromRecords: true,
	valuesIn,
	/** They come with their names. */
	withNames: (record) => record,
};

function valuesIn(record: JsonObject): CustomValue[] {
	return entriesIn(record).map(({ id, value }) => ({
		id: String(id),
		value: typeof value === 'string' ? value : '',
	}));
}

/** The list as it goes out: what is there and what is new. */
export function customFieldList(
	values: readonly CustomValue[],
	current: JsonObject | undefined,
): Json | undefined {
	if (values.length === 0) return undefined;
	const merged = new Map(
		[...valuesIn(current ?? {}), ...values].map(({ id, value }) => [id, value]),
	);
	return [...merged].map(([id, value]) => ({ id: idInBody(id), value }));
}

function entriesIn(record: JsonObject): JsonObject[] {
	return Array.isArray(record.custom_fields) ? (record.custom_fields as JsonObject[]) : [];
}
