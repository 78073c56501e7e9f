import type { INodeProperties } from 'n8n-workflow';

import type { JsonObject } from '../../../drchrono/client/request';
import type { LabResult } from '../../../drchrono/records/lab';
import { emit } from '../../shared/emit';
import type { Emitted } from '../../shared/operation';
import type { Session } from '../../shared/session';

export const SIMPLIFY: INodeProperties = {
	displayName: 'Simplify',
	name: 'simplify',
	type: 'boolean',
	default: true,
	description: 'Whether to return a simplified version of the response instead of the raw data',
};

export const ABNORMAL_ONLY: INodeProperties = {
	displayName: 'Abnormal Only',
	name: 'abnormalOnly',
	type: 'boolean',
	default: false,
	description:
		'Whether to return only results whose flag is abnormal or, where they have no flag, whose value is outside its range',
};

/** A result as it leaves the node; raw, with what its flag means beside it. */
export function emitResult(
	{ connection }: Session,
	record: JsonObject,
	result: LabResult,
	simplify: boolean,
): Emitted {
	const { flag_meaning, abnormal, judged_by } = result;
	const whole = { ...record, flag_meaning, abnormal, judged_by };
	return emit(simplify ? ({ ...result } as unknown as JsonObject) : whole, connection);
}

/** Counts what *Abnormal Only* cannot judge: neither flag nor range tells. */
export class Unjudged {
	private count = 0;

	/** The same test, which counts on the way. */
	counting(
		read: (record: JsonObject) => LabResult,
		keep: (record: JsonObject) => boolean,
	): (record: JsonObject) => boolean {
		return (record) => {
			if (read(record).abnormal === null) this.count += 1;
			return keep(record);
		};
	}

	hints(): string[] {
		if (this.count === 0) return [];
		const what = this.count === 1 ? '1 result has' : `${this.count} results have`;
		return [
			`${what} neither a flag nor a range that can be compared, and so are not among the abnormal ones. Read them without 'Abnormal Only'.`,
		];
	}
}
