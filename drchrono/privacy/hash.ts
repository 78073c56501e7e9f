import { createHmac } from 'crypto';

/** Stands for an id where the credential has no key: a hash without one could be undone by counting up. */
export const NO_KEY = 'unkeyed';

/**
 * 128 of HMAC-SHA-256's 256 bits (NIST SP 800-107 §5.3.3 allows it): an audit record of a million ids
 * stays short, and two of a practice's patients share a hash with a chance of about 10⁻²⁷.
 */
const HEX_DIGITS = 32;

/**
 * A patient's id as it stands in logs and audit records: the same for the same patient and key, and not
 * to be undone without the key.
 *
 * @param id as a number or a string; both give the same hash
 * @param key the credential's audit key
 * @returns 32 hexadecimal digits, or `unkeyed` where there is no key
 */
export function patientHash(id: string | number, key: string): string {
	return idHash('patient', id, key);
}

/** As `patientHash`, for any kind of record: ids of different kinds never share a hash. */
export function idHash(kind: string, id: string | number, key: string): string {
	if (key === '') return NO_KEY;
	return createHmac('sha256', key)
		.update(`${kind}:${String(id).trim()}`)
		.digest('hex')
		.slice(0, HEX_DIGITS);
}
