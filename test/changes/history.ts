import fc from 'fast-check';
import type { IDataObject, INode, IPollFunctions } from 'n8n-workflow';

import { DrChronoAppointmentTrigger } from '../../nodes/DrChronoAppointmentTrigger/DrChronoAppointmentTrigger.node';
import { systemClock } from '../../nodes/shared/clock';
import { settle, VirtualClock } from '../client/virtual-clock';
import {
	BASE,
	PracticeModel,
	type Appointment,
	type Fault,
	type ModelOptions,
} from './practice-model';

/** Something that happens. Seconds unless said otherwise. */
export type Event =
	| { do: 'create'; doctor: number; lag: number; times: number }
	| { do: 'change' | 'move' | 'cancel' | 'delete' | 'restore'; which: number; lag: number }
	| { do: 'wait'; seconds: number }
	| { do: 'tick'; after: number }
	| { do: 'overlappingTicks'; after: number }
	| { do: 'fault'; faults: Fault[] }
	| { do: 'kill'; after: number; requests: number }
	| { do: 'killBeforeStoring'; after: number }
	| { do: 'futureStamp'; which: number }
	| { do: 'restart' | 'rename' | 'renameBack' }
	| { do: 'filter'; doctor: number | null }
	| { do: 'setServerBack'; seconds: number }
	| { do: 'setHost'; seconds: number };

export interface History {
	/** Which of n8n's two engines polls (n8n.md §2.1). */
	engine: 'memory' | 'durable';
	/** ISO time at which the workflow is published. */
	begins: string;
	model: ModelOptions;
	/** Appointments that exist before. */
	before: number;
	/** Seconds by which n8n's clock is ahead when the workflow is published with quota. */
	ahead: number;
	/** Whether there is quota when the workflow is published. */
	quota: boolean;
	events: Event[];
}

/** What n8n did with the appointments, and what it should have done. */
export interface Told {
	/** Times that each appointment was handed to an execution. */
	times: Map<number, number>;
	/** Appointments that had to be told. */
	owed: number[];
	/** Appointments that must not be told. */
	forbidden: number[];
	/** Batches that were not oldest first. */
	unordered: number;
	polls: number;
	failures: number;
}

/** Histories that anything may happen in. */
export const histories: fc.Arbitrary<History> = fc.record({
	engine: fc.constantFrom('memory', 'memory', 'durable'),
	begins: fc.constantFrom(
		'2026-06-10T15:00:00Z',
		// Clocks go back: in the East at 06:00Z, in Hawaii never.
		'2026-11-01T04:10:00Z',
		'2026-11-01T05:40:00Z',
		'2026-11-01T06:50:00Z',
		// Clocks go forward.
		'2027-03-14T06:20:00Z',
		'2027-03-14T08:50:00Z',
	),
	model: fc.record({
		dialect: fc.constantFrom('v4', 'v4', 'guide'),
		zones: fc.constantFrom(
			['US/Eastern'],
			['America/Los_Angeles'],
			['US/Eastern', 'America/Chicago'],
			['America/Phoenix', 'America/Denver'],
			['Pacific/Honolulu', 'America/New_York', 'America/Los_Angeles'],
		),
		stamps: fc.constantFrom('doctor', 'doctor', 'eastern'),
		pageSize: fc.constantFrom(2, 5, 250),
		knowsUpdatedAfter: fc.boolean(),
	}),
	before: fc.nat({ max: 12 }),
	ahead: fc.constantFrom(0, 0, 20, 7200, -7200),
	quota: fc.boolean(),
	events: fc.array(eventArbitrary(), { minLength: 5, maxLength: 45 }),
});

