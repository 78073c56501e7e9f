import type { IAllExecuteFunctions, IDataObject } from 'n8n-workflow';

/** Tokens that live longer are left to n8n, which refreshes on a 401. */
const SHORT_LIVED_S = 2 * 3600;

/** How long before its end a short-lived token is renewed, in milliseconds. */
const MARGIN_MS = 120_000;

/** After a refresh that failed, the next is tried this much later, in milliseconds. */
const PAUSE_AFTER_REFUSAL_MS = 60_000;

/** Ends of tokens by credential id: sessions opened before a refresh must not refresh again. */
const knownEnds = new Map<string, number>();

/** Refreshes under way by credential id, so that many requests at once make one. */
const underWay = new Map<string, Promise<void>>();

/** Older hosts have no such helper (n8n.md §9). */
type Refreshing = { refreshOAuth2Token?: (type: string) => Promise<IDataObject> };

/** What is known of a credential's token. */
export interface TokenFacts {
	credentialId: string;
	/** Seconds from issue to end, as the server said. */
	expiresIn: number;
	/** Milliseconds since the epoch; `NaN` where the host does not keep it. */
	endsAt: number;
}

/** Reads `oauthTokenData` of a decrypted credential. `n8n_expires_at` exists from n8n 2.21 on. */
export function tokenFacts(credentialId: string, token: unknown): TokenFacts {
	const data = (token ?? {}) as { expires_in?: unknown; n8n_expires_at?: unknown };
	return {
		credentialId,
		expiresIn: Number(data.expires_in),
		endsAt: Number(data.n8n_expires_at ?? NaN),
	};
}

/** Awaited before each request; `isUpload` for one whose body is large. */
export type KeepFresh = (isUpload?: boolean) => Promise<void>;

/**
 * Renews a short-lived token shortly before it ends, so that no request runs into a 401: the guide's
 * tokens live one hour and are to be refreshed before that (guide.md, Access). For uploads any token:
 * a server may close the connection on a token that has ended before it has read the file, and then
 * nobody can tell a 401 from a lost answer. If renewing fails, the request goes out all the same and
 * its own answer tells what is wrong.
 */
export function tokenKeeper(
	functions: Pick<IAllExecuteFunctions, 'helpers'>,
	credentialType: string,
	facts: TokenFacts,
	now: () => number,
): KeepFresh {
	const helpers = functions.helpers as Refreshing;
	const { credentialId, expiresIn, endsAt } = facts;
	const isShortLived = expiresIn > 0 && expiresIn <= SHORT_LIVED_S;
	if (!helpers.refreshOAuth2Token) return async () => {};

	const renew = async () => {
		try {
			const renewed = tokenFacts(
				credentialId,
				await helpers.refreshOAuth2Token?.call(functions, credentialType),
			);
			knownEnds.set(credentialId, renewed.endsAt || now() + renewed.expiresIn * 1000);
		} catch {
			// The 401 that follows is reported with its reason; until then nothing is lost.
			knownEnds.set(credentialId, now() + MARGIN_MS + PAUSE_AFTER_REFUSAL_MS);
		} finally {
			underWay.delete(credentialId);
		}
	};
	return async (isUpload = false) => {
		if (!isShortLived && !isUpload) return;
		const end = Math.max(knownEnds.get(credentialId) ?? 0, endsAt || 0);
		if (end === 0 || now() < end - MARGIN_MS) return;
		const pending = underWay.get(credentialId) ?? renew();
		underWay.set(credentialId, pending);
		await pending;
	};
}
