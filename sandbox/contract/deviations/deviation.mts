/** One difference between document and server, and the means to write its correction down. */
import type { ContractData, FieldData, Method, OperationData, ParameterData } from '../model.mts';

export type Confidence = 'recorded' | 'documented' | 'client' | 'inferred';

export interface Deviation {
	/** Endpoint, schema or field it is about. */
	where: string;
	documented: string;
	actual: string;
	reason: string;
	confidence: Confidence;
	apply?: (contract: ContractData) => void;
}

/** A path of names below a schema, `[]` for the elements of a list: `Appointment.vitals.bmi`. */
function fieldAt(contract: ContractData, place: string): [Record<string, FieldData>, string] {
	const [schema, ...names] = place.split('.');
	const last = names.pop()!;
	let fields = contract.schemas[schema!]?.fields;
	for (const name of names) {
		const plain = name.replace('[]', '');
		const field: FieldData | undefined = fields?.[plain];
		fields = name.endsWith('[]') ? field?.items?.fields : field?.fields;
	}
	if (!fields) throw new Error(`no such field: ${place}`);
	return [fields, last];
}

/** Corrects a field of the document; throws when the document has no such field. */
export const correct =
	(places: string[], change: Partial<FieldData>) =>
	(contract: ContractData): void => {
		for (const place of places) {
			const [fields, name] = fieldAt(contract, place);
			if (!fields[name]) throw new Error(`no such field: ${place}`);
			fields[name] = { ...fields[name], ...change };
		}
	};

/** Adds a field the document lacks. */
export const add =
	(place: string, field: FieldData) =>
	(contract: ContractData): void => {
		const [fields, name] = fieldAt(contract, place);
		if (fields[name]) throw new Error(`already documented: ${place}`);
		fields[name] = field;
	};

export const required =
	(schema: string, names: string[]) =>
	(contract: ContractData): void => {
		contract.schemas[schema]!.required = names;
	};

export function operationAt(contract: ContractData, method: Method, path: string): OperationData {
	const found = contract.operations.find((o) => o.method === method && o.path === path);
	if (!found) throw new Error(`no such operation: ${method} ${path}`);
	return found;
}

export const operation =
	(method: Method, path: string, change: Partial<OperationData>) =>
	(contract: ContractData): void => {
		Object.assign(operationAt(contract, method, path), change);
	};

/** Adds a query parameter, or replaces the documented one of that name. */
export function setParameter(target: OperationData, parameter: ParameterData): void {
	const others = (target.parameters ?? []).filter((known) => known.name !== parameter.name);
	target.parameters = [...others, parameter];
}

export const parameter =
	(method: Method, paths: string[], data: Omit<ParameterData, 'in'>) =>
	(contract: ContractData): void => {
		for (const path of paths) {
			setParameter(operationAt(contract, method, path), { in: 'query', ...data });
		}
	};

export const each =
	(...changes: Array<(contract: ContractData) => void>) =>
	(contract: ContractData): void => {
		for (const change of changes) change(contract);
	};

export const isBulk = (path: string) => path.endsWith('_list');

/** The operations that answer with a page of records. */
export const lists = (contract: ContractData) =>
	contract.operations.filter((o) => o.responses?.['200']?.shape === 'cursor');
