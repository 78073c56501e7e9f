import { newId, type Credential, type Workflow } from './n8n.mts';
import type { Server } from './server.mts';
import { connected, template } from './template.mts';

/** A change as the portal tells of it; `patient` as the portal knew them before it. */
export interface PortalChange {
	event_id?: string;
	patient?: {
		drchrono_id?: number | string;
		first_name?: unknown;
		last_name?: unknown;
		date_of_birth?: unknown;
		email?: unknown;
	};
	contact?: Record<string, string>;
	insurance?: Record<string, string>;
}

export interface PortalAnswer {
	status: number;
	body: { result?: string; changed?: string[]; for_staff?: string[] };
	/** Milliseconds. */
	took: number;
}

/** *Patient portal → DrChrono*, published, and the portal that calls it. */
export class PatientPortal {
	private constructor(
		private readonly url: string,
		private readonly key: string,
	) {}

	/** The key that only the portal knows; to be imported before the template is published. */
	static key(): Credential {
		const data = { name: 'x-portal-key', value: newId() };
		return { id: 'portalKey', name: 'Portal key', type: 'httpHeaderAuth', data };
	}

	static async publish(
		server: Server,
		credential: Credential,
		key: Credential,
	): Promise<PatientPortal> {
		const path = newId();
		const blank = connected(await template('patient-portal-to-drchrono'), credential);
		const workflow: Workflow = {
			...blank,
			nodes: blank.nodes.map((node) =>
				node.type === 'n8n-nodes-base.webhook'
					? {
							...node,
							parameters: { ...node.parameters, path },
							credentials: { [key.type]: { id: key.id, name: key.name } },
						}
					: node,
			),
		};
		await server.publish(workflow);
		return new PatientPortal(`${server.url}/webhook/${path}`, String(key.data.value));
	}

	/** Tells of a change. */
	async tell(change: PortalChange, key = this.key): Promise<PortalAnswer> {
		const started = performance.now();
		const answer = await fetch(this.url, {
			method: 'POST',
			headers: { 'content-type': 'application/json', 'x-portal-key': key },
			body: JSON.stringify(change),
		});
		const text = await answer.text();
		const took = performance.now() - started;
		const isJson = answer.headers.get('content-type')?.includes('json') ?? false;
		const body = isJson ? (JSON.parse(text) as PortalAnswer['body']) : {};
		return { status: answer.status, body, took };
	}
}
