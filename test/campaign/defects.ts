/* eslint-disable @n8n/community-nodes/require-node-api-error -- defects do what nodes must not */
import type {
	IExecuteFunctions,
	IHttpRequestOptions,
	IN8nHttpFullResponse,
	INodeExecutionData,
	INodeType,
} from 'n8n-workflow';

import { ECHO } from './scene';

type Answer = IN8nHttpFullResponse;

/** What a node with a defect does otherwise than it should. */
export interface Tampering {
	/** In place of a request through n8n's helper. */
	request?: (send: () => Promise<Answer>, options: IHttpRequestOptions) => Promise<Answer>;
	/** In place of the node's own run. */
	execute?: (
		run: () => Promise<INodeExecutionData[][]>,
		functions: IExecuteFunctions,
	) => Promise<INodeExecutionData[][]>;
}

/** A node that goes wrong: the real one between a tampered run and tampered requests. */
export function withDefect(node: INodeType, { request, execute }: Tampering): INodeType {
	const damaged = Object.assign(
		Object.create(Object.getPrototypeOf(node) as object),
		node,
	) as INodeType;
	damaged.execute = async function (this: IExecuteFunctions) {
		const functions = request ? tampered(this, request) : this;
		const run = async () => (await node.execute!.call(functions)) as INodeExecutionData[][];
		return execute ? await execute(run, this) : await run();
	};
	return damaged;
}

function tampered(
	functions: IExecuteFunctions,
	request: NonNullable<Tampering['request']>,
): IExecuteFunctions {
	const { httpRequestWithAuthentication } = functions.helpers;
	const helpers = {
		...functions.helpers,
		httpRequestWithAuthentication: async (type: string, options: IHttpRequestOptions) =>
			await request(
				async () => (await httpRequestWithAuthentication.call(functions, type, options)) as Answer,
				options,
			),
	};
	return new Proxy(functions, {
		get(target, name) {
			if (name === 'helpers') return helpers;
			const value = Reflect.get(target, name, target) as unknown;
			return typeof value === 'function' ? (value.bind(target) as unknown) : value;
		},
	});
}

const json = (statusCode: number, body: unknown): Answer => ({
	statusCode,
	headers: { 'content-type': 'application/json' },
	body: JSON.stringify(body) as never,
});

/** A defect, the row and the fault that bring it out, and what the oracle must say of it. */
export interface Defect {
	name: string;
	node: string;
	operation: string;
	fault: string;
	spread: 'once' | 'route';
	onError?: 'continueRegularOutput';
	/** Position of the struck request. */
	request?: number;
	complaint: RegExp;
	tampering: () => Tampering;
}

const APPOINTMENT = 'drChronoAppointment';

