import { DateTime } from 'luxon';
import { toMillis } from '../clock.mts';

/** The guide's appointment statuses for v4's; all others (custom ones too) are `scheduled`. */
const TO_GUIDE: Readonly<Record<string, string>> = {
	'': 'scheduled',
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

const TO_V4: Readonly<Record<string, string>> = {
	scheduled: '',
	confirmed: 'Confirmed',
	checked_in: 'Checked In',
	in_progress: 'In Session',
	completed: 'Complete',
	cancelled: 'Cancelled',
	no_show: 'No Show',
	rescheduled: 'Rescheduled',
};

export const GUIDE_STATUSES: readonly string[] = Object.keys(TO_V4);

export const guideStatus = (v4: unknown): string => TO_GUIDE[String(v4 ?? '')] ?? 'scheduled';
export const v4Status = (guide: string): string => TO_V4[guide] ?? '';

const GENDERS: Readonly<Record<string, string>> = {
	Male: 'male',
	Female: 'female',
	Other: 'other',
	UNK: 'unknown',
	ASKU: 'unknown',
};
export const guideGender = (v4: unknown): string => GENDERS[String(v4 ?? '')] ?? 'unknown';
export function v4Gender(guide: string): string | undefined {
	return Object.keys(GENDERS).find((key) => GENDERS[key] === guide);
}

/** v4's three-letter language codes and the guide's two-letter ones. */
const LANGUAGES: Readonly<Record<string, string>> = {
	eng: 'en',
	zho: 'zh',
	fra: 'fr',
	ita: 'it',
	jpn: 'ja',
	por: 'pt',
	rus: 'ru',
	spa: 'es',
};
export const guideLanguage = (v4: unknown): string | null => LANGUAGES[String(v4 ?? '')] ?? null;
export function v4Language(guide: string): string {
	return Object.keys(LANGUAGES).find((key) => LANGUAGES[key] === guide) ?? 'other';
}

/** ISO 8601 in UTC with `Z` of a naive wall-clock time; null when there is none. */
export function instant(naive: unknown, zone: string): string | null {
	if (typeof naive !== 'string' || naive === '') return null;
	const millis = toMillis(naive, zone);
	return Number.isNaN(millis) ? null : new Date(millis).toISOString().replace('.000Z', 'Z');
}

/** Naive wall clock of an ISO 8601 time with offset or `Z`; undefined when it has none. */
export function wallClock(iso: unknown, zone: string): string | undefined {
	const text = String(iso);
	if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d(\.\d+)?)?(Z|[+-]\d\d:?\d\d)$/.test(text)) return undefined;
	const at = DateTime.fromISO(text, { zone });
	return at.isValid ? at.toFormat("yyyy-MM-dd'T'HH:mm:ss") : undefined;
}

/** `+16505550100` of whatever ten digits a v4 phone has; null without any. */
export function guidePhone(v4: unknown): string | null {
	const digits = String(v4 ?? '').replace(/\D/g, '');
	return digits.length === 10 ? `+1${digits}` : digits.length === 11 ? `+${digits}` : null;
}

export const PHONE = /^\+1\d{10}$/;
export const EMAIL = /^[^@\s]+@[^@\s]+\.[^@\s]+$/;
