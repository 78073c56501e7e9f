import type { FailureKind } from '../failure';

/** What a person reads. Slots in braces are filled by `failureOf`; no slot ever holds a value of a record. */
export interface Wording {
	kind: FailureKind;
	/** What happened, without a full stop. */
	sentence: string;
	/** How to get unstuck. */
	advice: string;
}

/**
 * Everything that can happen to one request, in words. Slots: `{route}` method and route template,
 * `{area}` the part of the practice, `{permission}` its in-app permission, `{when}` an instant in UTC, `{record}` an appointment's id.
 */
export const SITUATIONS = {
	// The token and the application
	tokenDead: {
		kind: 'unauthorized',
		sentence: 'DrChrono no longer accepts the token of this credential',
		advice:
			'Reconnect the credential. If it keeps happening, another program may be using the same DrChrono application: give this n8n an application of its own.',
	},
	tokenRotated: {
		kind: 'unauthorized',
		sentence:
			'The DrChrono token was revoked, or renewed by another program with the same DrChrono application',
		advice:
			'Reconnect the credential, and use one DrChrono application per n8n: each renewal makes the token of the other holder void.',
	},
	clientUnknown: {
		kind: 'unauthorized',
		sentence: 'DrChrono does not know the client ID and client secret of this credential',
		advice:
			'Compare both with the application in DrChrono (Account > API), and see that the practice still allows the application; then reconnect the credential.',
	},
	scopeUnknown: {
		kind: 'unauthorized',
		sentence: 'DrChrono does not offer this application the scopes that the credential asks for',
		advice: "Choose fewer areas in the credential, or turn on 'All Scopes', and reconnect it.",
	},
	accessDenied: {
		kind: 'unauthorized',
		sentence: 'Access was not granted when this credential was connected to DrChrono',
		advice: 'Reconnect the credential and choose Allow on the page that DrChrono shows.',
	},
	notConnected: {
		kind: 'unauthorized',
		sentence: 'This credential is not connected to DrChrono yet',
		advice: 'Open the credential and connect it.',
	},
	signInRefused: {
		kind: 'unauthorized',
		sentence: 'n8n could not sign in to DrChrono with this credential',
		advice: 'Reconnect the credential.',
	},
	signInDown: {
		kind: 'unavailable',
		sentence: 'DrChrono could not renew the token just now',
		advice: 'The credential is most likely fine. Try again in a few minutes.',
	},

	// What the token or the user may do
	scope: {
		kind: 'scope',
		sentence: "The token of this credential lacks the scope for '{area}'",
		advice:
			"Add '{area}' to the areas of the credential (for changes also 'Read and Write' access) and reconnect it.",
	},
	permission: {
		kind: 'permission',
		sentence: "The DrChrono user behind this credential may not do this in '{area}'",
		advice:
			"The scope is there; a permission of the user is not. An administrator of the practice can grant it in DrChrono's staff permissions, where it is called '{permission}' or similar.",
	},
	scopeOrPermission: {
		kind: 'permission',
		sentence: "DrChrono does not let this credential do this in '{area}'",
		advice:
			"Either the token lacks a scope (reconnect the credential with all areas that are needed), or the DrChrono user lacks a permission such as '{permission}' (an administrator grants it in DrChrono's staff permissions). 'Check Connection' tells which areas are open.",
	},
	suspended: {
		kind: 'permission',
		sentence: 'DrChrono has suspended this account or limits it to reading',
		advice: 'An administrator of the practice has to clear this up with DrChrono.',
	},

	turnedAway: {
		kind: 'unavailable',
		sentence: 'A firewall in front of DrChrono turned this n8n away',
		advice:
			'Try again later. If it stays, ask DrChrono support, or whoever runs a proxy in between, to let the address of this n8n through.',
	},

	// What was asked for
	notFound: {
		kind: 'not-found',
		sentence: 'DrChrono has no such record, or does not show it to this user',
		advice:
			"Check the ID. The record may have been deleted, or belong to a provider whose patients are not shared with the credential's user.",
	},
	noSuchPath: {
		kind: 'not-found',
		sentence: 'There is no DrChrono API at the address of {route}',
		advice: "Check the credential's 'Base URL' and 'Dialect'.",
	},
	jobGone: {
		kind: 'not-found',
		sentence: 'DrChrono no longer holds the list it prepared',
		advice: 'Prepared lists are kept for one hour. Run it again.',
	},
	methodUnknown: {
		kind: 'rejected',
		sentence: 'DrChrono does not offer {route}',
		advice: "Check that the credential's 'Dialect' and 'Base URL' fit this DrChrono account.",
	},
	tooLarge: {
		kind: 'rejected',
		sentence: 'DrChrono does not take a request of this size',
		advice: 'Send a smaller file, or fewer records at once.',
	},
	rejected: {
		kind: 'rejected',
		sentence: 'DrChrono refused the request and gave no reason that may be shown here',
		advice:
			"Check the values that were sent. DrChrono's own text is left out because it may repeat them.",
	},

	// What stands in the way
	overlap: {
		kind: 'conflict',
		sentence: 'The time overlaps with an existing appointment',
		advice: 'Choose another time or room, or allow the overlap if it is intended.',
	},
	overlapWith: {
		kind: 'conflict',
		sentence: 'The time overlaps with appointment {record}',
		advice: 'Choose another time or room, or allow the overlap if it is intended.',
	},
	duplicatePatient: {
		kind: 'conflict',
		sentence: 'The practice has a patient with the same name, date of birth and gender already',
		advice:
			"Find the chart with 'Get Many Patients' and change it with 'Update Patient'. If it is another person, turn on 'Allow Duplicate'.",
	},
	lockedNote: {
		kind: 'conflict',
		sentence: 'The clinical note is locked and cannot be changed',
		advice: 'Unlock the note in DrChrono, or leave it as it is.',
	},
	conflict: {
		kind: 'conflict',
		sentence: 'DrChrono refused it because it conflicts with what is there already',
		advice: 'Look at the record in DrChrono, and run it again with other values.',
	},

	// Waiting
	throttled: {
		kind: 'throttled',
		sentence: 'DrChrono takes no more calls for now',
		advice: 'Wait a moment and run it again, or make fewer calls at once.',
	},
	hourUsedUp: {
		kind: 'throttled',
		sentence: 'The DrChrono application has used up its calls of this hour',
		advice:
			'It takes calls again from {when} (UTC). All practices and programs that share the application share its calls.',
	},
	throttledUntil: {
		kind: 'throttled',
		sentence: 'DrChrono takes no more calls for now',
		advice: 'It takes calls again from {when} (UTC). Run it again then, or make fewer calls.',
	},

	// The server, and the way to it
	serverBroken: {
		kind: 'unavailable',
		sentence: 'DrChrono could not process the request on its side',
		advice:
			'It is usually over within minutes. If it stays, ask for less at once, such as a shorter date range.',
	},
	jobBroken: {
		kind: 'unavailable',
		sentence: 'DrChrono could not prepare the list',
		advice: 'Run it again, and if that does not help, ask for a shorter date range.',
	},
	gateway: {
		kind: 'unavailable',
		sentence: 'DrChrono could not be reached behind its own gateway',
		advice: 'Try again in a few minutes. If a file was being sent, try a smaller one.',
	},
	outage: {
		kind: 'unavailable',
		sentence: 'DrChrono is not available at the moment',
		advice: 'Try again later; DrChrono may be under maintenance.',
	},
	webPage: {
		kind: 'unavailable',
		sentence: 'DrChrono answered with a web page instead of data',
		advice:
			"Try again in a few minutes. If it stays, check the credential's 'Base URL', and whether a proxy or firewall stands in between.",
	},
	truncated: {
		kind: 'malformed',
		sentence: 'The answer of DrChrono broke off before its end',
		advice: 'Run it again, and if that does not help, ask for less at once.',
	},
	noData: {
		kind: 'malformed',
		sentence: 'DrChrono answered with nothing where data was expected',
		advice: "Run it again. If it stays, check the credential's 'Base URL' and 'Dialect'.",
	},
	notData: {
		kind: 'malformed',
		sentence: 'DrChrono answered with plain text where data was expected',
		advice: "Check the credential's 'Base URL' and 'Dialect'.",
	},
	redirect: {
		kind: 'rejected',
		sentence: 'DrChrono pointed {route} to another address, which was not followed',
		advice:
			"Check the credential's 'Base URL': the API may answer at another host name only, such as one without www. The token is never sent to an address that the credential does not name.",
	},
	unreachable: {
		kind: 'network',
		sentence: 'DrChrono cannot be reached from this n8n',
		advice:
			"Nothing was sent. Check the network of this n8n and the credential's 'Base URL', then run it again.",
	},
	lost: {
		kind: 'network',
		sentence: 'The connection to DrChrono broke before it answered',
		advice: 'Run it again.',
	},
	timeout: {
		kind: 'timeout',
		sentence: 'DrChrono did not answer in time',
		advice: 'Run it again later, or ask for less at once, such as a shorter date range.',
	},
	cancelled: {
		kind: 'cancelled',
		sentence: 'The execution was cancelled',
		advice: 'What was under way at that moment may or may not have reached DrChrono.',
	},
	doubtful: {
		kind: 'doubtful',
		sentence: 'It is not known whether DrChrono carried out {route}: no readable answer came back',
		advice:
			"Look in DrChrono before you send it again, or use 'Create or Update' with an external ID, which cannot double a record.",
	},
} as const satisfies Record<string, Wording>;

