import type { INodeType } from 'n8n-workflow';

import { virtualClock } from './clock';
import { beyond, type Snapshot } from './effects';
import { SPREADS, faultKinds, type FaultKind, type Spread } from './faults';
import { judgeRead, judgeWrite, type Circumstances, type Measure, type Word } from './oracle';
import { countOf, perform, type OnError, type Run } from './perform';
import { titleOf, type Row, type Task } from './rows';
import { CANARIES } from './scene';
import type { LoggedRequest, Stage } from './stage';
import type { CredentialData } from '../support/n8n';

/** One run under one fault. */
export interface Case {
	/** Position of the struck request among those of the run without faults. */
	request: number;
	route: string;
	kind: FaultKind;
	spread: Spread;
	onError: OnError;
}

export const nameOf = ({ request, route, kind, spread, onError }: Case): string =>
	`request ${request + 1} (${route}): ${kind.name}, ${spread}${onError === 'stopWorkflow' ? '' : ', going on'}`;

export interface Verdict {
	case: Case;
	complaints: string[];
}

/** The first items of a task. */
function firstOf(task: Task, count: number): Task {
	const { items, input } = task;
	return input
		? { ...task, input: input.slice(0, count) }
		: { ...task, items: items?.slice(0, count) };
}

/** Faults strike what passed the door: not a request whose token was refused. */
const struck = ({ status, effect }: LoggedRequest): boolean => effect === 'token' || status !== 401;

/** The runs without faults, which say what the others are measured by. */
export class Baseline {
	private constructor(
		readonly measure: Measure,
		/** Requests that a fault can strike, in order. */
		readonly requests: readonly LoggedRequest[],
	) {}

	/** Runs the task with its first item alone, then with two …; what is new belongs to the item that is new. */
	static async of(stage: Stage, row: Row, nodeType?: INodeType): Promise<Baseline> {
		await stage.build(row);
		const task = row.task(stage.scene, stage.dialect);
		const shares: string[][] = [];
		let last: Run | undefined;
		for (let count = 1; count <= countOf(task); count += 1) {
			await stage.build(row);
			const before = await stage.snapshot(row);
			await stage.rewind();
			last = await perform(stage, row, firstOf(task, count), before, { nodeType });
			const broken = last.seen.words.find(
				({ said }) => said === 'failed' || (row.effect === 'write' && said !== 'done'),
			);
			if (broken) throw new Error(`${titleOf(row)} without a fault: ${JSON.stringify(broken)}`);
			const violations = last.log.flatMap((entry) => entry.violations);
			if (violations.length > 0) throw new Error(JSON.stringify(violations));
			shares.push(beyond(last.seen.effects, shares.flat()));
		}
		const { seen, log } = last!;
		const measure = { effects: shares, output: seen.output, requests: seen.requests };
		return new Baseline(measure, log.filter(struck));
	}
}

/**
 * Every fault at every request: once, at all later ones of its route, and at all later ones there are.
 * Writes with both settings of *On Error*.
 */
export function casesOf(row: Row, { requests }: Baseline, elsewhere: string): Case[] {
	const settings: OnError[] =
		row.effect === 'write' ? ['stopWorkflow', 'continueRegularOutput'] : ['stopWorkflow'];
	const routes = new Set(requests.map(({ route }) => route));
	return requests.flatMap(({ route, effect }, request) =>
		faultKinds(elsewhere, effect === 'file').flatMap((kind) =>
			SPREADS.filter(
				(spread) =>
					spread === 'once' ||
					(spread === 'route' ? !kind.harmless : kind.everywhere && routes.size > 1),
			).flatMap((spread) =>
				(spread === 'all' ? settings.slice(0, 1) : settings).map((onError) => ({
					request,
					route,
					kind,
					spread,
					onError,
				})),
			),
		),
	);
}

/** Most cases of a row in a sample, besides those that are never left out. */
const SAMPLE = 12;

/** Steps that share no factor with the number of faults at a request, so that each meets each. */
const STEPS = [5, 7, 11, 13, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73];

/**
 * A share of the cases, in which every request meets its part of the faults and every fault its part of
 * the requests; each row begins with another one. Where a server that is to change something acts and
 * the answer is lost, none is left out.
 *
 * @param of one case in so many, or fewer where a row has many
 */