export const DEFECTS: readonly Defect[] = [
	{
		name: 'a create whose answer got lost is sent again',
		node: APPOINTMENT,
		operation: 'create',
		fault: 'cut after',
		spread: 'once',
		complaint: /done twice/,
		tampering: () => ({
			request: async (send, { method, body }) => {
				try {
					return await send();
				} catch (error) {
					if (method !== 'POST' || typeof body !== 'string') throw error;
					return await send();
				}
			},
		}),
	},
	{
		name: 'a server error on a later page ends the list',
		node: APPOINTMENT,
		operation: 'getMany',
		fault: '500',
		spread: 'route',
		request: 1,
		complaint: /records instead of \d+ look whole/,
		tampering: () => ({
			request: async (send) => {
				const answer = await send();
				return answer.statusCode < 500
					? answer
					: json(200, { previous: null, results: [], next: null });
			},
		}),
	},
	{
		name: 'an unreadable answer to a create counts as done',
		node: APPOINTMENT,
		operation: 'create',
		fault: '200 with text',
		spread: 'once',
		complaint: /reported as done, but it is not/,
		tampering: () => ({
			request: async (send, { method }) => {
				const answer = await send();
				return method === 'POST' ? json(201, { id: 1 }) : answer;
			},
		}),
	},
	{
		name: "the server's body stands in the error",
		node: APPOINTMENT,
		operation: 'update',
		fault: '400 by field',
		spread: 'once',
		complaint: /patient data in an error or log/,
		tampering: () => {
			let body = '';
			return {
				request: async (send) => {
					const answer = await send();
					if (answer.statusCode === 400) body = String(answer.body);
					return answer;
				},
				execute: async (run) => {
					try {
						return await run();
					} catch (error) {
						throw Object.assign(error as Error, { cause: { response: { data: body } } });
					}
				},
			};
		},
	},
	{
		name: "the server's body stands in the log",
		node: APPOINTMENT,
		operation: 'get',
		fault: '404',
		spread: 'once',
		complaint: /patient data in an error or log/,
		tampering: () => ({
			execute: async (run, functions) => {
				functions.logger.debug(`answered with ${ECHO}`);
				return await run();
			},
		}),
	},
	{
		name: 'a failure is passed over and the items go on as if done',
		node: APPOINTMENT,
		operation: 'cancel',
		fault: '403, permission',
		spread: 'once',
		complaint: /reported as done, but it is not/,
		tampering: () => ({
			execute: async (run, functions) => {
				try {
					return await run();
				} catch {
					const items = functions.getInputData();
					return [items.map(({ json: fields }, item) => ({ json: fields, pairedItem: { item } }))];
				}
			},
		}),
	},
	{
		name: 'a failure is passed over in silence',
		node: APPOINTMENT,
		operation: 'delete',
		fault: '404',
		spread: 'route',
		complaint: /not a word about it/,
		tampering: () => ({
			execute: async (run) => {
				try {
					return await run();
				} catch {
					return [[]];
				}
			},
		}),
	},
	{
		name: 'a lost answer is reported as a failure without doubt',
		node: APPOINTMENT,
		operation: 'create',
		fault: 'cut after',
		spread: 'once',
		complaint: /done, but reported as not done/,
		tampering: () => ({
			execute: async (run) => {
				try {
					return await run();
				} catch {
					throw new Error('The appointment was not made');
				}
			},
		}),
	},
	{
		name: 'redirects are followed wherever they lead',
		node: APPOINTMENT,
		operation: 'get',
		fault: 'redirect to another port',
		spread: 'once',
		request: 1,
		complaint: /asked another origin/,
		tampering: () => ({
			request: async (send, options) => {
				options.disableFollowRedirect = false;
				return await send();
			},
		}),
	},
	{
		name: 'a failing request is repeated without end',
		node: APPOINTMENT,
		operation: 'setStatus',
		fault: '500',
		spread: 'route',
		complaint: /requests for a job of/,
		tampering: () => ({
			request: async (send) => {
				let answer = await send();
				for (let tries = 0; answer.statusCode === 500 && tries < 30; tries += 1)
					answer = await send();
				return answer;
			},
		}),
	},
	{
		name: 'a read gives up at the first hiccup',
		node: APPOINTMENT,
		operation: 'get',
		fault: '503',
		spread: 'once',
		complaint: /should have been overcome/,
		tampering: () => ({
			request: async (send) => {
				const answer = await send();
				return answer.statusCode === 503 ? json(400, { detail: 'no' }) : answer;
			},
		}),
	},
	{
		name: 'the page after a refused one loses its last record',
		node: APPOINTMENT,
		operation: 'getMany',
		fault: '500',
		spread: 'once',
		request: 0,
		complaint: /records instead of \d+ look whole/,
		tampering: () => {
			let refused = false;
			return {
				request: async (send) => {
					const answer = await send();
					if (answer.statusCode === 500) refused = true;
					if (answer.statusCode !== 200 || !refused) return answer;
					const page = JSON.parse(String(answer.body)) as { results?: unknown[] };
					page.results?.pop();
					return json(200, page);
				},
			};
		},
	},
	{
		name: 'what is left for later is not handed out',
		node: APPOINTMENT,
		operation: 'getMany',
		fault: '429 with seconds in words',
		spread: 'once',
		request: 1,
		complaint: /records instead of \d+ look whole/,
		tampering: () => ({ execute: async (run) => [(await run())[0] ?? []] }),
	},
	{
		name: 'an error is handed on as an item beside the records',
		node: APPOINTMENT,
		operation: 'get',
		fault: '404',
		spread: 'once',
		complaint: /an error, and \d+ records beside it/,
		tampering: () => ({
			execute: async (run) => {
				try {
					return await run();
				} catch {
					const item = 0;
					return [
						[
							{ json: { id: 1 }, pairedItem: { item: 1 } },
							{ json: { error: 'one was not found' }, pairedItem: { item } },
						],
					];
				}
			},
		}),
	},
];
