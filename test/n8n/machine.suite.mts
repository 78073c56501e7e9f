import assert from 'node:assert/strict';
import { lacks, type Machine } from '../../demo/machine.mts';
import { test } from './suite.mts';

const fit: Machine = {
	platform: 'linux',
	arch: 'x64',
	glibc: true,
	node: '20.19.0',
	headers: true,
	commands: { npm: true, tar: true, python3: true, make: true, 'g++': true },
	free: 5 * 1024 ** 3,
};

const bare: Machine = {
	...fit,
	node: '20.18.3',
	commands: { npm: true, tar: true },
	free: 1024 ** 3,
};

export default [
	test('a machine that has everything lacks nothing', async () => {
		assert.deepEqual(lacks(fit), []);
	}),
	test('each thing that is missing is one sentence that says what to install', async () => {
		const sentences = lacks(bare);
		assert.equal(sentences.length, 5);
		for (const word of ['Node 20.18.3', 'Python 3', 'make is', 'g++', '1.0 GB are free']) {
			assert.equal(sentences.filter((sentence) => sentence.includes(word)).length, 1, word);
		}
	}),
	test('once n8n is installed, neither compiler nor disk is needed', async () => {
		assert.deepEqual(lacks({ ...bare, node: '20.19.0' }, { installed: true }), []);
	}),
	test('without a packaged Node, the host must have one that n8n runs on', async () => {
		for (const other of [{ glibc: false }, { arch: 'riscv64' }, { platform: 'darwin' }] as const) {
			assert.match(lacks({ ...fit, ...other }).join(), /n8n needs Node 24 or 26/);
			assert.deepEqual(lacks({ ...fit, ...other, node: '24.3.0' }), []);
		}
	}),
];
