import type { Failure } from '../client/failure';
import { failed, success, type Outcome } from '../client/outcome';
import { hasLuhnDigit } from './luhn';
import { hasVerhoeffDigit } from './verhoeff';

/** Systems in which a chart names diagnoses, findings, drugs, vaccines and laboratory tests. */
export type CodeSystem = 'icd10' | 'icd9' | 'snomed' | 'rxnorm' | 'ndc' | 'cvx' | 'cpt' | 'loinc';

interface CodeRule {
	/** As practices say it. */
	name: string;
	example: string;
	/** The code as DrChrono keeps it; `undefined` for what cannot be one. */
	read(text: string): string | undefined;
}

/** ICD-10-CM: a letter, a digit, a digit or A or B, then up to four more; X fills gaps (ICD-10-CM guidelines I.A.2). */
const ICD10 = /^([A-Z]\d[0-9AB])\.?([0-9A-Z]{1,4})?$/;

/** ICD-9-CM: three digits, V and two or E and three, then at most two, after E one. */
const ICD9 = /^(\d{3}|V\d{2})\.?(\d{1,2})?$|^(E\d{3})\.?(\d)?$/;

/** An RxNorm concept (RxCUI): a number without leading zeros. */
const RXNORM = /^[1-9]\d{0,7}$/;

/** National drug codes: ten digits with hyphens that tell their parts, or eleven. */
const NDC = /^(\d{4}-\d{4}-\d{2}|\d{5}-(\d{3}-\d{2}|\d{4}-\d{1,2})|\d{11})$/;

/** CPT: four digits and a digit or letter; HCPCS II: a letter and four digits. */
const CPT = /^(\d{4}[0-9A-Z]|[A-V]\d{4})$/;

/** LOINC: a number, a hyphen, and a digit that checks the number. */
const LOINC = /^([1-9]\d{0,6})-(\d)$/;

/** Concept identifiers have 6 to 18 digits, of which the last checks the others. */
const SCTID = /^[1-9]\d{5,17}$/;

/** The two digits before the last tell what an identifier is of: 00 and 10 are concepts. */
const CONCEPT = /[01]0\d$/;

/** What a code of each system looks like. Whether it exists only the system itself can tell. */
export const CODE_SYSTEMS: Readonly<Record<CodeSystem, CodeRule>> = {
	icd10: {
		name: 'ICD-10-CM',
		example: 'E11.9',
		read: (text) => dotted(ICD10.exec(text)),
	},
	icd9: {
		name: 'ICD-9-CM',
		example: '250.00',
		read: (text) => dotted(ICD9.exec(text)),
	},
	snomed: {
		name: 'SNOMED CT',
		example: '44054006',
		read: (text) =>
			SCTID.test(text) && CONCEPT.test(text) && hasVerhoeffDigit(text) ? text : undefined,
	},
	rxnorm: {
		name: 'RxNorm',
		example: '860975',
		read: (text) => (RXNORM.test(text) ? text : undefined),
	},
	ndc: {
		name: 'NDC',
		example: '0093-7214-01',
		read: (text) => (NDC.test(text) ? text : undefined),
	},
	cvx: {
		name: 'CVX',
		example: '08',
		// The CDC writes them with two digits at least.
		read: (text) => (/^\d{1,3}$/.test(text) ? text.padStart(2, '0') : undefined),
	},
	cpt: {
		name: 'CPT or HCPCS',
		example: '90686',
		read: (text) => (CPT.test(text) ? text : undefined),
	},
	loinc: {
		name: 'LOINC',
		example: '718-7',
		read: (text) => (LOINC.test(text) && hasLuhnDigit(text.replace('-', '')) ? text : undefined),
	},
};

/**
 * A code as it goes to DrChrono: without blanks, in capitals, ICD with its dot. What cannot be a code
 * of the system, such as a mistyped SNOMED CT identifier, is refused before anything is sent.
 *
 * @param label the field's name on the panel
 */
export function codeOf(system: CodeSystem, text: string, label: string): Outcome<string> {
	const { name, example, read } = CODE_SYSTEMS[system];
	const code = read(text.replace(/\s+/g, '').toUpperCase());
	return code === undefined ? failed(noCode(label, name, example)) : success(code);
}

/** The parts before and after the dot. */
function dotted(match: RegExpExecArray | null): string | undefined {
	if (!match) return undefined;
	const [category, detail] = match.slice(1).filter((part) => part !== undefined);
	return detail === undefined ? category : `${category}.${detail}`;
}

function noCode(label: string, name: string, example: string): Failure {
	return {
		kind: 'invalid-input',
		sentence: `'${label}' is no ${name} code`,
		advice: `Look it up again; such a code looks like ${example}. Nothing was sent.`,
		field: label,
	};
}
