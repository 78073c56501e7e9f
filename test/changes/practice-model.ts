import { DateTime } from 'luxon';

/** A practice's DrChrono in memory, as `wire.md` §2, §3 and the guide describe it: appointments alone. */
export interface ModelOptions {
	dialect: 'v4' | 'guide';
	/** Zones of the doctors, whose ids count from 1. */
	zones: readonly string[];
	/** Whose wall clock v4's stamps show: nobody knows (wire.md §3.3). */
	stamps: 'doctor' | 'eastern';
	/** Records on a page at most. */
	pageSize: number;
	/** Guide: whether the server knows `updated_after`. */
	knowsUpdatedAfter: boolean;
}

/** One write, and from when on lists show it. */
interface Version {
	visibleAt: number;
	/** The server's clock at the write. */
	updated: number;
	scheduled: number;
	status: string;
	isDeleted: boolean;
}

export interface Appointment {
	id: number;
	doctor: number;
	/** True time of its creation, in milliseconds. */
	bornAt: number;
	/** The server's clock then. */
	created: number;
	versions: Version[];
}

/** What goes wrong with a request. */
export type Fault = 'status' | 'lost' | 'html' | 'truncated' | 'throttled';

interface Answer {
	statusCode: number;
	headers: Record<string, string>;
	body: string;
}

/** A request that is answered never, as when n8n is killed meanwhile. */
export const NEVER = new Promise<never>(() => {});

export class PracticeModel {
	readonly appointments: Appointment[] = [];

	/** Faults of the next requests, in order. */
	faults: Fault[] = [];

	/** Requests from now on until n8n is killed; `undefined` if it is not. */
	killAfter: number | undefined;

	requests = 0;

	/** Lead of the server's clock over true time, in milliseconds. */
	lead = 0;

	private nextId = 400_001;

	/** @param trueTime milliseconds since the epoch */
	constructor(
		readonly options: ModelOptions,
		private readonly trueTime: () => number,
	) {}

	create(doctor: number, lagMs: number): Appointment {
		const at = this.serverTime;
		const appointment: Appointment = {
			id: this.nextId++,
			doctor: 1 + (doctor % this.options.zones.length),
			bornAt: this.trueTime(),
			created: at,
			versions: [
				{
					visibleAt: this.trueTime() + lagMs,
					updated: at,
					// Bookings are for any day: the list's order says nothing of their age.
					scheduled: at + ((this.nextId * 7919) % 400) * 3_600_000,
					status: '',
					isDeleted: false,
				},
			],
		};
		this.appointments.push(appointment);
		return appointment;
	}

	change(which: number, lagMs: number, changes: Partial<Version>): void {
		const appointment = this.appointments[which % Math.max(1, this.appointments.length)];
		const last = appointment?.versions.at(-1);
		if (!appointment || !last) return;
		appointment.versions.push({
			...last,
			updated: this.serverTime,
			// A reader sees writes in their order.
			visibleAt: Math.max(last.visibleAt, this.trueTime() + lagMs),
			...changes,
		});
	}

	/** n8n's HTTP helper: resolves with a full response, or rejects as axios does. */
	async answer(url: string): Promise<Answer> {
		this.requests += 1;
		if (this.killAfter !== undefined && --this.killAfter < 0) return await NEVER;
		const fault = this.faults.shift();
		if (fault === 'lost') throw Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' });
		const { pathname, searchParams } = new URL(url);
		const page = this.pageOf(pathname, searchParams);
		const headers = {
			'content-type': 'application/json',
			date: DateTime.fromMillis(this.serverTime, { zone: 'utc' }).toHTTP() ?? '',
		};
		const body = JSON.stringify(page);
		switch (fault) {
			case 'status':
				return { statusCode: 500, headers, body: '<h1>Server Error</h1>' };
			case 'html':
				return {
					statusCode: 200,
					headers: { ...headers, 'content-type': 'text/html' },
					body: '<p>',
				};
			case 'truncated':
				return { statusCode: 200, headers, body: body.slice(0, -7) };
			case 'throttled': {
				const detail = 'Request was throttled. Expected available in 900.0 seconds.';
				return { statusCode: 429, headers, body: JSON.stringify({ detail }) };
			}
			case undefined:
				return { statusCode: 200, headers, body };
		}
	}

