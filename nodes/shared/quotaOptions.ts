import type { IExecuteFunctions, INodeProperties } from 'n8n-workflow';

import type { Parameters } from './parameters';

/** An hour and a little: the quota of a clock hour has surely returned by then. */
const DEFAULT_WAIT_MINUTES = 65;

/** Keeping to the calls per second is no waiting for quota: that much every choice allows. */
const PACING_MS = 10_000;

/** What a node does when DrChrono's calls are used up. */
export interface WaitChoice {
	waitAtMostMs: number;
	/** True if the rest goes out on the output *Remaining*. */
	continueLater: boolean;
}

/** The two entries that every operation's *Options* has. */
export const QUOTA_OPTIONS: INodeProperties[] = [
	{
		displayName: 'If Calls Run Out',
		name: 'ifCallsRunOut',
		type: 'options',
		options: [
			{
				name: 'Wait',
				value: 'wait',
				description: 'Wait until DrChrono allows more calls, and go on',
			},
			{
				name: 'Fail',
				value: 'fail',
				description: 'Stop at once and say when calls return',
			},
			{
				name: 'Stop and Continue Later',
				value: 'continue',
				description: "Hand out what is done, and the rest on the output 'Remaining'",
			},
		],
		default: 'wait',
		description: 'What to do when the calls that DrChrono allows per hour are used up',
	},
	{
		displayName: 'Wait at Most (Minutes)',
		name: 'waitAtMost',
		type: 'number',
		typeOptions: { minValue: 0 },
		default: DEFAULT_WAIT_MINUTES,
		description: 'Longest wait for calls before one request, where the node may wait',
	},
];

/** Reads the choice; it holds for all items, so the first one decides. */
export function waitChoiceOf(functions: IExecuteFunctions): WaitChoice {
	const options = functions.getNodeParameter('options', 0, {}) as {
		ifCallsRunOut?: string;
		waitAtMost?: number;
	};
	const minutes = Number(options.waitAtMost ?? DEFAULT_WAIT_MINUTES);
	const waits = (options.ifCallsRunOut ?? 'wait') === 'wait';
	return {
		waitAtMostMs: Math.max(PACING_MS, waits && Number.isFinite(minutes) ? minutes * 60_000 : 0),
		continueLater: options.ifCallsRunOut === 'continue',
	};
}

/** Whether a list that runs out of calls is to be handed out as far as it got. */
export function isContinueLater(parameters: Parameters): boolean {
	return parameters.collection('options').ifCallsRunOut === 'continue';
}