function eventArbitrary(): fc.Arbitrary<Event> {
	const lag = fc.nat({ max: 10 });
	const which = fc.nat({ max: 200 });
	const after = fc.integer({ min: 0, max: 200 });
	const of = <K extends string, T>(name: K, fields: { [F in keyof T]: fc.Arbitrary<T[F]> }) =>
		fc.record({ do: fc.constant(name), ...fields }) as fc.Arbitrary<{ do: K } & T>;
	const touch = <K extends string>(name: K) => of(name, { which, lag });
	return fc.oneof(
		{
			weight: 8,
			arbitrary: of('create', {
				doctor: fc.nat({ max: 5 }),
				lag,
				times: fc.constantFrom(1, 1, 1, 2, 7),
			}),
		},
		{ weight: 10, arbitrary: of('tick', { after }) },
		{ weight: 1, arbitrary: touch('change') },
		{ weight: 1, arbitrary: touch('move') },
		{ weight: 1, arbitrary: touch('cancel') },
		{ weight: 1, arbitrary: touch('delete') },
		{ weight: 1, arbitrary: touch('restore') },
		{
			weight: 2,
			arbitrary: of('wait', { seconds: fc.constantFrom(1, 60, 1200, 3600, 3 * 86_400) }),
		},
		{ weight: 1, arbitrary: of('overlappingTicks', { after }) },
		{
			weight: 2,
			arbitrary: of('fault', {
				faults: fc.array(
					fc.constantFrom<Fault>('status', 'lost', 'html', 'truncated', 'throttled'),
					{ minLength: 1, maxLength: 6 },
				),
			}),
		},
		{ weight: 1, arbitrary: of('kill', { after, requests: fc.nat({ max: 3 }) }) },
		{ weight: 1, arbitrary: of('killBeforeStoring', { after }) },
		{ weight: 1, arbitrary: of('futureStamp', { which }) },
		{ weight: 1, arbitrary: of('restart', {}) },
		{ weight: 1, arbitrary: of('rename', {}) },
		{ weight: 1, arbitrary: of('renameBack', {}) },
		{ weight: 1, arbitrary: of('filter', { doctor: fc.constantFrom(null, 1, 2) }) },
		{ weight: 1, arbitrary: of('setServerBack', { seconds: fc.integer({ min: 1, max: 300 }) }) },
		{ weight: 1, arbitrary: of('setHost', { seconds: fc.integer({ min: -7200, max: 7200 }) }) },
	) as fc.Arbitrary<Event>;
}

const MINUTE = 60_000;
let histories_ = 0;

/**
 * n8n around the real trigger, on a clock of its own. Its default engine keeps static data in memory, files
 * a node's by name, and stores it with executions and when the workflow is published. Its durable scheduler
 * gives each poll a copy of a row filed by the node's id, stores it with the execution or on `null`, and
 * never polls twice at once.
 */
class Stage {
	readonly clock: VirtualClock;

	readonly model: PracticeModel;

	readonly told = new Map<number, number>();

	unordered = 0;

	polls = 0;

	failures = 0;

	/** What no trigger may throw. */
	readonly mishaps: unknown[] = [];

	/** Filters that were in effect, with the true times of their beginnings. */
	readonly filters: Array<{ from: number; doctor: number | null }>;

	/** True times of polls that succeeded, when they began. */
	readonly successes: number[] = [];

	hostLead = 0;

	/** True time of the publication. */
	published = 0;

	readonly hasQuotaAtFirst: boolean;

	/** Whether the clocks go back on the day of the publication. */
	readonly isAutumn: boolean;

	/** Whether the first call could bring what one page holds. */
	readonly couldAskAtFirst: boolean;

	private node = new DrChronoAppointmentTrigger();

	private name = 'Trigger';

	private stored = '{}';

	private data: Record<string, IDataObject> = {};

	private row: IDataObject = {};

	private readonly isDurable: boolean;

	private filter: number | null = null;

	private readonly client = `client ${++histories_}`;

	/** A process of n8n; the module's memory of polls goes by workflow, so each has its own. */
	private process = 0;

	constructor(history: History) {
		this.clock = new VirtualClock(Date.parse(history.begins));
		this.model = new PracticeModel(history.model, () => this.clock.now());
		this.isDurable = history.engine === 'durable';
		this.hasQuotaAtFirst = history.quota;
		this.isAutumn = history.begins.startsWith('2026-11-01');
		this.couldAskAtFirst = history.quota && history.ahead < 60;
		this.filters = [{ from: 0, doctor: null }];
		const host = this.clock.host(() => this.hostLead);
		jest.spyOn(systemClock, 'now').mockImplementation(() => host.now());
		jest.spyOn(systemClock, 'pause').mockImplementation((ms, signal) => host.pause(ms, signal));
	}

	/** n8n starts: static data comes from the database, and the triggers are polled at once. */
	async restart(): Promise<void> {
		this.process += 1;
		this.data = JSON.parse(this.stored) as Record<string, IDataObject>;
		await this.tick(0);
	}

	/** The workflow is edited and published: n8n stores the data and polls at once. */
	async edit(change: () => void): Promise<void> {
		this.store();
		change();
		this.data = JSON.parse(this.stored) as Record<string, IDataObject>;
		await this.tick(0);
		this.store();
	}

	rename(name: string): void {
		this.name = name;
	}

	filterBy(doctor: number | null): void {
		this.filter = doctor;
		this.filters.push({ from: this.clock.now(), doctor });
	}

