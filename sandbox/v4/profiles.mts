import type { Hooks } from './hooks.mts';

/** A profile belongs to the doctor who is signed in, or to the practice's first one. */
export const profileHooks: Hooks = {
	create(call, row) {
		const doctor =
			row.doctor ?? call.user.doctor ?? call.world.store.table('doctors').ordered()[0]?.id;
		return { ...row, doctor };
	},
};
