import type { DialectName } from '../../dialects/names';
import type { Endpoint } from '../request';
import type { FieldLabel } from './complaints';

/** What is known about a request besides its answer; nothing of what was sent. */
export interface About {
	endpoint: Endpoint;
	dialect: DialectName;
	/** Milliseconds since the epoch. */
	now: number;
	/** Scopes of the token, as far as the server told. */
	grantedScopes?: readonly string[];
	/** Scope names without `:read` and `:write` that open the endpoint's area; unknown in the guide dialect. */
	scopeBases?: readonly string[];
	/** The node's own name for a field of the API. */
	fieldLabel?: FieldLabel;
}
