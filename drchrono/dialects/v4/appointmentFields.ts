import type { Json, JsonObject } from '../../client/request';
import type { CustomValue } from '../../records/customField';
import { idInBody } from '../body';
import type { AppointmentFieldDialect } from '../dialect';
import { listPaging } from './wire';

/** Custom appointment fields: definitions per provider, values in records read with their details. */
export const appointmentFields: AppointmentFieldDialect = {
	list: () => ({
		request: {
			endpoint: {
				method: 'GET',
				route: '/api/custom_appointment_fields',
				effect: 'read',
				area: 'practice',
				category: 'all',
			},
		},
		paging: listPaging(),
	}),

	definitionIn: (record) => ({
		id: String(record.id),
		name: textIn(record.field_name),
		description: textIn(record.field_desc),
		allowedValues: [],
		provider: record.doctor == null ? null : String(record.doctor),
		archived: record.archived === true,
	}),

	valuesIn: (record) => {
		const list = Array.isArray(record.custom_fields) ? (record.custom_fields as JsonObject[]) : [];
		return list.map(({ field_type: id, field_value: value }) => ({
			id: String(id),
			value: textIn(value),
		}));
	},
};

/**
 * The list as it goes out: what is there and what is new, because nobody knows whether the server
 * keeps what is left out.
 */
export function customFieldsInBody(
	values: readonly CustomValue[] | undefined,
	current: JsonObject | undefined,
): Json | undefined {
	if (values === undefined || values.length === 0) return undefined;
	const all = [...appointmentFields.valuesIn(current ?? {}), ...values];
	const merged = new Map(all.map(({ id, value }) => [id, value]));
	return [...merged].map(([id, value]) => ({ field_type: idInBody(id), field_value: value }));
}

function textIn(value: Json | undefined): string {
	return value === undefined || value === null ? '' : String(value as string | number);
}
