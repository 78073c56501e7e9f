import { failed, success, type Outcome } from '../../client/outcome';
import type { Directory, PracticeDialect } from '../practice';
import { notInDialect } from '../unsupported';
import { providers } from './providers';

/** Providers come with the hours they are available, and can be listed only (guide.md). */
const providerDirectory: Directory = {
	list: () => providers.list(),
	providerOf: ({ id }) => (id === undefined || id === null ? null : String(id)),
	officeOf: () => null,
	isArchived: () => false,
};

/** Of the practice the guide has its providers alone. */
export const practice: PracticeDialect = {
	directory: (name) => (name === 'providers' ? success(providerDirectory) : lacking()),
	addExamRoom: lacking,
	schedules: { of: lacking, change: lacking, ownerIn: () => null },
	standardStatuses: lacking,
	statusOf: () => null,
};

function lacking(): Outcome<never> {
	return failed(notInDialect('This resource', 'v4', 'guide'));
}
