import { remarksOn, toldBy } from '../../drchrono/client/errors/complaints';

/** Messages of Django REST framework's fields and of DrChrono (wire.md §5.4), with what we say. */
const rows: Array<[message: string, says: string]> = [
	['This field is required.', "'x' is required"],
	['This field may not be null.', "'x' must not be empty"],
	['This field may not be blank.', "'x' must not be empty"],
	['This list may not be empty.', "'x' must not be empty"],
	['"Active" is not a valid choice.', "'x' is none of the values that DrChrono offers"],
	[
		'Select a valid choice. Active is not one of the available choices.',
		"'x' is none of the values that DrChrono offers",
	],
	[
		'Invalid pk "77" - object does not exist.',
		"'x' points to a record that DrChrono does not have or does not show to this user",
	],
	['office not valid', "'x' points to a record that does not fit the others"],
	['Incorrect type. Expected pk value, received str.', "'x' must be an ID"],
	['Must be a valid UUID.', "'x' must be an ID"],
	['A valid integer is required.', "'x' must be a number"],
	['A valid number is required.', "'x' must be a number"],
	['Must be a valid boolean.', "'x' must be true or false"],
	['"maybe" is not a valid boolean.', "'x' must be true or false"],
	[
		'Datetime has wrong format. Use one of these formats instead: YYYY-MM-DDThh:mm[:ss].',
		"'x' is no date and time that DrChrono understands",
	],
	[
		'Date has wrong format. Use one of these formats instead: YYYY-MM-DD.',
		"'x' is no date that DrChrono understands",
	],
	['Enter a valid date.', "'x' is no date that DrChrono understands"],
	['Enter a valid date/time.', "'x' is no date and time that DrChrono understands"],
	['Time has wrong format.', "'x' is no time that DrChrono understands"],
	['Enter a valid email address.', "'x' is no e-mail address that DrChrono accepts"],
	['The phone number entered is not valid.', "'x' is no phone number that DrChrono accepts"],
	['Enter a valid phone number.', "'x' is no phone number that DrChrono accepts"],
	['Enter a valid URL.', "'x' is no web address"],
	['Unknown or invalid ZIP code', "'x' is no ZIP code that DrChrono knows"],
	['Ensure this field has no more than 100 characters.', "'x' is longer than 100 characters"],
	['Ensure this field has at least 2 characters.', "'x' is shorter than 2 characters"],
	[
		'Ensure this value is less than or equal to 480.',
		"'x' is outside the range that DrChrono accepts",
	],
	[
		'Ensure that there are no more than 2 decimal places.',
		"'x' has more digits than the 2 that DrChrono keeps",
	],
	['Not a valid string.', "'x' has a form that DrChrono does not take"],
	['Expected a list of items but got type "str".', "'x' has a form that DrChrono does not take"],
	['This field must be unique.', "'x' is taken already"],
	['The fields doctor, name must make a unique set.', "'x' is taken already"],
	['The submitted file is empty.', "'x' is no file that DrChrono accepts"],
	['start_time must be before end_time', 'The start must lie before the end'],
	['template_id must be an integer', "'x' must be a number"],
	['both appointment_id and template_id must be specified', "'x' is missing"],
	['Max window size is 190 days', 'The date range is longer than DrChrono allows'],
	['since must be a date or a datetime without a time zone', "'x' must have no time zone"],
	['date must be a date (YYYY-MM-DD)', "'x' is no date that DrChrono understands"],
	['Not one of scheduled, confirmed', "'x' is none of the values that DrChrono offers"],
	['JSON parse error - Expecting value: line 1', 'DrChrono could not read the request'],
	['', "DrChrono refused the field 'x'"],
	['Qzy is not welcome', "DrChrono refused the field 'x'"],
];

test.each(rows)('%s', (message, says) => {
	expect(remarksOn([{ field: 'x', message }])).toEqual([
		{ field: 'x', says, advice: expect.stringMatching(/^[A-Z].*\.$/) },
	]);
});

describe('several complaints', () => {
	const required = (field: string) => ({ field, message: 'This field is required.' });

	test.each([
		[['a', 'b'], "'a' and 'b' are required"],
		[['a', 'b', 'c', 'd'], "'a', 'b', 'c' and 'd' are required"],
		[['a', 'b', 'c', 'd', 'e'], "'a', 'b', 'c' and 2 more are required"],
		[['a', 'a'], "'a' is required"],
	])('of %j, the same: one remark', (fields, says) => {
		expect(remarksOn(fields.map(required)).map((remark) => remark.says)).toEqual([says]);
	});

	test('of different kinds: one remark each, in their order', () => {
		const remarks = remarksOn([
			required('a'),
			{ field: 'b', message: 'Ensure this field has no more than 100 characters.' },
			{ field: 'c', message: 'Ensure this field has no more than 10 characters.' },
			required('d'),
		]);
		expect(remarks).toEqual([
			{
				field: 'a',
				says: "'a' and 'd' are required",
				advice: "Fill in 'a' and 'd' and run it again.",
			},
			{ field: 'b', says: "'b' is longer than 100 characters", advice: expect.anything() },
			{ field: 'c', says: "'c' is longer than 10 characters", advice: expect.anything() },
		]);
	});
});

test.each([
	['since must be a date', 'since', "'since' is no date that DrChrono understands"],
	['exam_room_id must be an integer', 'exam_room_id', "'exam_room_id' must be a number"],
	['doctor must be an integer', 'doctor', "'doctor' must be a number"],
	['doctor number must be odd', undefined, undefined],
	['qzysmith must be an integer', undefined, 'A value must be a number'],
])('a parameter is named by the message: %s', (message, field, says) => {
	const [remark] = remarksOn([{ message }]);
	expect([remark?.field, remark?.says]).toEqual([field, says]);
});

test('without a field and unknown, there is nothing to say', () => {
	expect(remarksOn([{ message: 'Qzy is not welcome' }])).toEqual([]);
});

test.each([
	['Appointment overlaps with 400001', 'overlapWith', '400001'],
	['Appointment overlaps with [400001]', 'overlapWith', '400001'],
	['Appointment overlaps with appointment #400001.', 'overlapWith', '400001'],
	['Appointment overlaps with Qzy, 400001', 'overlap', undefined],
	['Scheduled time overlaps with an existing appointment', 'overlap', undefined],
	['Potential duplicate patient(s) found.', 'duplicatePatient', undefined],
	['Cannot modify a locked clinical note.', 'lockedNote', undefined],
	['Invalid uuid specified', 'jobGone', undefined],
])('%s is told by itself', (message, situation, record) => {
	expect(toldBy([{ message }])).toEqual({ situation, record });
});

test.each([
	['"overlaps with lunch" is not a valid choice.'],
	['"note locked" is not a valid choice.'],
	['Ensure this field has no more than 20 characters, not "invalid uuid of a suspended account'],
])('%s: what was sent does not count as told', (message) => {
	expect(toldBy([{ field: 'reason', message }])).toBeUndefined();
});

test('a complaint further down may tell', () => {
	const message = 'Potential duplicate patient(s) found.';
	expect(toldBy([{ message: 'No' }, { message }])?.situation).toBe('duplicatePatient');
});
