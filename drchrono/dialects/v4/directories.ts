import type { Endpoint, HttpMethod, JsonObject, Query } from '../../client/request';
import type { Directory, DirectoryFilter, DirectoryName } from '../practice';
import { listPaging } from './wire';

/** What makes a directory of v4 what it is (wire.md App. A and B). */
interface Facts {
	collection: string;
	query?: (filter: DirectoryFilter) => Query;
	/** Some lists have no endpoint for a single entry. */
	hasNoItem?: true;
	creates?: true;
	removes?: true;
	/** The field that names the provider or the office it belongs to. */
	provider?: string;
	office?: string;
	essential?: readonly string[];
}

const byProvider = ({ provider }: DirectoryFilter): Query => ({ doctor: provider });

const FACTS: Readonly<Record<DirectoryName, Facts>> = {
	providers: {
		collection: '/api/doctors',
		provider: 'id',
		essential: [
			'id',
			'first_name',
			'last_name',
			'suffix',
			'specialty',
			'npi_number',
			'timezone',
			'email',
			'office_phone',
			'is_account_suspended',
		],
	},
	offices: {
		collection: '/api/offices',
		query: byProvider,
		office: 'id',
		essential: [
			'id',
			'name',
			'address',
			'city',
			'state',
			'zip_code',
			'phone_number',
			'fax_number',
			'doctor',
			'exam_rooms',
			'online_scheduling',
		],
	},
	staff: {
		collection: '/api/staff',
		query: byProvider,
		essential: [
			'id',
			'user_id',
			'username',
			'first_name',
			'last_name',
			'email',
			'doctor',
			'active',
		],
	},
	users: { collection: '/api/users', query: byProvider },
	userGroups: { collection: '/api/user_groups', query: byProvider, hasNoItem: true },
	availabilityTemplates: {
		collection: '/api/appointment_templates',
		// Open slots come only with both (wire.md §2).
		query: ({ provider, office, type, openSlots }) => ({
			doctor: provider,
			office,
			profile: type,
			available: openSlots || undefined,
			verbose: openSlots || undefined,
		}),
		office: 'office',
		creates: true,
		removes: true,
	},
	appointmentTypes: {
		collection: '/api/appointment_profiles',
		query: byProvider,
		provider: 'doctor',
		creates: true,
	},
	patientFields: {
		collection: '/api/custom_demographics',
		query: byProvider,
		provider: 'doctor',
		creates: true,
	},
	appointmentFields: {
		collection: '/api/custom_appointment_fields',
		query: byProvider,
		provider: 'doctor',
		creates: true,
	},
};

/** The practice's own lists in v4. */
export const directories = Object.fromEntries(
	Object.entries(FACTS).map(([name, facts]) => [name, directoryOf(facts)]),
) as unknown as Readonly<Record<DirectoryName, Directory>>;

function directoryOf(facts: Facts): Directory {
	const { collection, query = () => ({}), provider, office } = facts;
	const item = `${collection}/{id}`;
	return {
		list: (filter) => ({
			request: { endpoint: endpointOf('GET', collection), query: query(filter) },
			paging: listPaging(filter.openSlots === true),
		}),
		...(!facts.hasNoItem && {
			one: (id: string) => ({ endpoint: endpointOf('GET', item), path: { id } }),
		}),
		...(facts.creates && {
			create: (body: JsonObject) => ({
				endpoint: { ...endpointOf('POST', collection), creates: true },
				body: { kind: 'json' as const, value: body },
			}),
		}),
		...(facts.removes && {
			remove: (id: string) => ({ endpoint: endpointOf('DELETE', item), path: { id } }),
		}),
		providerOf: (record) => (provider === undefined ? null : idIn(record, provider)),
		officeOf: (record) => (office === undefined ? null : idIn(record, office)),
		isArchived: ({ archived }) => archived === true,
		...(facts.essential && { essential: facts.essential }),
	};
}

function endpointOf(method: HttpMethod, route: string): Endpoint {
	const effect = method === 'GET' ? 'read' : 'write';
	return { method, route, effect, area: 'practice', category: 'all' };
}

function idIn(record: JsonObject, field: string): string | null {
	const id = record[field];
	return id === undefined || id === null ? null : String(id);
}
