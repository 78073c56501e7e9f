import path from 'node:path';

import type { N8n, Workflow, WorkflowNode } from '../demo/n8n.mts';
import { root } from '../demo/paths.mts';
import { Sandbox } from '../demo/sandbox.mts';
import { pack } from '../demo/package.mts';
import { setUp } from '../demo/setup.mts';
import { chain, drchrono, webhook } from '../test/n8n/workflow.mts';
import { median, medianRatio, type Sample } from './support/sample.mts';

/** How long the lists are, and how often each is read by each reader after a round that warms up. */
const SIZES: ReadonlyArray<{ records: number; rounds: number }> = [
	{ records: 20_000, rounds: 9 },
	{ records: 200_000, rounds: 3 },
];

const OWN = 'this package';
const MINIMAL = 'minimal node';
const HTTP_REQUEST = 'HTTP Request + Split Out';
const BARE = 'bare fetch loop';

/** Reads all patients once. */
type Read = () => Promise<Sample & { count: number }>;

/** What a reader took in each round, by its name; nothing for one that could not do it. */
type Took = Map<string, Sample[]>;

/**
 * Time that a node takes for a long list, in one n8n, in turns: this package's node, a minimal node
 * that only calls n8n's helper, HTTP Request with Split Out, and a bare fetch loop outside n8n.
 * Each round compares what ran side by side, so that a machine with other work tells the same; the CPU
 * time is that of n8n's process, and hears even less of it.
 */
export async function run(): Promise<void> {
	const { N8n } = await import('../demo/n8n.mts');
	const runtime = await setUp(console.log);
	const tarball = await pack();
	const bySize = new Map<number, Took>();
	for (const { records, rounds } of SIZES) {
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
			const took = await measure(n8n, sandbox, records, rounds);
			report(records, rounds, took);
			bySize.set(records, took);
		} finally {
			await n8n.dispose();
			await sandbox.stop();
		}
	}
	reportGrowth(bySize);
}

async function measure(n8n: N8n, sandbox: Sandbox, records: number, rounds: number): Promise<Took> {
	const readers = new Map([
		...(await inN8n(n8n, sandbox)),
		[BARE, async () => await bareFetch(sandbox)],
	]);
	const took: Took = new Map([...readers.keys()].map((name) => [name, []]));
	for (let round = 0; round <= rounds; round++) {
		for (const [name, read] of readers) {
			try {
				const { count, ...sample } = await read();
				if (count !== records) throw new Error(`read ${count} of ${records} records`);
				// The first round warms everything up.
				if (round > 0) took.get(name)?.push(sample);
			} catch (error) {
				console.log(`  ${name} cannot: ${(error as Error).message}`);
				readers.delete(name);
			}
		}
	}
	return took;
}

