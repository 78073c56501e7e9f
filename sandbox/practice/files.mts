import { paperOf } from './documents.mts';
import { type Colour, type Mosaic, jpeg, png } from './images.mts';
import { Random } from './random.mts';

/** A file's content. */
export interface FileContent {
	bytes: Uint8Array;
	mime: 'application/pdf' | 'image/png' | 'image/jpeg';
	name: string;
}

/** What a PDF says, where the caller knows better than the id alone tells. */
export interface FileText {
	title?: string;
	lines?: readonly string[];
}

const SKIN: readonly Colour[] = [
	[244, 212, 186],
	[228, 188, 152],
	[198, 148, 108],
	[160, 112, 78],
	[118, 78, 54],
	[84, 56, 40],
];

/** A face-like picture: background, head, hair. */
function portrait(random: Random): Mosaic {
	const wall: Colour = [
		random.between(150, 230),
		random.between(150, 230),
		random.between(170, 235),
	];
	const skin = random.pick(SKIN);
	const hair: Colour = [random.between(20, 120), random.between(20, 90), random.between(15, 70)];
	const shirt: Colour = [random.below(200), random.below(200), random.below(220)];
	return {
		width: 16,
		height: 20,
		paint(x, y) {
			const head = ((x - 7.5) / 4.2) ** 2 + ((y - 8) / 5.5) ** 2 < 1;
			if (head) return y < 5 ? hair : skin;
			return y > 13 && Math.abs(x - 7.5) < y - 9 ? shirt : wall;
		},
	};
}

/** Stripes and blocks, as on an insurance card seen from afar. */
function card(random: Random, front: boolean): Mosaic {
	const band: Colour = [random.below(140), random.below(140), random.between(80, 220)];
	const rows = Array.from({ length: 16 }, () => random.between(6, 24));
	return {
		width: 32,
		height: 20,
		paint(x, y) {
			if (front ? y < 4 : y < 3) return front ? band : [40, 40, 40];
			if (front && x > 25 && y > 5 && y < 12) return band;
			return y % 3 === 0 && x > 1 && x < (rows[y % 16] ?? 8) ? [90, 90, 90] : [250, 250, 246];
		},
	};
}

function strip(random: Random): Mosaic {
	const phase = random.below(8);
	return {
		width: 48,
		height: 16,
		paint(x, y) {
			const beat = (x + phase) % 12;
			const level = beat === 5 ? 3 : beat === 6 ? 12 : beat === 2 ? 7 : 9;
			if (y === level) return [20, 20, 20];
			return x % 6 === 0 || y % 4 === 0 ? [250, 200, 200] : [255, 240, 240];
		},
	};
}

const winAnsi = (text: string) => text.replace(/[^\x20-\x7e\u00a0-\u00ff]/g, '?');

/** Breaks a line at spaces so that it fits on a page. */
function wrap(line: string, width: number): string[] {
	const parts: string[] = [];
	let left = line;
	while (left.length > width) {
		const space = left.lastIndexOf(' ', width);
		const cut = space > 20 ? space : width;
		parts.push(left.slice(0, cut));
		left = left.slice(cut).trimStart();
	}
	return [...parts, left];
}

/** A PDF with a heading and lines of text, over as many pages as they need. */
async function pdf(title: string, lines: readonly string[]): Promise<Uint8Array> {
	// Loaded with the first PDF: it takes longer than a small practice takes to build.
	const { PDFDocument, StandardFonts, rgb } = await import('pdf-lib');
	const file = await PDFDocument.create();
	const [plain, bold] = [
		await file.embedFont(StandardFonts.Helvetica),
		await file.embedFont(StandardFonts.HelveticaBold),
	];
	const made = new Date(Date.UTC(2026, 0, 1));
	file.setTitle(title);
	file.setCreationDate(made);
	file.setModificationDate(made);
	let page = file.addPage([612, 792]);
	page.drawText(winAnsi(title), { x: 60, y: 720, size: 18, font: bold, color: rgb(0.1, 0.2, 0.4) });
	let y = 690;
	for (const line of lines.flatMap((each) => wrap(each, 92))) {
		if (y < 60) {
			page = file.addPage([612, 792]);
			y = 730;
		}
		page.drawText(winAnsi(line), { x: 60, y, size: 10.5, font: plain });
		y -= 15;
	}
	return file.save();
}

const TITLES: Readonly<Record<string, string>> = {
	clinical_notes: 'Clinical note',
	lab_documents: 'Laboratory document',
	patient_lab_results: 'Scanned result',
	eobs: 'Explanation of benefits',
	vis: 'Vaccine information statement',
	messages: 'Incoming fax',
	signed_consent_forms: 'Signed consent form',
	amendments: 'Amendment',
};

/**
 * The bytes behind a file field's `file:<kind>/<id>`: the same at every call. Pictures for patient
 * photos (JPEG) and insurance cards (PNG), for documents what their description says, PDF for all
 * else. Nothing but the id is known here, so no patient's name appears; `text` overrides what a PDF
 * says.
 */
export async function fileBytes(
	kind: string,
	id: number | string,
	text: FileText = {},
): Promise<FileContent> {
	const number = Number(id);
	const random = new Random(1, kind, number);
	if (kind === 'patient_photo') {
		return { bytes: jpeg(portrait(random)), mime: 'image/jpeg', name: `photo-${id}.jpg` };
	}
	if (/_card_(front|back)$/.test(kind)) {
		const bytes = png(card(random, kind.endsWith('front')));
		return { bytes, mime: 'image/png', name: `${kind.replaceAll('_', '-')}-${id}.png` };
	}
	const paper = kind === 'documents' ? paperOf(number) : null;
	if (paper?.mime === 'image/jpeg') {
		return { bytes: jpeg(portrait(random)), mime: 'image/jpeg', name: `document-${id}.jpg` };
	}
	if (paper?.mime === 'image/png') {
		return { bytes: png(strip(random)), mime: 'image/png', name: `document-${id}.png` };
	}
	const title = text.title ?? paper?.title ?? TITLES[kind] ?? 'Document';
	const lines = text.lines ?? [...(paper?.lines ?? []), '', `Record ${kind} ${id}`];
	const bytes = await pdf(title, lines);
	return { bytes, mime: 'application/pdf', name: `${kind.replaceAll('_', '-')}-${id}.pdf` };
}
