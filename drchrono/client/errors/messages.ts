import type { Situation } from './sentences';

/** A message about a field that DrChrono is known to send, and how we say it. */
export interface KnownMessage {
	/** A group `limit` may hold a number of the schema. Nothing else of the text gets out. */
	pattern: RegExp;
	/** `{subject}` is the field's name. */
	says: string;
	/** The same of several fields, where it is not the same. */
	saysOfMany?: string;
	/** `{it}` is the field's name, or "the value". */
	advice: string;
}

/** A message that says all there is to say about an answer. */
export interface TellingMessage {
	/** A group `record` may hold the id of an appointment. */
	pattern: RegExp;
	situation: Situation;
}

const FILL_IN = 'Fill in {it} and run it again.';
const CORRECT = 'Correct {it} and run it again.';
const CHOOSE = 'Choose {it} from the list, or check the ID.';

/**
 * What v4 says about fields, and what a guide server may say, whose wording nobody has told of. Sources:
 * wire.md §3, §5.3, §5.4, and the messages of Django REST framework, which v4 is built with. The first
 * that fits counts.
 */
export const KNOWN_MESSAGES: readonly KnownMessage[] = [
	{
		pattern: /^this field is required\b/i,
		says: '{subject} is required',
		saysOfMany: '{subject} are required',
		advice: FILL_IN,
	},
	{
		pattern: /\bmay not be (null|blank|empty)\b/i,
		says: '{subject} must not be empty',
		advice: FILL_IN,
	},
	{
		pattern: /\bvalid choice\b|\b(choose|must be|not) one of\b/i,
		says: '{subject} is none of the values that DrChrono offers',
		saysOfMany: '{subject} are none of the values that DrChrono offers',
		advice: 'Use one of the offered values, spelt exactly as DrChrono spells it.',
	},
	{
		pattern: /^invalid pk\b|\bdoes not exist\b|\bno such\b/i,
		says: '{subject} points to a record that DrChrono does not have or does not show to this user',
		saysOfMany:
			'{subject} point to records that DrChrono does not have or does not show to this user',
		advice: CHOOSE,
	},
	{
		pattern: /^(office|patient|profile|doctor|exam_?room)s? (is )?not valid\b/i,
		says: '{subject} points to a record that does not fit the others',
		saysOfMany: '{subject} point to records that do not fit the others',
		advice: CHOOSE,
	},
	{
		pattern: /^incorrect type\. expected pk\b|\bvalid uuid\b/i,
		says: '{subject} must be an ID',
		saysOfMany: '{subject} must be IDs',
		advice: CHOOSE,
	},
	{
		pattern: /\bvalid boolean\b/i,
		says: '{subject} must be true or false',
		advice: CORRECT,
	},
	{
		pattern: /\ba valid (integer|number)\b|\ban integer\b|\ba (whole )?number\b/i,
		says: '{subject} must be a number',
		saysOfMany: '{subject} must be numbers',
		advice: CORRECT,
	},
	{
		pattern: /\bwithout a time ?zone\b/i,
		says: '{subject} must have no time zone',
		advice: 'Give the time as the clock of the practice shows it.',
	},
	{
		pattern: /^datetime has wrong format|\b(datetime|date\/time|iso 8601)\b/i,
		says: '{subject} is no date and time that DrChrono understands',
		saysOfMany: '{subject} are no dates and times that DrChrono understands',
		advice: 'Use a form such as 2026-04-15T14:00.',
	},
	{
		pattern: /^date has wrong format|\ba (valid )?date\b/i,
		says: '{subject} is no date that DrChrono understands',
		saysOfMany: '{subject} are no dates that DrChrono understands',
		advice: 'Use the form YYYY-MM-DD.',
	},
	{
		pattern: /^time has wrong format|\ba (valid )?time\b/i,
		says: '{subject} is no time that DrChrono understands',
		saysOfMany: '{subject} are no times that DrChrono understands',
		advice: 'Use the form HH:MM.',
	},
	{
		pattern: /\be-?mail\b/i,
		says: '{subject} is no e-mail address that DrChrono accepts',
		saysOfMany: '{subject} are no e-mail addresses that DrChrono accepts',
		advice: CORRECT,
	},
	{
		pattern: /\bphone\b/i,
		says: '{subject} is no phone number that DrChrono accepts',
		saysOfMany: '{subject} are no phone numbers that DrChrono accepts',
		advice: 'Use ten digits, or the international form with a plus sign.',
	},
	{
		pattern: /\bvalid url\b/i,
		says: '{subject} is no web address',
		saysOfMany: '{subject} are no web addresses',
		advice: CORRECT,
	},
	{
		pattern: /\b(unknown|invalid|valid)\b.{0,20}\bzip\b|\bzip\b.{0,20}\b(unknown|invalid)\b/i,
		says: '{subject} is no ZIP code that DrChrono knows',
		saysOfMany: '{subject} are no ZIP codes that DrChrono knows',
		advice: CORRECT,
	},
	{
		pattern: /\bno more than (?<limit>\d{1,6}) characters\b/i,
		says: '{subject} is longer than {limit} characters',
		saysOfMany: '{subject} are longer than {limit} characters',
		advice: 'Shorten {it} and run it again.',
	},
	{
		pattern: /\bat least (?<limit>\d{1,6}) characters\b/i,
		says: '{subject} is shorter than {limit} characters',
		saysOfMany: '{subject} are shorter than {limit} characters',
		advice: CORRECT,
	},
	{
		pattern: /^ensure this value is (less|greater) than or equal to\b/i,
		says: '{subject} is outside the range that DrChrono accepts',
		saysOfMany: '{subject} are outside the range that DrChrono accepts',
		advice: CORRECT,
	},
	{
		pattern: /^ensure that there are no more than (?<limit>\d{1,3}) /i,
		says: '{subject} has more digits than the {limit} that DrChrono keeps',
		saysOfMany: '{subject} have more digits than the {limit} that DrChrono keeps',
		advice: CORRECT,
	},
	{
		pattern:
			/^no file was submitted|^the submitted (data was not a )?file\b|^upload a valid image/i,
		says: '{subject} is no file that DrChrono accepts',
		saysOfMany: '{subject} are no files that DrChrono accepts',
		advice: 'The file must not be empty, and of a kind that DrChrono takes.',
	},
	{
		pattern:
			/^not a valid string|^invalid data\b|^expected a|\bvalid json\b|^null characters|wrong format/i,
		says: '{subject} has a form that DrChrono does not take',
		saysOfMany: '{subject} have a form that DrChrono does not take',
		advice: CORRECT,
	},
	{
		pattern: /\bmust be unique\b|\bunique set\b|\balready exists\b/i,
		says: '{subject} is taken already',
		saysOfMany: '{subject} are taken already',
		advice: 'Use another value, or update the existing record.',
	},
	{
		pattern: /\bmust be (before|after)\b/i,
		says: 'The start must lie before the end',
		advice: 'Correct the start or the end and run it again.',
	},
	{
		pattern: /\bmaximum number of exam rooms\b/i,
		says: 'The office has as many exam rooms as DrChrono allows',
		advice: 'Use an existing exam room, or remove one in DrChrono.',
	},
	{
		pattern: /\bmust be specified\b/i,
		says: '{subject} is missing',
		saysOfMany: '{subject} are missing',
		advice: 'Fill in {it}; for a list, set one of its date filters.',
	},
	{
		pattern: /\b190 days\b|\bdate.?range\b.{0,60}\b(too|exceeds?|longer|more than|maximum)\b/i,
		says: 'The date range is longer than DrChrono allows',
		advice: 'Ask for at most 180 days at once.',
	},
	{
		pattern: /^json parse\b|^malformed request|^unsupported media type/i,
		says: 'DrChrono could not read the request',
		advice: 'Check values that were given as JSON.',
	},
];

