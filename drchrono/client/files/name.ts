/** Longest name; file systems take 255 bytes, and an accented letter may have two. */
const LONGEST = 120;

/** What file systems, shells and `Content-Disposition` take for something else. */
const UNSAFE = /[\p{Cc}<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]+/gu;

/** Names that Windows keeps for devices. */
const RESERVED = /^(con|prn|aux|nul|com\d|lpt\d)$/i;

/** Extensions that are the same as ours, by ours. */
const SAME: Readonly<Record<string, readonly string[]>> = {
	'.jpg': ['.jpeg', '.jpe'],
	'.tiff': ['.tif'],
	'.html': ['.htm'],
	'.xml': ['.ccda', '.cda', '.xsl'],
	'.zip': ['.docx', '.xlsx', '.pptx', '.odt'],
	'.txt': ['.csv', '.md', '.json', '.hl7', '.text', '.log', '.x12', '.270', '.271', '.835'],
};

/**
 * A file name without a path or anything that could be taken for one, with the extension that the
 * content has.
 *
 * @param extension with its dot; empty leaves the name's own
 * @param fallback stem used where nothing is left of the name
 */
export function safeFileName(name: string, extension: string, fallback = 'file'): string {
	const last = name.split(/[/\\]/).at(-1) ?? '';
	const clean = last
		.normalize('NFC')
		.replace(UNSAFE, '_')
		.replace(/^[.\s_]+|[.\s]+$/g, '');
	const dot = clean.lastIndexOf('.');
	const own = dot > 0 ? clean.slice(dot) : '';
	const same = [extension, ...(SAME[extension] ?? [])];
	const fits = own !== '' && same.includes(own.toLowerCase());
	// `.2` of `v1.2` is no extension.
	const isExtension = fits || /^\.(?=.*\p{L})[\p{L}\p{N}]{1,8}$/u.test(own);
	const stem = isExtension ? clean.slice(0, dot) : clean;
	const ending = isExtension && (fits || extension === '') ? own : extension;
	const short = Array.from(stem)
		.slice(0, LONGEST - ending.length)
		.join('')
		.trim();
	const usable = short === '' ? fallback : RESERVED.test(short) ? `${short}_` : short;
	return `${usable}${ending}`;
}

/** The name at the end of a link's path, decoded; empty if there is none. */
export function nameInLink(link: URL): string {
	const last = link.pathname.split('/').at(-1) ?? '';
	try {
		return decodeURIComponent(last);
	} catch {
		return last;
	}
}
