import { kindOf, nameInLink, safeFileName } from '../../drchrono/client/files';
import { followable, isAtApi, linkIn } from '../../drchrono/client/files/link';

const bytes = (text: string) => Buffer.from(text, 'latin1');

describe('what a file is', () => {
	test.each([
		['%PDF-1.7\n…', 'application/pdf', '.pdf'],
		['\r\n\r\n%PDF-1.4', 'application/pdf', '.pdf'],
		['\x89PNG\r\n\x1a\n\0\0', 'image/png', '.png'],
		['\xff\xd8\xff\xe1Exif', 'image/jpeg', '.jpg'],
		['GIF89a\0', 'image/gif', '.gif'],
		['II\x2a\0\x08', 'image/tiff', '.tiff'],
		['MM\0\x2a\0', 'image/tiff', '.tiff'],
		['RIFF\x01\x02\x03\x04WEBPVP8 ', 'image/webp', '.webp'],
		['\0\0\0\x18ftypheic', 'image/heic', '.heic'],
		['<?xml version="1.0"?><ClinicalDocument/>', 'application/xml', '.xml'],
		['\xef\xbb\xbf <ClinicalDocument xmlns="urn:hl7-org:v3">', 'application/xml', '.xml'],
		['<!DOCTYPE HTML><html>', 'text/html', '.html'],
		['MSH|^~\\&|LAB|\rPID|1', 'text/plain', '.txt'],
		['\0\x01\x02\x03', 'application/octet-stream', ''],
		['', 'application/octet-stream', ''],
	])('%j', (start, mimeType, extension) => {
		expect(kindOf(bytes(start), 'binary/octet-stream')).toEqual({ mimeType, extension });
	});

	test('goes by the bytes, not by what they are called', () => {
		expect(kindOf(bytes('%PDF-1.7'), 'image/jpeg').mimeType).toBe('application/pdf');
		expect(kindOf(bytes('\0\x01'), 'image/jpeg').mimeType).toBe('application/octet-stream');
	});

	test('takes the word of the server for what it cannot know', () => {
		const word = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document';
		expect(kindOf(bytes('PK\x03\x04'), word)).toEqual({ mimeType: word, extension: '' });
		expect(kindOf(bytes('a,b'), 'text/csv; charset=utf-8').mimeType).toBe('text/csv');
		expect(kindOf(bytes('\0'), 'nonsense').mimeType).toBe('application/octet-stream');
	});

	test('a letter that the first kilobyte cuts in two does not make a text binary', () => {
		const text = Buffer.from(`${'a'.repeat(1023)}é and more`);
		expect(kindOf(text).mimeType).toBe('text/plain');
		expect(kindOf(bytes('caf\xe9 in Latin-1')).mimeType).toBe('application/octet-stream');
	});
});

describe('a file name', () => {
	test.each([
		['report.pdf', '.pdf', 'report.pdf'],
		['scan.JPEG', '.jpg', 'scan.JPEG'],
		['photo.exe', '.jpg', 'photo.jpg'],
		['no extension', '.png', 'no extension.png'],
		['v1.2', '.pdf', 'v1.2.pdf'],
		['claims.835', '.txt', 'claims.835'],
		['scan.tiff', '', 'scan.tiff'],
		['Befund Müller.pdf', '.pdf', 'Befund Müller.pdf'],
		['../../etc/passwd', '', 'passwd'],
		['C:\\temp\\a.txt', '.txt', 'a.txt'],
		['..', '.pdf', 'file.pdf'],
		['', '', 'file'],
		['.htaccess', '', 'htaccess'],
		['a\u0000b\r\nc".pdf', '.pdf', 'a_b_c_.pdf'],
		['gpj.\u202Etxt.pdf', '.pdf', 'gpj._txt.pdf'],
		['CON', '.txt', 'CON_.txt'],
	])('%j as %j is %j', (name, extension, safe) => {
		expect(safeFileName(name, extension)).toBe(safe);
	});

	test('has at most 120 characters, and keeps its extension', () => {
		const name = safeFileName(`${'ä'.repeat(300)}.pdf`, '.pdf');
		expect(name).toHaveLength(120);
		expect(name.endsWith('ä.pdf')).toBe(true);
	});

	test('comes from the end of a link', () => {
		expect(nameInLink(new URL('https://s3.example.com/a/b%20c.pdf?X=1'))).toBe('b c.pdf');
		expect(nameInLink(new URL('https://s3.example.com/%E0%A4%A'))).toBe('%E0%A4%A');
		expect(nameInLink(new URL('https://s3.example.com/'))).toBe('');
	});
});

describe('a link', () => {
	const api = 'https://app.drchrono.com';
	const sandbox = 'http://127.0.0.1:8411';

	test.each([null, undefined, '', ' ', 'None', 'none', 'null', 7, {}])('%j is none', (field) => {
		expect(linkIn(field as never)).toBeNull();
	});

	test('stays as the server gave it', () => {
		expect(linkIn(' https://s3.example.com/a?Signature=b%2Bc ')).toBe(
			'https://s3.example.com/a?Signature=b%2Bc',
		);
	});

	test.each<[string, string, string | undefined]>([
		['https://s3.amazonaws.com/a', api, 'https://s3.amazonaws.com/a'],
		['/media/a', api, 'https://app.drchrono.com/media/a'],
		['http://s3.amazonaws.com/a', api, undefined],
		['http://127.0.0.1:8411/a', api, undefined],
		['http://127.0.0.1:8411/a', sandbox, 'http://127.0.0.1:8411/a'],
		['http://localhost:1/a', sandbox, 'http://localhost:1/a'],
		['http://127.0.0.1.example.com/a', sandbox, undefined],
		['https://user:pw@s3.amazonaws.com/a', api, undefined],
		['file:///etc/passwd', sandbox, undefined],
		['javascript:alert(1)', api, undefined],
		['https://', api, undefined],
	])('%s, given by %s, leads to %s', (link, base, target) => {
		expect(followable(link, base, base)?.href).toBe(target);
	});

	test('counts as a call only at the API itself', () => {
		expect(isAtApi(new URL(`${sandbox}/_files/1`), `${sandbox}/guide`)).toBe(true);
		expect(isAtApi(new URL('https://s3.amazonaws.com/a'), api)).toBe(false);
		expect(isAtApi(new URL('https://app.drchrono.com:8443/a'), api)).toBe(false);
	});
});