	private get serverTime(): number {
		return this.trueTime() + this.lead;
	}

	private pageOf(path: string, query: URLSearchParams): object {
		const { dialect, zones } = this.options;
		if (path === '/api/doctors' || path === '/providers/') {
			const results = zones.map((timezone, index) => ({ id: index + 1, timezone }));
			return dialect === 'v4'
				? { previous: null, results, next: null }
				: { results, next_token: null };
		}
		return dialect === 'v4' ? this.v4Page(query) : this.guidePage(query);
	}

	private v4Page(query: URLSearchParams): object {
		const since = query.get('since') ?? '';
		if (/[zZ]|[+-]\d\d:\d\d$/.test(since.slice(10))) throw new Error('since must be naive');
		const rows = this.visible()
			.filter(({ version }) => !version.isDeleted || query.get('show_archived') === 'true')
			.map(({ appointment, version }) => this.v4Row(appointment, version))
			.filter((row) => row.created_at >= since || row.updated_at >= since)
			.sort(
				(one, other) =>
					one.scheduled_time.localeCompare(other.scheduled_time) || one.id.localeCompare(other.id),
			);
		const after = query.get('cursor');
		const rest = rows.filter((row) => after === null || `${row.scheduled_time}|${row.id}` > after);
		const size = Math.min(Number(query.get('page_size') ?? 250), this.options.pageSize);
		const results = rest.slice(0, size);
		const last = results.at(-1);
		const params = new URLSearchParams(query);
		if (last) params.set('cursor', `${last.scheduled_time}|${last.id}`);
		const next = rest.length > size ? `${BASE}/api/appointments?${params.toString()}` : null;
		return { previous: null, results, next };
	}

	private v4Row({ id, doctor, created }: Appointment, version: Version) {
		const { stamps, zones } = this.options;
		const zone = stamps === 'eastern' ? 'US/Eastern' : zones[doctor - 1]!;
		return {
			id: String(id),
			doctor,
			office: 1,
			patient: 1,
			appt_is_break: false,
			created_at: wall(created, zone),
			updated_at: wall(version.updated, zone),
			deleted_flag: version.isDeleted,
			scheduled_time: wall(version.scheduled, zones[doctor - 1]!),
			duration: 30,
			status: version.status,
		};
	}

	private guidePage(query: URLSearchParams): object {
		const after = query.get('updated_after');
		const from = query.get('start_date');
		const rows = this.visible()
			.filter(({ version }) => !version.isDeleted)
			.map(({ appointment, version }) => ({
				id: appointment.id,
				provider: appointment.doctor,
				patient: 1,
				created_at: utc(appointment.created),
				updated_at: utc(version.updated),
				start_time: utc(version.scheduled),
				end_time: utc(version.scheduled + 1_800_000),
				status: version.status === 'Cancelled' ? 'cancelled' : 'scheduled',
				external_id: null,
			}))
			.filter(
				(row) =>
					(after === null || !this.options.knowsUpdatedAfter || row.updated_at > after) &&
					(from === null || row.start_time.slice(0, 10) >= from),
			);
		const token = Number(query.get('next_token') ?? 0);
		const rest = rows.filter(({ id }) => id > token);
		const results = rest.slice(0, this.options.pageSize);
		const isLast = rest.length <= results.length;
		return { results, next_token: isLast ? null : String(results.at(-1)?.id) };
	}

	private visible() {
		const now = this.trueTime();
		return this.appointments.flatMap((appointment) => {
			const version = appointment.versions.filter(({ visibleAt }) => visibleAt <= now).at(-1);
			return version ? [{ appointment, version }] : [];
		});
	}
}

export const BASE = 'https://drchrono.test';

function wall(instant: number, zone: string): string {
	return DateTime.fromMillis(instant, { zone }).toFormat("yyyy-MM-dd'T'HH:mm:ss");
}

function utc(instant: number): string {
	return DateTime.fromMillis(instant, { zone: 'utc' }).toFormat("yyyy-MM-dd'T'HH:mm:ss'Z'");
}
