/** What a file is. */
export interface FileKind {
	/** Media type, lower case, without parameters. */
	mimeType: string;
	/** With its dot; empty if nothing is known. */
	extension: string;
}

/** The first bytes of a kind of file. */
interface Signature extends FileKind {
	/** Over the bytes as Latin-1 text, one character per byte. */
	starts: RegExp;
}

/** Bytes from the beginning that are enough to tell any of the kinds below. */
export const HEAD_BYTES = 1024;

/**
 * The kinds of file that a practice exchanges, by their first bytes: storage hosts serve DrChrono's
 * files without a useful media type (wire.md §6). The last line is for PDFs behind a few stray bytes,
 * which readers accept.
 */
const SIGNATURES: readonly Signature[] = [
	{ mimeType: 'application/pdf', extension: '.pdf', starts: /^%PDF-/ },
	{ mimeType: 'image/png', extension: '.png', starts: /^\x89PNG\r\n/ },
	{ mimeType: 'image/jpeg', extension: '.jpg', starts: /^\xff\xd8\xff/ },
	{ mimeType: 'image/gif', extension: '.gif', starts: /^GIF8[79]a/ },
	{ mimeType: 'image/tiff', extension: '.tiff', starts: /^(II\x2a\0|MM\0\x2a)/ },
	{ mimeType: 'image/webp', extension: '.webp', starts: /^RIFF[^]{4}WEBP/ },
	{ mimeType: 'image/heic', extension: '.heic', starts: /^[^]{4}ftyp(heic|heix|mif1|msf1)/ },
	{
		mimeType: 'text/html',
		extension: '.html',
		starts: /^(\xef\xbb\xbf)?\s*<(!doctype html|html)\b/i,
	},
	{
		mimeType: 'application/xml',
		extension: '.xml',
		starts: /^(\xef\xbb\xbf)?\s*<(\?xml\b|[a-z_][\w.-]*[\s/>:])/i,
	},
	{ mimeType: 'application/pdf', extension: '.pdf', starts: /^[^]{1,512}%PDF-1\./ },
];

/** Media types that say nothing. */
const USELESS = /^(|(application|binary)\/(octet-stream|x-download|force-download|unknown))$/;

/** Control characters that text has: tabs, line and page breaks, the escape; and those beyond ASCII. */
const IN_TEXT = /[\t\n\v\f\r\u0080-\u009f]/gu;
const ESCAPE = '\u001b';
const DELETE = '\u007f';
const CONTROL = /\p{Cc}/u;

const UNKNOWN: FileKind = { mimeType: 'application/octet-stream', extension: '' };

/**
 * What a file is: by its first bytes, else as it was declared, else text if it reads like text.
 *
 * @param head at least `HEAD_BYTES`, or the whole of a shorter file
 * @param declared a `Content-Type` or n8n's media type
 */
export function kindOf(head: Uint8Array, declared = ''): FileKind {
	const start = Buffer.from(head.buffer, head.byteOffset, Math.min(head.length, HEAD_BYTES));
	const latin = start.toString('latin1');
	const known = SIGNATURES.find(({ starts }) => starts.test(latin));
	if (known) return { mimeType: known.mimeType, extension: known.extension };

	const mimeType = (declared.split(';')[0] ?? '').trim().toLowerCase();
	if (/^[\w.+-]+\/[\w.+-]+$/.test(mimeType) && !USELESS.test(mimeType)) {
		const listed = SIGNATURES.find((one) => one.mimeType === mimeType);
		if (listed === undefined) {
			return { mimeType, extension: mimeType === 'text/plain' ? '.txt' : '' };
		}
	}
	return isText(start) ? { mimeType: 'text/plain', extension: '.txt' } : UNKNOWN;
}

/** UTF-8 without control characters; the last character may be cut. */
function isText(start: Uint8Array): boolean {
	if (start.length === 0) return false;
	try {
		const text = new TextDecoder('utf-8', { fatal: true }).decode(start, { stream: true });
		return !CONTROL.test(text.replace(IN_TEXT, '').replaceAll(ESCAPE, '').replaceAll(DELETE, ''));
	} catch {
		return false;
	}
}
