/** A measured quantity by its LOINC number (Regenstrief, free to use). */
export interface Analyte {
	name: string;
	loinc: string;
	unit: string;
	low: number;
	high: number;
	decimals: number;
	/** ICD-10 code of a condition, and the value around which it moves the result. */
	moved?: readonly [icd10: string, mean: number];
}

export interface Panel {
	code: string;
	name: string;
	analytes: readonly Analyte[];
	/** How often it is ordered, against the others. */
	weight: number;
}

export const PANELS: readonly Panel[] = [
	{
		code: '83036',
		name: 'Hemoglobin A1c',
		weight: 6,
		analytes: [
			{
				name: 'Hemoglobin A1c',
				loinc: '4548-4',
				unit: '%',
				low: 4,
				high: 5.6,
				decimals: 1,
				moved: ['E11.9', 7.6],
			},
		],
	},
	{
		code: '80053',
		name: 'Comprehensive metabolic panel',
		weight: 7,
		analytes: [
			{
				name: 'Glucose',
				loinc: '2345-7',
				unit: 'mg/dL',
				low: 70,
				high: 99,
				decimals: 0,
				moved: ['E11.9', 158],
			},
			{
				name: 'Creatinine',
				loinc: '2160-0',
				unit: 'mg/dL',
				low: 0.6,
				high: 1.3,
				decimals: 2,
				moved: ['N18.30', 1.8],
			},
			{ name: 'Sodium', loinc: '2951-2', unit: 'mmol/L', low: 135, high: 145, decimals: 0 },
			{
				name: 'Potassium',
				loinc: '2823-3',
				unit: 'mmol/L',
				low: 3.5,
				high: 5.1,
				decimals: 1,
				moved: ['N18.30', 5.2],
			},
			{
				name: 'Alanine aminotransferase',
				loinc: '1742-6',
				unit: 'U/L',
				low: 7,
				high: 55,
				decimals: 0,
			},
		],
	},
	{
		code: '80061',
		name: 'Lipid panel',
		weight: 5,
		analytes: [
			{
				name: 'Cholesterol',
				loinc: '2093-3',
				unit: 'mg/dL',
				low: 120,
				high: 199,
				decimals: 0,
				moved: ['E78.5', 238],
			},
			{
				name: 'LDL cholesterol',
				loinc: '13457-7',
				unit: 'mg/dL',
				low: 50,
				high: 129,
				decimals: 0,
				moved: ['E78.5', 162],
			},
			{ name: 'HDL cholesterol', loinc: '2085-9', unit: 'mg/dL', low: 40, high: 90, decimals: 0 },
			{
				name: 'Triglycerides',
				loinc: '2571-8',
				unit: 'mg/dL',
				low: 40,
				high: 149,
				decimals: 0,
				moved: ['E78.5', 205],
			},
		],
	},
	{
		code: '85027',
		name: 'Complete blood count',
		weight: 5,
		analytes: [
			{
				name: 'Hemoglobin',
				loinc: '718-7',
				unit: 'g/dL',
				low: 12,
				high: 16,
				decimals: 1,
				moved: ['D50.9', 9.8],
			},
			{
				name: 'White blood cells',
				loinc: '6690-2',
				unit: '10*3/uL',
				low: 4,
				high: 11,
				decimals: 1,
			},
			{ name: 'Platelets', loinc: '777-3', unit: '10*3/uL', low: 150, high: 400, decimals: 0 },
		],
	},
	{
		code: '84443',
		name: 'Thyroid stimulating hormone',
		weight: 3,
		analytes: [
			{
				name: 'TSH',
				loinc: '3016-3',
				unit: 'mIU/L',
				low: 0.4,
				high: 4.5,
				decimals: 2,
				moved: ['E03.9', 5.6],
			},
		],
	},
	{
		code: '82306',
		name: 'Vitamin D, 25-hydroxy',
		weight: 2,
		analytes: [
			{
				name: '25-hydroxyvitamin D',
				loinc: '1989-3',
				unit: 'ng/mL',
				low: 30,
				high: 100,
				decimals: 0,
				moved: ['E55.9', 19],
			},
		],
	},
];