export function sampleOf(cases: readonly Case[], row: Row, of: number): Case[] {
	if (of <= 1) return [...cases];
	const step = STEPS.find((one) => one >= of && cases.length / one <= SAMPLE) ?? STEPS.at(-1)!;
	const first = [...titleOf(row)].reduce((sum, letter) => sum + letter.charCodeAt(0), 0) % step;
	return cases.filter(
		({ kind }, index) => (row.effect === 'write' && kind.acted === true) || index % step === first,
	);
}

/** The fault as the sandbox takes it: as many requests as came before pass first. */
function orderOf({ request, route, kind, spread }: Case, { requests }: Baseline) {
	const before = requests.slice(0, request);
	const everywhere = spread === 'all';
	return {
		...kind.fault,
		route: everywhere ? '*' : route,
		skip: everywhere ? before.length : before.filter((one) => one.route === route).length,
		...(spread === 'once' && { times: 1 }),
	};
}

/** Whether the run must succeed in spite of the fault. */
function overcome(row: Row, { kind, spread, route }: Case): boolean {
	if (spread !== 'once' || route.includes('token')) return false;
	return row.effect === 'read' ? kind.passes === true : kind.postpones === true;
}

/** Longer than any window that a limit counts in. */
const LATER_MS = 2 * 3_600_000;

/** Reads on from where a run stopped, the faults and the hour being over, until nothing is left. */
async function readOn(
	stage: Stage,
	row: Row,
	task: Task,
	{ token, before, credential }: { token: unknown; before: Snapshot; credential: CredentialData },
): Promise<string[]> {
	await stage.sandbox.control('faults', undefined, 'DELETE');
	const rest: string[] = [];
	for (let left = token, round = 0; left !== undefined && round < 10; round += 1) {
		await virtualClock.pause(LATER_MS);
		const options = { ...(task.parameters.options as object), continueFrom: left };
		const onward = { ...task, parameters: { ...task.parameters, options } } as Task;
		const run = await perform(stage, row, onward, before, { credential });
		rest.push(...run.seen.output);
		left = run.token;
	}
	return rest;
}

/** Runs the cases of a row one after the other, each from the same store. */
export async function campaign(
	stage: Stage,
	row: Row,
	baseline: Baseline,
	cases: readonly Case[],
	nodeType?: INodeType,
): Promise<Verdict[]> {
	const verdicts: Verdict[] = [];
	await stage.build(row);
	const before = await stage.snapshot(row);
	const task = row.task(stage.scene, stage.dialect);
	let touched = false;
	for (const one of cases) {
		if (touched) await stage.build(row);
		await stage.rewind();
		const credential = await stage.credential(row.expired === true, one.kind.fault.status === 401);
		await stage.sandbox.control('faults', orderOf(one, baseline));
		const run = await perform(stage, row, task, before, {
			credential,
			onError: one.onError,
			nodeType,
		});
		touched = run.seen.effects.length > 0;
		const at: Circumstances = {
			harmless: one.kind.harmless === true,
			overcome: overcome(row, one),
			degradable: degradableIn(row, run),
			canaries: CANARIES,
			foreign: one.route.includes('token'),
		};
		const rest =
			run.token === undefined
				? []
				: await readOn(stage, row, task, { token: run.token, before, credential });
		const complaints = judge(row, baseline, one, { run, at, rest });
		if (complaints.length > 0) verdicts.push({ case: one, complaints });
	}
	return verdicts;
}

function degradableIn({ degradable = [] }: Row, { items }: Run): readonly string[] {
	return typeof degradable === 'function' ? items.flatMap(degradable) : degradable;
}

const withoutId = (word: Word): Word => (word.said === 'done' ? { said: 'done' } : word);

function judge(
	row: Row,
	{ measure }: Baseline,
	one: Case,
	{ run, at, rest }: { run: Run; at: Circumstances; rest: readonly string[] },
): string[] {
	if (row.effect === 'write') {
		const words = row.namesTarget ? run.seen.words.map(withoutId) : run.seen.words;
		return judgeWrite({ ...run.seen, words }, measure, at);
	}
	if (row.diagnosis && run.items.length > 0) {
		const well = run.items.every(row.diagnosis);
		const told = { ...run.seen, output: measure.output };
		const complaints = judgeRead(told, measure, at);
		if (well && one.spread !== 'once' && !one.kind.harmless)
			complaints.push('says that all is well');
		if (!well && (at.harmless || at.overcome)) complaints.push('says that something is wrong');
		return complaints;
	}
	return judgeRead(run.seen, measure, at, rest);
}