/** Publishes one workflow per reader, starts n8n, and runs each by its webhook. */
async function inN8n(n8n: N8n, sandbox: Sandbox): Promise<Array<[string, Read]>> {
	const credential = await sandbox.credential({
		data: { callsPerHour: 10_000_000, callsPerSecond: 10_000, reserve: 0 },
	});
	await n8n.importCredential(credential);
	const url = `${sandbox.url}/api/patients?page_size=250`;
	const credentials = { drChronoOAuth2Api: { id: credential.id, name: credential.name } };
	const steps: Record<string, Array<Partial<WorkflowNode> & { name: string; type: string }>> = {
		[OWN]: [drchrono('drChronoPatient', 'Read', { operation: 'getMany', returnAll: true })],
		[MINIMAL]: [{ name: 'Read', type: 'CUSTOM.minimal', parameters: { url }, credentials }],
		[HTTP_REQUEST]: [
			{
				name: 'Pages',
				type: 'n8n-nodes-base.httpRequest',
				typeVersion: 4.2,
				credentials,
				parameters: {
					url,
					authentication: 'predefinedCredentialType',
					nodeCredentialType: 'drChronoOAuth2Api',
					options: { pagination: { pagination: FOLLOW_NEXT } },
				},
			},
			{
				name: 'Read',
				type: 'n8n-nodes-base.splitOut',
				typeVersion: 1,
				parameters: { fieldToSplitOut: 'results', options: {} },
			},
		],
	};
	const begin = { name: 'Begin', type: 'CUSTOM.begin' };
	const count = {
		name: 'Count',
		type: 'CUSTOM.count',
		parameters: {
			wall: "={{ $('Begin').first().json.wall }}",
			cpu: "={{ $('Begin').first().json.cpu }}",
		},
	};
	const hooks = new Map<string, { id: string; hook: string }>();
	for (const [name, reader] of Object.entries(steps)) {
		const hook = `reader-${hooks.size}`;
		const workflow: Workflow = chain(hook, [webhook(hook), begin, ...reader, count], credential);
		workflow.settings = { ...workflow.settings, saveDataSuccessExecution: 'none' };
		const id = await n8n.importWorkflow(workflow);
		await n8n.publish(id);
		hooks.set(name, { id, hook });
	}
	const server = await n8n.start();
	await server.signUp();
	for (const { id } of hooks.values()) await server.live(id);
	return [...hooks].map(([name, { hook }]) => [
		name,
		async () => {
			const response = await fetch(`${server.url}/webhook/${hook}`, { method: 'POST' });
			if (!response.ok) throw new Error(await response.text());
			return (await response.json()) as Sample & { count: number };
		},
	]);
}

/** HTTP Request's own paging, as its documentation has it for a `next` link. */
const FOLLOW_NEXT = {
	paginationMode: 'responseContainsNextURL',
	nextURL: '={{ $response.body.next }}',
	paginationCompleteWhen: 'other',
	completeExpression: '={{ !$response.body.next }}',
};

async function bareFetch(sandbox: Sandbox): Promise<Sample & { count: number }> {
	const { access_token: token } = await sandbox.token();
	const began = { wall: performance.now(), cpu: process.cpuUsage() };
	const all: unknown[] = [];
	let url: string | null = `${sandbox.url}/api/patients?page_size=250`;
	while (url) {
		const response: Response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
		const page = (await response.json()) as { results: unknown[]; next: string | null };
		for (const record of page.results) all.push(record);
		url = page.next;
	}
	const { user, system } = process.cpuUsage(began.cpu);
	return { wall: performance.now() - began.wall, cpu: (user + system) / 1000, count: all.length };
}

function report(records: number, rounds: number, took: Took): void {
	const own = took.get(OWN) ?? [];
	console.log(
		`\n${records.toLocaleString('en')} patients, medians of ${rounds} rounds in turns; this package / it: median of the rounds' ratios`,
	);
	for (const [name, samples] of took) {
		if (samples.length === 0) continue;
		const figures = (['wall', 'cpu'] as const).map((kind) => {
			const ms = median(samples.map((sample) => sample[kind]));
			const ratio =
				name === OWN ? '        ' : ` (× ${medianRatio(own, samples, kind).toFixed(2)})`;
			return `${kind} ${ms.toFixed(0).padStart(7)} ms${ratio}`;
		});
		console.log(`  ${name.padEnd(26)} ${figures.join('   ')}`);
	}
}

/** How much longer ten times as many records take. */
function reportGrowth(bySize: ReadonlyMap<number, Took>): void {
	const [[few, shortTook] = [], [many, longTook] = []] = bySize;
	if (few === undefined || many === undefined || !shortTook || !longTook) return;
	console.log(`\ngrowth from ${few} to ${many} records (linear: × ${many / few})`);
	for (const [name, short] of shortTook) {
		const long = longTook.get(name) ?? [];
		if (short.length === 0 || long.length === 0) continue;
		const growth = (kind: 'wall' | 'cpu') =>
			median(long.map((sample) => sample[kind])) / median(short.map((sample) => sample[kind]));
		console.log(
			`  ${name.padEnd(26)} wall × ${growth('wall').toFixed(1)}   cpu × ${growth('cpu').toFixed(1)}`,
		);
	}
}
