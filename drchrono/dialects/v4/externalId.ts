/**
 * DrChrono v4 has no field for another system's id, so it is kept as a tag in an appointment's notes,
 * on a line of its own where the front desk sees what it is.
 */
const TAG = /\[External ID: ([^\]\r\n]{1,100})\]/;

/** Notes with the tag of an external id; notes that have it already stay as they are. */
export function tagNotes(notes: string | undefined, externalId: string): string {
	const text = notes ?? '';
	if (readTag(text) === externalId) return text;
	const rest = text.replace(TAG, '').trimEnd();
	return `${rest}${rest === '' ? '' : '\n'}[External ID: ${externalId}]`;
}

/** The external id in the notes, or `null`. */
export function readTag(notes: unknown): string | null {
	if (typeof notes !== 'string') return null;
	return TAG.exec(notes)?.[1] ?? null;
}

/** True if a text can stand in a tag and be read back unchanged. */
export function isTaggable(externalId: string): boolean {
	return externalId.trim() === externalId && readTag(tagNotes('', externalId)) === externalId;
}
