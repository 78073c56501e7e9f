import type { JsonObject } from '../client/request';
import type { ChangeSource } from './source';
import type { Stamp } from './stamp';

/** When a record last changed by its own word; `null` where it does not say. */
export function stampOfRecord(source: ChangeSource, record: JsonObject): Stamp | null {
	const created = source.createdAt(record);
	const updated = source.updatedAt(record);
	if (created === null || updated === null) return created ?? updated;
	return Math.max(created, updated);
}

/** The latest stamp among records; `-Infinity` where none has one. */
export function highest(source: ChangeSource, records: readonly JsonObject[]): Stamp {
	return records.reduce(
		(high, record) => Math.max(high, stampOfRecord(source, record) ?? high),
		Number.NEGATIVE_INFINITY,
	);
}

/**
 * The watermark after a read: the latest stamp that the server itself has written, and never past what
 * its clock can show (`ceiling`), so that a record from the future does not hide those to come. It goes
 * back when the server's clock was set back.
 */
export function advance(watermark: Stamp, high: Stamp, ceiling: Stamp): Stamp {
	return Math.min(Math.max(watermark, high), ceiling);
}
