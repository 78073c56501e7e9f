import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'crypto';
import { failed, success, type Outcome } from './outcome';
import type { Position } from './page';
import type { Json } from './request';

/** Where a read stopped, and how far it had come. */
export interface Continuation {
	position: Position;
	/** Records returned so far. */
	done: number;
	/** Records still to come, where that is known. */
	left?: number;
	/** What the query came to when the read began, e.g. the days that `today` meant then. */
	terms?: Json;
}

/** What a token is good for: this query under this credential, and nothing else. */
export interface Binding {
	/** `fingerprint` of everything that decides which records the list holds. */
	query: string;
	/** Key of the API application and credential that the list was read with. */
	application: string;
}

/** Grows with the form of the state or of a position; tokens of another version are refused. */
const VERSION = 1;
const CIPHER = 'aes-256-gcm';
const NONCE_BYTES = 12;
const TAG_BYTES = 16;

/**
 * Packs a continuation into a text that can travel through a workflow: encrypted and signed with
 * AES-256-GCM under a key derived from `secret`, so that it shows and accepts nothing of a patient's
 * data, not even an id. It opens again only with the same secret and binding.
 */
export function seal(state: Continuation, secret: string, binding: Binding): string {
	const nonce = randomBytes(NONCE_BYTES);
	const cipher = createCipheriv(CIPHER, keyOf(secret), nonce).setAAD(aadOf(binding));
	const body = Buffer.concat([cipher.update(JSON.stringify(state), 'utf8'), cipher.final()]);
	return Buffer.concat([Buffer.of(VERSION), nonce, cipher.getAuthTag(), body]).toString(
		'base64url',
	);
}

/** Opens what `seal` packed. Fails with `invalid-input` on anything else; never throws. */
export function unseal(token: string, secret: string, binding: Binding): Outcome<Continuation> {
	const bytes = Buffer.from(token.trim(), 'base64url');
	const bodyAt = 1 + NONCE_BYTES + TAG_BYTES;
	if (bytes.length <= bodyAt) {
		return refused('The continuation token is damaged or not one at all');
	}
	if (bytes[0] !== VERSION) {
		return refused('The continuation token was made by another version of this package');
	}
	try {
		const decipher = createDecipheriv(CIPHER, keyOf(secret), bytes.subarray(1, 1 + NONCE_BYTES))
			.setAAD(aadOf(binding))
			.setAuthTag(bytes.subarray(1 + NONCE_BYTES, bodyAt));
		const body = Buffer.concat([decipher.update(bytes.subarray(bodyAt)), decipher.final()]);
		return success(JSON.parse(body.toString('utf8')) as Continuation);
	} catch {
		return refused(
			'The continuation token was made for another query or credential, or is damaged',
		);
	}
}

/**
 * A short text that is the same for the same query and tells nothing of it: HMAC-SHA-256 over the
 * JSON with its keys in order (`undefined` counts as absent). Lists keep their order, as it may
 * matter to the server.
 */
export function fingerprint(query: Json): string {
	return createHmac('sha256', 'n8n-nodes-drchrono/query')
		.update(canonical(query))
		.digest('base64url');
}

function canonical(json: Json | undefined): string {
	if (Array.isArray(json)) return `[${json.map(canonical).join(',')}]`;
	if (typeof json !== 'object' || json === null) return JSON.stringify(json ?? null);
	const entries = Object.entries(json)
		.filter(([, value]) => value !== undefined)
		.sort(([a], [b]) => (a < b ? -1 : 1))
		.map(([key, value]) => `${JSON.stringify(key)}:${canonical(value)}`);
	return `{${entries.join(',')}}`;
}

function keyOf(secret: string): Buffer {
	return Buffer.from(hkdfSync('sha256', secret, '', 'n8n-nodes-drchrono/continuation', 32));
}

/** Length-free joining would let one binding pass for another; JSON keeps the two parts apart. */
function aadOf({ query, application }: Binding): Buffer {
	return Buffer.from(JSON.stringify([VERSION, query, application]));
}

function refused(sentence: string): Outcome<never> {
	return failed({
		kind: 'invalid-input',
		sentence,
		advice: 'Use the token with the node and settings that made it, or start the list anew.',
		field: 'continuationToken',
	});
}
