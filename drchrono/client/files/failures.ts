import type { Failure } from '../failure';
import type { Endpoint } from '../request';

/** What can go wrong with a file. None of these names the link: whoever has it, has the file. */
type Mishap = Pick<Failure, 'kind' | 'sentence' | 'advice'>;

export const MISHAPS = {
	unsafeLink: {
		kind: 'malformed',
		sentence: 'DrChrono gave a link to the file that is not safe to follow',
		advice: 'Links are followed over https only. Open the file in DrChrono itself, and report it.',
	},
	expired: {
		kind: 'unavailable',
		sentence: "DrChrono's file store does not accept its link to the file, not even a fresh one",
		advice:
			'Links are good for an hour: see that the clock of this n8n and a proxy in between are right, and run it again.',
	},
	tooManyRedirects: {
		kind: 'unavailable',
		sentence: "DrChrono's file store sends from one address to the next without an end",
		advice: 'Run it again in a few minutes.',
	},
	storeDown: {
		kind: 'unavailable',
		sentence: "DrChrono's file store could not hand out the file just now",
		advice: 'Run it again in a few minutes.',
	},
	storeUnreachable: {
		kind: 'network',
		sentence: "DrChrono's file store cannot be reached from this n8n",
		advice:
			'Files come from another address than the API. Let this n8n reach it over https, then run it again.',
	},
	brokeOff: {
		kind: 'network',
		sentence: 'The file broke off before its end',
		advice: 'Nothing of it was handed out. Run it again.',
	},
	tooSlow: {
		kind: 'timeout',
		sentence: 'The file did not arrive in time',
		advice: 'Nothing of it was handed out. Run it again later.',
	},
	webPage: {
		kind: 'unavailable',
		sentence: 'A web page came instead of the file',
		advice: 'Run it again in a few minutes. If it stays, see whether a proxy stands in between.',
	},
	notThereYet: {
		kind: 'unavailable',
		sentence: 'DrChrono has the record, but does not hand out its file yet',
		advice: 'A file just sent may take a while. Get it again in a minute.',
	},
	notStored: {
		kind: 'unavailable',
		sentence: 'n8n could not store the file',
		advice: 'Look at the disk space of this n8n and at its setting for binary data.',
	},
} as const satisfies Record<string, Mishap>;

/** Puts a mishap into a failure, with the route of the record that the file belongs to. */
export function mishap(name: keyof typeof MISHAPS, of: Endpoint, status?: number): Failure {
	const route = `${of.method} ${of.route}`;
	return { ...MISHAPS[name], route, ...(status === undefined ? {} : { status }) };
}

/** A file beyond what may be handed out. */
export function tooLarge(of: Endpoint, maxBytes: number): Failure {
	return {
		kind: 'rejected',
		sentence: `The file is larger than the ${megabytes(maxBytes)} MB that this node takes`,
		advice: 'Get it from DrChrono itself. Nothing of it was handed out.',
		route: `${of.method} ${of.route}`,
	};
}

/** Bytes in megabytes as people write them: whole, or with one decimal. */
export function megabytes(bytes: number): string {
	return String(Math.round((bytes / 1_048_576) * 10) / 10);
}
