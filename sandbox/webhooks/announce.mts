import { claimRow, claimRecord } from '../guide/claims.mts';
import { appointmentRecord } from '../guide/records.mts';
import type { Change } from '../store/store.mts';
import type { Row } from '../store/table.mts';
import { encodeRow } from '../v4/encode.mts';
import { RESOURCES } from '../v4/resources.mts';
import { doctorOf } from '../v4/filters.mts';
import type { World } from '../world.mts';
import { v4Events, type Event } from './events.mts';
import type { Webhook } from './hub.mts';

/** The webhook as its deliveries show it; the real keys are unknown (wire.md 12.9). */
function receiver(hook: Webhook): Row {
	return {
		id: hook.id,
		callback_url: hook.url,
		app: 1,
		verified: hook.verified,
		events: hook.events,
	};
}

function practiceOf(world: World, row: Row): number | undefined {
	const doctor = world.store.table('doctors').get(doctorOf(world.store, row));
	const first = world.store.table('doctors').ordered()[0];
	const group = doctor?.practice_group ?? first?.practice_group;
	return group === undefined || group === null ? undefined : Number(group);
}

function objectOf(world: World, event: Event): unknown {
	const resource = RESOURCES.get(event.resource);
	if (!resource) return event.row;
	const text = encodeRow(resource, event.row, false, (reference) =>
		world.uploads.link(world.origin, reference),
	);
	return JSON.parse(text);
}

function tellV4(world: World, hook: Webhook, change: Change): void {
	for (const event of v4Events(world.store, change)) {
		if (!hook.events.includes(event.name)) continue;
		const group = practiceOf(world, event.row);
		if (hook.practiceGroup !== undefined && hook.practiceGroup !== group) continue;
		world.webhooks.deliver(hook, event.name, {
			receiver: receiver(hook),
			object: objectOf(world, event),
			practice_group_id: group,
		});
	}
}

/** The guide's two events: an appointment made, a claim in another state. */
function tellGuide(world: World, hook: Webhook, change: Change): void {
	const tell = (event: string, object: Row) => {
		if (!hook.events.includes(event)) return;
		world.webhooks.deliver(hook, event, {
			event,
			id: object.id,
			occurred_at: world.clock.iso(),
			object,
		});
	};
	const { store } = world;
	if (change.resource !== 'appointments') return;
	if (change.kind === 'create') tell('appointment.created', appointmentRecord(store, change.row));
	if (change.kind !== 'modify' || !change.before) return;
	const before = claimRow(store, change.before);
	const after = claimRow(store, change.row);
	if (after && after.status !== before?.status)
		tell('claim.status_updated', claimRecord(store, after));
}

/** Tells every verified webhook of a change. */
export function announce(world: World, change: Change): void {
	for (const hook of world.webhooks.all()) {
		if (!hook.verified) continue;
		if (hook.dialect === 'guide') tellGuide(world, hook, change);
		else tellV4(world, hook, change);
	}
}

/** Sends a ping, verified or not. */
export function ping(world: World, hook: Webhook) {
	const group = practiceOf(world, {});
	const body =
		hook.dialect === 'guide'
			? { event: 'ping', id: null, occurred_at: world.clock.iso(), object: {} }
			: { receiver: receiver(hook), object: {}, practice_group_id: group };
	return world.webhooks.deliver(hook, 'PING', body);
}
