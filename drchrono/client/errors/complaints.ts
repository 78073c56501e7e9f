import type { Complaint } from './body';
import type { Situation } from './sentences';
import { fill } from './wording';

/** Gives the name a person knows a field by, for a name of the API. */
export type FieldLabel = (apiField: string) => string | undefined;

/** A complaint in our own words. */
export interface Remark {
	field?: string;
	/** Part of a sentence, such as `'Provider' (doctor) is required`. */
	says: string;
	advice: string;
}

interface KnownComplaint {
	/** Group `field` names a parameter; group `limit` is a number of the schema. No other text gets out. */
	pattern: RegExp;
	says: string;
	advice: string;
}

interface TellingMessage {
	/** Group `record` is the id of an appointment. */
	pattern: RegExp;
	situation: Situation;
}

const CORRECT = 'Correct {subject} and run it again.';
const CHOOSE = 'Choose {subject} from the list, or check the ID.';

/**
 * What DrChrono is known to say about a field, and how we say it. The server's text itself is never
 * shown: it likes to repeat what was sent (`"Smith" is not a valid choice.`). Sources: wire.md §5.4 and
 * the messages of Django REST framework's field classes, which v4 is built with.
 */
const KNOWN_COMPLAINTS: readonly KnownComplaint[] = [
	{
		pattern: /^this field is required\b/i,
		says: '{subject} is required',
		advice: 'Fill in {subject} and run it again.',
	},
	{
		pattern:
			/^this field may not be (null|blank)|^this (list|dictionary|selection) may not be empty/i,
		says: '{subject} must not be empty',
		advice: 'Fill in {subject} and run it again.',
	},
	{
		pattern: /is not a valid choice\b|^select a valid choice\b/i,
		says: '{subject} is none of the values that DrChrono offers',
		advice: 'Use one of the offered values, spelt exactly as DrChrono spells it.',
	},
	{
		pattern: /^invalid pk\b|object does not exist\b|^object with .{0,200} does not exist/i,
		says: '{subject} points to a record that DrChrono does not have or does not show to this user',
		advice: CHOOSE,
	},
	{
		pattern: /^(office|patient|profile|doctor|exam_?room)s? (is )?not valid\b/i,
		says: '{subject} points to a record that does not fit the others',
		advice: CHOOSE,
	},
	{
		pattern: /^incorrect type\. expected pk\b|valid uuid\b/i,
		says: '{subject} must be an ID',
		advice: CHOOSE,
	},
	{
		pattern: /(?:^(?<field>[a-z_]{1,40}_(id|size)) )?must be an? (integer|number)\b/,
		says: '{subject} must be a number',
		advice: CORRECT,
	},
	{
		pattern: /^a valid (integer|number) is required\b/i,
		says: '{subject} must be a number',
		advice: CORRECT,
	},
	{
		pattern: /valid boolean\b/i,
		says: '{subject} must be true or false',
		advice: CORRECT,
	},
	{
		pattern: /^datetime has wrong format|valid date\/?time\b|^expected a datetime/i,
		says: '{subject} is no date and time that DrChrono understands',
		advice: 'Use a form such as 2026-04-15T14:00.',
	},
	{
		pattern: /^date has wrong format|valid date\b|^expected a date but/i,
		says: '{subject} is no date that DrChrono understands',
		advice: 'Use the form YYYY-MM-DD.',
	},
	{
		pattern: /^time has wrong format|valid time\b/i,
		says: '{subject} is no time that DrChrono understands',
		advice: 'Use the form HH:MM.',
	},
	{
		pattern: /valid e-?mail\b/i,
		says: '{subject} is no e-mail address',
		advice: CORRECT,
	},
	{
		pattern: /phone number\b.{0,60}\b(not valid|invalid)|valid phone\b|invalid phone\b/i,
		says: '{subject} is no phone number that DrChrono accepts',
		advice: 'Use ten digits, or the international form with a plus sign.',
	},
	{
		pattern: /^enter a valid url\b/i,
		says: '{subject} is no web address',
		advice: CORRECT,
	},
	{
		pattern: /\bzip code\b/i,
		says: '{subject} is no ZIP code that DrChrono knows',
		advice: CORRECT,
	},
	{
		pattern: /^ensure this field has no more than (?<limit>\d{1,6}) characters/i,
		says: '{subject} is longer than {limit} characters',
		advice: 'Shorten {subject} and run it again.',
	},
	{
		pattern: /^ensure this field has at least (?<limit>\d{1,6}) characters/i,
		says: '{subject} is shorter than {limit} characters',
		advice: CORRECT,
	},
	{
		pattern: /^ensure this value is (less than or equal to|greater than or equal to) -?\d/i,
		says: '{subject} is outside the range that DrChrono accepts',
		advice: CORRECT,
	},
	{
		pattern: /^ensure that there are no more than (?<limit>\d{1,3}) /i,
		says: '{subject} has more digits than the {limit} that DrChrono keeps',
		advice: CORRECT,
	},
	{
		pattern:
			/^not a valid string\b|^invalid data\. expected|^expected a (list|dictionary)|valid json\b|^null characters|^duration has wrong format/i,
		says: '{subject} has a form that DrChrono does not take',
		advice: CORRECT,
	},
	{
		pattern: /must be unique\b|unique set\b|already exists\b/i,
		says: '{subject} is taken already',
		advice: 'Use another value, or update the existing record.',
	},
	{
		pattern:
			/^no file was submitted|^the submitted (data was not a )?file\b|^upload a valid image/i,
		says: '{subject} is no file that DrChrono accepts',
		advice: 'Check the file: it must not be empty, and of a kind that DrChrono takes.',
	},
	{
		pattern: /must be before\b|must be after\b/i,
		says: '{subject} is out of order: the start must lie before the end',
		advice: CORRECT,
	},
	{
		pattern: /maximum number of exam rooms/i,
		says: 'The office has as many exam rooms as DrChrono allows',
		advice: 'Use an existing exam room, or remove one in DrChrono.',
	},
	{
		pattern: /must be specified\b/i,
		says: 'A filter that DrChrono insists on is missing',
		advice: 'Set a date filter (or the other filter that this list needs) and run it again.',
	},
	{
		pattern: /\b190 days\b|date.?range\b.{0,60}(too|exceed|long|more than|maximum)/i,
		says: 'The date range is longer than DrChrono allows',
		advice: 'Ask for at most 180 days at once.',
	},
	{
		pattern: /^json parse\b|^malformed request|^unsupported media type/i,
		says: 'DrChrono could not read the request',
		advice: 'Check values that were given as JSON.',
	},
];