/** What is said of a field whose message is not known. */
export const UNKNOWN_MESSAGE: KnownMessage = {
	pattern: /^/,
	says: 'DrChrono refused the field {subject}',
	saysOfMany: 'DrChrono refused the fields {subject}',
	advice: "Check {it}. DrChrono's own text is left out because it may repeat the value.",
};

/**
 * Messages that settle what happened, whichever status and shape they come with: overlaps and duplicates
 * are told of with 409 and with 400 (wire.md §4, §5.3).
 */
export const TELLING_MESSAGES: readonly TellingMessage[] = [
	{
		pattern: /^appointment overlaps with (appointment )?[#[]?(?<record>\d{1,20})\]?\.?$/i,
		situation: 'overlapWith',
	},
	{ pattern: /\boverlaps? with\b/i, situation: 'overlap' },
	{ pattern: /^potential duplicate patient/i, situation: 'duplicatePatient' },
	{ pattern: /\blocked\b.{0,20}\bnote\b|\bnote\b.{0,20}\blocked\b/i, situation: 'lockedNote' },
	{ pattern: /\binvalid uuid\b/i, situation: 'jobGone' },
	{ pattern: /\baccount\b.{0,40}\bsuspended\b|\bsuspended account\b/i, situation: 'suspended' },
	{ pattern: /\b(lacks?|missing|insufficient|requires?)\b.{0,20}\bscopes?\b/i, situation: 'scope' },
];
