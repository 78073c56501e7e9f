/** What can be measured, by the word after `npm run bench --`. */
const BENCHES: Readonly<Record<string, { what: string; load: () => Promise<unknown> }>> = {
	client: {
		what: 'node time for 20,000 and 200,000 records against what a user would pick instead',
		load: async () => await (await import('./client.mts')).run(),
	},
	calls: {
		what: 'calls for 60,000 appointments against the least possible',
		load: async () => await (await import('./calls.mts')).run(),
	},
	throttle: {
		what: 'simulation: 1–200 processes, 1–500 practices under one application',
		load: async () => await import('./throttle.mts'),
	},
	sandbox: {
		what: 'how many requests a second the sandbox answers, and how soon it is ready',
		load: async () => await import('./sandbox-load.mts'),
	},
};

const wanted = process.argv.slice(2).filter((word) => word !== '--');
const names = wanted.length > 0 ? wanted : Object.keys(BENCHES);
const unknown = names.filter((name) => !(name in BENCHES));
if (unknown.length > 0) {
	console.error(`There is no benchmark '${unknown.join("', '")}'. There are:`);
	for (const [name, { what }] of Object.entries(BENCHES)) console.error(`  ${name}  ${what}`);
	process.exit(2);
}
for (const name of names) {
	console.log(`\n${name}: ${BENCHES[name]?.what}\n`);
	await BENCHES[name]?.load();
}
