import { randomBytes } from 'node:crypto';
import type { ServerClock } from '../clock.mts';
import type { Switches } from '../switches.mts';

export type Dialect = 'v4' | 'guide';

export interface Application {
	readonly id: number;
	readonly clientId: string;
	readonly clientSecret: string;
	readonly name: string;
}

/** What an access token stands for. Times are milliseconds of the server's clock. */
export interface Grant {
	readonly access: string;
	readonly refresh: string;
	readonly clientId: string;
	readonly username: string;
	readonly dialect: Dialect;
	readonly scopes: ReadonlySet<string>;
	readonly expiresAt: number;
	readonly lifetime: number;
}

interface Code {
	readonly clientId: string;
	readonly username: string;
	readonly dialect: Dialect;
	readonly scopes: readonly string[];
	readonly redirectUri: string;
	readonly expiresAt: number;
}

/** Seconds an access token lives: 48 h in v4 (wire.md 1.2), one hour in the guide. */
export const LIFETIME: Readonly<Record<Dialect, number>> = { v4: 172_800, guide: 3600 };
/** "Expires extremely quickly" (wire.md 1.2): a minute here. */
const CODE_MS = 60_000;

const secret = (bytes: number) => randomBytes(bytes).toString('base64url');

/** Applications, authorization codes and tokens. */
export class Grants {
	#apps = new Map<string, Application>();
	#codes = new Map<string, Code>();
	#byAccess = new Map<string, Grant>();
	#byRefresh = new Map<string, Grant>();

	constructor(
		readonly clock: ServerClock,
		readonly switches: Switches,
	) {}

	register(clientId: string, clientSecret: string, name = clientId): Application {
		const id = this.#apps.get(clientId)?.id ?? this.#apps.size + 1;
		const app = { id, clientId, clientSecret, name };
		this.#apps.set(clientId, app);
		return app;
	}

	app(clientId: string): Application | undefined {
		return this.#apps.get(clientId);
	}

	apps(): Application[] {
		return [...this.#apps.values()];
	}

	/** A code that can be exchanged once, within a minute. */
	authorize(code: Omit<Code, 'expiresAt'>): string {
		const text = secret(18);
		this.#codes.set(text, { ...code, expiresAt: this.clock.now() + CODE_MS });
		return text;
	}

	/** Exchanges a code; undefined when it is unknown, used, late, or another application's. */
	exchange(code: string, clientId: string, redirectUri: string): Grant | undefined {
		const found = this.#codes.get(code);
		this.#codes.delete(code);
		if (!found || found.clientId !== clientId || found.redirectUri !== redirectUri)
			return undefined;
		if (found.expiresAt < this.clock.now()) return undefined;
		if (this.switches.get('reauthorize') === 'kill') this.#endAll(found.clientId, found.username);
		return this.issue(found);
	}

	issue(wanted: {
		clientId: string;
		username: string;
		dialect: Dialect;
		scopes: Iterable<string>;
		lifetime?: number;
		refresh?: string;
	}): Grant {
		const lifetime = wanted.lifetime ?? LIFETIME[wanted.dialect];
		const grant: Grant = {
			access: secret(24),
			refresh: wanted.refresh ?? secret(24),
			clientId: wanted.clientId,
			username: wanted.username,
			dialect: wanted.dialect,
			scopes: new Set(wanted.scopes),
			lifetime,
			expiresAt: this.clock.now() + lifetime * 1000,
		};
		this.#byAccess.set(grant.access, grant);
		this.#byRefresh.set(grant.refresh, grant);
		return grant;
	}

	/** Renews a grant: the old access token dies, and in v4 the old refresh token with it. */
	refresh(refreshToken: string, clientId: string): Grant | undefined {
		const old = this.#byRefresh.get(refreshToken);
		if (!old || old.clientId !== clientId) return undefined;
		const rotation = old.dialect === 'v4' ? 'refreshRotation' : 'guideRefreshRotation';
		this.#end(old);
		return this.issue({
			clientId: old.clientId,
			username: old.username,
			dialect: old.dialect,
			scopes: old.scopes,
			refresh: this.switches.get(rotation) === 'keep' ? old.refresh : undefined,
		});
	}

	/** The living grant of an access token. */
	find(access: string, dialect: Dialect): Grant | undefined {
		const grant = this.#byAccess.get(access);
		if (!grant || grant.dialect !== dialect || grant.expiresAt <= this.clock.now())
			return undefined;
		return grant;
	}

	/** Ends the grant that either token belongs to. */
	revoke(token: string, clientId: string): void {
		const grant = this.#byAccess.get(token) ?? this.#byRefresh.get(token);
		if (grant?.clientId === clientId) this.#end(grant);
	}

	/** Ends all grants of an application; returns how many there were. */
	revokeApp(clientId: string): number {
		return this.#endAll(clientId);
	}

	#endAll(clientId: string, username?: string): number {
		const grants = [...this.#byAccess.values()].filter(
			(grant) => grant.clientId === clientId && (!username || grant.username === username),
		);
		for (const grant of grants) this.#end(grant);
		return grants.length;
	}

	#end(grant: Grant): void {
		this.#byAccess.delete(grant.access);
		if (this.#byRefresh.get(grant.refresh) === grant) this.#byRefresh.delete(grant.refresh);
	}
}