/**
 * Messages that say all there is to say, whichever status and shape they come with: for overlaps and
 * duplicates 409 and 400 are both told of (wire.md §4, §5.3).
 */
const TELLING_MESSAGES: readonly TellingMessage[] = [
	{
		pattern: /^appointment overlaps with (appointment )?[#[]?(?<record>\d{1,20})\]?\.?$/i,
		situation: 'overlapWith',
	},
	{ pattern: /\boverlaps? with\b/i, situation: 'overlap' },
	{ pattern: /^potential duplicate patient/i, situation: 'duplicatePatient' },
	{ pattern: /\blocked\b.{0,20}\bnote\b|\bnote\b.{0,20}\blocked\b/i, situation: 'lockedNote' },
	{ pattern: /\binvalid uuid\b/i, situation: 'jobGone' },
	{ pattern: /\baccount\b.{0,40}\bsuspended\b|\bsuspended account\b/i, situation: 'suspended' },
	{
		pattern: /\b(lacks?|missing|insufficient|required?s?)\b.{0,20}\bscopes?\b/i,
		situation: 'scope',
	},
];

/** Finds a message that settles what happened. */
export function toldBy(
	complaints: readonly Complaint[],
): { situation: Situation; record?: string } | undefined {
	for (const { message } of complaints) {
		const text = withoutQuotes(message);
		for (const { pattern, situation } of TELLING_MESSAGES) {
			const match = pattern.exec(text);
			if (match) return { situation, record: match.groups?.record };
		}
	}
	return undefined;
}

/**
 * Puts a complaint in our own words. One that is not known becomes "DrChrono refused the field", with
 * the field's name and none of the server's text; one without a field that is not known, nothing.
 */
export function remarkOn(complaint: Complaint, fieldLabel?: FieldLabel): Remark | undefined {
	const text = withoutQuotes(complaint.message);
	for (const { pattern, says, advice } of KNOWN_COMPLAINTS) {
		const match = pattern.exec(text);
		if (!match) continue;
		const field = complaint.field ?? match.groups?.field;
		const slots = { subject: subjectOf(field, fieldLabel), limit: match.groups?.limit };
		return { field, says: capitalised(fill(says, slots)), advice: fill(advice, slots) };
	}
	if (complaint.field === undefined) return undefined;
	const subject = subjectOf(complaint.field, fieldLabel);
	return {
		field: complaint.field,
		says: `DrChrono refused the field ${subject}`,
		advice: `Check ${subject}. DrChrono's own text is left out because it may repeat the value.`,
	};
}

/** What stands in quotes was sent by us, and must not be taken for the server's own words. */
function withoutQuotes(message: string): string {
	return message.replace(/".*"|".*$/s, '""');
}

/** `'Provider' (doctor)` where the node has a name for it, else `'doctor'`. */
function subjectOf(field: string | undefined, fieldLabel?: FieldLabel): string {
	if (field === undefined) return 'a value';
	const label = fieldLabel?.(field);
	return label && label !== field ? `'${label}' (${field})` : `'${field}'`;
}

function capitalised(text: string): string {
	return text.charAt(0).toUpperCase() + text.slice(1);
}
