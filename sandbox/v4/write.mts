import type { Answer } from '../answer.mts';
import { HTML, RawJson } from '../answer.mts';
import type { FilePart } from '../body.mts';
import type { Row } from '../store/table.mts';
import { blank } from './blank.mts';
import { forbidden, invalid, notFound, type Call } from './call.mts';
import { encodeRow } from './encode.mts';
import { doctorOf } from './filters.mts';
import { visibility } from './gate.mts';
import { HOOKS } from './hooks.mts';
import { isComposite, tableOf } from './list.mts';
import { merge, take, type Fields } from './validate.mts';

/** PUT and PATCH answer 204 with an HTML content type, DELETE without one (wire.md 5.1). */
const UPDATED: Answer = { status: 204, type: HTML };
const DELETED: Answer = { status: 204 };

function asFields(call: Call, body: unknown): Fields {
	if (body === undefined || body === null || body === '') return attach(call, {});
	if (typeof body !== 'object')
		throw invalid({ non_field_errors: ['Invalid data. Expected a dictionary.'] });
	return attach(call, body as Fields);
}

/** Puts uploaded files into their fields; such a field takes nothing else (wire.md 6). */
function attach(call: Call, body: Fields): Fields {
	const { fileFields = [] } = call.resource;
	if (fileFields.length === 0) return body;
	const attached = { ...body };
	for (const name of fileFields) {
		const file = call.files.get(name) ?? decoded(call, body[name]);
		if (file) attached[name] = call.world.uploads.keep(file);
		else if (body[name] !== null) delete attached[name];
	}
	return attached;
}

/** A file as base64 in JSON, where the switch takes it. */
function decoded(call: Call, value: unknown): FilePart | undefined {
	if (typeof value !== 'string' || call.world.switches.get('jsonFiles') === 'refuse')
		return undefined;
	if (!/^[A-Za-z0-9+/\s]+={0,2}$/.test(value)) return undefined;
	return { name: 'upload', mime: 'application/octet-stream', bytes: Buffer.from(value, 'base64') };
}

/** The row that a path's id names, if the signed-in user sees it; else 404. */
export function rowOf(call: Call, id: string): Row {
	const { resource, world } = call;
	const row = tableOf(call).get(id);
	if (!row || (resource.softDelete && row[resource.softDelete] === true)) throw notFound();
	if (isComposite(row) && world.switches.get('virtualIds') === 'listOnly') throw notFound();
	const visible = visibility(world.store, call.user);
	if (visible && !visible(row)) throw notFound();
	return row;
}

/** `GET /api/{resource}/{id}`. */
export function detail(call: Call, id: string, verbose: boolean): Answer {
	const row = rowOf(call, id);
	return {
		status: 200,
		body: one(call, HOOKS[call.resource.name]?.present?.(call, row) ?? row, verbose),
	};
}

/** JSON of one row. */
export function one(call: Call, row: Row, verbose: boolean): RawJson {
	return new RawJson(encodeRow(call.resource, row, verbose, call.sign));
}

/** Makes one record of a body; throws a Refusal when it must not be made. */
export function createOne(call: Call, body: Fields): Row {
	const { resource, world } = call;
	const { store } = world;
	const hooks = HOOKS[resource.name];
	const prepared = hooks?.prepare?.(call, body) ?? body;
	const { fields, errors } = take(store, resource, prepared, true);
	hooks?.check?.(call, fields, errors, undefined);
	if (Object.keys(errors).length > 0) throw invalid(errors);
	const table = tableOf(call);
	const row = merge(resource, blank(resource), fields);
	if (table.key === 'id' && 'id' in row)
		row.id = table.stringIds ? String(table.nextId()) : table.nextId();
	guardOwner(call, row);
	const now = store.stamp({ ...row, doctor: doctorOf(store, row) });
	if ('created_at' in row) row.created_at = now;
	if ('updated_at' in row) row.updated_at = now;
	const done = hooks?.create?.(call, row, fields, now) ?? row;
	const stored = store.create(table.name, done);
	hooks?.created?.(call, stored);
	return stored;
}

/** Nobody writes for a doctor of another practice. */
function guardOwner(call: Call, row: Fields): void {
	const visible = visibility(call.world.store, call.user);
	if (visible && !visible(row)) throw forbidden();
}

/** An array of records; what a bad element does to the others is a switch. */
function createMany(call: Call, bodies: readonly unknown[]): Answer {
	const form = call.world.switches.get('arrayPost');
	if (form === 'refuse')
		throw invalid({ non_field_errors: ['Invalid data. Expected a dictionary, but got list.'] });
	const rows: Row[] = [];
	try {
		for (const body of bodies) rows.push(createOne(call, asFields(call, body)));
	} catch (error) {
		if (form === 'atomic')
			for (const row of rows) call.world.store.table(tableOf(call).name).remove(row.id);
		throw error;
	}
	const texts = rows.map((row) => encodeRow(call.resource, row, true, call.sign));
	return { status: 201, body: new RawJson(`[${texts.join(',')}]`) };
}

/** `POST /api/{resource}`: 201 in verbose shape; an array makes several (wire.md 5.1). */
export function create(call: Call): Answer {
	if (Array.isArray(call.body)) return createMany(call, call.body);
	const row = createOne(call, asFields(call, call.body));
	return {
		status: 201,
		body: one(call, HOOKS[call.resource.name]?.shown?.(call, row) ?? row, true),
	};
}

/** `PUT` and `PATCH /api/{resource}/{id}`: omitted fields keep their values in both. */
export function update(call: Call, id: string): Answer {
	const { resource, world } = call;
	const { store } = world;
	const before = rowOf(call, id);
	HOOKS[resource.name]?.guard?.(call, before);
	const hooks = HOOKS[resource.name];
	const body = hooks?.prepare?.(call, asFields(call, call.body)) ?? asFields(call, call.body);
	const { fields, errors } = take(store, resource, body, call.method === 'PUT');
	hooks?.check?.(call, fields, errors, before);
	if (Object.keys(errors).length > 0) throw invalid(errors);
	if (Object.keys(fields).length === 0) return UPDATED;
	const row = merge(resource, before, fields);
	guardOwner(call, row);
	const now = store.stamp({ ...row, doctor: doctorOf(store, row) });
	if ('updated_at' in row) row.updated_at = now;
	const done = hooks?.update?.(call, before, row, fields, now) ?? row;
	const { name } = tableOf(call);
	if (done.id !== before.id) {
		store.table(name).remove(before.id);
		store.create(name, done);
	} else store.replace(name, before, done);
	return UPDATED;
}

/** `DELETE /api/{resource}/{id}`: a flag is set where the resource has one. */
export function destroy(call: Call, id: string): Answer {
	const { resource, world } = call;
	const { store } = world;
	const before = rowOf(call, id);
	HOOKS[resource.name]?.guard?.(call, before);
	if (resource.softDelete) {
		const row: Fields = { ...before, [resource.softDelete]: true };
		if ('updated_at' in row) row.updated_at = store.stamp(row);
		store.archive(tableOf(call).name, before, row);
	} else store.remove(tableOf(call).name, before);
	HOOKS[resource.name]?.deleted?.(call, before);
	return DELETED;
}
