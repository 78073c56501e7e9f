import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import http from 'node:http';
import { createInterface } from 'node:readline';

/** Requests in flight at a time. */
const CONNECTIONS = 16;
const SECONDS = 5;
const WARM_UP_SECONDS = 2;
const WANTED_PER_SECOND = 2000;
const WANTED_READY_SECONDS = 10;
const BIG = 50_000;

interface Started {
	readonly child: ChildProcess;
	readonly base: string;
	readonly readySeconds: number;
}

async function start(patients: number): Promise<Started> {
	const began = performance.now();
	const child = spawn(
		process.execPath,
		['--import', 'tsx', 'sandbox/main.mts', '--port', '0', '--quiet', '--limits', 'off'].concat(
			'--patients',
			String(patients),
		),
		{ stdio: ['ignore', 'pipe', 'inherit'] },
	);
	const [line] = (await once(createInterface({ input: child.stdout }), 'line')) as [string];
	const { listening } = JSON.parse(line) as { listening: string };
	return { child, base: listening, readySeconds: (performance.now() - began) / 1000 };
}

async function token(base: string, dialect: 'v4' | 'guide'): Promise<string> {
	const response = await fetch(`${base}/_control/token`, {
		method: 'POST',
		headers: { 'content-type': 'application/json' },
		body: JSON.stringify({ dialect }),
	});
	return ((await response.json()) as { access_token: string }).access_token;
}

interface Measured {
	/** Answers a second of wall time. */
	readonly rate: number;
	/** Answers a second of the sandbox's CPU time. */
	readonly perCpuSecond: number;
	readonly bytes: number;
}

/** CPU seconds that the sandbox has used so far: tells its own cost on a machine that others use too. */
async function cpuSeconds(base: string): Promise<number> {
	const response = await fetch(`${base}/_control/usage`);
	return ((await response.json()) as { cpuSeconds: number }).cpuSeconds;
}

/** Asks the same page again and again for some seconds; answers a second and bytes an answer. */
async function measure(url: string, bearer: string): Promise<Measured> {
	const agent = new http.Agent({ keepAlive: true, maxSockets: CONNECTIONS });
	const headers = { authorization: `Bearer ${bearer}` };
	let answers = 0;
	let bytes = 0;
	const ask = () =>
		new Promise<void>((done, fail) => {
			http
				.get(url, { agent, headers }, (response) => {
					if (response.statusCode !== 200) fail(new Error(`status ${response.statusCode}`));
					response.on('data', (chunk: Buffer) => (bytes += chunk.length));
					response.on('end', () => {
						answers += 1;
						done();
					});
				})
				.on('error', fail);
		});
	const askFor = async (seconds: number) => {
		const end = performance.now() + seconds * 1000;
		const worker = async () => {
			while (performance.now() < end) await ask();
		};
		await Promise.all(Array.from({ length: CONNECTIONS }, worker));
	};
	await askFor(WARM_UP_SECONDS);
	const { origin } = new URL(url);
	const cpuBefore = await cpuSeconds(origin);
	answers = 0;
	bytes = 0;
	const began = performance.now();
	await askFor(SECONDS);
	const seconds = (performance.now() - began) / 1000;
	const cpu = (await cpuSeconds(origin)) - cpuBefore;
	agent.destroy();
	return {
		rate: answers / seconds,
		perCpuSecond: answers / cpu,
		bytes: answers === 0 ? 0 : bytes / answers,
	};
}

function sentence(name: string, { rate, perCpuSecond, bytes }: Measured): string {
	const verdict = (value: number) => (value >= WANTED_PER_SECOND ? 'ok' : 'below');
	return [
		`${rate.toFixed(0).padStart(6)} requests/s (${verdict(rate)})`,
		`${perCpuSecond.toFixed(0).padStart(6)} per CPU second (${verdict(perCpuSecond)})`,
		`${(bytes / 1024).toFixed(0).padStart(4)} kB`,
		name,
	].join('  ');
}

async function readiness(patients: number, { base, readySeconds }: Started): Promise<string> {
	const cpu = await cpuSeconds(base);
	const verdict = readySeconds < WANTED_READY_SECONDS ? 'ok' : 'over';
	return `${patients} patients ready in ${readySeconds.toFixed(1)} s (${verdict} ${WANTED_READY_SECONDS} s), ${cpu.toFixed(1)} CPU s`;
}

console.log(`wanted: ${WANTED_PER_SECOND} requests/s on list pages with a core to itself`);
const small = await start(300);
const bearer = await token(small.base, 'v4');
const guide = await token(small.base, 'guide');
console.log(await readiness(300, small));
const pages: ReadonlyArray<readonly [string, string, string]> = [
	['patients, 50 a page', `${small.base}/api/patients?page_size=50`, bearer],
	['patients, 250 a page', `${small.base}/api/patients`, bearer],
	[
		'appointments of a month, 50 a page',
		`${small.base}/api/appointments?date_range=2026-10-01/2026-10-31&page_size=50`,
		bearer,
	],
	[
		'appointments changed since, 25 verbose',
		`${small.base}/api/appointments?since=2026-11-01&verbose=true&page_size=25`,
		bearer,
	],
	['guide appointments, 50 a page', `${small.base}/guide/appointments/?limit=50`, guide],
];
for (const [name, url, key] of pages) {
	console.log(sentence(name, await measure(url, key)));
}
small.child.kill();

const big = await start(BIG);
console.log(await readiness(BIG, big));
const bigBearer = await token(big.base, 'v4');
const bigPage = await measure(`${big.base}/api/patients?page_size=50`, bigBearer);
console.log(sentence(`patients of ${BIG}, 50 a page`, bigPage));
big.child.kill();
