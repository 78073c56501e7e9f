import { fastify, type FastifyInstance } from 'fastify';

/** A booking as a calendar service tells of it. */
export interface Booking {
	uid: string;
	/** ISO 8601, in UTC. */
	start: string;
	end: string;
	patient_id: number;
	title: string;
}

/** A calendar service that patients book with: its list of bookings at one address. */
export class Calendar {
	private constructor(
		private readonly app: FastifyInstance,
		/** Address of the list. */
		readonly url: string,
	) {}

	static async serve(bookings: readonly Booking[]): Promise<Calendar> {
		const app = fastify();
		app.get('/bookings', async () => bookings);
		const address = await app.listen({ port: 0, host: '127.0.0.1' });
		return new Calendar(app, `${address}/bookings`);
	}

	async close(): Promise<void> {
		await this.app.close();
	}
}
