import { DateTime } from 'luxon';
import type { IDataObject } from 'n8n-workflow';

import { AREAS } from '../../../drchrono/client/connection';
import type { Failure } from '../../../drchrono/client/failure';
import { success, type Outcome } from '../../../drchrono/client/outcome';
import type { Area, JsonObject } from '../../../drchrono/client/request';
import { DIALECTS } from '../../../drchrono/dialects/names';
import { systemClock } from '../../shared/clock';
import { optionsCollection } from '../../shared/fields';
import type { EachOperation, OperationContext, Result } from '../../shared/operation';
import type { Session } from '../../shared/session';

/**
 * Says whether a credential works and what it reaches. n8n cannot test an OAuth2 credential by itself,
 * so this is where a person finds out (n8n.md §9).
 */
export const checkConnection: EachOperation = {
	value: 'checkConnection',
	name: 'Check Connection',
	action: 'Check connection',
	description: 'Say who is connected, what was granted and which areas answer',
	effect: 'read',
	area: 'practice',
	lane: 'interactive',
	properties: [optionsCollection()],

	async each(context: OperationContext): Promise<Outcome<Result>> {
		const { session } = context;
		const who = await whoAmI(session);
		if (!who.ok) return who;
		const areas = await probeAreas(session);
		const scopes = scopesOf(session);
		const refused = areas.filter(({ answer }) => answer !== 'ok');
		const json: IDataObject = {
			ok: refused.length === 0 && scopes.missing.length === 0,
			dialect: DIALECTS[session.connection.dialect],
			base_url: session.connection.baseUrl,
			access: session.connection.access,
			user: who.value as IDataObject,
			scopes: scopes as unknown as IDataObject,
			areas: areas as unknown as IDataObject[],
			advice: adviceFor(scopes.missing, refused),
		};
		return success({ items: [{ json }] });
	},
};

/** Who the token belongs to, without the long list of permissions; `null` where the dialect cannot tell. */
async function whoAmI(session: Session): Promise<Outcome<JsonObject | null>> {
	const { whoAmI: endpoint } = session.dialect;
	if (!endpoint) return success(null);
	const answer = await session.client.request({ endpoint });
	if (!answer.ok) return answer;
	const user = answer.value.json as JsonObject;
	const { id, username, is_doctor, is_staff, doctor, practice_group } = user;
	return success({ id, username, is_doctor, is_staff, doctor, practice_group });
}

interface AreaReport {
	area: string;
	answer: 'ok' | Failure['kind'];
	status: number | null;
	explanation: string;
}

/** One cheap read in each area that the credential covers. */
async function probeAreas(session: Session): Promise<AreaReport[]> {
	const zone = session.connection.timeZone || 'utc';
	const today = DateTime.fromMillis(systemClock.now(), { zone }).toFormat('yyyy-MM-dd');
	const probes = session.dialect.probes(today);
	const reports: AreaReport[] = [];
	for (const area of session.connection.areas) {
		const probe = probes[area];
		if (probe) reports.push(reportOf(area, await session.client.request(probe)));
	}
	return reports;
}

function reportOf(area: Area, answer: Outcome<{ status: number }>): AreaReport {
	if (answer.ok) {
		const { status } = answer.value;
		return { area: AREAS[area], answer: 'ok', status, explanation: 'Readable' };
	}
	const { kind, status, sentence, advice } = answer.failure;
	return {
		area: AREAS[area],
		answer: kind,
		status: status ?? null,
		explanation: `${sentence}. ${advice}`,
	};
}

/** What the token was granted against what the credential's areas ask for. */
function scopesOf(session: Session): {
	granted: string[] | null;
	wanted: string[];
	missing: string[];
} {
	const { connection, dialect } = session;
	const wanted = dialect.wantedScopes(connection);
	const granted = connection.grantedScopes;
	if (!granted) return { granted: null, wanted, missing: [] };
	return {
		granted: [...granted],
		wanted,
		missing: wanted.filter((scope) => !granted.includes(scope)),
	};
}

function adviceFor(missing: readonly string[], refused: readonly AreaReport[]): string {
	if (missing.length > 0) {
		return `DrChrono granted less than this credential asks for (${missing.join(', ')}). Open the credential and reconnect it, signed in as a user who may see these areas.`;
	}
	if (refused.length > 0) {
		return 'Some areas do not answer; the explanation beside each says what to do.';
	}
	return 'Everything that this credential covers can be read.';
}
