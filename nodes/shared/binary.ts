import type { IBinaryData, IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { Failure } from '../../drchrono/client/failure';
import {
	kindOf,
	LARGEST_FILE,
	megabytes,
	safeFileName,
	type ArrivingFile,
} from '../../drchrono/client/files';
import { failed, success, type Outcome } from '../../drchrono/client/outcome';
import type { FilePart } from '../../drchrono/client/request';
import type { ByteStream } from './fileStream';

/** Name of the binary field that n8n's own nodes read from and write to. */
export const DEFAULT_BINARY_FIELD = 'data';

/** Where an upload takes its file from, worded as in n8n's own nodes. */
export const INPUT_BINARY_FIELD: INodeProperties = {
	displayName: 'Input Binary Field',
	name: 'inputBinaryField',
	type: 'string',
	required: true,
	default: DEFAULT_BINARY_FIELD,
	hint: 'The name of the input binary field containing the file to be uploaded',
	description: 'Name of the field of the input item that holds the file',
};

/** Where a download puts its file, worded as in n8n's own nodes. */
export const OUTPUT_BINARY_FIELD: INodeProperties = {
	displayName: 'Put Output File in Field',
	name: 'outputBinaryField',
	type: 'string',
	required: true,
	default: DEFAULT_BINARY_FIELD,
	hint: 'The name of the output binary field to put the file in',
	description: 'Name of the field of the output item that gets the file',
};

/** What an upload takes. */
export interface UploadRule {
	/** Media types that are accepted; absent: any. */
	accept?: ReadonlySet<string>;
	/** The same in words, e.g. `a JPEG or PNG picture`. */
	inWords?: string;
	/** In bytes. */
	maxBytes?: number;
}

/**
 * The file of an input item, ready to be uploaded: in memory, because n8n repeats an upload after it
 * renewed the token only if it has all of it. What it is goes by its bytes, not by its name.
 *
 * @param property name of the item's binary field; not repeated in failures
 * @param label of the panel's field that holds that name
 */
export async function fileFromBinary(
	functions: IExecuteFunctions,
	item: number,
	property: string,
	label: string = INPUT_BINARY_FIELD.displayName,
	{ accept, inWords = 'a file of another kind', maxBytes = LARGEST_FILE }: UploadRule = {},
): Promise<Outcome<FilePart>> {
	const binary = binaryOf(functions, item, property);
	if (!binary) return failed(missing(label));
	const size = await sizeOf(functions, binary);
	if (size !== undefined && size > maxBytes) return failed(tooLarge(label, maxBytes));

	const bytes = await functions.helpers.getBinaryDataBuffer(item, property);
	if (bytes.length === 0) return failed(empty(label));
	if (bytes.length > maxBytes) return failed(tooLarge(label, maxBytes));
	const { mimeType, extension } = kindOf(bytes, binary.mimeType);
	if (accept && !accept.has(mimeType)) return failed(wrongKind(label, inWords));
	return success({ fileName: safeFileName(binary.fileName ?? '', extension), mimeType, bytes });
}

/**
 * Puts a file that comes in into n8n's store of binary data, as a stream: with a store on disk it never
 * is in memory as a whole.
 *
 * @param name of the file; gets the extension that its content has
 */
export async function toBinary(
	functions: IExecuteFunctions,
	file: ArrivingFile,
	name: string,
): Promise<IBinaryData> {
	return await functions.helpers.prepareBinaryData(
		// The transport made it a stream of Node's.
		file.content as unknown as ByteStream,
		safeFileName(name, file.extension),
		file.mimeType,
	);
}

function binaryOf(
	functions: IExecuteFunctions,
	item: number,
	property: string,
): IBinaryData | undefined {
	try {
		return functions.helpers.assertBinaryData(item, property);
	} catch {
		return undefined;
	}
}

/** In bytes, as far as n8n knows it without reading the file. */
async function sizeOf(
	functions: IExecuteFunctions,
	{ id, bytes, data }: IBinaryData,
): Promise<number | undefined> {
	if (bytes !== undefined) return bytes;
	if (id === undefined) return Math.floor((data.length * 3) / 4);
	return (await functions.helpers.getBinaryMetadata(id)).fileSize;
}

function missing(label: string): Failure {
	return invalid(
		label,
		`The item has no file in the field that '${label}' names`,
		`Compare '${label}' with the Binary tab of the node before. Nothing was sent.`,
	);
}

function empty(label: string): Failure {
	return invalid(
		label,
		`The file in the field that '${label}' names is empty`,
		'Look at the node that makes the file. Nothing was sent.',
	);
}

function tooLarge(label: string, maxBytes: number): Failure {
	return invalid(
		label,
		`The file in the field that '${label}' names is larger than ${megabytes(maxBytes)} MB`,
		'DrChrono fails on large uploads: make it smaller, or split it. Nothing was sent.',
	);
}

function wrongKind(label: string, inWords: string): Failure {
	return invalid(
		label,
		`The file in the field that '${label}' names is not ${inWords}`,
		'What counts is the content, not the name of the file. Nothing was sent.',
	);
}

function invalid(field: string, sentence: string, advice: string): Failure {
	return { kind: 'invalid-input', sentence, advice, field };
}
