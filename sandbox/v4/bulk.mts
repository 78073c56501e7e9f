import { RawJson, Refusal, type Answer } from '../answer.mts';
import { compareIds, type Row } from '../store/table.mts';
import { flag, type Call } from './call.mts';
import { encodeRow } from './encode.mts';
import { queryError, select } from './filters.mts';
import { matching, tableOf } from './list.mts';
import { resourceNamed, type Resource } from './resources.mts';

const UNKNOWN_JOB = new Refusal({ status: 404, body: { detail: 'Invalid uuid specified' } });

/** The resource that a bulk list lists, with the bulk list's own filters. */
function listed(bulk: Resource): Resource {
	const base = resourceNamed(bulk.name.replace(/_list$/, ''));
	return { ...base, filters: bulk.filters };
}

function positive(call: Call, name: string, fallback: number, most: number): number {
	const text = call.query.get(name);
	if (text === undefined || text === '') return fallback;
	const value = Number(text);
	if (!Number.isInteger(value) || value < 1) throw queryError(`${name} must be a positive integer`);
	return Math.min(value, most);
}

/** `id`, `updated_at`, and for appointments `scheduled_time`, which is the default there. */
function sorted(call: Call, resource: Resource, rows: Row[]): Row[] {
	const key = call.query.get('order_by');
	const choices =
		resource.name === 'appointments' ? ['scheduled_time', 'updated_at'] : ['id', 'updated_at'];
	if (key === undefined || key === '') return rows;
	if (!choices.includes(key)) throw queryError(`order_by must be one of ${choices.join(', ')}`);
	if (key !== 'updated_at') return rows;
	return rows.sort((a, b) => {
		const x = String(a.updated_at ?? '');
		const y = String(b.updated_at ?? '');
		return x < y ? -1 : x > y ? 1 : compareIds(a.id, b.id);
	});
}

/** `POST /api/{x}_list`: filters in the query; answers with the job's uuid (wire.md 4). */
export function bulkStart(call: Call): Answer {
	const resource = listed(call.resource);
	const inner: Call = { ...call, resource };
	const most = call.resource.contract.pageSize?.max ?? 1000;
	const selection = select(call.world.store, resource, call.query);
	const job = call.world.jobs.start({
		resource: call.resource.name,
		rows: sorted(call, resource, [...matching(inner, tableOf(inner), selection, undefined)]),
		page: positive(call, 'page', 1, Number.MAX_SAFE_INTEGER),
		pageSize: positive(call, 'page_size', most, most),
		verbose: flag(call, 'verbose'),
	});
	return {
		status: 201,
		body: {
			status: 'In progress',
			uuid: job.uuid,
			description: `Call ${call.origin}${call.path}?uuid=${job.uuid} to get the list`,
		},
	};
}

/** `GET /api/{x}_list?uuid=`: the page that was asked for, once the job is done. */
export function bulkFetch(call: Call): Answer {
	const uuid = call.query.get('uuid') ?? '';
	const found = call.world.jobs.poll(uuid, call.resource.name);
	if (!found) throw UNKNOWN_JOB;
	const { job, state } = found;
	if (state === 'In progress') return { status: 200, body: { status: state, uuid } };
	if (state !== 'Complete')
		return { status: 500, body: { status: state, uuid, detail: 'The list could not be made.' } };
	const resource = listed(call.resource);
	const start = (job.page - 1) * job.pageSize;
	const rows = job.rows.slice(start, start + job.pageSize);
	const pagination = {
		count: job.rows.length,
		pages: Math.ceil(job.rows.length / job.pageSize),
		page_size: job.pageSize,
		page: job.page,
	};
	const texts = rows.map((row) => encodeRow(resource, row, job.verbose, call.sign));
	return {
		status: 200,
		body: new RawJson(
			`{"status":"Complete","pagination":${JSON.stringify(pagination)},"uuid":"${uuid}","results":[${texts.join(',')}]}`,
		),
	};
}
