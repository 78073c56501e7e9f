/* eslint-disable @n8n/community-nodes/no-restricted-imports, @n8n/community-nodes/no-restricted-globals */
import { createRequire } from 'node:module';
import { inspect } from 'node:util';

import { Linter } from 'eslint';
import { parser } from 'typescript-eslint';

import type { Panel } from './panel';

type Rules = Record<string, 'error' | 'off'>;

interface Plugin {
	configs: Record<'nodes', { rules: Rules }>;
}

/** n8n's linter for descriptions, the one that `n8n-node lint` brings. */
const plugin = load('eslint-plugin-n8n-nodes-base');

/** Switched off by n8n for community nodes (`@n8n/node-cli`, `dist/configs/eslint.js`). */
const OFF: Rules = {
	'n8n-nodes-base/node-class-description-inputs-wrong-regular-node': 'off',
	'n8n-nodes-base/node-class-description-outputs-wrong': 'off',
	'n8n-nodes-base/node-param-type-options-max-value-present': 'off',
};

const linter = new Linter({ configType: 'flat' });

/** Words whose own casing the linter does not know. */
const OWN_CASING = /^(\s*(?:displayName|name): .*)\b(n8n|v4)\b/gm;

/**
 * What n8n's linter says of a panel once it is written out as a literal. In the sources it sees
 * nothing of what functions make, which is nearly all of it.
 */
export function lint(panel: Panel): string[] {
	const text = literalOf(panel);
	const { rules } = plugin.configs.nodes;
	const messages = linter.verify(
		text,
		{
			files: ['**/*.ts'],
			plugins: { 'n8n-nodes-base': plugin as object },
			languageOptions: { parser: parser as never },
			rules: { ...(panel.description ? rules : parameterRules(rules)), ...OFF },
		},
		{ filename: `nodes/${panel.name}/${panel.name}.node.ts` },
	);
	const lines = text.split('\n');
	return messages.map(({ ruleId, message, line }) => {
		const near = lines[line - 1]?.trim().slice(0, 120) ?? '';
		return `${ruleId ?? 'syntax'}: ${message} (${near})`;
	});
}

/** A credential's parameters obey the rules of a node's, though n8n's linter does not look. */
function parameterRules(rules: Rules): Rules {
	return Object.fromEntries(
		Object.entries(rules).filter(([name]) => name.includes('/node-param-')),
	);
}

function literalOf({ name, description, properties }: Panel): string {
	// As n8n hands it to the editor: without what is undefined.
	const resolved: unknown = JSON.parse(JSON.stringify(description ?? { properties }));
	const body = inspect(resolved, {
		depth: null,
		maxArrayLength: null,
		maxStringLength: null,
		breakLength: Infinity,
		compact: false,
	});
	const cased = body.replace(OWN_CASING, (_, before: string, word: string) => {
		return `${before}${word.charAt(0).toUpperCase()}${word.slice(1)}`;
	});
	return `export class ${name} implements INodeType {\n\tdescription = ${cased};\n}\n`;
}

/** Under `NODE_ENV=test`, which jest sets, the plugin takes every file for its own fixture. */
function load(name: string): Plugin {
	const { NODE_ENV } = process.env;
	process.env.NODE_ENV = 'production';
	try {
		return createRequire(require.resolve('@n8n/node-cli/eslint'))(name) as Plugin;
	} finally {
		process.env.NODE_ENV = NODE_ENV;
	}
}