	async publish(): Promise<void> {
		await this.tick(0);
		this.store();
	}

	/** @param after seconds that pass first */
	async tick(after: number, isStored = true): Promise<void> {
		await this.pass(after);
		await this.settled(this.run(isStored));
	}

	async overlappingTicks(after: number): Promise<void> {
		await this.pass(after);
		const polls = this.isDurable ? [this.run(true)] : [this.run(true), this.run(true)];
		await this.settled(Promise.all(polls));
	}

	/** n8n is killed while so many requests have been answered, and starts again. */
	async kill(after: number, requests: number): Promise<void> {
		await this.pass(after);
		this.model.killAfter = requests;
		let isOver = false;
		void this.run(true).then(() => (isOver = true));
		for (let turn = 0; turn < 40 && !isOver && this.model.killAfter >= 0; turn++) {
			await this.clock.run(this.clock.now() + 1000);
		}
		this.model.killAfter = undefined;
		await this.restart();
	}

	async pass(seconds: number): Promise<void> {
		await this.clock.run(this.clock.now() + seconds * 1000);
	}

	private async settled(work: Promise<unknown>): Promise<void> {
		let isOver = false;
		void work.then(() => (isOver = true));
		for (let turn = 0; !isOver; turn++) {
			await settle();
			if (isOver) return;
			if (turn > 3000) throw new Error('a poll does not end');
			await this.clock.run(this.clock.now() + 200);
		}
	}

	private async run(isStored: boolean): Promise<void> {
		this.polls += 1;
		const began = this.clock.now();
		const { data, process } = this;
		const row = structuredClone(this.row);
		try {
			const output = await this.node.poll.call(this.functions(data, row));
			if (process !== this.process) return;
			this.successes.push(began);
			// A batch that n8n could not store was never executed.
			if (!isStored) return;
			this.row = row;
			if (output === null) return;
			const records = (output[0] ?? []).map(({ json }) => json);
			const stamps = records.map(({ created_at }) => String(created_at));
			if (stamps.some((stamp, index) => index > 0 && stamp < stamps[index - 1]!)) {
				this.unordered += 1;
			}
			for (const { id } of records) {
				this.told.set(Number(id), (this.told.get(Number(id)) ?? 0) + 1);
			}
			this.store();
		} catch (error) {
			if (/^Node(Api|Operation)Error$/.test((error as Error).name)) this.failures += 1;
			else this.mishaps.push(error);
		}
	}

	private store(): void {
		this.stored = JSON.stringify(this.data);
	}

	private functions(data: Record<string, IDataObject>, row: IDataObject): IPollFunctions {
		const { dialect } = this.model.options;
		const node: INode = {
			id: 'node-1',
			name: this.name,
			type: 'n8n-nodes-drchrono.drChronoAppointmentTrigger',
			typeVersion: 1,
			position: [0, 0],
			parameters: {},
			credentials: { drChronoOAuth2Api: { id: 'credential', name: 'DrChrono' } },
		};
		const parameters: Record<string, unknown> = {
			event: 'created',
			filters: this.filter === null ? {} : { provider: String(this.filter) },
			options: {},
		};
		return {
			getMode: () => 'trigger',
			getActivationMode: () => 'init',
			getNode: () => node,
			getWorkflow: () => ({ id: `${this.client} ${this.process}`, name: 'W', active: true }),
			getWorkflowStaticData: (type: string) => {
				if (type === 'node' && this.isDurable) return row;
				const key = type === 'node' ? `node:${node.name}` : 'global';
				return (data[key] ??= {});
			},
			getNodeParameter: (name: string) => parameters[name],
			getPollBudgetMs: () => 300_000,
			getCredentials: async () => ({
				dialect,
				baseUrl: BASE,
				clientId: this.client,
				clientSecret: 'secret',
				areas: ['scheduling', 'practice'],
				oauthTokenData: { access_token: 'token' },
			}),
			logger: { info() {}, warn() {}, debug() {}, error() {} },
			helpers: {
				httpRequestWithAuthentication: async (_type: string, { url }: { url: string }) =>
					await this.model.answer(url),
			},
		} as unknown as IPollFunctions;
	}
}

