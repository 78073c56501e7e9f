import type { Store } from '../store/store.mts';
import type { Row } from '../store/table.mts';
import { follow, overlapping } from '../v4/appointments.mts';
import { blank } from '../v4/blank.mts';
import { resourceNamed } from '../v4/resources.mts';
import type { World } from '../world.mts';
import { invalidFields } from './errors.mts';
import { GUIDE_STATUSES, v4Status, wallClock } from './values.mts';
import type { Writer } from './writers.mts';

type Body = Readonly<Record<string, unknown>>;

const REQUIRED = ['patient', 'provider', 'start_time', 'end_time'];
const DEFAULT_ROOM = 1;

function known(store: Store, table: string, id: unknown): boolean {
	return store.table(table).get(id) !== undefined;
}

/** Values of a body in v4's terms; refuses what the guide does not take, naming the fields. */
function translate(world: World, body: Body, before: Row | undefined): Record<string, unknown> {
	const { store } = world;
	const errors: Record<string, string[]> = {};
	const row: Record<string, unknown> = {};
	if (!before)
		for (const name of REQUIRED)
			if (body[name] === undefined || body[name] === null || body[name] === '')
				errors[name] = ['This field is required.'];
	const reference = (name: string, table: string, target: string) => {
		const value = body[name];
		if (value === undefined || (value === null && !REQUIRED.includes(name))) return;
		if (errors[name]) return;
		if (known(store, table, value)) row[target] = Number(value);
		else errors[name] = ['There is no such record.'];
	};
	reference('patient', 'patients', 'patient');
	reference('provider', 'doctors', 'doctor');
	reference('appointment_type', 'appointment_profiles', 'profile');
	if (body.appointment_reason !== undefined) row.reason = String(body.appointment_reason ?? '');
	if (body.notes !== undefined) row.notes = String(body.notes ?? '');
	if (body.status !== undefined) {
		if (GUIDE_STATUSES.includes(String(body.status))) row.status = v4Status(String(body.status));
		else errors.status = [`Choose one of ${GUIDE_STATUSES.join(', ')}.`];
	}
	readTimes(store, body, before, row, errors);
	if (Object.keys(errors).length > 0) throw invalidFields(errors);
	return row;
}

/** Start and end with offsets become the provider's wall clock and minutes. */
function readTimes(
	store: Store,
	body: Body,
	before: Row | undefined,
	row: Record<string, unknown>,
	errors: Record<string, string[]>,
): void {
	const zone = store.doctorZone(row.doctor ?? before?.doctor);
	const times: Record<string, number> = {};
	for (const name of ['start_time', 'end_time']) {
		if (body[name] === undefined || errors[name]) continue;
		const local = wallClock(body[name], zone);
		if (local === undefined) errors[name] = ['Enter an ISO 8601 time with offset.'];
		else {
			times[name] = Date.parse(String(body[name]));
			if (name === 'start_time') row.scheduled_time = local;
		}
	}
	if (times.end_time === undefined) return;
	const start = times.start_time ?? Date.parse(String(body.start_time ?? ''));
	const from = Number.isNaN(start) ? startOf(before, zone) : start;
	if (from === undefined) return;
	const minutes = Math.round((times.end_time - from) / 60_000);
	if (minutes <= 0) errors.end_time = ['The end must be after the start.'];
	else row.duration = minutes;
}

function startOf(before: Row | undefined, zone: string): number | undefined {
	if (!before) return undefined;
	for (let hours = -14; hours <= 14; hours += 0.25) {
		const guess = Date.parse(`${String(before.scheduled_time)}Z`) + hours * 3_600_000;
		if (wallClock(new Date(guess).toISOString(), zone) === before.scheduled_time) return guess;
	}
	return undefined;
}

function keepExternalId(store: Store, row: Row, body: Body): void {
	if (body.external_id === undefined) return;
	store.keepGuide(`appointments/${String(row.id)}`, { external_id: body.external_id });
}

function byExternalId(store: Store, external: unknown): Row | undefined {
	if (external === undefined || external === null || external === '') return undefined;
	return store
		.guideIds('appointments', 'external_id', external)
		.map((id) => store.table('appointments').get(id))
		.find((row) => row !== undefined && row.deleted_flag !== true);
}

function guardOverlap(world: World, row: Row): void {
	if (world.switches.get('guideOverlap') === 'allow') return;
	if (overlapping(world, row)) throw invalidFields({ start_time: ['The provider is not free.'] });
}

/** Office and room, which the guide does not know: the provider's first office, room 1. */
function place(store: Store, doctor: unknown): { office: unknown; exam_room: number } {
	const offices = store.table('offices').ordered();
	const own = offices.find((office) => office.doctor === doctor) ?? offices[0];
	return { office: own?.id ?? null, exam_room: DEFAULT_ROOM };
}

export const appointmentWriter: Writer = {
	create(world, body) {
		const { store, switches } = world;
		const existing = byExternalId(store, body.external_id);
		if (existing && switches.get('guideExternalId') === 'existing')
			return { row: existing, made: false };
		const fields = translate(world, body, undefined);
		const table = store.table('appointments');
		const now = store.stamp(fields);
		const row = {
			...blank(resourceNamed('appointments')),
			...place(store, fields.doctor),
			...fields,
			id: String(table.nextId()),
			created_at: now,
			updated_at: now,
		};
		guardOverlap(world, row);
		keepExternalId(store, row, body);
		return { row: store.create('appointments', follow(store, undefined, row, now)), made: true };
	},
	update(world, before, body) {
		const { store } = world;
		const fields = translate(world, body, before);
		const now = store.stamp({ ...before, ...fields });
		const row = { ...before, ...fields, updated_at: now };
		guardOverlap(world, row);
		keepExternalId(store, before, body);
		return store.replace('appointments', before, follow(store, before, row, now));
	},
	remove(world, before) {
		const { store } = world;
		const row = { ...before, deleted_flag: true, updated_at: store.stamp(before) };
		store.archive('appointments', before, row);
	},
};
