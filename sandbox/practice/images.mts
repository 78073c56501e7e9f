import { deflateSync } from 'node:zlib';

/** Red, green and blue from 0 to 255. */
export type Colour = readonly [number, number, number];

/** A picture of `width` × `height` squares of 8 × 8 pixels; `paint` gives the colour of a square. */
export interface Mosaic {
	width: number;
	height: number;
	paint(x: number, y: number): Colour;
}

const CRC = Uint32Array.from({ length: 256 }, (_, n) => {
	let c = n;
	for (let k = 0; k < 8; k++) c = c & 1 ? 0xedb88320 ^ (c >>> 1) : c >>> 1;
	return c;
});

function chunk(type: string, data: Buffer): Buffer {
	const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
	let crc = 0xffffffff;
	for (const byte of body) crc = (CRC[(crc ^ byte) & 0xff] ?? 0) ^ (crc >>> 8);
	const frame = Buffer.alloc(body.length + 8);
	frame.writeUInt32BE(data.length, 0);
	body.copy(frame, 4);
	frame.writeUInt32BE((crc ^ 0xffffffff) >>> 0, body.length + 4);
	return frame;
}

/** A PNG file (W3C PNG, 8-bit RGB). */
export function png(mosaic: Mosaic): Uint8Array {
	const [width, height] = [mosaic.width * 8, mosaic.height * 8];
	const raw = Buffer.alloc(height * (1 + width * 3));
	for (let y = 0; y < height; y++) {
		for (let x = 0; x < width; x++) {
			const colour = mosaic.paint(x >> 3, y >> 3);
			const at = y * (1 + width * 3) + 1 + x * 3;
			raw[at] = colour[0];
			raw[at + 1] = colour[1];
			raw[at + 2] = colour[2];
		}
	}
	const header = Buffer.alloc(13);
	header.writeUInt32BE(width, 0);
	header.writeUInt32BE(height, 4);
	header.set([8, 2, 0, 0, 0], 8);
	const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
	return new Uint8Array(
		Buffer.concat([
			signature,
			chunk('IHDR', header),
			chunk('IDAT', deflateSync(raw)),
			chunk('IEND', Buffer.alloc(0)),
		]),
	);
}

/** Code lengths of the standard table for luminance DC (ITU-T T.81, K.3): categories 0 to 11. */
const DC_COUNTS = [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0];

function dcCodes(): { code: number; length: number }[] {
	const codes: { code: number; length: number }[] = [];
	let code = 0;
	DC_COUNTS.forEach((count, index) => {
		for (let i = 0; i < count; i++) codes.push({ code: code++, length: index + 1 });
		code <<= 1;
	});
	return codes;
}

function segment(marker: number, data: readonly number[]): number[] {
	const length = data.length + 2;
	return [0xff, marker, length >> 8, length & 0xff, ...data];
}

/**
 * A baseline JPEG (ITU-T T.81) in which every 8 × 8 block has one colour: only DC coefficients are
 * coded, and the AC table knows nothing but "end of block".
 */
export function jpeg(mosaic: Mosaic): Uint8Array {
	const quantum = 8;
	const [width, height] = [mosaic.width * 8, mosaic.height * 8];
	const codes = dcCodes();
	const bits: number[] = [];
	const put = (value: number, length: number) => {
		for (let i = length - 1; i >= 0; i--) bits.push((value >> i) & 1);
	};
	const before = [0, 0, 0];
	for (let y = 0; y < mosaic.height; y++) {
		for (let x = 0; x < mosaic.width; x++) {
			const [r, g, b] = mosaic.paint(x, y);
			const channels = [
				0.299 * r + 0.587 * g + 0.114 * b - 128,
				-0.1687 * r - 0.3313 * g + 0.5 * b,
				0.5 * r - 0.4187 * g - 0.0813 * b,
			];
			channels.forEach((level, channel) => {
				const value = Math.round((level * 8) / quantum);
				const step = value - (before[channel] ?? 0);
				before[channel] = value;
				const category = step === 0 ? 0 : 32 - Math.clz32(Math.abs(step));
				const code = codes[category];
				if (code === undefined) throw new RangeError('DC step out of range');
				put(code.code, code.length);
				put(step < 0 ? step + (1 << category) - 1 : step, category);
				put(0, 1);
			});
		}
	}
	while (bits.length % 8 !== 0) bits.push(1);
	const scan: number[] = [];
	for (let i = 0; i < bits.length; i += 8) {
		let byte = 0;
		for (let j = 0; j < 8; j++) byte = (byte << 1) | (bits[i + j] ?? 0);
		scan.push(byte);
		if (byte === 0xff) scan.push(0);
	}
	const bytes = [
		0xff,
		0xd8,
		...segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 1, 0, 0, 1, 0, 1, 0, 0]),
		...segment(0xdb, [0, ...Array.from({ length: 64 }, () => quantum)]),
		...segment(0xc0, [
			8,
			height >> 8,
			height & 0xff,
			width >> 8,
			width & 0xff,
			3,
			1,
			0x11,
			0,
			2,
			0x11,
			0,
			3,
			0x11,
			0,
		]),
		...segment(0xc4, [0x00, ...DC_COUNTS, ...Array.from({ length: 12 }, (_, i) => i)]),
		...segment(0xc4, [0x10, 1, ...Array.from({ length: 15 }, () => 0), 0]),
		...segment(0xda, [3, 1, 0, 2, 0, 3, 0, 0, 63, 0]),
		...scan,
		0xff,
		0xd9,
	];
	return Uint8Array.from(bytes);
}
