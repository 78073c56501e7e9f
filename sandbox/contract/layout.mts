/** How the data file is written. */
import type { ContractData } from './model.mts';

const block = (open: string, lines: string[], close: string, indent: string) =>
	lines.length === 0
		? `${open}${close}`
		: `${open}\n${lines.map((line) => `${indent}\t${line}`).join(',\n')}\n${indent}${close}`;

const entries = (record: Record<string, unknown>) =>
	Object.entries(record).map(([key, value]) => `${JSON.stringify(key)}: ${JSON.stringify(value)}`);

/** JSON with one line per operation, field and value list, so that a change of the source reads well. */
export function format(contract: ContractData): string {
	const schemas = Object.entries(contract.schemas).map(([name, { fields, ...rest }]) => {
		const lines = [...entries(rest), `"fields": ${block('{', entries(fields), '}', '\t\t\t')}`];
		return `${JSON.stringify(name)}: ${block('{', lines, '}', '\t\t')}`;
	});
	const operations = contract.operations.map((operation) => JSON.stringify(operation));
	return `${block(
		'{',
		[
			`"source": ${JSON.stringify(contract.source)}`,
			`"scopes": ${JSON.stringify(contract.scopes)}`,
			`"enums": ${block('{', entries(contract.enums), '}', '\t')}`,
			`"operations": ${block('[', operations, ']', '\t')}`,
			`"schemas": ${block('{', schemas, '}', '\t')}`,
		],
		'}',
		'',
	)}\n`;
}
