import { Refusal } from '../answer.mts';
import type { Store } from '../store/store.mts';
import type { Row } from '../store/table.mts';
import type { Hooks } from './hooks.mts';
import { invalid, flag, type Call } from './call.mts';
import type { FieldErrors, Fields } from './validate.mts';

const DATES = ['date_of_birth', 'date_of_death', 'patient_photo_date'];
const PHONES = ['home_phone', 'cell_phone', 'office_phone', 'emergency_contact_phone'];
const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;

function letters(name: unknown, count: number): string {
	return String(name ?? '')
		.replace(/[^A-Za-z]/g, '')
		.slice(0, count)
		.toUpperCase()
		.padEnd(count, 'X');
}

const chartNumbers = new WeakMap<Store, Map<string, number>>();

/** Two letters of the last name, two of the first, six digits counted per letters (wire.md 5.2). */
export function chartId(store: Store, row: Row): string {
	const prefix = letters(row.last_name, 2) + letters(row.first_name, 2);
	let numbers = chartNumbers.get(store);
	if (!numbers) {
		numbers = new Map();
		chartNumbers.set(store, numbers);
	}
	const taken = (number: number) =>
		store.table('patients').by('chart_id', `${prefix}${String(number).padStart(6, '0')}`).length >
		0;
	let number = (numbers.get(prefix) ?? 0) + 1;
	while (taken(number)) number += 1;
	numbers.set(prefix, number);
	return `${prefix}${String(number).padStart(6, '0')}`;
}

/** Ten digits come back as `(650) 555-0100` (wire.md 10); anything else stays as it is. */
function phone(value: unknown): unknown {
	const digits = String(value ?? '')
		.replace(/\D/g, '')
		.replace(/^1(?=\d{10}$)/, '');
	return digits.length === 10
		? `(${digits.slice(0, 3)}) ${digits.slice(3, 6)}-${digits.slice(6)}`
		: value;
}

function isDate(value: unknown): boolean {
	const text = String(value);
	const at = Date.parse(`${text}T00:00:00Z`);
	return /^\d{4}-\d\d-\d\d$/.test(text) && new Date(at || 0).toISOString().startsWith(text);
}

/** Same first and last name, birth date and gender: a duplicate where the practice forbids them. */
function guardDuplicate(call: Call, row: Row): void {
	const { world } = call;
	const status = world.switches.get('duplicatePatients');
	if (status === 'allow' || flag(call, 'allow_duplicates')) return;
	const same = (field: string) => (other: Row) =>
		String(other[field] ?? '').toLowerCase() === String(row[field] ?? '').toLowerCase();
	const tests = ['first_name', 'last_name', 'gender'].map(same);
	const found = world.store
		.table('patients')
		.by('date_of_birth', row.date_of_birth)
		.some((other) => tests.every((test) => test(other)));
	if (found)
		throw new Refusal({ status: Number(status), body: ['Potential duplicate patient(s) found.'] });
}

function settle(row: Fields): Fields {
	const settled = { ...row };
	for (const name of PHONES) if (settled[name]) settled[name] = phone(settled[name]);
	return settled;
}

/** Rules for patients on write (wire.md 5.2 to 5.4). */
export const patientHooks: Hooks = {
	check(call, fields, errors: FieldErrors, before) {
		for (const name of DATES) {
			const value = fields[name];
			if (value !== undefined && value !== null && value !== '' && !isDate(value))
				errors[name] = ['Date has wrong format. Use one of these formats instead: YYYY-MM-DD.'];
		}
		if (fields.email && !EMAIL.test(String(fields.email)))
			errors.email = ['Enter a valid email address.'];
		if (
			before &&
			call.method === 'PATCH' &&
			fields.zip_code &&
			!/^\d{5}(-\d{4})?$/.test(String(fields.zip_code))
		)
			throw invalid({ zip_code: 'Unknown or invalid ZIP code' });
		if (fields.patient_photo && !fields.patient_photo_date && !before?.patient_photo_date)
			errors.patient_photo_date = ['This field is required with patient_photo.'];
	},
	create(call, row) {
		guardDuplicate(call, row);
		return { ...settle(row), chart_id: row.chart_id || chartId(call.world.store, row) };
	},
	update(_call, _before, row) {
		return settle(row);
	},
};
