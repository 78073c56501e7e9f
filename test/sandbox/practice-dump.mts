import { createHash } from 'node:crypto';
import {
	type Practice,
	type Row,
	blankPractice,
	buildPractice,
} from '../../sandbox/practice/build.mts';

/** What a test asks for: one practice, and which of its resources and fields it wants to see. */
interface Order {
	seed: number;
	/** Absent: the blank practice. */
	patients?: number;
	now: string;
	/** Resources to print, with the fields wanted (empty: all); absent: every resource. */
	only?: Record<string, string[]>;
	/** Print no rows, only the hash of the whole practice, its late resources built in this order. */
	hash?: 'forwards' | 'backwards';
	/** Files to print, as `file:<kind>/<id>`. */
	files?: string[];
}

function rowsOf(practice: Practice, name: string): Row[] {
	const rows = practice[name];
	return typeof rows === 'function' ? rows() : (rows ?? []);
}

function hash(practice: Practice, order: 'forwards' | 'backwards'): string {
	const names = Object.keys(practice).filter((name) => name !== 'externals');
	const built = new Map<string, string>();
	for (const name of order === 'forwards' ? names : [...names].reverse()) {
		built.set(name, JSON.stringify(rowsOf(practice, name)));
	}
	const sum = createHash('sha256');
	for (const name of names) sum.update(name).update(built.get(name) ?? '');
	return sum.update(JSON.stringify(practice.externals)).digest('hex');
}

function pick(row: Row, fields: readonly string[]): Row {
	return fields.length === 0 ? row : Object.fromEntries(fields.map((field) => [field, row[field]]));
}

async function serve(order: Order): Promise<unknown> {
	const { seed, now, patients } = order;
	const practice =
		patients === undefined ? blankPractice({ seed, now }) : buildPractice({ seed, patients, now });
	if (order.hash !== undefined) return { hash: hash(practice, order.hash) };
	const names = Object.keys(practice).filter((name) => name !== 'externals');
	const wanted = order.only ?? Object.fromEntries(names.map((name) => [name, []]));
	const files: Record<string, { mime: string; name: string; base64: string }> = {};
	for (const reference of order.files ?? []) {
		const [kind = '', id = ''] = reference.slice('file:'.length).split('/');
		const { bytes, mime, name } = await practice.externals.fileBytes(kind, id);
		files[reference] = { mime, name, base64: Buffer.from(bytes).toString('base64') };
	}
	return {
		resources: Object.fromEntries(
			Object.entries(wanted).map(([name, fields]) => [
				name,
				rowsOf(practice, name).map((row) => pick(row, fields)),
			]),
		),
		externals: practice.externals,
		files,
	};
}

const orders = JSON.parse(process.argv[2] ?? '[]') as Order[];
const answers: unknown[] = [];
for (const order of orders) answers.push(await serve(order));
process.stdout.write(JSON.stringify(answers));
