import { parseArgs } from 'node:util';
import { ServerClock } from './clock.mts';
import { buildServer } from './server.mts';
import { DEFAULT_APP, World } from './world.mts';

const USAGE = `usage: npx tsx sandbox/main.mts [--port 8411] [--host 127.0.0.1] [--patients 300] [--seed 1]
       [--now 2026-11-22T09:00:00-05:00] [--real-limits | --limits off] [--quiet]`;

/** The command line, checked; throws RangeError with a sentence on bad values. */
function settings() {
	const { values } = parseArgs({
		options: {
			port: { type: 'string', default: '8411' },
			host: { type: 'string', default: '127.0.0.1' },
			patients: { type: 'string', default: '300' },
			seed: { type: 'string', default: '1' },
			now: { type: 'string' },
			limits: { type: 'string', default: 'real' },
			'real-limits': { type: 'boolean', default: false },
			quiet: { type: 'boolean', default: false },
			help: { type: 'boolean', default: false },
		},
	});
	const number = (name: 'port' | 'patients' | 'seed', most: number) => {
		const value = Number(values[name]);
		if (!Number.isInteger(value) || value < 0 || value > most)
			throw new RangeError(`--${name} must be a whole number from 0 to ${most}`);
		return value;
	};
	if (!['real', 'off'].includes(values.limits)) throw new RangeError('--limits is real or off');
	return {
		help: values.help,
		quiet: values.quiet,
		host: values.host,
		port: number('port', 65_535),
		world: {
			clock: new ServerClock(values.now),
			patients: number('patients', 200_000),
			seed: number('seed', 2 ** 31),
			limits: values['real-limits'] || values.limits === 'real',
		},
	};
}

async function main(): Promise<void> {
	const { help, quiet, host, port, world: options } = settings();
	if (help) {
		console.log(USAGE);
		return;
	}
	const started = performance.now();
	const world = new World(options);
	const app = await buildServer(world);
	await app.listen({ port, host });
	const address = app.server.address();
	const bound = typeof address === 'object' && address ? address.port : port;
	const base = `http://${host.includes(':') ? `[${host}]` : host}:${bound}`;
	world.origin = base;
	console.log(JSON.stringify({ listening: base, v4: base, guide: `${base}/guide` }));
	if (!quiet) {
		const seconds = ((performance.now() - started) / 1000).toFixed(1);
		console.log(`A DrChrono practice with made-up data, ready in ${seconds} s.`);
		console.log(`  v4       ${base}/api      guide  ${base}/guide`);
		console.log(`  console  ${base}/`);
		console.log(`  client   ${DEFAULT_APP.clientId} / ${DEFAULT_APP.clientSecret}`);
	}
	const stop = () => void app.close().then(() => process.exit(0));
	process.once('SIGINT', stop);
	process.once('SIGTERM', stop);
}

main().catch((error: unknown) => {
	console.error(error instanceof Error ? error.message : String(error));
	if (
		error instanceof RangeError ||
		(error as { code?: string }).code?.startsWith('ERR_PARSE_ARGS')
	)
		console.error(USAGE);
	process.exit(1);
});
