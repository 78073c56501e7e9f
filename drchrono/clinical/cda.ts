/** The root element of a clinical document ends it (HL7 CDA R2); blanks and comments may follow. */
const END = /<\/([\w.-]+:)?ClinicalDocument\s*>\s*(<!--[^]*-->\s*)?$/;

/**
 * Whether a file ends like a whole clinical document in XML: C-CDA and QRDA are such. A page, a message
 * or half a document is none.
 *
 * @param tail the end of the file, a few hundred characters
 */
export function endsClinicalDocument(tail: string): boolean {
	return END.test(tail);
}
