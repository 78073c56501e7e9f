import type { IBinaryData } from 'n8n-workflow';

import { LARGEST_FILE } from '../../drchrono/client/files';
import { success, type Outcome } from '../../drchrono/client/outcome';
import type { Endpoint } from '../../drchrono/client/request';
import { OUTPUT_BINARY_FIELD, toBinary } from './binary';
import type { Emitted, OperationContext } from './operation';
import { required, type Parameters } from './parameters';

/** The file behind a record that is to come along. */
export interface RecordFile {
	/** Reads the record that carries the link. */
	of: Endpoint;
	/** The link as the record had it. */
	link: string | null;
	/** The link as the record has it now: links end after an hour. */
	again: () => Promise<Outcome<string | null>>;
	/** Name without extension; holds no patient's name. */
	name: string;
	/** True if there must be a file. */
	awaited?: boolean;
}

/** Brings the file into n8n's store of binary data; `null` if the record has none. */
export async function bring(
	{ functions, session }: OperationContext,
	{ of, link, again, name, awaited }: RecordFile,
): Promise<Outcome<IBinaryData | null>> {
	let known: string | null | undefined = link;
	return await session.client.download({
		of,
		awaited,
		link: async () => {
			const first = known;
			known = undefined;
			return first === undefined ? await again() : success(first);
		},
		maxBytes: LARGEST_FILE,
		save: async (file) => await toBinary(functions, file, name),
	});
}

/** Where the file goes in the output item. */
export function outputField(parameters: Parameters): Outcome<string> {
	return required(
		success(parameters.text(OUTPUT_BINARY_FIELD.name)),
		OUTPUT_BINARY_FIELD.displayName,
	);
}

/** The item with its file, if there is one. */
export function withFile(item: Emitted, field: string, file: IBinaryData | null): Emitted {
	return file === null ? item : { ...item, binary: { [field]: file } };
}
