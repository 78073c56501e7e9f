import { setTimeout as wait } from 'node:timers/promises';

import { Client } from '../../drchrono/client/client.ts';
import { connectionOf } from '../../drchrono/client/connection.ts';
import { Throttle } from '../../drchrono/client/throttle/index.ts';
import { v4 } from '../../drchrono/dialects/v4/index.ts';
import type { Sandbox } from './sandbox.mts';

/** The package's client without n8n around it: `fetch` as its transport, and no limit that matters. */
export async function fetchClient(sandbox: Sandbox): Promise<Client> {
	const { access_token: token } = await sandbox.control<{ access_token: string }>('token', {});
	const connection = connectionOf({
		baseUrl: sandbox.v4,
		clientId: 'sandbox-client',
		areas: ['scheduling', 'demographics', 'practice'],
		callsPerHour: 1_000_000,
		callsPerSecond: 1_000,
	});
	if (!connection.ok) throw new Error(connection.failure.sentence);
	const clock = {
		now: () => Date.now(),
		pause: async (ms: number, signal?: AbortSignal) => {
			await wait(ms, undefined, { signal }).catch(() => undefined);
		},
	};
	const rules = v4.windows(connection.value.limits);
	const throttle = new Throttle(
		{ rules, processes: 1, reservePerHour: 0, releaseMs: 600_000 },
		clock,
	);
	return new Client(
		{
			connection: connection.value,
			dialect: v4,
			throttle,
			clock,
			random: Math.random,
			log: () => undefined,
			transport: {
				async send({ method, url, headers, body }) {
					const response = await fetch(url, {
						method,
						headers: { ...headers, authorization: `Bearer ${token}` },
						...(body?.kind === 'json' ? { body: JSON.stringify(body.value) } : {}),
					});
					return {
						kind: 'response',
						response: {
							status: response.status,
							headers: Object.fromEntries(response.headers),
							text: await response.text(),
						},
					};
				},
			},
		},
		{ lane: 'bulk', waitAtMostMs: 0 },
	);
}
