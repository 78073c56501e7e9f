import {
	bodyOf,
	listPlanOf,
	needsZone,
	operationOf,
	queryOf,
	requestOf,
	type Operation,
} from '../../drchrono/catalog';
import type { Outcome } from '../../drchrono/client/outcome';

function operation(resource: string, name: string): Operation {
	const found = operationOf(resource, name);
	if (!found) throw new RangeError(`${resource} ${name}`);
	return found;
}

function valueOf<T>(outcome: Outcome<T>): T {
	if (!outcome.ok) throw new RangeError(outcome.failure.sentence);
	return outcome.value;
}

function sentenceOf(outcome: Outcome<unknown>): string {
	return outcome.ok ? 'no failure' : outcome.failure.sentence;
}

const FILE = { fileName: 'a.pdf', mimeType: 'application/pdf', bytes: new Uint8Array([1]) };

describe('a body', () => {
	const create = operation('problems', 'create');
	const needed = { doctor: '100001', patient: 600001 };

	test('has ids as numbers, days, and values of lists', () => {
		const values = { ...needed, date_onset: '2026-04-15T00:00:00', status: 'active', notes: '' };
		expect(valueOf(bodyOf(create, values))).toEqual({
			kind: 'json',
			value: { doctor: 100001, patient: 600001, date_onset: '2026-04-15', status: 'active' },
		});
	});

	test.each([
		[{ patient: '1' }, "'Provider' is empty"],
		[{ ...needed, status: 'Active' }, "'Status' is none of the values it takes"],
		[{ ...needed, date_onset: 'soon' }, "'Date Onset' is not a day of the calendar"],
		[{ ...needed, doctor: 'Dana' }, "'Provider' is not an ID"],
		[{ ...needed, colour: 'red' }, "'colour' is not a field of this operation"],
		[{ ...needed, id: 5 }, "'id' is not a field of this operation"],
	])('is refused: %j', (values, sentence) => {
		const outcome = bodyOf(create, values);
		expect(sentenceOf(outcome)).toBe(sentence);
		expect(JSON.stringify(outcome)).not.toMatch(/soon|Dana/);
	});

	test('of a change needs no field but a name that is one', () => {
		const update = operation('problems', 'update');
		expect(valueOf(bodyOf(update, { notes: 'Text' }))).toMatchObject({ value: { notes: 'Text' } });
		expect(valueOf(bodyOf(update, {}, { empty: ['notes', 'appointment'] }))).toMatchObject({
			value: { notes: '', appointment: null },
		});
		expect(sentenceOf(bodyOf(update, {}, { empty: ['nothing'] }))).toMatch(/is not a field/);
	});

	test('is a form where a file goes along, and then holds nothing nested', () => {
		const update = operation('patients', 'update');
		const day = { patient_photo_date: '2026-04-15' };
		expect(valueOf(bodyOf(update, day, { files: { patient_photo: FILE } }))).toEqual({
			kind: 'multipart',
			fields: day,
			files: { patient_photo: FILE },
		});
		const nested = { primary_insurance: '{"insurance_company":"A"}' };
		expect(sentenceOf(bodyOf(update, nested, { files: { patient_photo: FILE } }))).toBe(
			"'Primary Insurance' cannot be sent together with a file",
		);
		expect(sentenceOf(bodyOf(update, day, { files: { patient_status: FILE } }))).toBe(
			"'patient_status' takes no file",
		);
	});

	test('needs one of two where the server does', () => {
		const book = operation('appointments', 'create');
		const values = {
			doctor: 1,
			patient: 2,
			office: 3,
			exam_room: 1,
			scheduled_time: '2026-04-15T09:30',
		};
		expect(sentenceOf(bodyOf(book, values))).toBe("DrChrono needs 'Duration' or 'Profile'");
		expect(valueOf(bodyOf(book, { ...values, duration: 20 }))).toMatchObject({
			value: { scheduled_time: '2026-04-15T09:30:00', duration: 20 },
		});
	});

	test('takes values that a practice has of its own where there are such', () => {
		const update = operation('appointments', 'update');
		expect(valueOf(bodyOf(update, { status: 'At the Lab' }))).toMatchObject({
			value: { status: 'At the Lab' },
		});
	});

	test("has times on the practice's clock", () => {
		const update = operation('appointments', 'update');
		const values = { scheduled_time: '2026-04-15T13:30:00Z' };
		expect(needsZone(update.body ?? [], values)).toBe(true);
		expect(needsZone(update.body ?? [], { scheduled_time: '2026-04-15T13:30' })).toBe(false);
		expect(valueOf(bodyOf(update, values, { zone: 'US/Eastern' }))).toMatchObject({
			value: { scheduled_time: '2026-04-15T09:30:00' },
		});
	});

	test('checks what is inside of objects, and leaves alone what the catalog does not know', () => {
		const update = operation('patients', 'update');
		const insurance = { insurance_company: 'Demo', subscriber_gender: '', new_field: { a: 1 } };
		expect(valueOf(bodyOf(update, { primary_insurance: insurance }))).toMatchObject({
			value: { primary_insurance: insurance },
		});
		const wrong = { primary_insurance: { insurance_plan_type: 'gold' } };
		expect(sentenceOf(bodyOf(update, wrong))).toBe(
			"'Primary Insurance: Insurance Plan Type' is none of the values it takes",
		);
	});

	test.each([
		['["a","b"]', ['a', 'b']],
		['a, b', ['a', 'b']],
		[['a'], ['a']],
	])('a list may be written as %j', (given, sent) => {
		const create = operation('line_items', 'create');
		const values = {
			appointment: 1,
			code: '99213',
			procedure_type: 'C',
			diagnosis_pointers: given,
		};
		expect(valueOf(bodyOf(create, values))).toMatchObject({ value: { diagnosis_pointers: sent } });
	});
});

