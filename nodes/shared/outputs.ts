import type { IExecuteFunctions } from 'n8n-workflow';

import { isAuditOn } from './audit';
import { waitChoiceOf } from './quotaOptions';

/** Which outputs a node has after *Done*, by its options; *Remaining* comes before *Audit*. */
export interface Outputs {
	/** The rest of what the calls did not suffice for. */
	remaining: boolean;
	audit: boolean;
}

/** Reads the choice; it holds for all items, so the first one decides. */
export function outputsOf(functions: IExecuteFunctions): Outputs {
	return { remaining: waitChoiceOf(functions).continueLater, audit: isAuditOn(functions) };
}

const REMAINING = '$parameter["options"]?.["ifCallsRunOut"] === "continue"';
const AUDIT = '$parameter["options"]?.["audit"] === true';
const ALL =
	`[{ type: "main", displayName: "Done" }]` +
	`.concat(${REMAINING} ? [{ type: "main", displayName: "Remaining" }] : [])` +
	`.concat(${AUDIT} ? [{ type: "main", displayName: "Audit" }] : [])`;

/** The same as an expression over the node's parameters, for its description. */
export const OUTPUTS = `={{ ${REMAINING} || ${AUDIT} ? ${ALL} : ["main"] }}` as const;
