import { PDFDocument } from 'pdf-lib';

/** Bytes of a practice's file. */
export async function fileBytes(kind: string, id: string): Promise<{ bytes: Uint8Array }> {
	const pdf = await PDFDocument.create();
	pdf.addPage([300, 200]).drawText(`${kind} ${id}`, { x: 20, y: 150, size: 12 });
	return { bytes: await pdf.save() };
}
