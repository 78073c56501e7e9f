import { createHash } from 'crypto';

import type { Json } from '../client/request';

/** What a tag of ours begins with, so that a practice sees where it comes from. */
const PREFIX = 'n8n:';

/** 64 bits tell the files of one chart apart beyond any doubt, and keep the tag short. */
const HEX_DIGITS = 16;

/** Longest ID of another system that a tag takes. */
const LONGEST_KEY = 100;

/** Tags of a document: they go in as JSON text; in which form they come back is unknown (wire.md §12.7). */
export function tagsOf(metatags: Json | undefined): string[] {
	if (Array.isArray(metatags)) return metatags.map(String);
	if (typeof metatags !== 'string' || metatags.trim() === '') return [];
	try {
		const read = JSON.parse(metatags) as Json;
		return Array.isArray(read) ? read.map(String) : [metatags];
	} catch {
		return metatags.split(',').map((tag) => tag.trim());
	}
}

/** Tags as the upload wants them: a JSON array as text, each once (wire.md §6). */
export function metatagsOf(tags: readonly string[]): string {
	return JSON.stringify([...new Set(tags)]);
}

/** Whether an ID of another system can be kept as a tag. */
export function isKey(key: string): boolean {
	return key.length <= LONGEST_KEY && !/[\p{Cc}"\\[\],]/u.test(key);
}

/** The tag by which a document is found again: the ID it has elsewhere. */
export function keyTag(key: string): string {
	return `${PREFIX}${key}`;
}

/** The same for a file without such an ID: by its content. */
export function contentTag(bytes: Uint8Array): string {
	return `${PREFIX}${createHash('sha256').update(bytes).digest('hex').slice(0, HEX_DIGITS)}`;
}

/** Those of a document's tags that guard it against doubles. */
export function guardTags(tags: readonly string[]): string[] {
	return tags.filter((tag) => tag.startsWith(PREFIX));
}
