import { DIALECTS, type DialectName } from '../dialects/names';
import type { Failure } from './failure';
import { failed, success, type Outcome } from './outcome';
import type { Area } from './request';
import { isKnownZone } from '../time/zone';

/** What a credential allows at all. */
export type Access = 'read' | 'readWrite';

/** A credential, checked and in our own terms. Holds no secret but the keys that derive hashes. */
export interface Connection {
	dialect: DialectName;
	/** Origin and path prefix without a trailing slash. */
	baseUrl: string;
	clientId: string;
	access: Access;
	areas: ReadonlySet<Area>;
	/** Scopes the token was granted, where the server said so. */
	grantedScopes?: readonly string[];
	/** Version header; empty for the one this package was written for. */
	apiVersion: string;
	limits: { perHour: number; perSecond: number; perMinute: number; reserve: number };
	/** n8n processes that share the DrChrono application. */
	processes: number;
	/** Provider ids this credential is confined to; empty for all. */
	onlyProviders: ReadonlySet<string>;
	/** Office ids this credential is confined to; empty for all. */
	onlyOffices: ReadonlySet<string>;
	/** IANA zone of the practice, or empty: then the provider's own. */
	timeZone: string;
	showFullSsn: boolean;
	auditRequired: boolean;
	/** Key of the HMACs that stand for patient ids in logs and audit records. */
	auditKey: string;
}

/** Areas in the order of the credential's panel, by the words a practice uses for them. */
export const AREAS: Readonly<Record<Area, string>> = {
	billing: 'Billing',
	clinical: 'Clinical',
	demographics: 'Demographics',
	insurance: 'Insurance',
	messages: 'Messages and Tasks',
	practice: 'Practice',
	scheduling: 'Scheduling',
};

/**
 * Areas of a credential that chooses none: what booking needs. An empty choice has to mean something
 * useful, because the editor of n8n 2.41.1 saves one for every new credential: it overrules the
 * default of a `multiOptions` field of a credential with an empty list (seen in the browser suite).
 */
export const USUAL_AREAS: readonly Area[] = ['demographics', 'practice', 'scheduling'];

const LOOPBACK = /^http:\/\/(localhost|127\.0\.0\.1|\[::1\])(:\d{1,5})?(\/[^\s?#@]*)?$/i;
const HTTPS = /^https:\/\/[a-z0-9.-]+(:\d{1,5})?(\/[^\s?#@]*)?$/i;

/** True for https anywhere, and for http on this machine only: a token must not travel in the clear. */
export function isSafeBaseUrl(url: string): boolean {
	return HTTPS.test(url) || LOOPBACK.test(url);
}

/**
 * Reads the decrypted data of a credential `DrChronoOAuth2Api`.
 *
 * @param data the credential's fields as n8n hands them out
 * @returns the connection, or `invalid-input` naming the credential's field at fault
 */
export function connectionOf(data: Readonly<Record<string, unknown>>): Outcome<Connection> {
	const dialect = text(data.dialect) || 'v4';
	if (!isDialect(dialect)) return invalid('Dialect', 'names an API this package does not speak');

	const baseUrl = text(data.baseUrl).replace(/\/+$/, '');
	if (!isSafeBaseUrl(baseUrl)) {
		return invalid('Base URL', 'must begin with https:// (http:// is only for this machine)');
	}

	const timeZone = text(data.timeZone);
	if (timeZone && !isKnownZone(timeZone)) {
		return invalid('Time Zone', 'is no zone of the IANA list, such as America/New_York');
	}

	const numbers = {
		'Calls per Hour': positive(data.callsPerHour, 500),
		'Calls per Second': positive(data.callsPerSecond, 8),
		'Calls per Minute': positive(data.callsPerMinute, 1000),
		'n8n Processes': positive(data.processes, 1),
	};
	for (const [label, value] of Object.entries(numbers)) {
		if (value === undefined) return invalid(label, 'must be a whole number of at least 1');
	}
	const reserve = Number(data.reserve ?? 40);
	if (!Number.isInteger(reserve) || reserve < 0) {
		return invalid('Reserve', 'must be a whole number of at least 0');
	}

	return success({
		dialect,
		baseUrl,
		clientId: text(data.clientId),
		access: data.access === 'read' ? 'read' : 'readWrite',
		areas: new Set(areasOf(data)),
		grantedScopes: scopesOf(data.oauthTokenData),
		apiVersion: text(data.apiVersion),
		limits: {
			perHour: numbers['Calls per Hour'] as number,
			perSecond: numbers['Calls per Second'] as number,
			perMinute: numbers['Calls per Minute'] as number,
			reserve,
		},
		processes: numbers['n8n Processes'] as number,
		onlyProviders: idSet(data.onlyProviders),
		onlyOffices: idSet(data.onlyOffices),
		timeZone,
		showFullSsn: data.showFullSsn === true,
		auditRequired: data.auditRequired === true,
		auditKey: text(data.auditSecret),
	});
}

function isDialect(name: string): name is DialectName {
	return Object.hasOwn(DIALECTS, name);
}

function areasOf(data: Readonly<Record<string, unknown>>): Area[] {
	const all = Object.keys(AREAS) as Area[];
	if (data.allScopes === true) return all;
	const chosen = Array.isArray(data.areas) ? data.areas.map(String) : [];
	return chosen.length > 0 ? all.filter((area) => chosen.includes(area)) : [...USUAL_AREAS];
}

/** The `scope` of an OAuth token response is a space-separated list (RFC 6749 §5.1). */
function scopesOf(token: unknown): readonly string[] | undefined {
	const scope = (token as { scope?: unknown } | undefined)?.scope;
	if (typeof scope !== 'string' || scope.trim() === '') return undefined;
	return scope.trim().split(/\s+/);
}

/** Ids as people type them: separated by commas, semicolons or blanks. */
function idSet(value: unknown): ReadonlySet<string> {
	return new Set(
		text(value)
			.split(/[\s,;]+/)
			.filter((id) => id !== ''),
	);
}

function text(value: unknown): string {
	return typeof value === 'string' || typeof value === 'number' ? String(value).trim() : '';
}

function positive(value: unknown, fallback: number): number | undefined {
	if (value === undefined || value === null || value === '') return fallback;
	const number = Number(value);
	return Number.isInteger(number) && number >= 1 ? number : undefined;
}

function invalid(label: string, reason: string): Outcome<never> {
	const failure: Failure = {
		kind: 'invalid-input',
		sentence: `'${label}' of the DrChrono credential ${reason}`,
		advice: 'Open the credential, correct the field and save it. Nothing was sent.',
		field: label,
	};
	return failed(failure);
}
