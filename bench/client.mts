import path from 'node:path';

import type { N8n, Workflow } from '../demo/n8n.mts';
import { root } from '../demo/paths.mts';
import { Sandbox } from '../demo/sandbox.mts';
import { pack } from '../demo/package.mts';
import { setUp } from '../demo/setup.mts';
import { chain, drchrono, webhook } from '../test/n8n/workflow.mts';

/**
 * With 200,000 the measuring workflow ended with an error in n8n 2.41.1 at its first reader; the cause
 * was not found. The node itself reads as many, which was seen through n8n-core.
 */
const RECORDS = [20_000] as const;
const ROUNDS = 3;

/** A published workflow that reads all patients. */
interface Published {
	name: Reader;
	id: string;
	/** Path of its webhook. */
	hook: string;
}

/** What a user would pick, by name: a workflow that reads all patients. */
type Reader = 'this package' | 'minimal node' | 'HTTP Request + Split Out';

/**
 * Time that a node takes for a long list, in one n8n, in turns: this package's node, a minimal node
 * that only calls n8n's helper, HTTP Request with Split Out, and a bare fetch loop outside n8n.
 */
export async function run(): Promise<void> {
	const { N8n } = await import('../demo/n8n.mts');
	const runtime = await setUp(console.log);
	const tarball = await pack();
	for (const records of RECORDS) {
		const sandbox = await Sandbox.start({ patients: records });
		const n8n = await N8n.create(runtime, {
			tarball,
			env: {
				N8N_CUSTOM_EXTENSIONS: path.join(root, 'bench/minimal'),
				NODE_OPTIONS: '--max-old-space-size=12000',
			},
		});
		try {
			await sandbox.control('POST', 'limits', { enabled: false });
			await measure(n8n, sandbox, records);
		} finally {
			await n8n.dispose();
			await sandbox.stop();
		}
	}
}

async function measure(n8n: N8n, sandbox: Sandbox, records: number): Promise<void> {
	const readers = await publish(n8n, sandbox);
	const server = await n8n.start();
	await server.signUp();
	for (const { id } of readers) await server.live(id);
	const took = new Map<string, number[]>();
	const note = (name: string, ms: number) => took.set(name, [...(took.get(name) ?? []), ms]);
	for (let round = 0; round <= ROUNDS; round++) {
		for (const { name, hook } of readers) {
			const response = await fetch(`${server.url}/webhook/${hook}`, { method: 'POST' });
			const answer = await response.text();
			const { ms, count } = JSON.parse(answer) as { ms: number; count: number };
			if (count !== records) throw new Error(`${name} read not all records: ${answer}`);
			// The first round warms everything up.
			if (round > 0) note(name, ms);
		}
		const ms = await bareFetch(sandbox, records);
		if (round > 0) note('bare fetch loop', ms);
	}
	report(records, took);
}

/** Publishes one workflow per reader; each answers with its time and count. */
async function publish(n8n: N8n, sandbox: Sandbox): Promise<Published[]> {
	const credential = await sandbox.credential({
		data: { callsPerHour: 10_000_000, callsPerSecond: 10_000, reserve: 0 },
	});
	await n8n.importCredential(credential);
	const url = `${sandbox.url}/api/patients?page_size=250`;
	const count = (name: string) => ({
		name: 'Count',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		executeOnce: true,
		parameters: {
			mode: 'raw',
			jsonOutput: `={{ { ms: Date.now() - $('Begin').first().json.at, count: $('${name}').all().length } }}`,
			options: {},
		},
	});
	const begin = {
		name: 'Begin',
		type: 'n8n-nodes-base.set',
		typeVersion: 3.4,
		parameters: { mode: 'raw', jsonOutput: '={{ { at: Date.now() } }}', options: {} },
	};
	const readers: Record<Reader, Workflow> = {
		'this package': chain(
			'package',
			[
				webhook('package'),
				begin,
				drchrono('drChronoPatient', 'Read', { operation: 'getMany', returnAll: true }),
				count('Read'),
			],
			credential,
		),
		'minimal node': chain(
			'minimal',
			[
				webhook('minimal'),
				begin,
				{
					name: 'Read',
					type: 'CUSTOM.minimal',
					parameters: { url },
					credentials: { drChronoOAuth2Api: { id: credential.id, name: credential.name } },
				},
				count('Read'),
			],
			credential,
		),
		'HTTP Request + Split Out': chain(
			'http',
			[
				webhook('http'),
				begin,
				{
					name: 'Pages',
					type: 'n8n-nodes-base.httpRequest',
					typeVersion: 4.2,
					credentials: { drChronoOAuth2Api: { id: credential.id, name: credential.name } },
					parameters: {
						url,
						authentication: 'predefinedCredentialType',
						nodeCredentialType: 'drChronoOAuth2Api',
						options: {
							pagination: {
								pagination: {
									paginationMode: 'responseContainsNextURL',
									nextURL: '={{ $response.body.next }}',
									paginationCompleteWhen: 'other',
									completeExpression: '={{ !$response.body.next }}',
								},
							},
						},
					},
				},
				{
					name: 'Read',
					type: 'n8n-nodes-base.splitOut',
					typeVersion: 1,
					parameters: { fieldToSplitOut: 'results', options: {} },
				},
				count('Read'),
			],
			credential,
		),
	};
	const published: Published[] = [];
	for (const [name, workflow] of Object.entries(readers) as Array<[Reader, Workflow]>) {
		workflow.settings = { ...workflow.settings, saveDataSuccessExecution: 'none' };
		const id = await n8n.importWorkflow(workflow);
		await n8n.publish(id);
		published.push({ name, id, hook: workflow.name });
	}
	return published;
}

async function bareFetch(sandbox: Sandbox, records: number): Promise<number> {
	const { access_token: token } = await sandbox.token();
	const started = performance.now();
	const all: unknown[] = [];
	let url: string | null = `${sandbox.url}/api/patients?page_size=250`;
	while (url) {
		const response: Response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
		const page = (await response.json()) as { results: unknown[]; next: string | null };
		for (const record of page.results) all.push(record);
		url = page.next;
	}
	if (all.length !== records) throw new Error(`fetch read ${all.length} of ${records} records`);
	return performance.now() - started;
}

function report(records: number, took: ReadonlyMap<string, number[]>): void {
	const median = (times: readonly number[]) =>
		[...times].sort((one, other) => one - other)[Math.floor(times.length / 2)] ?? NaN;
	const own = median(took.get('this package') ?? []);
	console.log(`\n${records.toLocaleString('en')} patients, median of ${ROUNDS} rounds in turns`);
	for (const [name, times] of took) {
		const ms = median(times);
		const ratio = name === 'this package' ? '' : `   this package / it = ${(own / ms).toFixed(2)}`;
		console.log(`  ${name.padEnd(26)} ${ms.toFixed(0).padStart(7)} ms${ratio}`);
	}
}
