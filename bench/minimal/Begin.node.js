/** Notes when a reading begins, and what n8n's process has used until then. For `Count` at its end. */
class Begin {
	description = {
		displayName: 'Begin',
		name: 'begin',
		group: ['transform'],
		version: 1,
		description: 'Notes time and CPU time',
		defaults: { name: 'Begin' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [],
	};

	async execute() {
		const { user, system } = process.cpuUsage();
		return [[{ json: { wall: performance.now(), cpu: (user + system) / 1000 } }]];
	}
}

module.exports = { Begin };
