import type { CredentialData } from './n8n';
import type { Sandbox, TokenOptions } from './sandbox';

/** A connected credential for the sandbox, as n8n would hand it to a node. */
export async function credentialFor(
	sandbox: Pick<Sandbox, 'v4' | 'guide' | 'token'>,
	dialect: 'v4' | 'guide' = 'v4',
	fields: CredentialData = {},
	token: TokenOptions = {},
): Promise<CredentialData> {
	const base = dialect === 'v4' ? sandbox.v4 : sandbox.guide;
	const oauth = dialect === 'v4' ? `${base}/o` : `${base}/oauth`;
	return {
		grantType: 'authorizationCode',
		clientId: 'sandbox-client',
		clientSecret: 'sandbox-secret',
		authUrl: `${oauth}/authorize/`,
		accessTokenUrl: `${oauth}/token/`,
		authentication: 'body',
		dialect,
		baseUrl: base,
		access: 'readWrite',
		areas: ['scheduling', 'demographics', 'practice'],
		oauthTokenData: { ...(await sandbox.token({ dialect, ...token })) },
		...fields,
	};
}
