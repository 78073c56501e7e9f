import type { JsonObject } from '../../../../drchrono/client/request';
import { wordsOf } from '../../../../drchrono/records/codeList';
import { DOCUMENT_TYPES } from '../../../../drchrono/records/lab';
import { emit } from '../../../shared/emit';
import type { Emitted } from '../../../shared/operation';
import type { Session } from '../../../shared/session';

/** A document as it leaves the node, with its type in words. */
export function emitDocument({ connection }: Session, document: JsonObject): Emitted {
	return emit({ ...document, type_name: wordsOf(DOCUMENT_TYPES, document.type) }, connection);
}
