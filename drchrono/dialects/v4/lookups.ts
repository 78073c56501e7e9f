import { success } from '../../client/outcome';
import type { Area, JsonObject } from '../../client/request';
import { namesTyped, patientLabel } from '../../records/patient';
import { isWithin } from '../../privacy/confine';
import type { Lookup, LookupItem, Lookups } from '../dialect';
import { providers } from './providers';
import { listPaging } from './wire';

/** Most entries of a list; a person narrows it down by typing. */
const LIMIT = 250;
const PATIENT_LIMIT = 50;

/** The panels' look-ups in v4: one call each, of the largest page. */
export const lookups: Lookups = {
	patients(typed) {
		const { firstName, lastName } = namesTyped(typed);
		const query = { first_name: firstName, last_name: lastName };
		return success({
			...lookup('/api/patients', 'demographics', query, PATIENT_LIMIT),
			itemsOf: labelled(({ first_name, last_name, date_of_birth, id }) =>
				patientLabel(first_name, last_name, date_of_birth, id),
			),
			keep: (record, connection) => isWithin(connection, { provider: textOf(record.doctor) }),
		});
	},

	providers: () =>
		success({
			...lookup('/api/doctors', 'practice'),
			itemsOf: labelled(providers.nameOf),
			keep: (record, connection) => isWithin(connection, { provider: textOf(record.id) }),
		}),

	offices: () => success({ ...lookup('/api/offices', 'practice'), keep: isOpenOffice }),

	/** Rooms come with their office and are told apart by it (wire.md §10). */
	examRooms: () =>
		success({ ...lookup('/api/offices', 'practice'), itemsOf: roomsOf, keep: isOpenOffice }),

	/** Every provider has types of their own, often under the same names (wire.md §12.5). */
	appointmentTypes: () =>
		success({
			...lookup('/api/appointment_profiles', 'practice'),
			itemsOf: (record) =>
				labelled(nameOrId)(record).map((item) => ({
					...item,
					provider: textOf(record.doctor) ?? undefined,
				})),
			keep: (record) => record.archived !== true,
		}),

	/** Fields of the practice's note templates, several of which may have fields of one name. */
	noteFields: () =>
		success({
			...lookup('/api/clinical_note_field_types', 'clinical'),
			itemsOf: labelled((record) => {
				const template = textOf(record.clinical_note_template);
				return template === null ? nameOrId(record) : `${nameOrId(record)} – Template ${template}`;
			}),
			keep: (record) => record.archived !== true,
		}),
};

function lookup(
	route: string,
	area: Area,
	query: Readonly<Record<string, string | undefined>> = {},
	limit = LIMIT,
): Lookup {
	return {
		plan: {
			request: {
				endpoint: { method: 'GET', route, effect: 'read', area, category: 'all' },
				query,
			},
			paging: listPaging(),
			limit,
		},
		itemsOf: labelled(nameOrId),
		keep: () => true,
	};
}

const isOpenOffice: Lookup['keep'] = (record, connection) =>
	record.archived !== true && isWithin(connection, { office: textOf(record.id) });

/** Rooms as `office/index`, so that they are told apart from those of other offices. */
function roomsOf({ id, name, exam_rooms: rooms }: JsonObject): LookupItem[] {
	if (!Array.isArray(rooms)) return [];
	return (rooms as JsonObject[]).map(({ index, name: room }) => ({
		id: `${String(id)}/${String(index)}`,
		label: [name, isName(room) ? room : `Room ${String(index)}`].filter(isName).join(' – '),
	}));
}

function labelled(labelOf: (record: JsonObject) => string): Lookup['itemsOf'] {
	return (record) => {
		const id = textOf(record.id);
		return id === null ? [] : [{ id, label: labelOf(record) }];
	};
}

function nameOrId({ name, id }: JsonObject): string {
	return isName(name) ? name : `ID ${String(id)}`;
}

function isName(name: unknown): name is string {
	return typeof name === 'string' && name !== '';
}

function textOf(id: unknown): string | null {
	return id === undefined || id === null ? null : String(id);
}