export type Situation = keyof typeof SITUATIONS;

/** Situations of HTTP statuses that say all there is to say. */
export const SITUATION_OF_STATUS: Readonly<Record<number, Situation>> = {
	401: 'tokenDead',
	404: 'notFound',
	405: 'methodUnknown',
	408: 'timeout',
	410: 'notFound',
	413: 'tooLarge',
	500: 'serverBroken',
	502: 'gateway',
	503: 'outage',
	504: 'gateway',
};

/**
 * The same for an answer that is a web page. The API itself answers 403 and 404 with JSON (wire.md §5.4), so
 * a page comes from Cloudflare in front of it, or from a server that is no API.
 */
export const SITUATION_OF_PAGE: Readonly<Record<number, Situation>> = {
	403: 'turnedAway',
	404: 'noSuchPath',
};

/** Situations of OAuth codes (RFC 6749 §5.2, RFC 6750 §3.1), in bodies and in n8n's own messages. */
export const SITUATION_OF_OAUTH_CODE: Readonly<Record<string, Situation>> = {
	invalid_grant: 'tokenRotated',
	invalid_client: 'clientUnknown',
	unauthorized_client: 'clientUnknown',
	invalid_scope: 'scopeUnknown',
	access_denied: 'accessDenied',
	invalid_token: 'tokenDead',
	insufficient_scope: 'scope',
	temporarily_unavailable: 'signInDown',
	server_error: 'signInDown',
};
