import type { Store } from '../store/store.mts';
import type { Row } from '../store/table.mts';
import { blank } from '../v4/blank.mts';
import { chartId } from '../v4/patients.mts';
import { resourceNamed } from '../v4/resources.mts';
import type { World } from '../world.mts';
import { failure, invalidFields } from './errors.mts';
import { EMAIL, PHONE, v4Gender, v4Language } from './values.mts';
import type { Writer } from './writers.mts';

type Body = Readonly<Record<string, unknown>>;
type Errors = Record<string, string[]>;

const REQUIRED = ['first_name', 'last_name', 'date_of_birth', 'gender'];
const METHODS = ['email', 'phone', 'sms', 'mail'];

/** `+16505550100` as v4 keeps it: `(650) 555-0100`. */
function v4Phone(value: unknown): string {
	const digits = String(value).slice(2);
	return `(${digits.slice(0, 3)}) ${digits.slice(3, 6)}-${digits.slice(6)}`;
}

type Reader = (value: unknown, row: Record<string, unknown>, errors: Errors, store: Store) => void;

const text =
	(target: string): Reader =>
	(value, row) => {
		row[target] = value === null ? null : String(value);
	};

/** How each writable field of the guide's patient goes into a v4 patient; `ssn` is read only. */
const READERS: Readonly<Record<string, Reader>> = {
	first_name: text('first_name'),
	last_name: text('last_name'),
	date_of_birth(value, row, errors) {
		const at = Date.parse(`${String(value)}T00:00:00Z`);
		if (
			/^\d{4}-\d\d-\d\d$/.test(String(value)) &&
			new Date(at || 0).toISOString().startsWith(String(value))
		)
			row.date_of_birth = value;
		else errors.date_of_birth = ['Enter a date (YYYY-MM-DD).'];
	},
	gender(value, row, errors) {
		const gender = v4Gender(String(value));
		if (gender) row.gender = gender;
		else errors.gender = ['Choose one of male, female, other, unknown.'];
	},
	address(value, row, errors) {
		if (typeof value !== 'object' || value === null) {
			errors.address = ['Send an object.'];
			return;
		}
		const { street, city, state, zip } = value as Record<string, unknown>;
		for (const [target, part] of Object.entries({ address: street, city, state, zip_code: zip }))
			if (part !== undefined) row[target] = part;
	},
	phone(value, row, errors) {
		if (value === null || value === '') row.cell_phone = '';
		else if (PHONE.test(String(value))) row.cell_phone = v4Phone(value);
		else errors.phone = ['Enter a phone number such as +16505550100.'];
	},
	email(value, row, errors) {
		if (value === null || value === '' || EMAIL.test(String(value))) row.email = value ?? '';
		else errors.email = ['Enter a valid e-mail address.'];
	},
	emergency_contacts(value, row, errors) {
		const contact = (Array.isArray(value) ? value[0] : undefined) as Row | undefined;
		if (!Array.isArray(value)) errors.emergency_contacts = ['Send a list.'];
		else if (contact?.phone && !PHONE.test(String(contact.phone)))
			errors.emergency_contacts = ['Enter a phone number such as +16505550100.'];
		else {
			row.emergency_contact_name = contact?.name ?? '';
			row.emergency_contact_phone = contact?.phone ? v4Phone(contact.phone) : '';
			row.emergency_contact_relation = contact?.relation ?? null;
		}
	},
	preferred_language(value, row) {
		row.preferred_language = value === null ? 'blank' : v4Language(String(value));
	},
	communication_method(value, _row, errors) {
		if (!METHODS.includes(String(value)))
			errors.communication_method = [`Choose one of ${METHODS.join(', ')}.`];
	},
	custom_fields(value, row, errors, store) {
		const entries = (Array.isArray(value) ? value : []) as Row[];
		const definitions = store.table('custom_demographics');
		if (!Array.isArray(value) || entries.some((entry) => !definitions.get(entry?.id))) {
			errors.custom_fields = ['Each entry needs the id of a custom field of this instance.'];
			return;
		}
		row.custom_demographics = entries.map(({ id, value: content }) => ({
			field_type: id,
			value: content,
		}));
	},
};

function translate(store: Store, body: Body, before: Row | undefined): Record<string, unknown> {
	const errors: Errors = {};
	const row: Record<string, unknown> = {};
	if (!before)
		for (const name of REQUIRED) if (!body[name]) errors[name] = ['This field is required.'];
	for (const [name, value] of Object.entries(body))
		if (!errors[name] && value !== undefined && Object.hasOwn(READERS, name))
			READERS[name]?.(value, row, errors, store);
	if (Object.keys(errors).length > 0) throw invalidFields(errors);
	const custom = row.custom_demographics as Row[] | undefined;
	if (custom && before) {
		const entries = new Map(
			(before.custom_demographics as Row[]).map((entry) => [entry.field_type, entry]),
		);
		for (const entry of custom)
			entries.set(entry.field_type, { ...entries.get(entry.field_type), ...entry });
		row.custom_demographics = [...entries.values()];
	}
	return row;
}

function keepMethod(store: Store, row: Row, body: Body): void {
	if (body.communication_method === undefined) return;
	store.keepGuide(`patients/${String(row.id)}`, {
		communication_method: body.communication_method,
	});
}

export const patientWriter: Writer = {
	create(world: World, body) {
		const { store } = world;
		const fields = translate(store, body, undefined);
		const doctor = store.table('doctors').ordered()[0]?.id;
		const now = store.stamp({ doctor });
		const row = {
			...blank(resourceNamed('patients')),
			...fields,
			doctor,
			id: store.table('patients').nextId(),
			created_at: now,
			updated_at: now,
		};
		keepMethod(store, row, body);
		return {
			row: store.create('patients', { ...row, chart_id: chartId(store, row) }),
			made: true,
		};
	},
	update(world, before, body) {
		const { store } = world;
		const fields = translate(store, body, before);
		const row = { ...before, ...fields, updated_at: store.stamp(before) };
		keepMethod(store, row, body);
		return store.replace('patients', before, row);
	},
	remove(world, before) {
		if (world.switches.get('guidePatientDelete') === 'absent') throw failure(405);
		world.store.remove('patients', before);
	},
};