describe('a query', () => {
	test('needs one of the dates where the server does', () => {
		const list = operation('appointments', 'list');
		expect(sentenceOf(queryOf(list, { patient: 1 }))).toBe(
			"DrChrono needs 'Changed Since', 'Scheduled Since', 'Date' or 'Days From/To'",
		);
		expect(valueOf(queryOf(list, { patient: 1, since: '2026-04-15' }))).toEqual({
			patient: 1,
			since: '2026-04-15',
		});
	});

	test("writes the day sheets' days as they want them", () => {
		const list = operation('day_sheet_charges', 'list');
		const values = { start_date: '2026-04-05', end_date: '2026-04-30', pg_mode: 'true' };
		expect(valueOf(queryOf(list, values))).toEqual({
			start_date: '4/5/2026',
			end_date: '4/30/2026',
			pg_mode: true,
		});
	});

	test.each(['2026-04-30/2026-04-01', '2026-04-01', '2026-04-01/soon'])(
		'refuses %s as a range of days',
		(range) => {
			const list = operation('appointments', 'list');
			expect(sentenceOf(queryOf(list, { date_range: range }))).toBe(
				"'Days From/To' is not a range of days",
			);
		},
	);
});

describe('a request', () => {
	test('sends to both places what belongs to both', () => {
		const update = operation('signed_consent_forms', 'update');
		const request = valueOf(requestOf(update, '7', { archived: true }));
		expect(request).toMatchObject({
			endpoint: { method: 'PATCH', route: '/api/signed_consent_forms' },
			query: { id: 7 },
			body: { kind: 'multipart', fields: { archived: 'true', id: '7' } },
		});
	});

	test('names the record in its path, and the patient for the log', () => {
		const update = operation('problems', 'update');
		expect(valueOf(requestOf(update, '7', { patient: 600001 }))).toMatchObject({
			path: { id: '7' },
			subject: { patient: '600001' },
		});
	});
});

describe('a list', () => {
	const appointments = operation('appointments', 'list');

	test('is read in the largest pages, smaller ones with details', () => {
		const plan = valueOf(listPlanOf(operation('problems', 'list'), { patient: 1 }));
		expect(plan).toMatchObject({
			paging: { kind: 'next-url', pageSize: 250 },
			request: { query: { patient: 1 } },
		});
		expect(plan.sweep).toBeUndefined();
		const detailed = listPlanOf(operation('patients', 'list'), {}, { verbose: true });
		expect(valueOf(detailed)).toMatchObject({
			paging: { pageSize: 50 },
			request: { query: { verbose: true } },
		});
	});

	test('of many days is cut where the server would fall silent, and judged by its days', () => {
		const plan = valueOf(listPlanOf(appointments, { date_range: '2026-01-01/2026-12-31' }));
		expect(plan.parts?.queries).toHaveLength(3);
		expect(plan.request.query?.date_range).toBeUndefined();
		expect(plan.sweep?.('2026-04-15T12:00:00Z')).toEqual({ since: '2026-04-15T00:00:00' });
		const page = [
			{ scheduled_time: '2026-01-01T09:00:00' },
			{ scheduled_time: '2026-01-05T09:00:00' },
		];
		expect(plan.bulk?.estimate(page)).toBe(146);
	});

	test('is read for each of several providers', () => {
		const each = [{ doctor: '1' }, { doctor: '2' }];
		const plan = valueOf(listPlanOf(operation('problems', 'list'), {}, { each }));
		expect(plan.parts?.queries).toEqual(each);
	});

	test('is prepared in bulk where that is asked for, with what the bulk list takes', () => {
		const bulk = 'always' as const;
		const plan = valueOf(listPlanOf(operation('patients', 'list'), {}, { bulk, verbose: true }));
		expect(plan).toMatchObject({
			paging: { kind: 'bulk-job', pageSize: 1000, endpoint: { route: '/api/patients_list' } },
		});
		const values = operation('clinical_note_field_values', 'list');
		expect(valueOf(listPlanOf(values, {}, { bulk })).paging).toMatchObject({ pageSize: 20_000 });
		expect(sentenceOf(listPlanOf(operation('problems', 'list'), {}, { bulk }))).toBe(
			"'Read in Bulk' is not offered for this list",
		);
		expect(sentenceOf(listPlanOf(operation('patients', 'list'), { doctor: 1 }, { bulk }))).toBe(
			"'Provider' is no filter of the bulk list",
		);
		const dates = { date: '2026-04-15' };
		expect(sentenceOf(listPlanOf(appointments, dates, { bulk, verbose: true }))).toBe(
			"'Read in Bulk' brings no details of these records",
		);
	});

	test('that is one answer has no pages', () => {
		const plan = listPlanOf(operation('doctor_work_schedule', 'list'), {});
		expect(valueOf(plan).paging).toEqual({ kind: 'single' });
	});
});
