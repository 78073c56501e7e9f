import type { RawField, RawOperation } from './model';

/** Where the server does otherwise than the vendor's document says. */
export interface Deviation {
	/** The operations it is about. */
	of: RegExp;
	/** What the server does, in one sentence. */
	because: string;
	/** Section of wire.md that proves it. */
	source: string;
	/** True if the operation is not one: nothing is lost without it. */
	drop?: true;
	/** Query parameters as they are. */
	query?: Readonly<Record<string, RawField>>;
	/** The body as it is: the fields that differ, or all where the document names none. */
	body?: Readonly<Record<string, RawField>>;
	/** True if the fields of `body` are all that it takes. */
	wholeBody?: true;
	answers?: RawOperation['answers'];
	/** Name of the record that it answers with. */
	record?: string;
	/** Fields of that record as they come. */
	answer?: Readonly<Record<string, RawField>>;
	/** False if sending it twice makes no second record although it is a POST, true if it does although it is none. */
	creates?: boolean;
	/** Bases of the scopes any of which opens it. */
	scopes?: readonly string[];
	/** Query parameters of which one has to be given. */
	oneOf?: readonly string[];
	/** Fields of the body of which one has to be given. */
	oneOfBody?: readonly string[];
	/** Fields that take other values than the listed ones. */
	open?: readonly string[];
	/** Largest page of a bulk list. */
	pageSize?: number;
	/** Field a bulk list is ordered by. */
	orderBy?: string;
	/** True where a person should know it before using the operation. */
	remark?: true;
}

const FILE: RawField = { type: 'file' };
const US_DAY: RawField = { format: 'usDate', required: true };

/**
 * What `wire.md` proves against the document, which wins. Not here, since they hold for everything
 * and the client knows them: lists come as `results`, not `data`; ids typed as text are mostly numbers
 * (§1.4, §2, §3.4).
 */
