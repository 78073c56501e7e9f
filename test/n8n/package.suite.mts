import assert from 'node:assert/strict';
import path from 'node:path';
import { manifestOf } from '../../demo/package.mts';
import { test } from './suite.mts';

interface CredentialType {
	name: string;
	iconUrl?: string | Record<string, string>;
}

const manifest = await manifestOf();
const registered = (manifest.n8n?.nodes ?? []).map((file) => path.basename(file, '.node.js'));

/** n8n names a node by its package and its description, whose name is the class's. */
function nameOf(className: string): string {
	return `${manifest.name}.${className.charAt(0).toLowerCase()}${className.slice(1)}`;
}

export default [
	test('every registered node loads, with its tool twin', async (stage) => {
		const n8n = await stage.n8n();
		const nodes = new Map((await n8n.exportNodes()).map((node) => [node.name, node]));
		assert.ok(registered.length > 0);
		for (const className of registered) {
			const node = nodes.get(nameOf(className));
			assert.ok(node, `${nameOf(className)} is not loaded`);
			assert.ok(node.properties.length > 0, `${node.name} has no parameters`);
			const tool = nodes.get(`${node.name}Tool`);
			assert.equal(tool !== undefined, node.usableAsTool !== undefined, `${node.name}Tool`);
		}
		const ours = [...nodes.keys()].filter((name) => name.startsWith(`${manifest.name}.`));
		const expected = registered.map(nameOf);
		assert.deepEqual(ours.filter((name) => !name.endsWith('Tool')).sort(), expected.sort());
	}),
	test('the editor is given credential types and icons', async (stage) => {
		const n8n = await stage.n8n();
		const server = await n8n.start();
		try {
			await server.signUp();
			const credentials = (await (
				await fetch(`${server.url}/types/credentials.json`, { headers: server.session() })
			).json()) as CredentialType[];
			const names = (manifest.n8n?.credentials ?? []).map((file) =>
				path.basename(file, '.credentials.js'),
			);
			for (const name of names) {
				const type = credentials.find((each) => each.name.toLowerCase() === name.toLowerCase());
				assert.ok(type, `${name} is not loaded`);
				const icons = Object.values(
					typeof type.iconUrl === 'string' ? { light: type.iconUrl } : (type.iconUrl ?? {}),
				);
				assert.ok(icons.length > 0, `${name} has no icon`);
				for (const icon of icons) {
					const response = await fetch(`${server.url}/${icon}`);
					assert.equal(response.status, 200, icon);
					assert.match(response.headers.get('content-type') ?? '', /svg/);
				}
			}
			assert.doesNotMatch(await n8n.logs(), new RegExp(`"level":"(warn|error)".*${manifest.name}`));
		} finally {
			await server.stop();
		}
	}),
];
