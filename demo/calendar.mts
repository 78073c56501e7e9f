import { fastify, type FastifyInstance } from 'fastify';

/** A booking as a calendar service tells of it. */
export interface Booking {
	uid: string;
	status: 'active' | 'canceled';
	/** ISO 8601, in UTC. */
	start_time: string;
	end_time: string;
	/** What kind of visit it is. */
	name: string;
	/** The patient's id in DrChrono, which the booking form was opened with. */
	patient_id: number;
}

/** Bookings that the service lists on one page. */
const pageSize = 25;

/** A calendar service that patients book with: its bookings in pages, each naming the next. */
export class Calendar {
	private constructor(
		private readonly app: FastifyInstance,
		/** Address of the first page. */
		readonly url: string,
		readonly bookings: Booking[],
	) {}

	static async serve(bookings: readonly Booking[]): Promise<Calendar> {
		const app = fastify();
		const own = bookings.map((booking) => ({ ...booking }));
		app.get<{ Querystring: { from?: string } }>('/bookings', async ({ query, host }) => {
			const from = Number(query.from ?? 0);
			const next = from + pageSize;
			return {
				collection: own.slice(from, next),
				pagination: {
					next_page: next < own.length ? `http://${host}/bookings?from=${next}` : null,
				},
			};
		});
		const address = await app.listen({ port: 0, host: '127.0.0.1' });
		return new Calendar(app, `${address}/bookings`, own);
	}

	/** Changes a booking, as its patient would. */
	change(uid: string, changes: Partial<Omit<Booking, 'uid'>>): void {
		const booking = this.bookings.find((each) => each.uid === uid);
		if (!booking) throw new Error(`The calendar has no booking ${uid}.`);
		Object.assign(booking, changes);
	}

	async close(): Promise<void> {
		await this.app.close();
	}
}