export const DEVIATIONS: readonly Deviation[] = [
	{
		of: /^(GET|PUT|PATCH|DELETE) \/api\/appointments_list\/\{id\}$/,
		because: 'The bulk list has no items of its own; the document made them up',
		source: '§4',
		drop: true,
	},
	{
		of: /^POST \/api\/appointments_list$/,
		because: 'It prepares a list and creates no appointment',
		source: '§4',
		answers: 'job',
		record: 'Appointment',
		orderBy: 'scheduled_time',
	},
	{
		of: /^GET \/api\/appointments_list$/,
		because: 'It takes nothing but the uuid of the prepared list',
		source: '§4',
		answers: 'job',
	},
	{
		of: /^POST \/api\/clinical_note_field_values_list$/,
		because: 'Its pages hold up to 20,000 rows',
		source: '§4',
		pageSize: 20_000,
	},
	{
		of: /^GET \/api\/appointments$/,
		because: 'Give Changed Since, Scheduled Since, Date or Days From/To',
		source: '§3.1',
		oneOf: ['since', 'occurred_since', 'date', 'date_range'],
		remark: true,
	},
	{
		of: /^POST \/api\/appointments_list$/,
		because: 'It takes the dates that the plain list takes',
		source: '§3.1',
		oneOf: ['since', 'date', 'date_range'],
	},
	{
		of: /^GET \/api\/audit_log$/,
		because: 'Give Changed Since, Date or Days From/To',
		source: '§3.1',
		oneOf: ['since', 'date', 'date_range'],
		remark: true,
	},
	{
		of: /^GET \/api\/availability$/,
		because: 'Give Date or Days From/To',
		source: '§10',
		oneOf: ['date', 'date_range'],
		remark: true,
	},
	{
		of: /^GET \/api\/insurances(\/|$)/,
		because: 'The payer directory is one of three',
		source: '§3.1',
		query: { payer_type: { values: ['emdeon', 'gateway', 'ihcfa'], required: true } },
	},
	{
		of: /^GET \/api\/line_items$/,
		because: 'The list takes a range of service dates, which the document names on the item alone',
		source: '§3.2',
		query: { service_date_range: {} },
	},
	{
		of: /^POST \/api\/appointments$/,
		because: 'Give Duration or Profile',
		source: '§5.2',
		oneOfBody: ['duration', 'profile'],
		remark: true,
	},
	{
		of: / \/api\/appointments(\/|$)/,
		because: 'A practice has statuses of its own',
		source: '§3.4',
		open: ['status', 'billing_status'],
	},
	{
		of: /^(POST|PUT|PATCH) \/api\/documents(\/|$)/,
		because: 'The file goes in as multipart',
		source: '§6',
		body: { document: FILE },
	},
	{
		of: /^(POST|PUT|PATCH) \/api\/lab_documents(\/|$)/,
		because: 'The file goes in as multipart',
		source: '§6',
		body: { document: FILE },
	},
	{
		of: /^(POST|PUT|PATCH) \/api\/messages(\/|$)/,
		because: 'The attachment goes in as multipart',
		source: '§6',
		body: { attachment: FILE },
	},
	{
		of: /^POST \/api\/eobs$/,
		because: 'The scan goes in as multipart',
		source: '§6',
		body: { scanned_eob: FILE },
	},
	{
		of: /^(POST|PUT|PATCH) \/api\/amendments(\/|$)/,
		because: 'The file goes in as multipart',
		source: '§6',
		body: { amendment_file: FILE },
	},
	{
		of: /^(POST|PUT|PATCH) \/api\/consent_forms(\/\{id\})?$/,
		because: 'The form goes in as multipart',
		source: '§6',
		body: { uri: FILE },
	},
	{
		of: /^(POST|PUT|PATCH) \/api\/patients(\/\{id\})?$/,
		because: 'The photo goes in as multipart, and only with its date',
		source: '§6',
		body: { patient_photo: FILE },
	},
	{
		of: /^(POST|PATCH) \/api\/signed_consent_forms$/,
		because: 'The signature is a file of the body, not a parameter',
		source: '§6',
		body: { signature_file: FILE },
	},
	{
		of: /^(POST|PATCH|PUT) \/api\/patient_lab_results(\/|$)/,
		because: 'The date of the test is a full time',
		source: '§10',
		body: { date_test_performed: { format: 'datetime' } },
	},
	{
		of: /^POST \/api\/offices\/\{id\}\/add_exam_room$/,
		because: 'It takes the name of the room',
		source: '§10',
		body: { name: { required: true }, online_scheduling: { type: 'boolean' } },
		wholeBody: true,
	},
	{
		of: /^POST \/api\/consent_forms\/\{id\}\/(un)?apply_(to|from)_appointment$/,
		because: 'It takes the appointment; the document names no body',
		source: 'App. A',
		body: { appointment: { type: 'integer', required: true } },
		wholeBody: true,
		creates: false,
	},
	{
		of: /^PATCH \/api\/medications\/\{id\}\/append_to_pharmacy_note$/,
		because: 'It takes the text to be added; the document names no body',
		source: 'App. A',
		body: { pharmacy_note: { required: true } },
		wholeBody: true,
		creates: true,
	},
	{
		of: /^POST \/api\/patients\/\{id\}\/onpatient_access$/,
		because: 'It sends an invitation and takes no fields',
		source: 'App. A',
		body: {},
		wholeBody: true,
	},
	{
		of: /^GET \/api\/(doctor|office)_work_schedule$/,
		because: 'It answers with the one schedule of the signed-in provider',
		source: '§10',
		answers: 'record',
	},
	{
		of: /^GET \/api\/offices(\/|$)/,
		because: 'Exam rooms are a list of objects',
		source: '§10',
		answer: { exam_rooms: { type: 'list', items: { type: 'object' } } },
	},
	{
		of: /^GET \/api\/users(\/|$)/,
		because: 'Permissions are an object, and the flags are flags',
		source: '§1.4',
		answer: {
			is_doctor: { type: 'boolean' },
			is_staff: { type: 'boolean' },
			permissions: { type: 'object' },
		},
	},
	{
		of: /^GET \/api\/eligibility_checks(\/|$)/,
		because: 'Coverage comes as objects',
		source: '§9',
		answer: { coverage_details: { type: 'object' }, coverage_subscriber: { type: 'object' } },
	},
	{
		of: /^(POST|PUT|PATCH|DELETE) \/api\/(sublabs|lab_orders|lab_tests|lab_documents|lab_results)(\/|$)/,
		because: 'DrChrono opens this for lab vendors only',
		source: '§10',
		remark: true,
	},
	{
		of: /^GET \/api\/day_sheet_/,
		because: 'Its days are written as month/day/year',
		source: 'App. A',
		query: { start_date: US_DAY, end_date: US_DAY },
	},
	{
		of: /^POST \/api\/yellow_notepad$/,
		because: 'It writes the one text of a note section, new or not',
		source: '§10',
		creates: false,
	},
	{
		of: / \/api\/(appointment_profiles|appointment_templates|reminder_profiles)(\/|$)/,
		because: 'The scope of the calendar alone was answered with 403',
		source: '§1.3',
		scopes: ['settings'],
	},
	{
		of: /^DELETE \/api\/documents\/\{id\}$/,
		because: 'DrChrono archives the document and keeps it',
		source: '§5.1',
		remark: true,
	},
];

/** Operations that the server has and the document lacks, as far as they are known. */
export const ADDITIONS: Readonly<Record<string, RawOperation>> = {
	/** Who the token belongs to (§1.4). */
	'GET /api/users/current': { answers: 'record', record: 'UserProfile', scopes: ['user'] },
	/** Newer than the document; known by name alone (App. A). */
	'GET /api/message_threads': { answers: 'list', scopes: ['messages'] },
	'GET /api/recurring_appointment_instances': {
		query: { base_recurring_appointment: { type: 'integer', required: true } },
		scopes: ['calendar'],
	},
};

/** The deviations of an operation. */
export function deviationsOf(key: string): Deviation[] {
	return DEVIATIONS.filter(({ of }) => of.test(key));
}
