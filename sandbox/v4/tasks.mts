import type { Row } from '../store/table.mts';
import type { Hooks } from './hooks.mts';

/** Tasks: who made and who assigned them is the signed-in user. */
export const taskHooks: Hooks = {
	check(call, fields, errors) {
		if (
			fields.status !== undefined &&
			!errors.status &&
			!call.world.store.table('task_statuses').get(fields.status)
		)
			errors.status = [`Invalid pk "${String(fields.status)}" - object does not exist.`];
		if (fields.assignee_user && fields.assignee_group)
			errors.assignee_group = ['Give either assignee_user or assignee_group.'];
	},
	create: (call, row) => ({
		...row,
		created_by: call.user.id,
		assigned_by: row.assignee_user || row.assignee_group ? call.user.id : null,
		priority: row.priority || '20',
	}),
};

/** A note also stands in its task's `notes`. */
export const taskNoteHooks: Hooks = {
	create: (call, row) => ({ ...row, created_by: call.user.id }),
	created(call, row) {
		const { store } = call.world;
		const task = store.table('tasks').get(row.task);
		if (!task) return;
		store.replace('tasks', task, {
			...task,
			notes: [...((task.notes ?? []) as Row[]), row],
			updated_at: store.stamp(row),
		});
	},
};