/** Plays a history to its end, where everything works again, and looks at what came of it. */
export async function play(history: History): Promise<Told> {
	const stage = new Stage(history);
	const { clock, model } = stage;
	for (let number = 0; number < history.before; number++) {
		model.create(number, 0);
		await stage.pass(37);
	}
	await stage.pass(60);
	if (history.quota) stage.hostLead = history.ahead * 1000;
	else model.faults = ['throttled', 'throttled'];
	stage.published = clock.now();
	await stage.publish();
	// Whatever the activation ended with, n8n tries again until it succeeds.
	for (let tries = 0; stage.successes.length === 0 && tries < 10; tries++) await stage.tick(30);

	for (const event of history.events) await happen(stage, event);

	model.faults = [];
	await stage.pass(20);
	const quiet = clock.now();
	for (let round = 0; round < 14; round++) await stage.tick(130);
	expect(stage.mishaps).toEqual([]);
	return judged(stage, quiet);
}

async function happen(stage: Stage, event: Event): Promise<void> {
	const { model } = stage;
	switch (event.do) {
		case 'create':
			for (let time = 0; time < event.times; time++)
				model.create(event.doctor + time, event.lag * 1000);
			return;
		case 'change':
			return model.change(event.which, event.lag * 1000, {});
		case 'move': {
			const scheduled = stage.clock.now() + (event.which % 60) * 86_400_000;
			return model.change(event.which, event.lag * 1000, { scheduled });
		}
		case 'cancel':
			return model.change(event.which, event.lag * 1000, { status: 'Cancelled' });
		case 'delete':
			return model.change(event.which, event.lag * 1000, { isDeleted: true });
		case 'restore':
			return model.change(event.which, event.lag * 1000, { isDeleted: false });
		case 'futureStamp':
			// Old data holds junk, and somebody's clock was wrong once (wire.md §3.3).
			return model.change(event.which, 0, { updated: Date.UTC(2031, 0, 1) });
		case 'wait':
			return await stage.pass(event.seconds);
		case 'tick':
			return await stage.tick(event.after);
		case 'overlappingTicks':
			return await stage.overlappingTicks(event.after);
		case 'fault':
			model.faults.push(...event.faults);
			return;
		case 'kill':
			return await stage.kill(event.after, event.requests);
		case 'killBeforeStoring':
			await stage.tick(event.after, false);
			return await stage.restart();
		case 'restart':
			return await stage.restart();
		case 'rename':
			return await stage.edit(() => stage.rename('New Bookings'));
		case 'renameBack':
			return await stage.edit(() => stage.rename('Trigger'));
		case 'filter':
			return await stage.edit(() => stage.filterBy(event.doctor));
		case 'setServerBack':
			// A clock that shows the time before the publication again makes old ones of new ones.
			if (stage.clock.now() + model.lead - event.seconds * 1000 < stage.published) return;
			model.lead -= event.seconds * 1000;
			return await stage.tick(130);
		case 'setHost':
			stage.hostLead = event.seconds * 1000;
			return;
	}
}

/** What had to be told, and what must not have been. */
function judged(stage: Stage, quiet: number): Told {
	const { model, told, unordered, polls, failures, published } = stage;
	const owed: number[] = [];
	const forbidden: number[] = [];
	for (const appointment of model.appointments) {
		const isBefore = appointment.bornAt < published;
		const filters = filtersOver(stage, appointment, quiet);
		const matches = filters.map((doctor) => doctor === null || doctor === appointment.doctor);
		const wasDeleted = appointment.versions.some(({ isDeleted }) => isDeleted);
		if (!isBefore && !wasDeleted && matches.every(Boolean)) owed.push(appointment.id);
		if (!matches.some(Boolean) || isLongBefore(stage, appointment, published)) {
			forbidden.push(appointment.id);
		}
	}
	return { times: told, owed, forbidden, unordered, polls, failures };
}

/** Every filter that was in effect between an appointment's creation and the end. */
function filtersOver(stage: Stage, { bornAt }: Appointment, quiet: number): Array<number | null> {
	return stage.filters
		.filter(({ from }, index) => {
			const until = stage.filters[index + 1]?.from ?? Number.POSITIVE_INFINITY;
			return from <= quiet && until >= bornAt;
		})
		.map(({ doctor }) => doctor);
}

/**
 * What existed before the publication is never told, if one call could bring all of it, or if there is no
 * doubt about what its stamps mean.
 */
function isLongBefore(stage: Stage, { bornAt }: Appointment, published: number): boolean {
	const { dialect, pageSize, stamps, zones } = stage.model.options;
	const isPlain = stamps === 'doctor' && zones.length === 1 && !stage.isAutumn;
	const isCertain = (pageSize === 250 && stage.couldAskAtFirst) || dialect === 'guide' || isPlain;
	return stage.hasQuotaAtFirst && isCertain && bornAt < published - MINUTE / 4;
}
