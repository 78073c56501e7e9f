import { fastify, type FastifyInstance } from 'fastify';

/** A message that was handed over to be sent. */
export interface Message {
	channel: 'email' | 'sms';
	to: string;
	subject: string;
	text: string;
}

/** A service that sends e-mails and text messages: takes them, and keeps them to be looked at. */
export class Outbox {
	private constructor(
		private readonly app: FastifyInstance,
		/** Where messages are handed over. */
		readonly url: string,
		readonly messages: readonly Message[],
	) {}

	static async serve(): Promise<Outbox> {
		const app = fastify();
		const messages: Message[] = [];
		app.post<{ Body: Message }>('/messages', async ({ body }, reply) => {
			messages.push(body);
			return await reply.code(202).send({});
		});
		const address = await app.listen({ port: 0, host: '127.0.0.1' });
		return new Outbox(app, `${address}/messages`, messages);
	}

	async close(): Promise<void> {
		await this.app.close();
	}
}
