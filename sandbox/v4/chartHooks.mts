import type { Hooks } from './hooks.mts';

/** The description of a document; its file shows up a moment later (wire.md 6). */
export const documentHooks: Hooks = {
	create(call, row) {
		const { metatags } = row;
		if (call.world.switches.get('metatags') === 'array' && typeof metatags === 'string')
			return { ...row, metatags: parsed(metatags) };
		return row;
	},
	shown(call, row) {
		return call.world.switches.get('documentAtFirst') === 'null' ? { ...row, document: null } : row;
	},
};

function parsed(text: string): unknown {
	try {
		return JSON.parse(text);
	} catch {
		return text;
	}
}

/** Problems, allergies and medications start as active. */
export const statusHooks: Hooks = {
	create: (_call, row) => ({ ...row, status: row.status || 'active' }),
};
