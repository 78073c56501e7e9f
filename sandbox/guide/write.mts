import { RawJson, Refusal, ok, type Answer } from '../answer.mts';
import type { Row } from '../store/table.mts';
import type { World } from '../world.mts';
import type { Endpoint } from './endpoints.mts';
import { failure, invalidFields } from './errors.mts';
import type { Source } from './sources.mts';
import { WRITERS, type Writer } from './writers.mts';

export interface GuideCall {
	readonly world: World;
	readonly endpoint: Endpoint;
	readonly source: Source;
	readonly body: unknown;
	/** Makes the temporary link of a file reference. */
	readonly link: (reference: string) => string;
}

type Body = Readonly<Record<string, unknown>>;

function writerOf(call: GuideCall): Writer {
	const writer = WRITERS[call.endpoint.name];
	if (!writer) throw failure(405);
	return writer;
}

function asBody(value: unknown): Body {
	if (typeof value !== 'object' || value === null || Array.isArray(value))
		throw invalidFields({ non_field_errors: ['Send a JSON object.'] });
	return value as Body;
}

function find(call: GuideCall, id: unknown): Row {
	const row = call.source.find(call.world.store, String(id));
	if (!row) throw failure(404);
	return row;
}

interface Outcome {
	readonly status: number;
	readonly record: Row;
}

function createOne(call: GuideCall, value: unknown): Outcome {
	const { store } = call.world;
	const { row, made } = writerOf(call).create(call.world, asBody(value));
	return { status: made ? 201 : 200, record: call.source.record(store, row, call.link) };
}

function updateOne(call: GuideCall, id: unknown, value: unknown): Outcome {
	const row = writerOf(call).update(call.world, find(call, id), asBody(value));
	return { status: 200, record: call.source.record(call.world.store, row, call.link) };
}

/** Runs one write per element and tells of each, in order (guide.md, "Limits and paging"). */
function bulk(
	call: GuideCall,
	values: readonly unknown[],
	write: (value: unknown) => Outcome,
): Answer {
	if (values.length > call.endpoint.most)
		throw invalidFields({ non_field_errors: [`At most ${call.endpoint.most} records a call.`] });
	return ok(
		values.map((value, index) => {
			try {
				return { index, ...write(value) };
			} catch (error) {
				if (!(error instanceof Refusal)) throw error;
				const body = error.answer.body as Row;
				return { index, status: error.answer.status, ...body };
			}
		}),
	);
}

const single = ({ status, record }: Outcome): Answer => ({
	status,
	body: new RawJson(JSON.stringify(record)),
});

/** `POST`: one record (201) or an array of them. */
export function create(call: GuideCall): Answer {
	if (Array.isArray(call.body)) return bulk(call, call.body, (value) => createOne(call, value));
	return single(createOne(call, call.body));
}

/** `PUT` of one record, or of an array whose elements carry their ids. */
export function update(call: GuideCall, id: string | undefined): Answer {
	if (id !== undefined) return single(updateOne(call, id, call.body));
	if (!Array.isArray(call.body)) throw failure(405);
	return bulk(call, call.body, (value) => updateOne(call, asBody(value).id, value));
}

/** `DELETE` of one record: it is simply gone. */
export function destroy(call: GuideCall, id: string): Answer {
	writerOf(call).remove(call.world, find(call, id));
	return { status: 204 };
}
