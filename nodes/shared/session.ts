import { createHmac } from 'crypto';
import type { IAllExecuteFunctions } from 'n8n-workflow';

import { Client } from '../../drchrono/client/client';
import { connectionOf, type Connection } from '../../drchrono/client/connection';
import { success, type Outcome } from '../../drchrono/client/outcome';
import type { Lane } from '../../drchrono/client/request';
import { DEFAULT_RELEASE_MS, throttleFor } from '../../drchrono/client/throttle';
import { dialectOf } from '../../drchrono/dialects';
import type { Dialect } from '../../drchrono/dialects/dialect';
import { RecordNames } from '../../drchrono/records/names';
import { ProviderZones } from '../../drchrono/records/zones';
import { systemClock } from './clock';
import { tokenFacts, tokenKeeper } from './token';
import { CREDENTIAL, n8nTransport } from './transport';

/** Everything an operation works with: the credential's connection, its dialect and a client. */
export interface Session {
	connection: Connection;
	dialect: Dialect;
	client: Client;
	zones: ProviderZones;
	names: RecordNames;
	/** Seals continuation tokens; derived from the client secret, which goes no further. */
	sealKey: string;
	/** Names the DrChrono application (base URL and client id) without telling either. */
	applicationKey: string;
}

/** How a node uses the session's client. */
export interface SessionUse {
	lane: Lane;
	waitAtMostMs: number;
	signal?: AbortSignal;
}

/** Reads the credential once and puts the client together. */
export async function openSession(
	functions: IAllExecuteFunctions,
	use: SessionUse,
): Promise<Outcome<Session>> {
	const credential = await functions.getCredentials(CREDENTIAL);
	const checked = connectionOf(credential);
	if (!checked.ok) return checked;

	const secret = String(credential.clientSecret ?? '');
	const connection = {
		...checked.value,
		auditKey: checked.value.auditKey || hmac('audit', secret),
	};
	const dialect = dialectOf(connection.dialect);
	const applicationKey = hmac(connection.clientId, connection.baseUrl);
	const { limits, processes } = connection;
	const throttle = throttleFor(
		applicationKey,
		{
			rules: dialect.windows(limits),
			processes,
			reservePerHour: limits.reserve,
			releaseMs: DEFAULT_RELEASE_MS,
		},
		systemClock,
	);
	const keepTokenFresh = tokenKeeper(
		functions,
		CREDENTIAL,
		tokenFacts(credentialIdOf(functions), credential.oauthTokenData),
		systemClock.now,
	);
	const client = new Client(
		{
			connection,
			dialect,
			throttle,
			transport: n8nTransport(functions, new URL(connection.baseUrl).hostname, keepTokenFresh),
			clock: systemClock,
			random: Math.random,
			log: (line) => functions.logger.info(line),
		},
		use,
	);
	return success({
		connection,
		dialect,
		client,
		names: new RecordNames(client, dialect, systemClock),
		zones: new ProviderZones(client, dialect, systemClock, applicationKey, connection.timeZone),
		sealKey: hmac('continuation', secret),
		applicationKey,
	});
}

/** A credential without an id is one under construction; it shares nothing. */
function credentialIdOf(functions: IAllExecuteFunctions): string {
	return functions.getNode().credentials?.[CREDENTIAL]?.id ?? '';
}

function hmac(key: string, text: string): string {
	return createHmac('sha256', key).update(text).digest('hex');
}
