import type { Server } from './server.mts';

/** Something that a template leaves to a person. */
export interface StaffRow {
	key: string;
	kind: string;
	what: string;
	/** Id of the patient; empty if none is known. */
	patient: string;
	details: string;
	state: string;
}

interface Table {
	id: string;
	name: string;
	projectId: string;
}

/** The rows of the data table that the templates share, oldest first; none if it is not there yet. */
export async function staffList(server: Server): Promise<StaffRow[]> {
	const { data } = await server.rest<{ data: Table[] }>('GET', '/data-tables-global');
	const table = data.find(({ name }) => name === 'DrChrono: for staff');
	if (!table) return [];
	const rows = await server.rest<{ data: StaffRow[] }>(
		'GET',
		`/projects/${table.projectId}/data-tables/${table.id}/rows?take=100`,
	);
	return rows.data;
}
