/**
 * Counts the items that come in, and tells the time and CPU time since `Begin`, in milliseconds. An
 * expression cannot: n8n 2.41.1 evaluates it in an isolate of 128 MB, and `$('Read').all()` over 200,000
 * patients ends with "Expression exceeded memory limit". Loaded from here, never shipped.
 */
class Count {
	description = {
		displayName: 'Count',
		name: 'count',
		group: ['transform'],
		version: 1,
		description: 'Counts what comes in',
		defaults: { name: 'Count' },
		inputs: ['main'],
		outputs: ['main'],
		properties: [
			{ displayName: 'Wall', name: 'wall', type: 'number', default: 0 },
			{ displayName: 'CPU', name: 'cpu', type: 'number', default: 0 },
		],
	};

	async execute() {
		const { user, system } = process.cpuUsage();
		const wall = performance.now() - this.getNodeParameter('wall', 0);
		const cpu = (user + system) / 1000 - this.getNodeParameter('cpu', 0);
		return [[{ json: { wall, cpu, count: this.getInputData().length } }]];
	}
}

module.exports = { Count };
