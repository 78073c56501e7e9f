import { credentialFor } from '../support/credential';
import type { CredentialData } from '../support/n8n';
import { stored, type StoreRecord } from '../support/practice';
import { startSandbox, type Sandbox } from '../support/sandbox';
import { START, virtualClock } from './clock';
import { snapshotOf, type Snapshot } from './effects';
import { Elsewhere } from './elsewhere';
import type { Row } from './rows';
import { premisesOf, sceneOf, type Premises, type Scene } from './scene';

export type Dialect = 'v4' | 'guide';

/** One line of the sandbox's request log. */
export interface LoggedRequest {
	seq: number;
	method: string;
	path: string;
	route: string;
	status: number;
	effect: 'read' | 'write' | 'token' | 'file';
	fault?: string;
	violations: unknown[];
}

/** What the credentials of the campaign allow. */
const AREAS = {
	areas: ['billing', 'clinical', 'demographics', 'insurance', 'messages', 'practice', 'scheduling'],
};

/** Seconds that a token lives which is never to be renewed. */
const AGES = 1_000_000_000;

/** A sandbox with a small practice of made-up people, and everything a case needs around it. */
export class Stage {
	private applications = 0;

	private reader: string | undefined;

	private shared: CredentialData | undefined;

	private constructor(
		readonly dialect: Dialect,
		readonly sandbox: Sandbox,
		readonly elsewhere: Elsewhere,
		private readonly premises: Premises,
	) {}

	scene!: Scene;

	static async start(dialect: Dialect): Promise<Stage> {
		const [sandbox, elsewhere] = await Promise.all([
			startSandbox({ patients: 0, seed: 3, now: START }),
			Elsewhere.start(),
		]);
		await sandbox.control('reset', { blank: true });
		const premises = await premisesOf(async (table) => await stored(sandbox, table));
		virtualClock.follow = async (seconds) => {
			await sandbox.control('clock', { advance: seconds });
		};
		return new Stage(dialect, sandbox, elsewhere, premises);
	}

	async stop(): Promise<void> {
		await Promise.all([this.sandbox.stop(), this.elsewhere.stop()]);
	}

	/** Builds the practice anew, with what a row needs. */
	async build({ length = 'brief', beside = [] }: Pick<Row, 'length' | 'beside'>): Promise<void> {
		const { control } = this.sandbox;
		this.scene = sceneOf(this.premises, length);
		const { patients, appointments, ...others } = this.scene.records;
		await control('reset', { blank: true, now: START });
		await control('store/patients', patients);
		await control('store/appointments', appointments);
		for (const table of beside) {
			if (others[table]) await control(`store/${table}`, others[table]);
		}
	}

	/** No faults, an empty log and the first hour again; the store stays as it is. */
	async rewind(): Promise<void> {
		const { control } = this.sandbox;
		virtualClock.rewind();
		this.elsewhere.visits = [];
		await Promise.all([
			control('faults', undefined, 'DELETE'),
			control('counters/reset', {}),
			control('clock', { freeze: true, now: START }),
		]);
	}

	/**
	 * A credential of which no process remembers anything: of an application of its own where its token
	 * will be renewed, else with a name that only n8n's side sees.
	 */
	async credential(expired = false, renewed = expired): Promise<CredentialData> {
		const clientId = `campaign-${this.applications++}`;
		const clientSecret = `secret of ${clientId}`;
		const { sandbox, dialect } = this;
		if (!renewed) {
			this.shared ??= await credentialFor(sandbox, dialect, AREAS, { expiresIn: AGES });
			return { ...this.shared, clientId, clientSecret };
		}
		await sandbox.control('apps', { clientId, clientSecret });
		const lifetime = expired ? { expiresIn: -60 } : {};
		return await credentialFor(
			sandbox,
			dialect,
			{ ...AREAS, clientId, clientSecret },
			{ clientId, ...lifetime },
		);
	}

	async log(): Promise<LoggedRequest[]> {
		const { requests } = await this.sandbox.control<{ requests: LoggedRequest[] }>('requests');
		return requests;
	}

	/** What the practice is now, read past every fault: the tables that a row watches, and the size of the others. */
	async snapshot({ beside = [] }: Pick<Row, 'beside'>): Promise<Snapshot> {
		const { sandbox } = this;
		await sandbox.control('faults', undefined, 'DELETE');
		const watched = ['patients', 'appointments', ...beside];
		const [tables, guide, ...records] = await Promise.all([
			sandbox.control<{ resources: Array<{ name: string; size: number }> }>('store'),
			this.dialect === 'guide' ? this.guideAppointments() : [],
			...watched.map(async (table) => await stored(sandbox, table)),
		]);
		const sizes = Object.fromEntries(tables.resources.map(({ name, size }) => [name, size]));
		const contents = Object.fromEntries(watched.map((table, index) => [table, records[index]!]));
		return snapshotOf({ ...contents, guide }, sizes);
	}

	/** The guide's own fields are in no table: they are read as the guide shows them. */
	private async guideAppointments(): Promise<StoreRecord[]> {
		this.reader ??= (await this.sandbox.token({ dialect: 'guide', expiresIn: AGES })).access_token;
		const response = await fetch(`${this.sandbox.guide}/appointments/`, {
			headers: { authorization: `Bearer ${this.reader}` },
		});
		const { results } = (await response.json()) as { results: StoreRecord[] };
		return results;
	}
}
