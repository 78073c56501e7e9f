import { failed, success, type Outcome } from '../../../drchrono/client/outcome';
import type { JsonObject } from '../../../drchrono/client/request';
import type { DirectoryName } from '../../../drchrono/dialects/practice';
import { confine } from '../../../drchrono/privacy/confine';
import { emit } from '../../shared/emit';
import type { OperationContext, Result } from '../../shared/operation';
import type { Session } from '../../shared/session';

/**
 * Adds an entry to a directory.
 *
 * @param body in the server's own fields
 */
export async function add(
	{ session }: OperationContext,
	name: DirectoryName,
	body: JsonObject,
): Promise<Outcome<Result>> {
	const { client, connection, dialect } = session;
	const directory = dialect.practice.directory(name);
	if (!directory.ok) return directory;
	const forbidden = confine(connection, {
		provider: directory.value.providerOf(body),
		office: directory.value.officeOf(body),
	});
	if (forbidden) return failed(forbidden);
	const request = directory.value.create?.(body);
	if (!request) throw new TypeError(`no entry can be added to ${name}`);
	const answer = await client.request(request);
	return answer.ok ? success({ items: [emit(answer.value.json, connection)] }) : answer;
}

/** The entries that a new one would repeat; each directory is read once in an execution. */
export class Siblings {
	private readonly known = new Map<string, JsonObject[]>();

	constructor(private readonly session: Session) {}

	async of(name: DirectoryName, provider?: string): Promise<Outcome<JsonObject[]>> {
		const key = `${name}/${provider ?? ''}`;
		const held = this.known.get(key);
		if (held) return success(held);
		const directory = this.session.dialect.practice.directory(name);
		if (!directory.ok) return directory;
		const list = await this.session.client.list(directory.value.list({ provider }));
		if (!list.ok) return list;
		const alive = list.value.records.filter((record) => !directory.value.isArchived(record));
		this.known.set(key, alive);
		return success(alive);
	}

	/** Takes a new entry for known. */
	add(name: DirectoryName, provider: string | undefined, record: JsonObject): void {
		this.known.get(`${name}/${provider ?? ''}`)?.push(record);
	}
}
