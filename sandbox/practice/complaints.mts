/** What a visit is for when it is not a chronic condition. */
export interface Complaint {
	name: string;
	icd10: string;
	/** The patient's words. */
	says: string;
	/** A drug given for it for some days, if any. */
	drug?: string;
}

export const COMPLAINTS: readonly Complaint[] = [
	{
		name: 'Acute upper respiratory infection',
		icd10: 'J06.9',
		says: 'runny nose, cough and sore throat for three days',
	},
	{
		name: 'Acute pharyngitis',
		icd10: 'J02.9',
		says: 'sore throat and painful swallowing',
		drug: 'amoxicillin',
	},
	{
		name: 'Acute sinusitis',
		icd10: 'J01.90',
		says: 'facial pressure and green nasal discharge for ten days',
		drug: 'amoxicillin',
	},
	{
		name: 'Urinary tract infection',
		icd10: 'N39.0',
		says: 'burning on urination since yesterday',
		drug: 'nitrofurantoin',
	},
	{ name: 'Cough', icd10: 'R05.9', says: 'dry cough, worse at night' },
	{ name: 'Otitis media', icd10: 'H66.90', says: 'ear pain and fever', drug: 'amoxicillin' },
	{ name: 'Rash', icd10: 'R21', says: 'itchy rash on both arms', drug: 'hydrocortisone' },
	{ name: 'Headache', icd10: 'R51.9', says: 'headaches twice a week, better with rest' },
	{
		name: 'Ankle sprain',
		icd10: 'S93.409A',
		says: 'twisted the ankle on the stairs',
		drug: 'ibuprofen',
	},
	{
		name: 'Viral gastroenteritis',
		icd10: 'A08.4',
		says: 'vomiting and loose stools since last night',
	},
	{ name: 'Fatigue', icd10: 'R53.83', says: 'tired all the time for some weeks' },
];
