import type { Json, JsonObject } from '../../client/request';
import type { CustomValue } from '../../records/customField';
import { idInBody } from '../body';
import type { CustomFieldDialect } from '../dialect';
import { listPaging } from './wire';

/** v4 calls them custom demographics, and keeps their definitions per provider. */
export const customFields: CustomFieldDialect = {
	list: (provider) => ({
		request: {
			endpoint: {
				method: 'GET',
				route: '/api/custom_demographics',
				effect: 'read',
				area: 'demographics',
				category: 'all',
			},
			query: { doctor: provider },
		},
		paging: listPaging(),
	}),

	definitionsIn: (records) =>
		records.map((record) => ({
			id: String(record.id),
			name: textIn(record.name),
			description: textIn(record.description),
			allowedValues: textIn(record.allowed_values)
				.split(',')
				.map((value) => value.trim())
				.filter((value) => value !== ''),
			provider: record.doctor == null ? null : String(record.doctor),
			archived: record.archived === true,
		})),

	isFromRecords: false,
	valuesIn,

	withNames(record, nameOf) {
		const list = record.custom_demographics;
		if (!Array.isArray(list)) return record;
		const named = (list as JsonObject[]).map((entry) => {
			const name = nameOf(String(entry.field_type));
			return name === undefined ? entry : { ...entry, name };
		});
		return { ...record, custom_demographics: named };
	},
};

/** The values in a record that was read with its details. */
function valuesIn(record: JsonObject): CustomValue[] {
	const list = record.custom_demographics;
	if (!Array.isArray(list)) return [];
	return (list as JsonObject[]).map(({ field_type, value }) => ({
		id: String(field_type),
		value: textIn(value),
	}));
}

/**
 * The list as it goes out: what is there and what is new, because nobody knows whether the server
 * keeps what is left out.
 */
export function customDemographics(
	values: readonly CustomValue[],
	current: JsonObject | undefined,
): Json | undefined {
	if (values.length === 0) return undefined;
	const merged = new Map(
		[...valuesIn(current ?? {}), ...values].map(({ id, value }) => [id, value]),
	);
	return [...merged].map(([id, value]) => ({ field_type: idInBody(id), value }));
}

function textIn(value: Json | undefined): string {
	return value === undefined || value === null ? '' : String(value as string | number);
}
