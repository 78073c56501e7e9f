/**
 * The least that a node can do: follow `next` with n8n's own helper. No throttle, no retry, no checks.
 * What the package's nodes are measured against; loaded from here, never shipped.
 */
class Minimal {
	description = {
		displayName: 'Minimal',
		name: 'minimal',
		group: ['transform'],
		version: 1,
		description: 'Reads a list with nothing but the helper of n8n',
		defaults: { name: 'Minimal' },
		inputs: ['main'],
		outputs: ['main'],
		credentials: [{ name: 'drChronoOAuth2Api', required: true }],
		properties: [{ displayName: 'URL', name: 'url', type: 'string', default: '' }],
	};

	async execute() {
		const items = [];
		let url = this.getNodeParameter('url', 0);
		while (url) {
			const page = await this.helpers.httpRequestWithAuthentication.call(
				this,
				'drChronoOAuth2Api',
				{ url, json: true },
			);
			for (const json of page.results) items.push({ json, pairedItem: { item: 0 } });
			url = page.next;
		}
		return [items];
	}
}

module.exports = { Minimal };
