import { IANAZone } from 'luxon';

/** True for a zone the host knows by its IANA name, old names such as `US/Eastern` included. */
export function isKnownZone(name: string): boolean {
	return IANAZone.isValidZone(name);
}
