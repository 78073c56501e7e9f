/**
 * The guide's words for the statuses that people choose in v4's words (guide.md, Endpoints). Several of
 * v4's finer steps share a word there.
 */
const WORDS: Readonly<Record<string, string>> = {
	'Not Confirmed': 'scheduled',
	Confirmed: 'confirmed',
	Arrived: 'checked_in',
	'Checked In': 'checked_in',
	'Checked In Online': 'checked_in',
	'In Room': 'in_progress',
	'In Session': 'in_progress',
	Complete: 'completed',
	Cancelled: 'cancelled',
	'No Show': 'no_show',
	Rescheduled: 'rescheduled',
};

/** A status as the guide says it; its own words stay as they are. */
export function guideStatus(status: string | undefined): string | undefined {
	return status === undefined ? undefined : (WORDS[status] ?? status);
}
