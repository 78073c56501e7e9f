import type { Outcome } from '../client/outcome';
import type { ApiRequest, FilePart, JsonObject } from '../client/request';

/** A new photo of a patient. */
export interface PhotoDraft {
	photo: FilePart;
	/** `YYYY-MM-DD`: the day it was taken. */
	day: string;
}

/** Wire facts of patients' photos. */
export interface PhotoDialect {
	/** The request for the record that carries the photo. */
	of(patient: string): Outcome<ApiRequest>;
	/** The request that replaces the photo. */
	set(patient: string, draft: PhotoDraft): Outcome<ApiRequest>;
	/** The record's fields that `set` changes. */
	changed: readonly string[];
	/** The temporary link to the photo; `null` if there is none. */
	linkIn(record: JsonObject): string | null;
	/** The day it was taken, `YYYY-MM-DD`. */
	dayIn(record: JsonObject): string | null;
}
