/** Free text of the records: patient data. */
export const REASON = 'vertigo since the balloon ride';
export const NOTES = 'brings her ferret along';
