import type { Connection } from '../client/connection';
import type { Failure } from '../client/failure';

type Confinement = Pick<Connection, 'onlyProviders' | 'onlyOffices'>;

/**
 * Refuses what lies outside the providers and offices that a credential is confined to, before anything
 * is sent. What is not named is not refused here: lists are confined by `isWithin`.
 */
export function confine(
	connection: Confinement,
	wanted: { provider?: string | null; office?: string | null },
): Failure | undefined {
	if (isOutside(connection.onlyProviders, wanted.provider)) return outside('Provider');
	if (isOutside(connection.onlyOffices, wanted.office)) return outside('Office');
	return undefined;
}

/** Whether a credential is confined at all. */
export function isConfined(connection: Confinement): boolean {
	return connection.onlyProviders.size > 0 || connection.onlyOffices.size > 0;
}

/** Whether a record may be handed out: its provider and office are among the credential's. */
export function isWithin(
	connection: Confinement,
	record: { provider?: string | null; office?: string | null },
): boolean {
	return (
		!isOutside(connection.onlyProviders, record.provider) &&
		!isOutside(connection.onlyOffices, record.office)
	);
}

/**
 * Why records whose provider nobody tells are not for a credential that is confined to some: it could
 * not be kept from the others'.
 *
 * @param plural what they are, in title case
 */
export function untoldProvider(
	{ onlyProviders }: Pick<Confinement, 'onlyProviders'>,
	plural: string,
): Failure | undefined {
	return onlyProviders.size === 0 ? undefined : untold('provider', plural);
}

/**
 * Why records that name a provider but no office are not for a credential that is confined to some offices.
 *
 * @param plural what they are, in the middle of a sentence
 */
export function untoldOffice(
	{ onlyOffices }: Pick<Confinement, 'onlyOffices'>,
	plural: string,
): Failure | undefined {
	if (onlyOffices.size === 0) return undefined;
	return {
		kind: 'not-allowed',
		sentence: `This DrChrono credential is confined to some offices, and ${plural} do not tell theirs`,
		advice:
			"Nothing was sent. Use a credential without 'Only These Offices', or one confined to providers.",
		field: 'Only These Offices',
	};
}

/**
 * The refusal of records that do not say whose they are, to a credential that is confined.
 *
 * @param plural what they are, in title case
 */
export function untold(kind: 'provider' | 'office', plural: string): Failure {
	return {
		kind: 'not-allowed',
		sentence: `${plural} do not say which ${kind} they belong to, and this DrChrono credential is confined to some ${kind}s`,
		advice: 'Nothing was sent. Use a credential that is not confined.',
		field: plural,
	};
}

function isOutside(only: ReadonlySet<string>, id: string | null | undefined): boolean {
	return only.size > 0 && id !== undefined && id !== null && !only.has(id);
}

function outside(what: 'Provider' | 'Office'): Failure {
	return {
		kind: 'not-allowed',
		sentence: `This DrChrono credential is confined to other ${what.toLowerCase()}s`,
		advice: `Nothing was sent. Choose another one, or add it to 'Only These ${what}s' of the credential.`,
		field: what,
	};
}
