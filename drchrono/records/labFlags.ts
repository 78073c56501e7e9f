import type { CodeList } from './codeList';

/**
 * What a laboratory says of a result: HL7 table 0078 as v4 has it, in chart results and in results of
 * orders (wire.md App. B).
 */
export const FLAGS: CodeList = {
	A: 'Abnormal',
	AA: 'Very Abnormal',
	'>': 'Above the Measurable Range',
	'<': 'Below the Measurable Range',
	B: 'Better',
	HH: 'Critically High',
	LL: 'Critically Low',
	D: 'Down Significantly',
	H: 'High',
	I: 'Intermediate',
	L: 'Low',
	MS: 'Moderately Susceptible',
	NEG: 'Negative',
	null: 'No Range Defined',
	N: 'Normal',
	POS: 'Positive',
	R: 'Resistant',
	S: 'Susceptible',
	U: 'Up Significantly',
	VS: 'Very Susceptible',
	W: 'Worse',
};

/** Worth a clinician's look. A change that is significant counts: a result too many is better than one missed. */
const ABNORMAL = new Set([
	'A',
	'AA',
	'>',
	'<',
	'HH',
	'LL',
	'D',
	'H',
	'I',
	'L',
	'POS',
	'R',
	'U',
	'W',
]);

const NORMAL = new Set(['N', 'NEG', 'S', 'MS', 'VS']);

/** What is known of a result, in the server's words. */
export interface Findings {
	/** A code of `FLAGS`; absent or empty if the laboratory said nothing. */
	flag?: unknown;
	value?: unknown;
	unit?: unknown;
	/** As text, such as `12.0-16.0`, `12.0 16.0`, `<5` or `>60`. */
	range?: unknown;
	rangeUnit?: unknown;
}

/** Whether a result is abnormal, and what says so. */
export interface Judgement {
	/** The flag in words; `null` if there is none. */
	flag_meaning: string | null;
	/** `null` if neither flag nor range tells. */
	abnormal: boolean | null;
	judged_by: 'flag' | 'range' | null;
}

/** The laboratory's flag decides; without one that does, the value and its range. */
export function judge(findings: Findings): Judgement {
	const flag = typeof findings.flag === 'string' ? findings.flag.trim().toUpperCase() : '';
	const code = flag === 'NULL' ? 'null' : flag;
	const flag_meaning = Object.hasOwn(FLAGS, code) ? (FLAGS[code] ?? null) : null;
	if (ABNORMAL.has(code)) return { flag_meaning, abnormal: true, judged_by: 'flag' };
	if (NORMAL.has(code)) return { flag_meaning, abnormal: false, judged_by: 'flag' };
	const within = isWithinRange(findings);
	if (within === undefined) return { flag_meaning, abnormal: null, judged_by: null };
	return { flag_meaning, abnormal: !within, judged_by: 'range' };
}

/** `undefined` where value and range are not both plain numbers in the same unit. */
function isWithinRange({ value, unit, range, rangeUnit }: Findings): boolean | undefined {
	const number = numberIn(value);
	const bounds = boundsIn(range);
	if (number === undefined || !bounds) return undefined;
	const units = [unit, rangeUnit].map((one) => (typeof one === 'string' ? one.trim() : ''));
	if (units[0] && units[1] && units[0].toLowerCase() !== units[1].toLowerCase()) return undefined;
	const { low, high, open } = bounds;
	if (open) return low === undefined ? number < (high ?? 0) : number > low;
	return (low === undefined || number >= low) && (high === undefined || number <= high);
}

interface Bounds {
	low?: number;
	high?: number;
	/** True if the bound itself is outside. */
	open?: true;
}

const NUMBER = '(-?\\d+(?:\\.\\d+)?)';
const BETWEEN = new RegExp(`^${NUMBER}(?:\\s*(?:-|–|—|to)\\s*|\\s+)${NUMBER}$`, 'i');
const BOUND = new RegExp(`^(<=|>=|≤|≥|<|>)\\s*${NUMBER}$`);

function boundsIn(range: unknown): Bounds | undefined {
	const text = typeof range === 'string' ? range.trim() : '';
	const between = BETWEEN.exec(text);
	if (between) {
		const [low, high] = [Number(between[1]), Number(between[2])];
		return low <= high ? { low, high } : undefined;
	}
	const bound = BOUND.exec(text);
	if (!bound) return undefined;
	const [, sign = '', number] = bound;
	const at = Number(number);
	if (sign === '<') return { high: at, open: true };
	if (sign === '>') return { low: at, open: true };
	return sign === '<=' || sign === '≤' ? { high: at } : { low: at };
}

function numberIn(value: unknown): number | undefined {
	if (typeof value === 'number') return Number.isFinite(value) ? value : undefined;
	if (typeof value !== 'string' || !/^\s*-?\d+(\.\d+)?\s*$/.test(value)) return undefined;
	return Number(value);
}
