import { idOf } from './ids.mts';
import { soonAfter } from './moments.mts';
import type { Row } from './practice.mts';
import { odds } from './random.mts';
import { DAY, HOUR, stamp } from './wallclock.mts';
import type { World } from './world.mts';

const SET_UP = { created_at: '2023-01-10T10:00:00', updated_at: '2023-01-10T10:00:00' };

const STATUSES = [
	{ name: 'Open', status_category: 'O' },
	{ name: 'In progress', status_category: 'P' },
	{ name: 'Waiting for payer', status_category: 'H' },
	{ name: 'Done', status_category: 'C' },
] as const;

const PRIORITIES = odds({ '10': 20, '20': 50, '30': 22, '40': 8 });

/** Which group looks after a category, by its place in `user_groups`. */
const CATEGORIES = [
	{
		name: 'Billing',
		group: 1,
		titles: [
			'Call payer about denied claim',
			'Send records for appeal',
			'Correct member id',
			'Patient asks about statement',
		],
	},
	{
		name: 'Clinical',
		group: 2,
		titles: [
			'Review lab results',
			'Refill request',
			'Call back about symptoms',
			'Prior authorization for medication',
		],
	},
	{
		name: 'Front desk',
		group: 0,
		titles: [
			'Scan insurance card',
			'Reschedule no-show',
			'Confirm new address',
			'Send intake forms',
		],
	},
] as const;

/** Definitions that the practice has for its tasks. */
export function taskSetUp(
	groupId: number,
	userGroups: readonly number[],
): { task_statuses: Row[]; task_categories: Row[]; task_templates: Row[] } {
	return {
		task_statuses: STATUSES.map((status, index) => ({
			id: idOf('task_statuses', index),
			practice_group: groupId,
			...status,
			task_category: null,
			archived: false,
			...SET_UP,
		})),
		task_categories: CATEGORIES.map((category, index) => ({
			id: idOf('task_categories', index),
			practice_group: groupId,
			name: category.name,
			is_global: false,
			archived: false,
			...SET_UP,
		})),
		task_templates: CATEGORIES.map((category, index) => ({
			id: idOf('task_templates', index),
			practice_group: groupId,
			name: category.titles[0],
			default_title: category.titles[0],
			default_note: '',
			default_category: idOf('task_categories', index),
			default_status: idOf('task_statuses', 0),
			default_priority: '20',
			default_assignee_group: userGroups[category.group] ?? null,
			default_assignee_user: null,
			default_due_date_offset: '3',
			archived: false,
			...SET_UP,
		})),
	};
}

/** `/api/tasks` (verbose) and `/api/task_notes`: about one for every thirty visits. */
export function taskRows(world: World): { tasks: Row[]; task_notes: Row[] } {
	const random = world.random('tasks');
	const tasks: Row[] = [];
	const notes: Row[] = [];
	const { team } = world;
	for (const visit of world.completed()) {
		if (!random.chance(0.035)) continue;
		const now = world.now(visit.doctor);
		const created = soonAfter(random, visit.start + HOUR, 100, now);
		const category = random.below(CATEGORIES.length);
		const old = now - created > 20 * DAY;
		const status = old && random.chance(0.9) ? 3 : random.below(3);
		const id = idOf('tasks', tasks.length);
		const changed = soonAfter(random, created, 90, now);
		const author = random.pick([...team.frontDesk, ...team.billers, ...team.nurses]);
		const toGroup = random.chance(0.5);
		const own = random.chance(0.5)
			? [
					{
						id: idOf('task_notes', notes.length),
						task: id,
						text: random.pick([
							'Left a message.',
							'On hold for 20 minutes, will try again.',
							'Faxed.',
							'Patient will call back.',
						]),
						archived: false,
						created_by: author,
						created_at: stamp(changed),
						updated_at: stamp(changed),
					},
				]
			: [];
		notes.push(...own);
		const groups = team.groups[CATEGORIES[category]?.group ?? 0];
		tasks.push({
			id,
			title: random.pick(CATEGORIES[category]?.titles ?? ['Call back']),
			status: idOf('task_statuses', status),
			category: idOf('task_categories', category),
			priority: random.draw(PRIORITIES),
			assignee_user: toGroup ? null : random.pick(team.billers.concat(team.nurses)),
			assignee_group: toGroup ? groups?.['id'] : null,
			assigned_by: author,
			due_date: random.chance(0.8) ? { time: stamp(created + random.between(1, 10) * DAY) } : null,
			archived: false,
			created_by: author,
			created_at: stamp(created),
			updated_at: stamp(changed),
			notes: own.map((note) => ({ ...note })),
			associated_items: [
				{ task: id, type: 'Patient', value: visit.person.id },
				...(random.chance(0.5) ? [{ task: id, type: 'Appointment', value: visit.id }] : []),
			],
		});
	}
	return { tasks, task_notes: notes };
}
